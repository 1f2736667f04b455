// SPDX-License-Identifier: MIT
#pragma once

#include "os/run_lock.h"

#include <filesystem>
#include <optional>

namespace h5pulse::repacking {

/// The way of the copy to its name. Its temporary name follows from the original, so that what a killed
/// repacking has left is found by the next one of that file.
class NewFile
{
public:
    /// @param original  whose lock the caller has
    /// @param output    empty: the copy replaces the original. Throws Error where it is there already.
    NewFile(const std::filesystem::path& path, const RunLock& original, const std::filesystem::path& output);
    /// Removes what has not got its name.
    ~NewFile();
    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;

    const std::filesystem::path& temporary() const noexcept { return m_temporary; }
    /// To be called when the file has been created: promises it to us, so that nobody takes it for a
    /// leftover, and gives it the permissions of the original.
    void created();
    /// Brings what was written to the disk. Throws Error.
    void synchronise() const;
    std::uintmax_t size() const;
    /// Gives it its name. Throws Error.
    void moveIn();

private:
    void removeLeftover() const;

    const std::filesystem::path& m_path;
    const RunLock& m_original;
    std::filesystem::path m_target;
    std::filesystem::path m_temporary;
    bool m_replaces;
    std::optional<RunLock> m_lock{};
    bool m_created = false;
    bool m_done = false;
};

} // namespace h5pulse::repacking
