/* SPDX-License-Identifier: MIT */
/* The calls that open files, and those that change their names. */
#include "control.h"
#include "next.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

typedef int (*OpenatCall)(int, const char*, int, ...);
typedef int (*CloseCall)(int);
typedef int (*RenameCall)(int, const char*, int, const char*, unsigned);
typedef int (*LinkCall)(const char*, const char*);
typedef int (*UnlinkCall)(const char*);

static int openWith(int folder, const char* path, int flags, mode_t mode)
{
    const OpenatCall next = NEXT(OpenatCall, "openat64");
    const int creates = (flags & (O_CREAT | O_TRUNC)) && faultWantsPath(path);
    if (!creates) {
        const int descriptor = next(folder, path, flags, mode);
        faultOpened(descriptor);
        return descriptor;
    }
    const struct FaultVerdict verdict = faultEnter(FaultCreate);
    const int descriptor = verdict.act == ActFail ? -1 : next(folder, path, flags, mode);
    const int error = verdict.act == ActFail ? verdict.error : errno;
    faultOpened(descriptor);
    if (descriptor >= 0) {
        char name[4096];
        const int size = snprintf(name, sizeof name, "%s", path) + 1;
        faultLogData(FaultCreate, descriptor, 0, 0, name, (size_t)size);
    }
    faultLeave(verdict);
    errno = error;
    return descriptor;
}

#define MODE_OF(flags, mode)                                                                                 \
    mode_t mode = 0;                                                                                         \
    if ((flags) & (O_CREAT | O_TMPFILE)) {                                                                   \
        va_list arguments;                                                                                   \
        va_start(arguments, flags);                                                                          \
        mode = va_arg(arguments, mode_t);                                                                    \
        va_end(arguments);                                                                                   \
    }

int open(const char* path, int flags, ...)
{
    MODE_OF(flags, mode)
    return openWith(AT_FDCWD, path, flags, mode);
}

int open64(const char* path, int flags, ...)
{
    MODE_OF(flags, mode)
    return openWith(AT_FDCWD, path, flags, mode);
}

int openat(int folder, const char* path, int flags, ...)
{
    MODE_OF(flags, mode)
    return openWith(folder, path, flags, mode);
}

int openat64(int folder, const char* path, int flags, ...)
{
    MODE_OF(flags, mode)
    return openWith(folder, path, flags, mode);
}

/* What fortified programs call. */
int __open_2(const char* path, int flags)
{
    return openWith(AT_FDCWD, path, flags, 0);
}

int __open64_2(const char* path, int flags)
{
    return openWith(AT_FDCWD, path, flags, 0);
}

/* H5PULSE_FAULT_CLOSE: an errno that closing files that were open for writing reports, when it is done. */
int close(int descriptor)
{
    const char* error = getenv("H5PULSE_FAULT_CLOSE");
    const int reports = error && faultWants(descriptor) && (fcntl(descriptor, F_GETFL) & O_ACCMODE) == O_RDWR;
    faultClosed(descriptor);
    const int result = NEXT(CloseCall, "close")(descriptor);
    if (reports) {
        errno = atoi(error);
        return -1;
    }
    return result;
}

/* Calls on names. */
#define NAMES(call, from, to, flags, make)                                                                   \
    if (!faultWantsPath(from) && !faultWantsPath(to)) {                                                      \
        return make;                                                                                         \
    }                                                                                                        \
    const struct FaultVerdict verdict = faultEnter(call);                                                    \
    const int result = verdict.act == ActFail ? -1 : make;                                                   \
    const int error = verdict.act == ActFail ? verdict.error : errno;                                        \
    if (result == 0) {                                                                                       \
        faultLogPaths(call, from, to, flags);                                                                \
    }                                                                                                        \
    faultLeave(verdict);                                                                                     \
    errno = error;                                                                                           \
    return result

int renameat2(int fromFolder, const char* from, int toFolder, const char* to, unsigned flags)
{
    const RenameCall next = NEXT(RenameCall, "renameat2");
    NAMES(FaultRename, from, to, flags, next(fromFolder, from, toFolder, to, flags));
}

int renameat(int fromFolder, const char* from, int toFolder, const char* to)
{
    return renameat2(fromFolder, from, toFolder, to, 0);
}

int rename(const char* from, const char* to)
{
    return renameat2(AT_FDCWD, from, AT_FDCWD, to, 0);
}

int link(const char* from, const char* to)
{
    const LinkCall next = NEXT(LinkCall, "link");
    NAMES(FaultLink, from, to, 0, next(from, to));
}

int unlink(const char* path)
{
    const UnlinkCall next = NEXT(UnlinkCall, "unlink");
    NAMES(FaultUnlink, path, NULL, 0, next(path));
}
