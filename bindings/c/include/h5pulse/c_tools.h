// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/c_types.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Report of h5pulse_recover_with().
typedef struct h5pulse_recovery
{
    int needed_repair;     ///< 1: the run had crashed
    size_t steps;          ///< committed steps; all of them are kept
    uint64_t bytes_before; ///< file size before
    uint64_t bytes_after;
} h5pulse_recovery;

enum {
    H5PULSE_RECOVER_DRY_RUN = 1,     ///< report only
    H5PULSE_RECOVER_BACKUP = 2,      ///< copy the file first if it needs repair
    H5PULSE_RECOVER_WITHOUT_LOCK = 4 ///< continue on file systems without locks
};

/// Repairs the file of a crashed run in place and keeps every committed step. Does nothing to a healthy file.
/// Returns H5PULSE_IN_USE while a writer has the file.
H5PULSE_API int h5pulse_recover(const char* path);
/// @param flags   0, or the flags above combined by |
/// @param report  may be NULL
H5PULSE_API int h5pulse_recover_with(const char* path, int flags, h5pulse_recovery* report);

/// Rewrites a finished run in place with gzip-compressed chunks.
H5PULSE_API int h5pulse_repack(const char* path);
/// @param output  path of a new file; NULL: replace the file itself
/// @param filter  "gzip", "lz4", "zstd", "blosc" or "none"; NULL: "gzip"
/// @param level   -1: the filter's default
H5PULSE_API int h5pulse_repack_with(const char* path, const char* output, const char* filter, int level);

#ifdef __cplusplus
}
#endif
