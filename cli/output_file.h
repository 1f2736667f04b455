// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace h5pulse::cli {

/// Text file that is written completely or not at all: it is written under a temporary name and renamed at
/// the end. "-" is standard output; devices and pipes are written directly.
///
/// Errors: std::runtime_error with a sentence; OutputClosed, Interrupted.
class OutputFile
{
public:
    /// @param force   replace an existing regular file. An HDF5 file is never replaced.
    explicit OutputFile(const std::filesystem::path& path, bool force);
    /// Without commit() it leaves no file behind.
    ~OutputFile();
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;

    /// Whether the output goes to a terminal, where control characters matter.
    bool isTerminal() const;
    void write(std::string_view text);
    /// Renames the file to its final name.
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
