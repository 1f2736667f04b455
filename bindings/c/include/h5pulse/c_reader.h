// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/c_types.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Reads a run while it is written, and afterwards: runs of h5pulse, and HDF5 files of other programs.
typedef struct h5pulse_reader h5pulse_reader;

typedef int h5pulse_state;
enum {
    H5PULSE_STATE_ERROR = -1,      ///< no reader: h5pulse_last_error()
    H5PULSE_STATE_RUNNING = 0,     ///< its writer lives and commits
    H5PULSE_STATE_STALLED = 1,     ///< its writer lives and has committed nothing for long
    H5PULSE_STATE_FINISHED = 2,    ///< closed in order
    H5PULSE_STATE_FAILED = 3,      ///< ended with a reason: h5pulse_writer_fail()
    H5PULSE_STATE_STOPPED = 4,     ///< ended early by its user
    H5PULSE_STATE_CRASHED = 5,     ///< its writer is gone; h5pulse_recover() repairs it
    H5PULSE_STATE_UNREACHABLE = 6, ///< the file is gone; what was seen can be read
    H5PULSE_STATE_UNKNOWN = 7      ///< a state that this header does not know yet
};

/// What a refresh found.
typedef int h5pulse_change;
enum {
    H5PULSE_UNCHANGED = 0,
    H5PULSE_GREW = 1,     ///< there are new steps
    H5PULSE_RESTARTED = 2 ///< the file holds another run now: forget what was read, ask for the fields again
};

/// NULL: h5pulse_last_error() tells why.
H5PULSE_API h5pulse_reader* h5pulse_reader_open(const char* path);
/// The same for a file of another program whose times are in this dataset.
H5PULSE_API h5pulse_reader* h5pulse_reader_open_with_times(const char* path, const char* time_dataset);
/// NULL is ignored.
H5PULSE_API void h5pulse_reader_free(h5pulse_reader* reader);

/// Looks at what is committed now: the only call that makes new steps visible.
H5PULSE_API int h5pulse_reader_refresh(h5pulse_reader* reader);
/// What the last successful refresh found.
H5PULSE_API h5pulse_change h5pulse_reader_change(const h5pulse_reader* reader);
/// Steps that can be read, as of the last refresh.
H5PULSE_API size_t h5pulse_reader_steps(const h5pulse_reader* reader);
/// Where the run stands, as of the last refresh.
H5PULSE_API h5pulse_state h5pulse_reader_state(const h5pulse_reader* reader);

// --- Texts are UTF-8 and belong to the reader; they are valid until the next refresh. NULL: an error.

/// "running", "finished", ...
H5PULSE_API const char* h5pulse_reader_state_name(const h5pulse_reader* reader);
/// The state as a sentence with its consequences, for example what to do after a crash; "" where there are
/// none.
H5PULSE_API const char* h5pulse_reader_state_text(const h5pulse_reader* reader);
/// Why the run failed or was stopped; "" where no reason was given.
H5PULSE_API const char* h5pulse_reader_reason(const h5pulse_reader* reader);
/// Expected last time; NaN: not given.
H5PULSE_API double h5pulse_reader_end_time(const h5pulse_reader* reader);
/// "" where there are none.
H5PULSE_API const char* h5pulse_reader_time_units(const h5pulse_reader* reader);

H5PULSE_API size_t h5pulse_reader_field_count(const h5pulse_reader* reader);
/// Name of a field, by its index from 0 on.
H5PULSE_API const char* h5pulse_reader_field_name(const h5pulse_reader* reader, size_t index);
/// Dimensions of one step of a field; 0 for a scalar.
H5PULSE_API size_t h5pulse_reader_field_rank(const h5pulse_reader* reader, const char* field);
/// Writes their sizes, row-major, into `shape`, which has room for `rank` of them.
H5PULSE_API int h5pulse_reader_field_shape(const h5pulse_reader* reader, const char* field, size_t rank,
                                           size_t* shape);
/// Elements of one step: the product of the sizes, 1 for a scalar.
H5PULSE_API size_t h5pulse_reader_field_elements(const h5pulse_reader* reader, const char* field);
/// 0: an error.
H5PULSE_API h5pulse_type h5pulse_reader_field_type(const h5pulse_reader* reader, const char* field);
H5PULSE_API const char* h5pulse_reader_field_units(const h5pulse_reader* reader, const char* field);
H5PULSE_API const char* h5pulse_reader_field_long_name(const h5pulse_reader* reader, const char* field);

/// Times of steps [first, first + count).
H5PULSE_API int h5pulse_reader_read_times(h5pulse_reader* reader, size_t first, size_t count, double* times);
/// One step of a field in the field's own type, row-major.
/// @param count  elements that `values` has room for: as many as a step has
H5PULSE_API int h5pulse_reader_read_step(h5pulse_reader* reader, const char* field, size_t step, void* values,
                                         size_t count);
/// Steps [first, first + steps), one after the other.
/// @param count  steps times the elements of a step
H5PULSE_API int h5pulse_reader_read_steps(h5pulse_reader* reader, const char* field, size_t first,
                                          size_t steps, void* values, size_t count);
/// The same, into elements of another type: every real type can be read as H5PULSE_FLOAT64.
H5PULSE_API int h5pulse_reader_read_steps_as(h5pulse_reader* reader, const char* field, size_t first,
                                             size_t steps, h5pulse_type type, void* values, size_t count);

// --- Attributes of the run.

H5PULSE_API size_t h5pulse_reader_attribute_count(const h5pulse_reader* reader);
H5PULSE_API const char* h5pulse_reader_attribute_name(const h5pulse_reader* reader, size_t index);
/// Of an attribute that is text.
H5PULSE_API const char* h5pulse_reader_attribute_text(const h5pulse_reader* reader, const char* name);
/// Of one that is a whole number.
H5PULSE_API int h5pulse_reader_attribute_int64(const h5pulse_reader* reader, const char* name,
                                               int64_t* value);
/// Numbers of an attribute: 1 for a single one, 0 for a text.
H5PULSE_API size_t h5pulse_reader_attribute_length(const h5pulse_reader* reader, const char* name);
/// The numbers of an attribute, of which there are `count`.
H5PULSE_API int h5pulse_reader_attribute_doubles(const h5pulse_reader* reader, const char* name, size_t count,
                                                 double* values);

#ifdef __cplusplus
}
#endif
