/* SPDX-License-Identifier: MIT */
/* The calls that change what is in a file. On this platform off_t and off64_t are one; programs call either
 * name. */
#include "control.h"
#include "next.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <unistd.h>

typedef ssize_t (*PwriteCall)(int, const void*, size_t, off64_t);
typedef ssize_t (*WriteCall)(int, const void*, size_t);
typedef int (*TruncateCall)(int, off64_t);
typedef int (*AllocateCall)(int, int, off64_t, off64_t);
typedef int (*SyncCall)(int);
typedef int (*FcntlCall)(int, int, ...);

static ssize_t pwriteWith(PwriteCall next, int descriptor, const void* data, size_t count, off64_t offset)
{
    if (!faultWants(descriptor)) {
        return next(descriptor, data, count, offset);
    }
    const struct FaultVerdict verdict = faultEnter(FaultWrite);
    ssize_t written = -1;
    if (verdict.act != ActFail) {
        written = next(descriptor, data, faultPart(verdict, (uint64_t)offset, count), offset);
    }
    const int error = verdict.act == ActFail ? verdict.error : verdict.act == ActCut ? EIO : errno;
    if (written >= 0) {
        faultLogData(FaultWrite, descriptor, (uint64_t)offset, 0, data, (size_t)written);
    }
    faultLeave(verdict);
    errno = error;
    return verdict.act == ActCut ? -1 : written;
}

ssize_t pwrite(int descriptor, const void* data, size_t count, off_t offset)
{
    return pwriteWith(NEXT(PwriteCall, "pwrite"), descriptor, data, count, offset);
}

ssize_t pwrite64(int descriptor, const void* data, size_t count, off64_t offset)
{
    return pwriteWith(NEXT(PwriteCall, "pwrite64"), descriptor, data, count, offset);
}

ssize_t write(int descriptor, const void* data, size_t count)
{
    const WriteCall next = NEXT(WriteCall, "write");
    if (descriptor == STDOUT_FILENO) {
        const struct FaultVerdict verdict = faultEnter(FaultMark);
        faultLogMark(data, count);
        const ssize_t written = next(descriptor, data, count);
        faultLeave(verdict);
        return written;
    }
    if (!faultWants(descriptor)) {
        return next(descriptor, data, count);
    }
    const off64_t offset = lseek64(descriptor, 0, SEEK_CUR);
    const ssize_t written = pwriteWith(NEXT(PwriteCall, "pwrite64"), descriptor, data, count, offset);
    if (written > 0) {
        lseek64(descriptor, written, SEEK_CUR);
    }
    return written;
}

/* The calls that only succeed or fail. */
#define SIMPLE(call, descriptor, offset, length, make)                                                       \
    if (!faultWants(descriptor)) {                                                                           \
        return make;                                                                                         \
    }                                                                                                        \
    const struct FaultVerdict verdict = faultEnter(call);                                                    \
    const int result = verdict.act == ActFail ? -1 : make;                                                   \
    const int error = verdict.act == ActFail ? verdict.error : errno;                                        \
    if (result == 0) {                                                                                       \
        faultLogData(call, descriptor, (uint64_t)(offset), (uint64_t)(length), NULL, 0);                     \
    }                                                                                                        \
    faultLeave(verdict);                                                                                     \
    errno = error;                                                                                           \
    return result

static int truncateWith(TruncateCall next, int descriptor, off64_t size)
{
    SIMPLE(FaultTruncate, descriptor, size, 0, next(descriptor, size));
}

int ftruncate(int descriptor, off_t size)
{
    return truncateWith(NEXT(TruncateCall, "ftruncate"), descriptor, size);
}

int ftruncate64(int descriptor, off64_t size)
{
    return truncateWith(NEXT(TruncateCall, "ftruncate64"), descriptor, size);
}

static int allocateWith(AllocateCall next, int descriptor, int mode, off64_t offset, off64_t length)
{
    SIMPLE(FaultAllocate, descriptor, offset, mode == 0 ? length : 0, next(descriptor, mode, offset, length));
}

int fallocate(int descriptor, int mode, off_t offset, off_t length)
{
    return allocateWith(NEXT(AllocateCall, "fallocate"), descriptor, mode, offset, length);
}

int fallocate64(int descriptor, int mode, off64_t offset, off64_t length)
{
    return allocateWith(NEXT(AllocateCall, "fallocate64"), descriptor, mode, offset, length);
}

/* posix_fallocate gives the error instead of setting errno. */
int posix_fallocate(int descriptor, off_t offset, off_t length)
{
    return fallocate(descriptor, 0, offset, length) == 0 ? 0 : errno;
}

int posix_fallocate64(int descriptor, off64_t offset, off64_t length)
{
    return posix_fallocate(descriptor, offset, length);
}

static int syncWith(SyncCall next, int descriptor)
{
    SIMPLE(FaultSync, descriptor, 0, 0, next(descriptor));
}

int fsync(int descriptor)
{
    return syncWith(NEXT(SyncCall, "fsync"), descriptor);
}

int fdatasync(int descriptor)
{
    return syncWith(NEXT(SyncCall, "fdatasync"), descriptor);
}

static int lockWith(FcntlCall next, int descriptor, int command, void* argument)
{
    SIMPLE(FaultLock, descriptor, 0, 0, next(descriptor, command, argument));
}

static int fcntlWith(FcntlCall next, int descriptor, int command, void* argument)
{
    if (command == F_OFD_SETLK || command == F_OFD_SETLKW || command == F_SETLK || command == F_SETLKW) {
        return lockWith(next, descriptor, command, argument);
    }
    const int result = next(descriptor, command, argument);
    if (command == F_DUPFD || command == F_DUPFD_CLOEXEC) {
        faultOpened(result);
    }
    return result;
}

int fcntl(int descriptor, int command, ...)
{
    va_list arguments;
    va_start(arguments, command);
    void* argument = va_arg(arguments, void*);
    va_end(arguments);
    return fcntlWith(NEXT(FcntlCall, "fcntl"), descriptor, command, argument);
}

int fcntl64(int descriptor, int command, ...)
{
    va_list arguments;
    va_start(arguments, command);
    void* argument = va_arg(arguments, void*);
    va_end(arguments);
    return fcntlWith(NEXT(FcntlCall, "fcntl64"), descriptor, command, argument);
}
