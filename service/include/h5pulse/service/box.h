// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace h5pulse {

/// Takes rights away from a process that reads files of strangers. If a file exploits a fault of HDF5 and takes the process
/// over, it can do little.
///
/// The process gets limits of memory. Its two threads get less than that: the one that talks to the client can open
/// nothing at all, and the one that reads can open files of the run's folder, of HDF5's plugins and of the system's
/// libraries, for reading. Neither can use the network, start programs, or change files. See docs/hostile-files.md.
///
/// What the kernel or the build lacks is left out, and report() says so.
class Box
{
public:
    /// Begins with limits for the whole process, and starts the helper that looks for writers (see findWriter()), because
    /// a confined process does not see what others have open. Call it before the process has threads.
    Box();
    ~Box();

    Box(const Box&) = delete;
    Box& operator=(const Box&) = delete;

    /// Confines the calling thread, which can open nothing from now on.
    void confineTalker();

    /// Confines the calling thread to the folder of a file, once; later calls check that it is still that folder. Call it
    /// before the file is opened. A folder that was replaced ends the process, because a thread cannot be let out again.
    /// Throws MissingError if the folder does not exist, and then confines nothing.
    void confineReader(const std::filesystem::path& file);

    /// What is in force, a line each. For a thread that has called confineReader().
    std::vector<std::string> report() const;

private:
    struct Folder;
    struct Helper;

    std::unique_ptr<Helper> m_helper;
    std::unique_ptr<Folder> m_folder; // null: not confined yet
    std::vector<std::string> m_report;
};

} // namespace h5pulse
