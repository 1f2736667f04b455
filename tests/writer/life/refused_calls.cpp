// SPDX-License-Identifier: MIT
#include "refused_calls.h"

#include <atomic>
#include <cerrno>
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <string>
#include <sys/syscall.h>
#include <unistd.h>

namespace h5pulse::test {

namespace {

std::atomic<int> refuseFrom{0}; ///< 0: none
std::atomic<int> asked{0};
std::atomic<int> refused{0};
std::atomic<int> closeError{0};
std::atomic<int> writeError{0};
std::atomic<off_t> writeFrom{0};
std::filesystem::path theFile; ///< the file for which close() and writes fail

bool isTheFile(int descriptor)
{
    const int flags = ::fcntl(descriptor, F_GETFL);
    std::error_code error;
    const auto path = std::filesystem::read_symlink("/proc/self/fd/" + std::to_string(descriptor), error);
    return !error && flags >= 0 && (flags & O_ACCMODE) != O_RDONLY && path == theFile;
}

/// Looked up before main(). Later, a thread may be unloading a library, and a lookup would wait for it.
template <typename Call>
Call next(const char* name)
{
    return reinterpret_cast<Call>(::dlsym(RTLD_NEXT, name));
}

const auto nextClose = next<decltype(&::close)>("close");
const auto nextPwrite = next<decltype(&::pwrite)>("pwrite");
const auto nextCreate = next<decltype(&::pthread_create)>("pthread_create");

} // namespace

ThreadsRefused::ThreadsRefused(int from)
{
    asked = 0;
    refused = 0;
    refuseFrom = from;
}

ThreadsRefused::~ThreadsRefused()
{
    refuseFrom = 0;
}

int ThreadsRefused::refusals()
{
    return refused;
}

CloseReports::CloseReports(std::filesystem::path file, int error)
{
    theFile = std::move(file);
    closeError = error;
}

CloseReports::~CloseReports()
{
    closeError = 0;
}

WritesRefused::WritesRefused(std::filesystem::path file, int error)
{
    theFile = std::move(file);
    writeFrom = static_cast<off_t>(std::filesystem::file_size(theFile));
    writeError = error;
}

WritesRefused::~WritesRefused()
{
    writeError = 0;
}

} // namespace h5pulse::test

// All code of this program uses these functions in place of those of the C library.
extern "C" int pthread_create(pthread_t* thread, const pthread_attr_t* attributes, void* (*work)(void*),
                              void* data)
{
    using namespace h5pulse::test;
    if (refuseFrom > 0 && ++asked >= refuseFrom) {
        ++refused;
        return EAGAIN;
    }
    return nextCreate(thread, attributes, work, data);
}

extern "C" int close(int descriptor)
{
    using namespace h5pulse::test;
    const int error = closeError;
    const bool reports = error != 0 && isTheFile(descriptor);
    const int result = nextClose ? nextClose(descriptor) : static_cast<int>(::syscall(SYS_close, descriptor));
    if (reports) {
        errno = error;
        return -1;
    }
    return result;
}

static ssize_t writeOrRefuse(int descriptor, const void* data, size_t size, off_t offset)
{
    using namespace h5pulse::test;
    const int error = writeError;
    if (error != 0 && offset + static_cast<off_t>(size) > writeFrom && isTheFile(descriptor)) {
        errno = error;
        return -1;
    }
    return nextPwrite(descriptor, data, size, offset);
}

extern "C" ssize_t pwrite(int descriptor, const void* data, size_t size, off_t offset)
{
    return writeOrRefuse(descriptor, data, size, offset);
}

extern "C" ssize_t pwrite64(int descriptor, const void* data, size_t size, off_t offset)
{
    return writeOrRefuse(descriptor, data, size, offset);
}

// A forked child has the memory of its parent's threads, but not the threads. That is not a leak.
extern "C" const char* __asan_default_options()
{
    return "detect_leaks=0";
}
