// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/version.h>

#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define H5PULSE_API __attribute__((visibility("default")))
#else
#define H5PULSE_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/// Return values of functions that return int.
enum {
    H5PULSE_OK = 0,
    H5PULSE_ERROR = 1,            ///< error from the file system or the file
    H5PULSE_INVALID_ARGUMENT = 2, ///< a wrong name, size, type or pointer
    H5PULSE_OUT_OF_RANGE = 3,     ///< a step or index that does not exist
    H5PULSE_WRONG_ORDER = 4,      ///< calls in a wrong order, for example put without begin_step, or a use
                                  ///< after close
    H5PULSE_MISSING = 5,          ///< the file does not exist
    H5PULSE_IN_USE = 6,           ///< another writer has the file
    H5PULSE_INTERRUPTED = 7,      ///< h5pulse_writer_interrupt() or the keep-waiting function ended a wait
    H5PULSE_CHANGED = 8,          ///< the file changed while it was read: refresh and try again
    H5PULSE_NO_MEMORY = 9
};

/// Element type. Complex numbers are two floats or two doubles, real part first, as in C99.
typedef int h5pulse_type;
enum {
    H5PULSE_FLOAT32 = 1,
    H5PULSE_FLOAT64 = 2,
    H5PULSE_COMPLEX64 = 3,  ///< two floats
    H5PULSE_COMPLEX128 = 4, ///< two doubles
    H5PULSE_INT8 = 5,
    H5PULSE_INT16 = 6,
    H5PULSE_INT32 = 7,
    H5PULSE_INT64 = 8,
    H5PULSE_UINT8 = 9,
    H5PULSE_UINT16 = 10,
    H5PULSE_UINT32 = 11,
    H5PULSE_UINT64 = 12,
    H5PULSE_TYPE_COUNT = 12 ///< number of types, counted from 1
};

/// Index that varies fastest in memory.
typedef int h5pulse_order;
enum {
    H5PULSE_ROW_MAJOR = 0,   ///< the last index, as in C
    H5PULSE_COLUMN_MAJOR = 1 ///< the first index, as in Fortran; the file has the sizes reversed
};

/// Bytes of one element; 0 for an invalid type.
H5PULSE_API size_t h5pulse_type_size(h5pulse_type type);
/// Name of the type as in NumPy: "float64", "uint8"; NULL for an invalid type.
H5PULSE_API const char* h5pulse_type_name(h5pulse_type type);

/// One sentence on the last error of the calling thread; "" without an error, never NULL. Like errno, it is
/// not changed by a function that succeeds. Valid until the next error of this thread.
H5PULSE_API const char* h5pulse_last_error(void);
/// Code of the last error, for functions that do not return it; H5PULSE_OK without an error.
H5PULSE_API int h5pulse_last_error_code(void);
/// Clears the last error, so that a count of 0 can be told from an error.
H5PULSE_API void h5pulse_clear_error(void);
/// For bindings to other languages: sets the last error and returns `code`.
H5PULSE_API int h5pulse_report_error(int code, const char* text);

/// Version of the loaded library, for example "0.1.0".
H5PULSE_API const char* h5pulse_version(void);

#ifdef __cplusplus
}
#endif
