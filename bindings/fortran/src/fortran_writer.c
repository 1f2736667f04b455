// SPDX-License-Identifier: MIT
// Takes arrays from the Fortran module. The interfaces are in c_interface.f90.
#include "fortran_arrays.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { kMaxRank = H5PULSE_FORTRAN_MAX_RANK, kMaxValues = 12, kTextSize = 512, kMaxName = 1024 };
static const double kMaxWhole = 9e15; // doubles represent every integer up to here

/// @param rank  0: a scalar
int h5pulse_fortran_add_field(h5pulse_writer* writer, const char* name, h5pulse_type type, size_t rank,
                              const int64_t* sizes, const char* units)
{
    size_t shape[kMaxRank] = {0};
    for (size_t i = 0; i < rank && i < kMaxRank; ++i) {
        if (sizes[i] < 1) {
            char text[kTextSize];
            snprintf(text, sizeof text, "field '%s' has a dimension of size %lld; sizes are 1 or more", name,
                     (long long)sizes[i]);
            return h5pulse_report_error(H5PULSE_INVALID_ARGUMENT, text);
        }
        shape[i] = (size_t)sizes[i];
    }
    const int status = h5pulse_writer_add_field(writer, name, type, rank, shape, units);
    return status == H5PULSE_OK ? h5pulse_writer_set_order(writer, name, H5PULSE_COLUMN_MAJOR) : status;
}

/// Copies a Fortran text without trailing blanks; the caller frees it. NULL: no memory.
static char* text_of(const char* text, size_t length)
{
    while (length > 0 && (text[length - 1] == ' ' || text[length - 1] == '\0')) {
        --length;
    }
    char* copy = malloc(length + 1);
    if (copy == NULL) {
        h5pulse_report_error(H5PULSE_NO_MEMORY, "there is not enough memory");
        return NULL;
    }
    memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}

/// @param axes  one text, or texts of equal length
int h5pulse_fortran_set_axes(h5pulse_writer* writer, const char* field, const CFI_cdesc_t* axes)
{
    const char* names[kMaxRank + 1] = {NULL};
    const size_t count = h5pulse_fortran_count(axes);
    int status = H5PULSE_OK;
    const ptrdiff_t stride = axes->rank > 0 ? axes->dim[0].sm : 0;
    if (axes->rank > 1) {
        return h5pulse_report_error(H5PULSE_INVALID_ARGUMENT,
                                    "the axes of a field must be a text or texts of rank 1");
    }
    for (size_t i = 0; i < count && i <= kMaxRank && status == H5PULSE_OK; ++i) {
        names[i] = text_of((const char*)axes->base_addr + (ptrdiff_t)i * stride, axes->elem_len);
        status = names[i] != NULL ? H5PULSE_OK : H5PULSE_NO_MEMORY;
    }
    if (status == H5PULSE_OK) {
        status = h5pulse_writer_set_axes(writer, field, count, names); // refuses more than kMaxRank
    }
    for (size_t i = 0; i <= kMaxRank; ++i) {
        free((void*)names[i]);
    }
    return status;
}

struct option
{
    const char* name;
    int (*set_number)(h5pulse_writer*, double);
    int (*set_size)(h5pulse_writer*, size_t);
    int (*set_switch)(h5pulse_writer*, int);
};

static const struct option kOptions[] = {
    {.name = "end_time", .set_number = h5pulse_writer_set_end_time},
    {.name = "commit_interval", .set_number = h5pulse_writer_set_commit_interval},
    {.name = "commit_steps", .set_size = h5pulse_writer_set_commit_steps},
    {.name = "commit_time", .set_number = h5pulse_writer_set_commit_time},
    {.name = "background", .set_switch = h5pulse_writer_set_background},
    {.name = "replace", .set_switch = h5pulse_writer_set_replace},
    {.name = "buffer_bytes", .set_size = h5pulse_writer_set_buffer_bytes},
    {.name = "sync_interval", .set_number = h5pulse_writer_set_sync_interval},
    {.name = "retry_for", .set_number = h5pulse_writer_set_retry_for},
    {.name = "wait_when_full", .set_switch = h5pulse_writer_set_wait_when_full},
    {.name = "overview_step_bytes", .set_size = h5pulse_writer_set_overview_step_bytes},
    {.name = "without_lock", .set_switch = h5pulse_writer_set_without_lock},
};

