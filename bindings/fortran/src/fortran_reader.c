// SPDX-License-Identifier: MIT
// Reads arrays for the Fortran module. Steps count from 1 there, and from 0 in C.
#include "fortran_arrays.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { kMaxRank = 4, kTextSize = 512 };

/// Writes "(3, 4)" or "a scalar".
static void print_sizes(char* text, size_t room, const size_t* sizes, size_t rank)
{
    if (rank == 0) {
        snprintf(text, room, "a scalar");
        return;
    }
    size_t used = 0;
    for (size_t i = 0; i < rank && used < room; ++i) {
        used += (size_t)snprintf(text + used, room - used, "%s%zu%s", i == 0 ? "(" : ", ", sizes[i],
                                 i + 1 == rank ? ")" : "");
    }
}

/// Requires an array with the field's dimensions in Fortran's order, followed by `steps` unless that is 0.
static int require_sizes(const h5pulse_reader* reader, const char* field, size_t steps,
                         const CFI_cdesc_t* array)
{
    size_t rank = h5pulse_reader_field_rank(reader, field);
    size_t shape[kMaxRank] = {0}, expected[kMaxRank + 1] = {0}, actual[CFI_MAX_RANK] = {0};
    if (rank > kMaxRank) {
        return h5pulse_report_error(H5PULSE_INVALID_ARGUMENT, "the field has more than four dimensions");
    }
    const int status = h5pulse_reader_field_shape(reader, field, rank, shape);
    if (status != H5PULSE_OK) {
        return status;
    }
    for (size_t i = 0; i < rank; ++i) {
        expected[i] = shape[rank - 1 - i];
    }
    if (steps > 0) {
        expected[rank++] = steps;
    }
    for (CFI_rank_t i = 0; i < array->rank; ++i) {
        actual[i] = array->dim[i].extent > 0 ? (size_t)array->dim[i].extent : 0;
    }
    if ((size_t)array->rank == rank && memcmp(actual, expected, rank * sizeof expected[0]) == 0) {
        return H5PULSE_OK;
    }
    char wanted[kTextSize / 4], given[kTextSize / 4], text[2 * kTextSize];
    print_sizes(wanted, sizeof wanted, expected, rank);
    print_sizes(given, sizeof given, actual, (size_t)array->rank);
    snprintf(text, sizeof text, "field '%s' is read into %s%s, not into %s%s", field,
             rank == 0 ? "" : "an array of shape ", wanted, array->rank == 0 ? "" : "one of shape ", given);
    return h5pulse_report_error(H5PULSE_INVALID_ARGUMENT, text);
}

struct scatter
{
    const char* source;
    size_t source_size;
    size_t target_size;
    int is_logical;
};

static void scatter_element(char* element, size_t index, void* data)
{
    const struct scatter* scatter = data;
    const char* source = scatter->source + index * scatter->source_size;
    if (!scatter->is_logical) {
        memcpy(element, source, scatter->target_size);
        return;
    }
    uint8_t value = 0;
    for (size_t i = 0; i < scatter->source_size; ++i) {
        value |= (uint8_t)source[i];
    }
    const int64_t truth = value != 0;
    memset(element, 0, scatter->target_size);
    switch (scatter->target_size) {
    case 1:
        *(int8_t*)element = (int8_t)truth;
        break;
    case 2:
        *(int16_t*)element = (int16_t)truth;
        break;
    case 4:
        *(int32_t*)element = (int32_t)truth;
        break;
    case 8:
        *(int64_t*)element = truth;
        break;
    }
}

