// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace h5pulse::cli {

/// Text on its way to a file that is there whole or not at all: it is written beside its place and renamed at
/// the end. "-" is standard output; devices and pipes are written to directly.
///
/// Errors: std::runtime_error with a sentence; OutputClosed, Interrupted.
class OutputFile
{
public:
    /// @param force   whether a regular file of that name may be replaced. A file of HDF5 never is.
    explicit OutputFile(const std::filesystem::path& path, bool force);
    /// Without commit() nothing is left behind.
    ~OutputFile();
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;

    /// Whether control characters would reach a terminal.
    bool isTerminal() const;
    void write(std::string_view text);
    /// Puts the file in its place.
    void commit();

private:
    void flush();
    void createBeside();
    void rename();

    std::filesystem::path m_path;
    std::string m_temporary; ///< empty: written directly
    std::string m_buffer;
    int m_descriptor = -1;
    bool m_force = false;
};

} // namespace h5pulse::cli
