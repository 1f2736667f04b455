// SPDX-License-Identifier: MIT
#include <h5pulse/service/box.h>

#include "box/landlock.h"
#include "box/seccomp.h"
#include "box/writer_helper.h"
#include "h5/filters.h"
#include "os/file_system.h"
#include "os/machine.h"
#include "os/open_files.h"

#include <h5pulse/error.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <sys/resource.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define H5PULSE_SANITIZED 1
#endif
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define H5PULSE_SANITIZED 1
#endif
#endif

namespace h5pulse {

namespace {

// Plugins of HDF5 need other libraries of the system.
constexpr const char* kLibraries[] = {"/lib",       "/lib64",         "/usr/lib",
                                      "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache"};

/// Limits the memory to half of the machine's, at least 4 GiB: a damaged size then makes an allocation fail, not the machine.
std::string limitMemory()
{
#ifdef H5PULSE_SANITIZED
    return "memory: not limited (the sanitizer needs terabytes of addresses)";
#else
    constexpr std::uint64_t kMinMemory = std::uint64_t{4} << 30U;
    const auto pages = static_cast<std::uint64_t>(std::max(0L, ::sysconf(_SC_PHYS_PAGES)));
    const auto page = static_cast<std::uint64_t>(std::max(0L, ::sysconf(_SC_PAGESIZE)));
    const rlim_t most = std::max(kMinMemory, pages * page / 2);
    rlimit limit{};
    ::getrlimit(RLIMIT_DATA, &limit);
    limit.rlim_cur = limit.rlim_max = std::min(most, limit.rlim_max);
    if (::setrlimit(RLIMIT_DATA, &limit) != 0) {
        return std::string("memory: not limited (") + std::strerror(errno) +
               ")"; // NOLINT(concurrency-mt-unsafe)
    }
    return "memory: at most " + std::to_string(limit.rlim_cur >> 20U) + " MiB";
#endif
}

void forbidCoreFiles()
{
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
}

} // namespace

struct Box::Folder
{
    std::filesystem::path path;
    FileIdentity identity;
};

struct Box::Helper
{
    WriterHelper writers;
};

Box::Box()
    : m_helper(std::make_unique<Helper>())
{
    forbidCoreFiles();
    m_report.push_back(limitMemory());
    static_cast<void>(bootText()); // reads a file that cannot be opened later
    setWriterFinder([helper = m_helper.get()](int descriptor) { return helper->writers.ask(descriptor); });
}

Box::~Box()
{
    setWriterFinder(nullptr);
}

void Box::confineTalker()
{
    static_cast<void>(refuseCalls(Opening::Nothing));
}

void Box::confineReader(const std::filesystem::path& file)
{
    const std::filesystem::path path =
        file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
    const std::optional<FileIdentity> now = identify(path);
    if (!now) {
        throw MissingError(file, "cannot be opened", std::strerror(ENOENT)); // NOLINT(concurrency-mt-unsafe)
    }
    if (m_folder) {
        if (!m_folder->identity.sameFile(*now)) {
            std::fprintf(stderr, "h5pulse: the folder of the run was replaced by another one\n");
            std::_Exit(1);
        }
        return;
    }
    std::vector<std::filesystem::path> folders{path};
    std::error_code error;
    if (const std::filesystem::path target = std::filesystem::canonical(file, error); !error) {
        folders.push_back(target.parent_path()); // the file may be a link
    }
    folders.insert(folders.end(), std::begin(kLibraries), std::end(kLibraries));
    std::ranges::copy(h5::pluginFolders(), std::back_inserter(folders));
    m_report.push_back(allowReadingBeneath(folders));
    m_report.push_back(refuseCalls(Opening::ForReading));
    m_folder = std::make_unique<Folder>(Folder{path, *now});
}

std::vector<std::string> Box::report() const
{
    return m_report;
}

} // namespace h5pulse
