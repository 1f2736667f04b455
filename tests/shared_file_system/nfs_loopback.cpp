// SPDX-License-Identifier: MIT
#include "nfs_loopback.h"

#include "wait_until.h"

#include <fstream>
#include <stdexcept>
#include <sys/mount.h>
#include <unistd.h>

namespace h5pulse::test {

namespace {

constexpr std::chrono::minutes kPatience{2};
constexpr const char* kThreads = "/proc/fs/nfsd/threads";

void require(const std::vector<std::string>& command)
{
    const ProcessResult result = run(command, kPatience);
    if (result.status != 0) {
        throw std::runtime_error(command[0] + ": " + (result.err.empty() ? "it failed" : result.err));
    }
}

void writeTo(const char* setting, const char* value)
{
    std::ofstream(setting) << value;
}

int serverThreads()
{
    int threads = 0;
    std::ifstream(kThreads) >> threads;
    return threads;
}

std::string clientAndFolder(const std::filesystem::path& folder)
{
    return "127.0.0.1:" + folder.string();
}

/// Whether the server and a mount work here, by trying them.
std::string tryAll()
{
    if (::geteuid() != 0) {
        return "only root may export and mount folders";
    }
    for (const char* program : {"exportfs", "rpc.nfsd", "rpc.mountd", "mount.nfs"}) {
        if (!std::filesystem::exists(std::string("/usr/sbin/") + program) &&
            !std::filesystem::exists(std::string("/sbin/") + program)) {
            return std::string("there is no ") + program + " (Debian: nfs-kernel-server)";
        }
    }
    try {
        const NfsExport exported;
        const NfsMount mount(exported, "vers=4.2");
        return {};
    } catch (const std::exception& problem) {
        return problem.what();
    }
}

} // namespace

const std::string& NfsServer::whyNot()
{
    static std::string problem;
    static const bool once = [] {
        try {
            static NfsServer server; // until the end of the program
            problem = tryAll();
        } catch (const std::exception& error) {
            problem = error.what();
        }
        return true;
    }();
    static_cast<void>(once);
    return problem;
}

NfsServer::NfsServer()
{
    if (::geteuid() == 0 && serverThreads() == 0 && std::filesystem::exists("/usr/sbin/rpc.nfsd")) {
        start();
    }
}

void NfsServer::start()
{
    for (const char* module : {"nfsd", "nfs"}) {
        static_cast<void>(run({"modprobe", module}, kPatience)); // it may be part of the kernel
    }
    if (!std::filesystem::exists(kThreads) && ::mount("nfsd", "/proc/fs/nfsd", "nfsd", 0, nullptr) != 0) {
        throw std::runtime_error("this kernel has no NFS server");
    }
    if (run({"rpcinfo"}).status != 0) {
        m_programs.emplace_back(std::vector<std::string>{"rpcbind", "-f", "-w"});
        waitUntil([] { return run({"rpcinfo"}).status == 0; });
    }
    m_programs.emplace_back(std::vector<std::string>{"rpc.statd", "-F"});  // locks of version 3
    m_programs.emplace_back(std::vector<std::string>{"rpc.mountd", "-F"}); // who may mount what
    // A server that has just started gives no locks for a minute, so that clients of before can claim theirs.
    writeTo("/proc/sys/fs/nfs/nlm_grace_period", "1");
    m_started = true;
    require({"rpc.nfsd", "--host", "127.0.0.1", "4"});
    writeTo("/proc/fs/nfsd/v4_end_grace", "Y");
}

NfsServer::~NfsServer()
{
    if (m_started) {
        static_cast<void>(run({"rpc.nfsd", "0"}));
        writeTo("/proc/sys/fs/nfs/nlm_grace_period", "0"); // the default
    }
}

NfsExport::NfsExport()
{
    static int number = ::getpid(); // a file system in memory has none of its own
    require({"exportfs", "-o",
             "rw,sync,no_root_squash,insecure,no_subtree_check,fsid=" + std::to_string(number++),
             clientAndFolder(path())});
}

NfsExport::~NfsExport()
{
    static_cast<void>(run({"exportfs", "-u", clientAndFolder(path())}));
}

NfsMount::NfsMount(const NfsExport& exported, const std::string& options)
{
    require({"mount", "-t", "nfs", "-o", "nosharecache," + options, clientAndFolder(exported.path()),
             m_folder.path()});
}

NfsMount::~NfsMount()
{
    ::umount2(m_folder.path().c_str(), MNT_DETACH);
}

} // namespace h5pulse::test
