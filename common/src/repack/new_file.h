// SPDX-License-Identifier: MIT
#pragma once

#include "os/run_lock.h"
#include "os/temporary_file.h"

#include <filesystem>
#include <optional>

namespace h5pulse::repacking {

/// The copy, from its temporary to its final name. The tag of its temporary name follows from the
/// original, so that the next repacking of that file finds and removes the temporary file of a killed one.
class NewFile
{
public:
    /// @param path      of the original, absolute
    /// @param original  lock of the original
    /// @param output    empty: the copy replaces the original. Throws Error if it exists already.
    NewFile(const std::filesystem::path& path, const RunLock& original, const std::filesystem::path& output);

    /// Creates the empty file with the permissions of the original, and locks it, so that other programs
    /// do not remove it as a leftover. Throws Error.
    void create();
    const std::filesystem::path& temporary() const noexcept { return m_file->path(); }
    int descriptor() const noexcept { return m_lock->descriptor(); }
    /// Synchronises the file to the disk. Throws Error.
    void synchronise() const;
    std::uintmax_t size() const;
    /// Renames it to its final name. Throws Error.
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
