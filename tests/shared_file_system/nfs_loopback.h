// SPDX-License-Identifier: MIT
#pragma once

#include "process.h"
#include "temporary_folder.h"

#include <filesystem>
#include <string>
#include <vector>

namespace h5pulse::test {

/// The NFS server of this kernel, for this machine alone. If none runs, its programs run until the end of the tests.
class NfsServer
{
public:
    /// The reason why this machine has no NFS server, for GTEST_SKIP; empty: it has one.
    static const std::string& whyNot();

    NfsServer(const NfsServer&) = delete;
    NfsServer& operator=(const NfsServer&) = delete;

private:
    NfsServer();
    ~NfsServer();
    void start();

    std::vector<Process> m_programs{};
    bool m_started = false;
};

/// A folder that is exported, until the end.
class NfsExport
{
public:
    NfsExport();
    ~NfsExport();
    NfsExport(const NfsExport&) = delete;
    NfsExport& operator=(const NfsExport&) = delete;

    /// The folder as the server sees it.
    std::filesystem::path path() const { return m_folder.path(); }

private:
    TemporaryFolder m_folder;
};

/// The exported folder as another machine sees it.
class NfsMount
{
public:
    /// @param options  of mount, such as "vers=4.2,noac". Each mount has caches of its own
    NfsMount(const NfsExport& exported, const std::string& options);
    ~NfsMount();
    NfsMount(const NfsMount&) = delete;
    NfsMount& operator=(const NfsMount&) = delete;

    std::filesystem::path operator/(const std::string& name) const { return m_folder / name; }

private:
    TemporaryFolder m_folder;
};

} // namespace h5pulse::test
