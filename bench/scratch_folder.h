// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>

namespace bench {

/// A folder of our own that goes away with its files.
class ScratchFolder
{
public:
    /// @param parent  an existing folder
    explicit ScratchFolder(const std::filesystem::path& parent);
    ~ScratchFolder();
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;

    const std::filesystem::path& path() const { return m_path; }

    /// Removes the files and waits until the file system has nothing left to write, so that nobody pays for
    /// the contestant before.
    void clear() const;

private:
    std::filesystem::path m_path;
};

} // namespace bench
