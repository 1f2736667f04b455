// SPDX-License-Identifier: MIT
#pragma once

#include "os/run_lock.h"
#include "os/temporary_file.h"

#include <h5pulse/writer_options.h>

#include <filesystem>
#include <optional>

namespace h5pulse {

/// What errors say was tried.
inline constexpr const char* kCannotCreate = "cannot be created";

/// The way of a new file to its name: it grows up under a temporary name beside it, and takes its own when
/// readers can open it. A file that is there already is left alone or replaced whole, never opened for
/// writing.
class TargetPath
{
public:
    /// Creates the temporary file, empty. Throws Error where the name is taken (InUseError: by a live run)
    /// and the options do not allow it, and where what is there could not be replaced.
    /// @param path  absolute
    TargetPath(const std::filesystem::path& path, const WriterOptions& options);

    /// The temporary file, and the open file. Once.
    const std::filesystem::path& temporary() const noexcept { return m_file->path(); }
    Descriptor takeDescriptor() noexcept { return m_file->takeDescriptor(); }
    /// Whether there is a file to be replaced.
    bool replaces() const noexcept { return m_replaced.has_value(); }
    /// Gives the temporary file its name. Throws Error.
    void moveIn();
    /// Keeps the temporary file, whose rows are committed, although it cannot have its name; gives its path
    /// now.
    std::filesystem::path keep();

private:
    [[noreturn]] void refuse(const WriterOptions& options) const;
    void requireSameFile() const;
    void requireReplaceable() const;
    void synchroniseFolder() const;

    std::filesystem::path m_path;
    /// Of the file that will be replaced, so that nobody resumes it meanwhile.
    std::optional<RunLock> m_replaced;
    std::optional<TemporaryFile> m_file;
    bool m_durable;
};

} // namespace h5pulse
