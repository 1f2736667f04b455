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

/// What a function that returns int returns.
enum {
    H5PULSE_OK = 0,
    H5PULSE_ERROR = 1,            ///< the file system or the file refused
    H5PULSE_INVALID_ARGUMENT = 2, ///< a name, size, type or pointer that does not fit
    H5PULSE_OUT_OF_RANGE = 3,     ///< a step or an index that is not there
    H5PULSE_WRONG_ORDER = 4,      ///< for example a put without begin_step, or a use after close
    H5PULSE_MISSING = 5,          ///< there is no such file
    H5PULSE_IN_USE = 6,           ///< another writer has the file
    H5PULSE_INTERRUPTED = 7,      ///< h5pulse_writer_interrupt() or the keep-waiting function ended a wait
    H5PULSE_CHANGED = 8,          ///< the file changed while it was read: refresh and try again
    H5PULSE_NO_MEMORY = 9
};

/// Type of an element. Complex numbers are two floats or two doubles, the real part first, as C99's are.
typedef int h5pulse_type;
enum {
    H5PULSE_FLOAT32 = 1,
    H5PULSE_FLOAT64 = 2,
    H5PULSE_COMPLEX64 = 3,  ///< two float
    H5PULSE_COMPLEX128 = 4, ///< two double
    H5PULSE_INT8 = 5,
    H5PULSE_INT16 = 6,
    H5PULSE_INT32 = 7,
    H5PULSE_INT64 = 8,
    H5PULSE_UINT8 = 9,
    H5PULSE_UINT16 = 10,
    H5PULSE_UINT32 = 11,
    H5PULSE_UINT64 = 12,
    H5PULSE_TYPE_COUNT = 12 ///< how many there are, numbered from 1
};

/// Which index of an array is the fastest in memory.
typedef int h5pulse_order;
enum {
    H5PULSE_ROW_MAJOR = 0,   ///< the last, as in C
    H5PULSE_COLUMN_MAJOR = 1 ///< the first, as in Fortran; in the file the sizes are reversed
};

/// Bytes of one element; 0 for what is no type.
H5PULSE_API size_t h5pulse_type_size(h5pulse_type type);
/// Name in the manner of NumPy: "float64", "uint8"; NULL for what is no type.
H5PULSE_API const char* h5pulse_type_name(h5pulse_type type);

/// One sentence on the last error of the calling thread; "" when it had none, never NULL. As with errno, a
/// function that succeeds leaves it as it is. Valid until the next error of this thread.
H5PULSE_API const char* h5pulse_last_error(void);
/// Its code, for functions that return something else; H5PULSE_OK when there was none.
H5PULSE_API int h5pulse_last_error_code(void);
/// Makes it "", to tell a count of 0 from an error.
H5PULSE_API void h5pulse_clear_error(void);
/// For bindings to other languages: makes it this text, and returns the code.
H5PULSE_API int h5pulse_report_error(int code, const char* text);

/// Version of the library that is loaded, for example "0.1.0".
H5PULSE_API const char* h5pulse_version(void);

#ifdef __cplusplus
}
#endif
