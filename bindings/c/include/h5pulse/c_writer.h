// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/c_types.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Records a run: describe it, open it, give it its steps, close it, free it.
typedef struct h5pulse_writer h5pulse_writer;

/// A writer for the run of this name; the file is created by h5pulse_writer_open(). NULL:
/// h5pulse_last_error().
H5PULSE_API h5pulse_writer* h5pulse_writer_new(const char* path);
/// Another name, before the writer is opened.
H5PULSE_API int h5pulse_writer_set_path(h5pulse_writer* writer, const char* path);
/// Closes the run as h5pulse_writer_close() does, but reports no errors, and gives the memory back. NULL is
/// ignored. The writer must not be used afterwards; most such uses are refused with a sentence.
H5PULSE_API void h5pulse_writer_free(h5pulse_writer* writer);

// --- The description, before the writer is opened. An error here is reported again by h5pulse_writer_open(),
// --- so that only that call must be checked.

/// A quantity with `rank` dimensions (0 to 3) of the sizes `shape`. Rank 0, shape NULL: a scalar.
/// @param units  for example "m s-1"; NULL: none
H5PULSE_API int h5pulse_writer_add_field(h5pulse_writer* writer, const char* name, h5pulse_type type,
                                         size_t rank, const size_t* shape, const char* units);
/// Coordinates of a dimension: `count` values, one for each index.
H5PULSE_API int h5pulse_writer_add_axis(h5pulse_writer* writer, const char* name, size_t count,
                                        const double* values, const char* units);
/// The name for people of a field or an axis.
H5PULSE_API int h5pulse_writer_set_long_name(h5pulse_writer* writer, const char* name, const char* long_name);
/// The axes of a field: `count` (its rank) names, one for each entry of its shape; NULL or "": it has none.
H5PULSE_API int h5pulse_writer_set_axes(h5pulse_writer* writer, const char* field, size_t count,
                                        const char* const* axes);
/// How the field lies in memory; H5PULSE_ROW_MAJOR unless this is called. Shape and axes are in its order.
H5PULSE_API int h5pulse_writer_set_order(h5pulse_writer* writer, const char* field, h5pulse_order order);
/// Of the time, for example "s".
H5PULSE_API int h5pulse_writer_set_time_units(h5pulse_writer* writer, const char* units);
/// Expected last time: gives those who watch progress and the time left.
H5PULSE_API int h5pulse_writer_set_end_time(h5pulse_writer* writer, double end_time);

/// Attributes of the run. The same name again replaces the value.
H5PULSE_API int h5pulse_writer_set_attribute_text(h5pulse_writer* writer, const char* name, const char* text);
H5PULSE_API int h5pulse_writer_set_attribute_int64(h5pulse_writer* writer, const char* name, int64_t value);
H5PULSE_API int h5pulse_writer_set_attribute_double(h5pulse_writer* writer, const char* name, double value);
H5PULSE_API int h5pulse_writer_set_attribute_doubles(h5pulse_writer* writer, const char* name, size_t count,
                                                     const double* values);

// --- Options, before the writer is opened. Durations are in seconds, from 0 to INFINITY.

/// Commit, so that readers see it, when a step has waited for this long. Default 0.1; 0: not by wall time.
H5PULSE_API int h5pulse_writer_set_commit_interval(h5pulse_writer* writer, double seconds);
/// Commit after this many steps. Default 0: not by count.
H5PULSE_API int h5pulse_writer_set_commit_steps(h5pulse_writer* writer, size_t steps);
/// Commit when this much simulated time has passed. Default 0: not by it.
H5PULSE_API int h5pulse_writer_set_commit_time(h5pulse_writer* writer, double time);
/// 1 (default): a thread of the writer commits; 0: the calls that add steps do.
H5PULSE_API int h5pulse_writer_set_background(h5pulse_writer* writer, int background);
/// 1: replace a file of that name, unless a writer lives on it. Default 0: refuse.
H5PULSE_API int h5pulse_writer_set_replace(h5pulse_writer* writer, int replace);
/// Memory for steps that wait to be committed. Default 16 MiB.
H5PULSE_API int h5pulse_writer_set_buffer_bytes(h5pulse_writer* writer, size_t bytes);
/// Make commits survive a power loss, this often; 0: each. Not called: the kernel decides.
H5PULSE_API int h5pulse_writer_set_sync_interval(h5pulse_writer* writer, double seconds);
/// How long to try again after a write error other than a full disk. Default 30.
H5PULSE_API int h5pulse_writer_set_retry_for(h5pulse_writer* writer, double seconds);
/// When disk and buffer are full. Default 1: wait for room; 0: return an error, and keep what was taken.
H5PULSE_API int h5pulse_writer_set_wait_when_full(h5pulse_writer* writer, int wait);
/// Compress chunks: "gzip", "lz4", "zstd", "blosc" or "none".
/// @param level  -1: the filter's usual one
H5PULSE_API int h5pulse_writer_set_compression(h5pulse_writer* writer, const char* filter, int level);
/// Fields whose steps have at most this many bytes get an overview. Default 1 MiB; 0: no field.
H5PULSE_API int h5pulse_writer_set_overview_step_bytes(h5pulse_writer* writer, size_t bytes);
/// 1: go on where the file system has no locks. A second writer is then not kept away.
H5PULSE_API int h5pulse_writer_set_without_lock(h5pulse_writer* writer, int without_lock);
/// Called with `data` about every 50 ms by the thread that waits inside a call of this writer. When it
/// returns 0 that call ends with H5PULSE_INTERRUPTED, and nothing is lost.
H5PULSE_API int h5pulse_writer_set_keep_waiting(h5pulse_writer* writer, int (*keep_waiting)(void* data),
                                                void* data);

// --- The run.

