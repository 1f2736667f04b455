// SPDX-License-Identifier: MIT
#pragma once

#include "os/descriptor.h"
#include "os/process_mark.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace h5pulse {

/// A new file that is written under a hidden name in the folder of its target,
/// `.h5pulse-<boot>-<random>.tmp`, and renamed when it is complete. The folder is kept open, so that it
/// may be moved and the program may change its working directory.
///
/// Thread-safety: one thread at a time.
class TemporaryFile
{
public:
    /// Creates the file. Throws Error that names `target`.
    /// @param target  absolute path that the file will get
    /// @param tried   the operation, for the error
    /// @param tag     letters and digits in its name, by which removeLeftovers() finds it
    TemporaryFile(const std::filesystem::path& target, std::string tried, const std::string& tag = {});
    /// Removes the file unless it was renamed or kept. Only the process that created the file removes it.
    ~TemporaryFile();
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    /// The open file, for reading and writing. May be called once.
    Descriptor takeDescriptor() noexcept { return std::move(m_created); }
    const std::filesystem::path& path() const noexcept { return m_path; }
    /// Time of creation by the clock of the file system, nanoseconds since 1970.
    std::int64_t createdNs() const noexcept { return m_createdNs; }

    /// Whether the file still has the name that it was created with.
    bool isThere() const;
    /// Renames the file to its target and replaces a file of that name. False on failure, with errno.
    bool moveOver();
    /// Renames the file to its target, whose name must be free. Works also on file systems that cannot
    /// refuse to replace a file.
    bool moveIn();
    /// Renames the file to a free name beside the target (run.h5.new, run.h5.new-2, ...) and keeps it;
    /// path() is its path.
    void keep();
    /// Lets the destructor remove the file after all.
    void discard() noexcept { m_done = false; }
    /// 0 if the target could be replaced now, otherwise errno. Changes nothing.
    int tryToReplace() const;
    /// Synchronises the folder to the disk, and with it the name of the file. False on failure, with errno.
    bool synchroniseFolder() const;

    /// Removes temporary files that killed programs have left in the folder. A file counts as left if it
    /// is not locked and has not changed for a minute, or for a day if it was created before a restart or
    /// on another machine. Files with `tag`, if it is not empty, are removed at once.
    void removeLeftovers(const std::string& tag = {}) const;

private:
    void create();
    bool rename(const std::string& to, unsigned flags);

    ProcessMark m_owner;
    std::filesystem::path m_target;
    std::string m_tried;
    std::string m_tag;
    Descriptor m_folder;
    std::string m_name; ///< in the folder
    std::filesystem::path m_path;
    Descriptor m_created;
    std::uint64_t m_device = 0, m_inode = 0;
    std::int64_t m_createdNs = 0;
    bool m_done = false;
};

/// `.h5pulse-<boot>-<random>.tmp`, or with a tag `.h5pulse-<boot>-<random>-<tag>.tmp`: 8 hexadecimal
/// digits that identify the start of this machine, and 16 random ones. So two programs never choose the
/// same name, whatever their host names and process ids are.
std::string newTemporaryName(const std::string& tag);

} // namespace h5pulse
