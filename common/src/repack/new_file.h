// SPDX-License-Identifier: MIT
#pragma once

#include "os/run_lock.h"
#include "os/temporary_file.h"

#include <filesystem>
#include <optional>

namespace h5pulse::repacking {

/// The way of the copy to its name. The tag of its temporary name follows from the original, so that what a
/// killed repacking has left is found by the next one of that file.
class NewFile
{
public:
    /// @param path      of the original, absolute
    /// @param original  whose lock the caller has
    /// @param output    empty: the copy replaces the original. Throws Error where it is there already.
    NewFile(const std::filesystem::path& path, const RunLock& original, const std::filesystem::path& output);

    /// Creates it, empty, under a lock, so that nobody takes it for a leftover, and with the permissions of
    /// the original. Throws Error.
    void create();
    const std::filesystem::path& temporary() const noexcept { return m_file->path(); }
    int descriptor() const noexcept { return m_lock->descriptor(); }
    /// Brings what was written to the disk. Throws Error.
    void synchronise() const;
    std::uintmax_t size() const;
    /// Gives it its name. Throws Error.
    void moveIn();

private:
    const std::filesystem::path& m_path;
    const RunLock& m_original;
    std::filesystem::path m_target;
    bool m_replaces;
    std::optional<TemporaryFile> m_file{};
    std::optional<RunLock> m_lock{};
};

} // namespace h5pulse::repacking
