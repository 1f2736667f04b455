// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>

namespace bench {

/// A temporary folder that is removed with its files.
class ScratchFolder
{
public:
    /// @param parent  an existing folder
    explicit ScratchFolder(const std::filesystem::path& parent);
    ~ScratchFolder();
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;

    const std::filesystem::path& path() const { return m_path; }

    /// Removes the files and waits until the file system has written everything, so that no contestant pays
    /// for the previous one.
    void clear() const;

private:
    std::filesystem::path m_path;
};

} // namespace bench
