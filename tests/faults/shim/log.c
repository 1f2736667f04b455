/* SPDX-License-Identifier: MIT */
/* The log of all calls: what a power loss is simulated from. It is written past the wrapped functions. */
#include "control.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static int output = -1;

__attribute__((constructor)) static void openLog(void)
{
    const char* path = getenv("H5PULSE_FAULT_LOG");
    if (path) {
        output = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    }
}

static void append(struct FaultRecord record, const void* data, size_t bytes, const void* more,
                   size_t moreBytes)
{
    if (output < 0) {
        return;
    }
    record.bytes = bytes + moreBytes;
    const struct iovec parts[] = {
        {&record, sizeof record}, {(void*)data, bytes}, {(void*)more, moreBytes}}; /* only read */
    if (syscall(SYS_writev, output, parts, 3) != (long)(sizeof record + record.bytes)) {
        abort(); /* a log with holes proves nothing */
    }
}

void faultLogData(enum FaultCall call, int descriptor, uint64_t offset, uint64_t length, const void* data,
                  size_t bytes)
{
    struct stat status;
    if (output >= 0 && fstat(descriptor, &status) == 0) {
        const struct FaultRecord record = {.call = call,
                                           .directory = S_ISDIR(status.st_mode),
                                           .file = status.st_ino,
                                           .offset = offset,
                                           .length = length};
        append(record, data, bytes, NULL, 0);
    }
}

void faultLogPaths(enum FaultCall call, const char* from, const char* to, uint64_t flags)
{
    append((struct FaultRecord){.call = call, .length = flags}, from, strlen(from) + 1, to,
           to ? strlen(to) + 1 : 0);
}

void faultLogMark(const void* text, size_t bytes)
{
    append((struct FaultRecord){.call = FaultMark}, text, bytes, NULL, 0);
}
