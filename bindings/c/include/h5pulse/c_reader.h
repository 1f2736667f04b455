// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/c_types.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Reads a run during and after writing: runs of h5pulse, and HDF5 files of other programs.
typedef struct h5pulse_reader h5pulse_reader;

typedef int h5pulse_state;
enum {
    H5PULSE_STATE_ERROR = -1,      ///< no valid reader: see h5pulse_last_error()
    H5PULSE_STATE_RUNNING = 0,     ///< the writer is alive and commits
    H5PULSE_STATE_STALLED = 1,     ///< the writer is alive but has not committed for long
    H5PULSE_STATE_FINISHED = 2,    ///< closed normally
    H5PULSE_STATE_FAILED = 3,      ///< ended by h5pulse_writer_fail(), with a reason
    H5PULSE_STATE_STOPPED = 4,     ///< ended early by the user
    H5PULSE_STATE_CRASHED = 5,     ///< the writer died; h5pulse_recover() repairs the file
    H5PULSE_STATE_UNREACHABLE = 6, ///< the file is gone; what was read before stays readable
    H5PULSE_STATE_UNKNOWN = 7      ///< a state that this header does not know
};

/// Result of a refresh.
typedef int h5pulse_change;
enum {
    H5PULSE_UNCHANGED = 0,
    H5PULSE_GREW = 1,     ///< there are new steps
    H5PULSE_RESTARTED = 2 ///< the file now holds another run: discard read data and query the fields again
};

/// Opens a run. NULL after an error.
H5PULSE_API h5pulse_reader* h5pulse_reader_open(const char* path);
/// Opens a file of another program whose times are in this dataset. NULL after an error.
H5PULSE_API h5pulse_reader* h5pulse_reader_open_with_times(const char* path, const char* time_dataset);
/// Closes the reader and frees its memory. NULL is ignored.
H5PULSE_API void h5pulse_reader_free(h5pulse_reader* reader);

/// Looks for committed steps. Only this call makes new steps visible.
H5PULSE_API int h5pulse_reader_refresh(h5pulse_reader* reader);
/// Result of the last successful refresh.
H5PULSE_API h5pulse_change h5pulse_reader_change(const h5pulse_reader* reader);
/// Number of readable steps at the last refresh.
H5PULSE_API size_t h5pulse_reader_steps(const h5pulse_reader* reader);
/// State of the run at the last refresh.
H5PULSE_API h5pulse_state h5pulse_reader_state(const h5pulse_reader* reader);

// --- Texts are UTF-8, belong to the reader and are valid until the next refresh. NULL after an error.

/// Name of the state: "running", "finished", ...
H5PULSE_API const char* h5pulse_reader_state_name(const h5pulse_reader* reader);
/// The state as a sentence with its consequences, for example what to do after a crash; "" if it has none.
H5PULSE_API const char* h5pulse_reader_state_text(const h5pulse_reader* reader);
/// Reason why the run failed or was stopped; "" without a reason.
H5PULSE_API const char* h5pulse_reader_reason(const h5pulse_reader* reader);
/// Expected last time; NaN if unknown.
H5PULSE_API double h5pulse_reader_end_time(const h5pulse_reader* reader);
/// Units of the time; "" without units.
H5PULSE_API const char* h5pulse_reader_time_units(const h5pulse_reader* reader);

H5PULSE_API size_t h5pulse_reader_field_count(const h5pulse_reader* reader);
/// Name of a field, by its index from 0.
H5PULSE_API const char* h5pulse_reader_field_name(const h5pulse_reader* reader, size_t index);
/// Number of dimensions of one step; 0 for a scalar.
H5PULSE_API size_t h5pulse_reader_field_rank(const h5pulse_reader* reader, const char* field);
/// Writes the row-major sizes of these dimensions into `shape`, which must have room for `rank` values.
H5PULSE_API int h5pulse_reader_field_shape(const h5pulse_reader* reader, const char* field, size_t rank,
                                           size_t* shape);
/// Elements of one step: the product of the sizes; 1 for a scalar.
H5PULSE_API size_t h5pulse_reader_field_elements(const h5pulse_reader* reader, const char* field);
/// Element type of a field; 0 after an error.
H5PULSE_API h5pulse_type h5pulse_reader_field_type(const h5pulse_reader* reader, const char* field);
H5PULSE_API const char* h5pulse_reader_field_units(const h5pulse_reader* reader, const char* field);
H5PULSE_API const char* h5pulse_reader_field_long_name(const h5pulse_reader* reader, const char* field);

/// Reads the times of steps [first, first + count).
H5PULSE_API int h5pulse_reader_read_times(h5pulse_reader* reader, size_t first, size_t count, double* times);
/// Reads one step of a field in the field's own type, row-major.
/// @param count  number of elements in `values`; must be that of a step
H5PULSE_API int h5pulse_reader_read_step(h5pulse_reader* reader, const char* field, size_t step, void* values,
                                         size_t count);
/// Reads steps [first, first + steps), one after the other.
/// @param count  number of elements in `values`: steps times the elements of one step
H5PULSE_API int h5pulse_reader_read_steps(h5pulse_reader* reader, const char* field, size_t first,
                                          size_t steps, void* values, size_t count);
/// Does the same with conversion to another type; every real type can be read as H5PULSE_FLOAT64.
H5PULSE_API int h5pulse_reader_read_steps_as(h5pulse_reader* reader, const char* field, size_t first,
                                             size_t steps, h5pulse_type type, void* values, size_t count);

// --- Attributes of the run.

H5PULSE_API size_t h5pulse_reader_attribute_count(const h5pulse_reader* reader);
H5PULSE_API const char* h5pulse_reader_attribute_name(const h5pulse_reader* reader, size_t index);
/// Value of a text attribute.
H5PULSE_API const char* h5pulse_reader_attribute_text(const h5pulse_reader* reader, const char* name);
/// Value of an integer attribute.
H5PULSE_API int h5pulse_reader_attribute_int64(const h5pulse_reader* reader, const char* name,
                                               int64_t* value);
/// Number of numbers in an attribute: 1 for a single number, 0 for a text.
H5PULSE_API size_t h5pulse_reader_attribute_length(const h5pulse_reader* reader, const char* name);
/// Reads all `count` numbers of an attribute.
H5PULSE_API int h5pulse_reader_attribute_doubles(const h5pulse_reader* reader, const char* name, size_t count,
                                                 double* values);

#ifdef __cplusplus
}
#endif
