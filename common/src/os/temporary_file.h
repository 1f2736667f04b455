// SPDX-License-Identifier: MIT
#pragma once

#include "os/descriptor.h"
#include "os/process_mark.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace h5pulse {

/// A new file that grows up under a hidden name beside its own, `.h5pulse-<boot>-<random>.tmp`, and gets its
/// name when it is whole. The folder is held open: it may be moved, and the program may change its working
/// directory.
///
/// Thread-safety: one thread at a time.
class TemporaryFile
{
public:
    /// Creates the file. Throws Error that names `target`.
    /// @param target  absolute path that it shall get
    /// @param tried   what the error says was tried
    /// @param tag     letters and digits for its name, by which removeLeftovers() finds it
    TemporaryFile(const std::filesystem::path& target, std::string tried, const std::string& tag = {});
    /// Removes the file unless it has its name or is kept; in the process that created it alone, and only
    /// what that created.
    ~TemporaryFile();
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    /// The open file, for reading and writing. Once.
    Descriptor takeDescriptor() noexcept { return std::move(m_created); }
    const std::filesystem::path& path() const noexcept { return m_path; }
    /// The file system's own clock when it was created, nanoseconds since 1970.
    std::int64_t createdNs() const noexcept { return m_createdNs; }

    /// Whether the file has still the name that it was created with.
    bool isThere() const;
    /// Gives it its name, over what has it. False on failure, with errno.
    bool moveOver();
    /// Gives it its name, which must be free; also where the file system does not know how to make sure.
    bool moveIn();
    /// Gives it a free name beside the target that nobody removes (run.h5.new, run.h5.new-2, ...), and stays;
    /// path() tells which.
    void keep();
    /// Takes back its name: the destructor removes it.
    void discard() noexcept { m_done = false; }
    /// 0 where the target could be replaced now, or why not (errno). Nothing changes.
    int tryToReplace() const;
    /// A name is on the disk when its folder is. False on failure, with errno.
    bool synchroniseFolder() const;

    /// Removes what killed programs have left in the folder: such files that nobody has locked, and in which
    /// nothing has happened for a minute, or for a day where they come from another start of a machine. Where
    /// `tag` is not empty, those with that tag at once.
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

/// `.h5pulse-<boot>-<random>.tmp`, or with a tag `.h5pulse-<boot>-<random>-<tag>.tmp`: 8 hexadecimal digits
/// that another start of a machine has not, and 16 random ones. So no two programs have the same name,
/// whatever their host names and process ids.
std::string newTemporaryName(const std::string& tag);

} // namespace h5pulse
