// SPDX-License-Identifier: MIT
#pragma once

#include "os/run_lock.h"
#include "os/temporary_file.h"

#include <h5pulse/writer_options.h>

#include <filesystem>
#include <optional>

namespace h5pulse {

/// The attempted operation in error messages.
inline constexpr const char* kCannotCreate = "cannot be created";

/// The path of a new file. The file is prepared under a temporary name beside it, and gets its own name when
/// readers can open it. An existing file is left alone or replaced as a whole, never opened for writing.
class TargetPath
{
public:
    /// Creates the temporary file, empty. Throws Error if the name is taken (InUseError: by a live run) and
    /// the options do not allow it, or if the existing file could not be replaced.
    /// @param path  absolute
    TargetPath(const std::filesystem::path& path, const WriterOptions& options);

    /// Path and descriptor of the temporary file. Take the descriptor once.
    const std::filesystem::path& temporary() const noexcept { return m_file->path(); }
    Descriptor takeDescriptor() noexcept { return m_file->takeDescriptor(); }
    /// Whether an existing file will be replaced.
    bool replaces() const noexcept { return m_replaced.has_value(); }
    /// Renames the temporary file to its own name. Throws Error.
    void moveIn();
    /// Keeps the temporary file, whose rows are committed, although it cannot get its name. Returns its path.
    std::filesystem::path keep();

private:
    [[noreturn]] void refuse(const WriterOptions& options) const;
    void requireSameFile() const;
    void requireReplaceable() const;
    void synchroniseFolder() const;

    std::filesystem::path m_path;
    /// Lock of the file that will be replaced, so that no writer resumes it meanwhile.
    std::optional<RunLock> m_replaced;
    std::optional<TemporaryFile> m_file;
    bool m_durable;
};

} // namespace h5pulse