static int set_option(h5pulse_writer* writer, const struct option* option, double value)
{
    if (option->set_number != NULL) {
        return option->set_number(writer, value);
    }
    if (option->set_switch != NULL) {
        return option->set_switch(writer, value != 0.0);
    }
    if (!(value >= 0.0 && value <= kMaxWhole) || value != (double)(int64_t)value) {
        char text[kTextSize];
        snprintf(text, sizeof text, "%s is %g; it must be a whole number, 0 or more", option->name, value);
        return h5pulse_report_error(H5PULSE_INVALID_ARGUMENT, text);
    }
    return option->set_size(writer, (size_t)value);
}

/// Sets an argument of open() or resume() by its name.
int h5pulse_fortran_set_option(h5pulse_writer* writer, const char* name, double value)
{
    for (size_t i = 0; i < sizeof kOptions / sizeof kOptions[0]; ++i) {
        if (strcmp(kOptions[i].name, name) == 0) {
            return set_option(writer, &kOptions[i], value);
        }
    }
    return h5pulse_report_error(H5PULSE_INVALID_ARGUMENT, name);
}

/// gfortran 12 passes a literal text as one integer(int8), which is valid only for a field of that type.
static int refuse_text(const h5pulse_writer* writer, const char* field, const CFI_cdesc_t* values)
{
    if (field == NULL || values->rank != 0 || values->type != CFI_type_int8_t) {
        return H5PULSE_OK;
    }
    const h5pulse_type type = h5pulse_writer_field_type(writer, field);
    if (type == H5PULSE_INT8 || type == 0) {
        return H5PULSE_OK;
    }
    char text[kTextSize];
    snprintf(text, sizeof text, "the value of field '%s' is a text or an integer(int8), and the field has %s",
             field, h5pulse_type_name(type));
    h5pulse_report_error(H5PULSE_INVALID_ARGUMENT, text);
    return H5PULSE_FORTRAN_TEXT;
}

/// Writes the layouts of all fields of an open run.
/// @param count  number of fields and of layouts
void h5pulse_fortran_layouts(const h5pulse_writer* writer, size_t count, h5pulse_field_layout* layouts)
{
    for (size_t i = 0; i < count; ++i) {
        h5pulse_fortran_layout_of(writer, i, &layouts[i]);
    }
}

/// Finds the field of this name, starting after the last one, because hosts usually keep the same order. NULL
/// if unknown.
static const h5pulse_field_layout* find_layout(size_t count, const h5pulse_field_layout* layouts,
                                               size_t* next, const char* name, size_t length)
{
    for (size_t tried = 0; tried < count; ++tried) {
        const size_t i = *next < count ? *next : 0;
        *next = i + 1;
        if ((size_t)layouts[i].name_length == length && memcmp(layouts[i].name, name, length) == 0) {
            return &layouts[i];
        }
    }
    return NULL;
}

/// @param name     `length` characters, possibly with trailing blanks
/// @param layouts  layouts of `count` fields, only for speed; may be incomplete
/// @param next     index at which the search starts; updated
int h5pulse_fortran_put(h5pulse_writer* writer, const char* name, size_t length, size_t count,
                        const h5pulse_field_layout* layouts, size_t* next, const CFI_cdesc_t* values)
{
    char field[kMaxName + 2]; // longer names are cut to one character more than the limit, so they match no
                              // field
    while (length > 0 && name[length - 1] == ' ') {
        --length;
    }
    const h5pulse_field_layout* layout = find_layout(count, layouts, next, name, length);
    if (layout != NULL && h5pulse_fortran_fits(layout, values)) {
        return h5pulse_writer_put(writer, layout->name, values->base_addr);
    }
    length = length < sizeof field ? length : sizeof field - 1;
    memcpy(field, name, length);
    field[length] = '\0';
    h5pulse_fortran_array array;
    int status = h5pulse_fortran_array_of(values, "field", field, &array);
    if (status == H5PULSE_OK) {
        status = refuse_text(writer, field, values);
    }
    if (status == H5PULSE_OK) {
        status = array.is_assumed_size
                     ? h5pulse_writer_put_as(writer, field, array.values.type, array.values.data)
                     : h5pulse_writer_put_values(writer, field, &array.values);
    }
    free(array.copy);
    return status;
}

/// Moves the last dimension, which numbers the steps, to the front, as the C interface requires.
static void put_steps_first(h5pulse_values* values)
{
    if (values->rank == 0) {
        return;
    }
    const size_t last = values->rank - 1;
    const size_t size = values->sizes[last];
    const ptrdiff_t stride = values->strides[last];
    memmove(values->sizes + 1, values->sizes, last * sizeof values->sizes[0]);
    memmove(values->strides + 1, values->strides, last * sizeof values->strides[0]);
    values->sizes[0] = size;
    values->strides[0] = stride;
}

