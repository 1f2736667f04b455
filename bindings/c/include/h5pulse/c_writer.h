// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/c_types.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Records a run. Order of calls: describe, open, add steps, close, free.
typedef struct h5pulse_writer h5pulse_writer;

/// Creates a writer for this path; h5pulse_writer_open() creates the file. NULL after an error.
H5PULSE_API h5pulse_writer* h5pulse_writer_new(const char* path);
/// Changes the path, before the writer is opened.
H5PULSE_API int h5pulse_writer_set_path(h5pulse_writer* writer, const char* path);
/// Closes the run like h5pulse_writer_close(), but without reporting errors, and frees the memory. NULL is
/// ignored. The writer must not be used afterwards; most such uses are reported as errors.
H5PULSE_API void h5pulse_writer_free(h5pulse_writer* writer);

// --- Description, before the writer is opened. h5pulse_writer_open() reports an error here again, so that only
// --- that call must be checked.

/// Adds a field with `rank` dimensions (0 to 3) of sizes `shape`. Rank 0, shape NULL: a scalar.
/// @param units  for example "m s-1"; NULL: no units
H5PULSE_API int h5pulse_writer_add_field(h5pulse_writer* writer, const char* name, h5pulse_type type,
                                         size_t rank, const size_t* shape, const char* units);
/// Adds the coordinates of a dimension: `count` values, one per index.
H5PULSE_API int h5pulse_writer_add_axis(h5pulse_writer* writer, const char* name, size_t count,
                                        const double* values, const char* units);
/// Sets the label of a field or axis for people.
H5PULSE_API int h5pulse_writer_set_long_name(h5pulse_writer* writer, const char* name, const char* long_name);
/// Sets the axes of a field: `count` names (its rank), one per entry of its shape; NULL or "": no axis.
H5PULSE_API int h5pulse_writer_set_axes(h5pulse_writer* writer, const char* field, size_t count,
                                        const char* const* axes);
/// Sets the index order of the field's arrays; default H5PULSE_ROW_MAJOR. Shape and axes are in this order.
H5PULSE_API int h5pulse_writer_set_order(h5pulse_writer* writer, const char* field, h5pulse_order order);
/// Sets the units of the time, for example "s".
H5PULSE_API int h5pulse_writer_set_time_units(h5pulse_writer* writer, const char* units);
/// Sets the expected last time, for progress and time left.
H5PULSE_API int h5pulse_writer_set_end_time(h5pulse_writer* writer, double end_time);

/// Sets an attribute of the run. Setting the same name again replaces the value.
H5PULSE_API int h5pulse_writer_set_attribute_text(h5pulse_writer* writer, const char* name, const char* text);
H5PULSE_API int h5pulse_writer_set_attribute_int64(h5pulse_writer* writer, const char* name, int64_t value);
H5PULSE_API int h5pulse_writer_set_attribute_double(h5pulse_writer* writer, const char* name, double value);
H5PULSE_API int h5pulse_writer_set_attribute_doubles(h5pulse_writer* writer, const char* name, size_t count,
                                                     const double* values);

// --- Options, before the writer is opened. Durations are in seconds, from 0 to INFINITY.

