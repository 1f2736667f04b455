// SPDX-License-Identifier: MIT
#pragma once

#include "process.h"
#include "temporary_folder.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace h5pulse::test {

/// A folder on a file system in user space (FUSE), which can be made to hang or to vanish. Unmounted at the
/// end, whatever state it is in, also where the test is killed.
class MirrorFolder
{
public:
    /// Why no such folder can be had here; empty: it can. For GTEST_SKIP.
    static const std::string& whyNot();

    /// @param cacheSeconds  how long the system may remember names and sizes without asking again
    explicit MirrorFolder(double cacheSeconds = 1.0);
    ~MirrorFolder();
    MirrorFolder(const MirrorFolder&) = delete;
    MirrorFolder& operator=(const MirrorFolder&) = delete;

    const std::filesystem::path& path() const noexcept { return m_mounted; }
    std::filesystem::path operator/(std::string_view name) const { return m_mounted / name; }
    /// The folder that is shown: what is written there is on a file system that always answers.
    const TemporaryFolder& behind() const noexcept { return m_behind; }

    /// From now on nothing in it answers; whoever asks waits, and even the end of a process that has a file
    /// open there may wait: resume() before such a Process goes.
    void hang();
    /// It answers again, also to those who wait.
    void resume();
    /// It is gone: whoever asks gets ENOTCONN or ENOENT, also those who wait.
    void vanish();
    /// It is mounted again after vanish().
    void comeBack();

private:
    void unmount() const;

    double m_cacheSeconds;
    TemporaryFolder m_behind;
    TemporaryFolder m_home;
    std::filesystem::path m_mounted;
    std::optional<Process> m_process;
};

} // namespace h5pulse::test
