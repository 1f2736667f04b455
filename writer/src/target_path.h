// SPDX-License-Identifier: MIT
#pragma once

#include "os/run_lock.h"

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
    /// Throws Error where the name is taken (InUseError: by a live run) and the options do not allow it.
    TargetPath(const std::filesystem::path& path, const WriterOptions& options);
    /// Removes the temporary file where moveIn() has not been reached.
    ~TargetPath();
    TargetPath(const TargetPath&) = delete;
    TargetPath& operator=(const TargetPath&) = delete;

    const std::filesystem::path& temporary() const noexcept { return m_temporary; }
    /// Whether there is a file to be replaced.
    bool replaces() const noexcept { return m_replaced.has_value(); }
    /// Gives the temporary file its name. Throws Error.
    void moveIn();

private:
    [[noreturn]] void refuse() const;

    void requireSameFile() const;

    std::filesystem::path m_path;
    std::filesystem::path m_temporary;
    /// Of the file that will be replaced, so that nobody resumes it meanwhile.
    std::optional<RunLock> m_replaced;
    bool m_durable;
    bool m_done = false;
};

} // namespace h5pulse