static int read_into(h5pulse_reader* reader, const char* field, size_t first, size_t steps,
                     const CFI_cdesc_t* array)
{
    const size_t count = h5pulse_fortran_count(array);
    const int is_logical = h5pulse_fortran_is_logical(array);
    const h5pulse_type type =
        is_logical ? h5pulse_reader_field_type(reader, field) : h5pulse_fortran_type(array);
    if (is_logical && type != H5PULSE_INT8 && type != H5PULSE_UINT8) {
        return h5pulse_report_error(H5PULSE_INVALID_ARGUMENT,
                                    "only fields of int8 and uint8 are read into logical variables");
    }
    if (!is_logical && (array->rank == 0 || CFI_is_contiguous(array))) {
        return h5pulse_reader_read_steps_as(reader, field, first, steps, type, array->base_addr, count);
    }
    const size_t size = h5pulse_type_size(type);
    struct scatter scatter = {NULL, size, array->elem_len, is_logical};
    char* memory = malloc(count * size + 1);
    if (memory == NULL) {
        return h5pulse_report_error(H5PULSE_NO_MEMORY, "there is not enough memory");
    }
    scatter.source = memory;
    const int status = h5pulse_reader_read_steps_as(reader, field, first, steps, type, memory, count);
    if (status == H5PULSE_OK) {
        h5pulse_fortran_each(array, scatter_element, &scatter);
    }
    free(memory);
    return status;
}

/// @param first   number of the first step, from 1
/// @param several  0: one step; 1: the last dimension gives the number of steps
int h5pulse_fortran_read(h5pulse_reader* reader, const char* field, int64_t first, int several,
                         const CFI_cdesc_t* array)
{
    char text[kTextSize], type[kTextSize / 4];
    if (h5pulse_fortran_type(array) == 0) {
        const int is_text = (array->type & CFI_type_mask) == CFI_type_Character;
        snprintf(text, sizeof text, "field '%s' cannot be read into a variable of type %s", field,
                 h5pulse_fortran_type_text(array, type, sizeof type));
        h5pulse_report_error(H5PULSE_INVALID_ARGUMENT, text);
        return is_text ? H5PULSE_FORTRAN_TEXT : H5PULSE_INVALID_ARGUMENT;
    }
    if (array->rank > 0 && array->dim[array->rank - 1].extent == -1) {
        return h5pulse_report_error(H5PULSE_INVALID_ARGUMENT,
                                    "an array of assumed size has no size; give its bounds, as in y(1:n)");
    }
    if (first < 1) {
        snprintf(text, sizeof text, "there is no step %lld; steps count from 1", (long long)first);
        return h5pulse_report_error(H5PULSE_OUT_OF_RANGE, text);
    }
    size_t steps = 0;
    if (several) {
        if (array->rank == 0) {
            return h5pulse_report_error(
                H5PULSE_INVALID_ARGUMENT,
                "read_steps reads into an array whose last dimension numbers the steps");
        }
        steps = (size_t)array->dim[array->rank - 1].extent;
        if (steps == 0) {
            return H5PULSE_OK;
        }
    }
    const int status = require_sizes(reader, field, steps, array);
    if (status != H5PULSE_OK) {
        return status;
    }
    steps = several ? steps : 1;
    const size_t known = h5pulse_reader_steps(reader);
    if ((uint64_t)first > known || steps > known - (size_t)first + 1) {
        snprintf(text, sizeof text, "the run has no steps %lld to %lld; it has %zu, counted from 1",
                 (long long)first, (long long)(first + (int64_t)steps - 1), known);
        return h5pulse_report_error(H5PULSE_OUT_OF_RANGE, text);
    }
    return read_into(reader, field, (size_t)first - 1, steps, array);
}

/// Writes the dimensions of a field in Fortran's order; `sizes` has room for `rank` values.
int h5pulse_fortran_field_dims(const h5pulse_reader* reader, const char* field, size_t rank, int64_t* sizes)
{
    size_t shape[CFI_MAX_RANK] = {0};
    const int status = h5pulse_reader_field_shape(reader, field, rank, rank <= CFI_MAX_RANK ? shape : NULL);
    for (size_t i = 0; status == H5PULSE_OK && i < rank; ++i) {
        sizes[i] = (int64_t)shape[rank - 1 - i];
    }
    return status;
}