/// Commit, which makes steps visible, when a step has waited this long. Default 0.1; 0 disables it.
H5PULSE_API int h5pulse_writer_set_commit_interval(h5pulse_writer* writer, double seconds);
/// Commit after this many steps. Default 0 disables it.
H5PULSE_API int h5pulse_writer_set_commit_steps(h5pulse_writer* writer, size_t steps);
/// Commit after this much simulated time. Default 0 disables it.
H5PULSE_API int h5pulse_writer_set_commit_time(h5pulse_writer* writer, double time);
/// 1 (default): a thread of the writer commits; 0: the calls that add steps commit.
H5PULSE_API int h5pulse_writer_set_background(h5pulse_writer* writer, int background);
/// 1: replace an existing file, unless a writer has it. Default 0: refuse.
H5PULSE_API int h5pulse_writer_set_replace(h5pulse_writer* writer, int replace);
/// Memory for steps that wait to be committed, in bytes. Default 16 MiB.
H5PULSE_API int h5pulse_writer_set_buffer_bytes(h5pulse_writer* writer, size_t bytes);
/// Make commits survive a power loss at this interval; 0: every commit. Default: the kernel decides.
H5PULSE_API int h5pulse_writer_set_sync_interval(h5pulse_writer* writer, double seconds);
/// Time to repeat a write after an error other than a full disk. Default 30.
H5PULSE_API int h5pulse_writer_set_retry_for(h5pulse_writer* writer, double seconds);
/// When disk and buffer are full: 1 (default) waits for space; 0 returns an error and keeps the accepted
/// steps.
H5PULSE_API int h5pulse_writer_set_wait_when_full(h5pulse_writer* writer, int wait);
/// Compress chunks with "gzip", "lz4", "zstd", "blosc" or "none".
/// @param level  -1: the filter's default
H5PULSE_API int h5pulse_writer_set_compression(h5pulse_writer* writer, const char* filter, int level);
/// Fields with at most this many bytes per step get an overview. Default 1 MiB; 0: no field.
H5PULSE_API int h5pulse_writer_set_overview_step_bytes(h5pulse_writer* writer, size_t bytes);
/// 1: continue on file systems without locks. Nothing then keeps a second writer away.
H5PULSE_API int h5pulse_writer_set_without_lock(h5pulse_writer* writer, int without_lock);
/// Sets a function that is called with `data` about every 50 ms by the thread that waits inside a call of
/// this writer. When it returns 0, that call ends with H5PULSE_INTERRUPTED, and nothing is lost.
H5PULSE_API int h5pulse_writer_set_keep_waiting(h5pulse_writer* writer, int (*keep_waiting)(void* data),
                                                void* data);

// --- Run

/// Creates the file, and returns when readers can open it. After an error it may be called again, unless the
/// description was wrong.
H5PULSE_API int h5pulse_writer_open(h5pulse_writer* writer);
/// Continues an existing run after its last committed step; h5pulse_writer_steps() gives the number of steps.
/// If fields were described, the file must have the same ones. An end time replaces that of the file.
H5PULSE_API int h5pulse_writer_resume(h5pulse_writer* writer);

/// Begins a step. Any time is stored, even NaN.
H5PULSE_API int h5pulse_writer_begin_step(h5pulse_writer* writer, double time);
/// Copies all elements of a field, in its declared type and order, one after the other.
H5PULSE_API int h5pulse_writer_put(h5pulse_writer* writer, const char* field, const void* values);
/// Does the same with conversion from another type if the field's type holds every value of it: float32 to
/// float64, int32 to float64, real to complex, ...
H5PULSE_API int h5pulse_writer_put_as(h5pulse_writer* writer, const char* field, h5pulse_type type,
                                      const void* values);
/// Ends the step. Returns an error while fields are missing; they can then still be put.
H5PULSE_API int h5pulse_writer_end_step(h5pulse_writer* writer);

/// Appends a whole step: per field, in the order of description, the argument of h5pulse_writer_put().
H5PULSE_API int h5pulse_writer_append(h5pulse_writer* writer, double time, const void* const* values);
/// Appends a block of `count` steps: `count` times, and per field the elements of `count` steps one after the
/// other. After an error (full disk, interrupt), part of the block may have been taken;
/// h5pulse_writer_steps() gives the number.
H5PULSE_API int h5pulse_writer_append_many(h5pulse_writer* writer, size_t count, const double* times,
                                           const void* const* values);