/// Creates the file, and returns when readers can open it. After an error it can be called again, unless the
/// description was wrong.
H5PULSE_API int h5pulse_writer_open(h5pulse_writer* writer);
/// Continues an existing run after its last committed step, which h5pulse_writer_steps() tells. Where fields
/// were described the file must have the same; an end time replaces that of the file.
H5PULSE_API int h5pulse_writer_resume(h5pulse_writer* writer);

/// Begins a step. Any time is stored, NaN too.
H5PULSE_API int h5pulse_writer_begin_step(h5pulse_writer* writer, double time);
/// All elements of a field in the type that it was declared with, one after the other in its order. Copied.
H5PULSE_API int h5pulse_writer_put(h5pulse_writer* writer, const char* field, const void* values);
/// The same from elements of another type, where nothing is lost: float32 to float64, int32 to float64,
/// real to complex, ...
H5PULSE_API int h5pulse_writer_put_as(h5pulse_writer* writer, const char* field, h5pulse_type type,
                                      const void* values);
/// Ends the step. Refused while fields are missing; they can then still be put.
H5PULSE_API int h5pulse_writer_end_step(h5pulse_writer* writer);

/// A whole step: for each field, in the order of their description, what h5pulse_writer_put() takes.
H5PULSE_API int h5pulse_writer_append(h5pulse_writer* writer, double time, const void* const* values);
/// A block of `count` steps: `count` times, and for each field `count` times its elements, step after step.
/// After an error (full disk, interrupt) part of the block may have been taken: h5pulse_writer_steps() tells.
H5PULSE_API int h5pulse_writer_append_many(h5pulse_writer* writer, size_t count, const double* times,
                                           const void* const* values);

/// Where the elements of a field are, for arrays that are not contiguous and for other languages. Begin with
/// all members 0.
typedef struct h5pulse_values
{
    const void* data;
    h5pulse_type type; ///< may differ from the field's where nothing is lost
    size_t count;      ///< elements in all
    /// 0: they lie one after the other, in the field's order. Else how many sizes and strides there are.
    size_t rank;
    size_t sizes[4];      ///< in the field's order of indices; for a block of steps the steps come first
    ptrdiff_t strides[4]; ///< in bytes, as in NumPy; may be negative, or no multiple of the element's size
} h5pulse_values;

/// As h5pulse_writer_put(), for any layout.
H5PULSE_API int h5pulse_writer_put_values(h5pulse_writer* writer, const char* field,
                                          const h5pulse_values* values);
/// As h5pulse_writer_append(): `fields` descriptions, one for each field.
H5PULSE_API int h5pulse_writer_append_values(h5pulse_writer* writer, double time, size_t fields,
                                             const h5pulse_values* values);
/// As h5pulse_writer_append_many().
H5PULSE_API int h5pulse_writer_append_many_values(h5pulse_writer* writer, size_t count, const double* times,
                                                  size_t fields, const h5pulse_values* values);

/// Returns when all steps so far are visible to readers.
H5PULSE_API int h5pulse_writer_commit(h5pulse_writer* writer);
/// Commits, and leaves the file closed in order, so that any program can open it. The next step opens it
/// again.
H5PULSE_API int h5pulse_writer_pause(h5pulse_writer* writer);
/// Ends what the writer waits for, and later waits. From any thread, and from a signal handler.
H5PULSE_API int h5pulse_writer_interrupt(h5pulse_writer* writer);

/// Fields of the open run; 0 before it is opened. After h5pulse_writer_resume() the file tells them.
H5PULSE_API size_t h5pulse_writer_field_count(const h5pulse_writer* writer);
/// Name of a field, by its index from 0 on; valid while the run is open. NULL: an error.
H5PULSE_API const char* h5pulse_writer_field_name(const h5pulse_writer* writer, size_t index);
/// 0: an error.
H5PULSE_API h5pulse_type h5pulse_writer_field_type(const h5pulse_writer* writer, const char* field);
/// Number of dimensions; 0 for a scalar, and after an error.
H5PULSE_API size_t h5pulse_writer_field_rank(const h5pulse_writer* writer, const char* field);
/// Its `rank` sizes, as they were described: in the order of its indices.
H5PULSE_API int h5pulse_writer_field_shape(const h5pulse_writer* writer, const char* field, size_t rank,
                                           size_t* shape);
/// How it lies in memory; H5PULSE_ROW_MAJOR after an error.
H5PULSE_API h5pulse_order h5pulse_writer_field_order(const h5pulse_writer* writer, const char* field);
/// Elements of one step; 0: an error.
H5PULSE_API size_t h5pulse_writer_field_elements(const h5pulse_writer* writer, const char* field);

/// Counts of steps; 0 before the run is opened.
H5PULSE_API size_t h5pulse_writer_steps(const h5pulse_writer* writer);           ///< that were added
H5PULSE_API size_t h5pulse_writer_committed_steps(const h5pulse_writer* writer); ///< that readers can see
H5PULSE_API size_t h5pulse_writer_synced_steps(const h5pulse_writer* writer); ///< that survive a power loss
/// Steps that can be added now without waiting; 0 without a background thread.
H5PULSE_API size_t h5pulse_writer_room(const h5pulse_writer* writer);

/// Commits what is left, marks the run finished and closes the file. Refused while a step is begun and not
/// ended. Again: does nothing.
H5PULSE_API int h5pulse_writer_close(h5pulse_writer* writer);
/// The same, but marks the run failed, with a reason for people. Drops a step that is not ended.
H5PULSE_API int h5pulse_writer_fail(h5pulse_writer* writer, const char* reason);
/// The same, but marks the run stopped: its user ended it early.
H5PULSE_API int h5pulse_writer_stop(h5pulse_writer* writer, const char* reason);

#ifdef __cplusplus
}
#endif