/// Arguments of append and append_many, one per field.
struct arguments
{
    h5pulse_values values[kMaxValues];
    void* copies[kMaxValues];
    size_t count;
};

/// @param i  index of the argument
static int take_one(const h5pulse_writer* writer, size_t i, const CFI_cdesc_t* given,
                    struct arguments* arguments)
{
    static const char* const names[kMaxValues] = {"v1", "v2", "v3", "v4",  "v5",  "v6",
                                                  "v7", "v8", "v9", "v10", "v11", "v12"};
    h5pulse_fortran_array array;
    int status = h5pulse_fortran_array_of(given, "argument", names[i], &array);
    arguments->copies[i] = array.copy;
    arguments->count = i + 1;
    if (status == H5PULSE_OK && array.values.rank == 0 && i < h5pulse_writer_field_count(writer)) {
        status = refuse_text(writer, h5pulse_writer_field_name(writer, i), given);
    }
    if (status == H5PULSE_OK && array.is_assumed_size) {
        status = h5pulse_report_error(H5PULSE_INVALID_ARGUMENT,
                                      "an array of assumed size has no size; give its bounds, as in y(1:n)");
    }
    arguments->values[i] = array.values;
    return status;
}

static int take(const h5pulse_writer* writer, struct arguments* arguments, const CFI_cdesc_t* const* list)
{
    arguments->count = 0;
    while (arguments->count < kMaxValues && list[arguments->count] != NULL) {
        const int status = take_one(writer, arguments->count, list[arguments->count], arguments);
        if (status != H5PULSE_OK) {
            return status;
        }
    }
    for (size_t i = arguments->count; i < kMaxValues; ++i) {
        if (list[i] != NULL) {
            return h5pulse_report_error(H5PULSE_INVALID_ARGUMENT,
                                        "one of the values is not allocated, or missing before another one");
        }
    }
    return H5PULSE_OK;
}

static void give_back(struct arguments* arguments)
{
    for (size_t i = 0; i < arguments->count; ++i) {
        free(arguments->copies[i]);
    }
}

/// @param layouts  see h5pulse_fortran_put()
int h5pulse_fortran_append(h5pulse_writer* writer, double time, size_t count,
                           const h5pulse_field_layout* layouts, const CFI_cdesc_t* v1, const CFI_cdesc_t* v2,
                           const CFI_cdesc_t* v3, const CFI_cdesc_t* v4, const CFI_cdesc_t* v5,
                           const CFI_cdesc_t* v6, const CFI_cdesc_t* v7, const CFI_cdesc_t* v8,
                           const CFI_cdesc_t* v9, const CFI_cdesc_t* v10, const CFI_cdesc_t* v11,
                           const CFI_cdesc_t* v12)
{
    const CFI_cdesc_t* list[kMaxValues] = {v1, v2, v3, v4, v5, v6, v7, v8, v9, v10, v11, v12};
    const void* plain[kMaxValues];
    size_t fitting = 0;
    while (fitting < count && fitting < kMaxValues &&
           h5pulse_fortran_fits(&layouts[fitting], list[fitting])) {
        plain[fitting] = list[fitting]->base_addr;
        ++fitting;
    }
    if (count > 0 && fitting == count && (count == kMaxValues || list[count] == NULL)) {
        return h5pulse_writer_append(writer, time, plain);
    }
    struct arguments arguments;
    int status = take(writer, &arguments, list);
    if (status == H5PULSE_OK) {
        status = h5pulse_writer_append_values(writer, time, arguments.count, arguments.values);
    }
    give_back(&arguments);
    return status;
}

int h5pulse_fortran_append_many(h5pulse_writer* writer, size_t count, const double* times,
                                const CFI_cdesc_t* v1, const CFI_cdesc_t* v2, const CFI_cdesc_t* v3,
                                const CFI_cdesc_t* v4, const CFI_cdesc_t* v5, const CFI_cdesc_t* v6,
                                const CFI_cdesc_t* v7, const CFI_cdesc_t* v8, const CFI_cdesc_t* v9,
                                const CFI_cdesc_t* v10, const CFI_cdesc_t* v11, const CFI_cdesc_t* v12)
{
    const CFI_cdesc_t* list[kMaxValues] = {v1, v2, v3, v4, v5, v6, v7, v8, v9, v10, v11, v12};
    struct arguments arguments;
    int status = take(writer, &arguments, list);
    if (status == H5PULSE_OK) {
        for (size_t i = 0; i < arguments.count; ++i) {
            put_steps_first(&arguments.values[i]);
        }
        status = h5pulse_writer_append_many_values(writer, count, times, arguments.count, arguments.values);
    }
    give_back(&arguments);
    return status;
}