/// Location of a field's elements, for arrays that are not contiguous and for other languages. Initialise all
/// members with 0.
typedef struct h5pulse_values
{
    const void* data;
    h5pulse_type type; ///< may differ from the field's type if that holds every value
    size_t count;      ///< total number of elements
    /// Number of sizes and strides; 0: the elements lie one after the other, in the field's order.
    size_t rank;
    size_t sizes[4];      ///< in the field's index order; a block of steps has the steps first
    ptrdiff_t strides[4]; ///< in bytes, as in NumPy; may be negative, or not a multiple of the element size
} h5pulse_values;

/// Does the same as h5pulse_writer_put() for any layout.
H5PULSE_API int h5pulse_writer_put_values(h5pulse_writer* writer, const char* field,
                                          const h5pulse_values* values);
/// Does the same as h5pulse_writer_append() with one h5pulse_values per field.
H5PULSE_API int h5pulse_writer_append_values(h5pulse_writer* writer, double time, size_t fields,
                                             const h5pulse_values* values);
/// Does the same as h5pulse_writer_append_many() with one h5pulse_values per field.
H5PULSE_API int h5pulse_writer_append_many_values(h5pulse_writer* writer, size_t count, const double* times,
                                                  size_t fields, const h5pulse_values* values);

/// Returns when readers can see all added steps.
H5PULSE_API int h5pulse_writer_commit(h5pulse_writer* writer);
/// Commits all steps and closes the HDF5 file, so that any program can open it. The next step reopens it.
H5PULSE_API int h5pulse_writer_pause(h5pulse_writer* writer);
/// Ends current and later waits of the writer. May be called from any thread and from a signal handler.
H5PULSE_API int h5pulse_writer_interrupt(h5pulse_writer* writer);

/// Number of fields of the open run; 0 before it is opened. After h5pulse_writer_resume() these are the
/// file's.
H5PULSE_API size_t h5pulse_writer_field_count(const h5pulse_writer* writer);
/// Name of a field, by its index from 0; valid while the run is open. NULL after an error.
H5PULSE_API const char* h5pulse_writer_field_name(const h5pulse_writer* writer, size_t index);
/// Element type of a field; 0 after an error.
H5PULSE_API h5pulse_type h5pulse_writer_field_type(const h5pulse_writer* writer, const char* field);
/// Number of dimensions; 0 for a scalar, and after an error.
H5PULSE_API size_t h5pulse_writer_field_rank(const h5pulse_writer* writer, const char* field);
/// Writes the `rank` sizes in the field's own index order, as described.
H5PULSE_API int h5pulse_writer_field_shape(const h5pulse_writer* writer, const char* field, size_t rank,
                                           size_t* shape);
/// Index order of the field's arrays; H5PULSE_ROW_MAJOR after an error.
H5PULSE_API h5pulse_order h5pulse_writer_field_order(const h5pulse_writer* writer, const char* field);
/// Elements of one step; 0 after an error.
H5PULSE_API size_t h5pulse_writer_field_elements(const h5pulse_writer* writer, const char* field);

/// Numbers of steps; 0 before the run is opened.
H5PULSE_API size_t h5pulse_writer_steps(const h5pulse_writer* writer);           ///< added
H5PULSE_API size_t h5pulse_writer_committed_steps(const h5pulse_writer* writer); ///< visible to readers
H5PULSE_API size_t h5pulse_writer_synced_steps(const h5pulse_writer* writer); ///< safe against a power loss
/// Number of steps that can be added now without waiting; 0 without a background thread.
H5PULSE_API size_t h5pulse_writer_room(const h5pulse_writer* writer);

/// Commits the remaining steps, marks the run finished and closes the file. Returns an error while a step is
/// open. A second call does nothing.
H5PULSE_API int h5pulse_writer_close(h5pulse_writer* writer);
/// Works like close, but marks the run failed, with a reason for people. Drops an open step.
H5PULSE_API int h5pulse_writer_fail(h5pulse_writer* writer, const char* reason);
/// Works like fail, but marks the run stopped: the user ended it early.
H5PULSE_API int h5pulse_writer_stop(h5pulse_writer* writer, const char* reason);

#ifdef __cplusplus
}
#endif
