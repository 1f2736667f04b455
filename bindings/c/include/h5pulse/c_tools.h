// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/c_types.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What h5pulse_recover_with() found and did.
typedef struct h5pulse_recovery
{
    int needed_repair;     ///< 1: the run had crashed
    size_t steps;          ///< committed; all of them are kept
    uint64_t bytes_before; ///< size of the file
    uint64_t bytes_after;
} h5pulse_recovery;

enum {
    H5PULSE_RECOVER_DRY_RUN = 1,     ///< only look
    H5PULSE_RECOVER_BACKUP = 2,      ///< first copy a file that needs repair
    H5PULSE_RECOVER_WITHOUT_LOCK = 4 ///< go on where the file system has no locks
};

/// Repairs the file of a crashed run in place, and keeps all that was committed. Does nothing to a healthy
/// file. H5PULSE_IN_USE while its writer lives.
H5PULSE_API int h5pulse_recover(const char* path);
/// @param flags   0, or flags of the above joined by |
/// @param report  NULL: not wanted
H5PULSE_API int h5pulse_recover_with(const char* path, int flags, h5pulse_recovery* report);

/// Rewrites a finished run with its chunks compressed by gzip, in place.
H5PULSE_API int h5pulse_repack(const char* path);
/// @param output  another file, which must not be there yet; NULL: replaces the file itself
/// @param filter  "gzip", "lz4", "zstd", "blosc" or "none"; NULL: "gzip"
/// @param level   -1: the filter's usual one
H5PULSE_API int h5pulse_repack_with(const char* path, const char* output, const char* filter, int level);

#ifdef __cplusplus
}
#endif
