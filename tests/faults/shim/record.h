/* SPDX-License-Identifier: MIT */
#pragma once

#include <stdint.h>

/* What the shim tells apart, as bits; also what its log consists of. */
enum FaultCall {
    FaultWrite = 1,
    FaultTruncate = 2,
    FaultAllocate = 4,
    FaultSync = 8,
    FaultRename = 16,
    FaultLink = 32,
    FaultUnlink = 64,
    FaultCreate = 128,
    FaultLock = 256,
    FaultMark = 512 /* a line on standard output: only logged, never counted or disturbed */
};

/* One call in the log, followed by `bytes` bytes: what was written, the text of a mark, a path; for a rename
   or a link both paths, each with its final zero. */
struct FaultRecord
{
    uint32_t call;
    uint32_t directory; /* of a sync: the descriptor is that of a folder */
    uint64_t file;      /* number of the inode; of rename, link and unlink: none */
    uint64_t offset;    /* of a write; the new size for a truncate; offset of an allocation */
    uint64_t length;    /* of an allocation that makes the file longer; of a rename its flags; otherwise 0 */
    uint64_t bytes;
};
