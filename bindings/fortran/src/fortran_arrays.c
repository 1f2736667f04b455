// SPDX-License-Identifier: MIT
#include "fortran_arrays.h"

#include <stdio.h>
#include <stdlib.h>

enum { kMaxRank = 4, kTextSize = 256 };

static int base_of(const CFI_cdesc_t* array)
{
    return array->type & CFI_type_mask;
}

static size_t kind_of(const CFI_cdesc_t* array)
{
    return base_of(array) == CFI_type_Complex ? array->elem_len / 2 : array->elem_len;
}

int h5pulse_fortran_is_logical(const CFI_cdesc_t* array)
{
    return base_of(array) == CFI_type_Logical;
}

static h5pulse_type integer_type(size_t bytes)
{
    switch (bytes) {
    case 1:
        return H5PULSE_INT8;
    case 2:
        return H5PULSE_INT16;
    case 4:
        return H5PULSE_INT32;
    case 8:
        return H5PULSE_INT64;
    default:
        return 0;
    }
}

h5pulse_type h5pulse_fortran_type(const CFI_cdesc_t* array)
{
    const size_t kind = kind_of(array);
    switch (base_of(array)) {
    case CFI_type_Integer:
        return integer_type(kind);
    case CFI_type_Logical:
        return integer_type(kind) != 0 ? H5PULSE_UINT8 : 0;
    case CFI_type_Real:
        return kind == 4 ? H5PULSE_FLOAT32 : kind == 8 ? H5PULSE_FLOAT64 : 0;
    case CFI_type_Complex:
        return kind == 4 ? H5PULSE_COMPLEX64 : kind == 8 ? H5PULSE_COMPLEX128 : 0;
    default:
        return 0;
    }
}

const char* h5pulse_fortran_type_text(const CFI_cdesc_t* array, char* text, size_t size)
{
    const char* name = "a derived type";
    switch (base_of(array)) {
    case CFI_type_Integer:
        name = "integer";
        break;
    case CFI_type_Logical:
        name = "logical";
        break;
    case CFI_type_Real:
        name = "real";
        break;
    case CFI_type_Complex:
        name = "complex";
        break;
    case CFI_type_Character:
        return "character";
    default:
        return name;
    }
    snprintf(text, size, "%s(%zu)", name, kind_of(array));
    return text;
}

size_t h5pulse_fortran_count(const CFI_cdesc_t* array)
{
    size_t count = 1;
    for (CFI_rank_t i = 0; i < array->rank; ++i) {
        count *= array->dim[i].extent > 0 ? (size_t)array->dim[i].extent : 0;
    }
    return count;
}

void h5pulse_fortran_each(const CFI_cdesc_t* array, void (*function)(char* element, size_t index, void* data),
                          void* data)
{
    const size_t count = h5pulse_fortran_count(array);
    CFI_index_t index[CFI_MAX_RANK] = {0};
    char* element = array->base_addr;
    for (size_t k = 0; k < count; ++k) {
        function(element, k, data);
        for (CFI_rank_t i = 0; i < array->rank; ++i) {
            element += array->dim[i].sm;
            if (++index[i] < array->dim[i].extent) {
                break;
            }
            element -= array->dim[i].sm * array->dim[i].extent;
            index[i] = 0;
        }
    }
}

/// Copies logical values as 0 or 1: compilers agree on 0 for .false., but not on the value for .true.
struct logical_copy
{
    uint8_t* target;
    size_t bytes;
};

static void copy_logical(char* element, size_t index, void* data)
{
    const struct logical_copy* copy = data;
    uint8_t value = 0;
    for (size_t i = 0; i < copy->bytes; ++i) {
        value |= (uint8_t)element[i];
    }
    copy->target[index] = value != 0;
}

/// Replaces logical values by their copy, in Fortran's order.
static int copy_logicals(const CFI_cdesc_t* array, h5pulse_fortran_array* result)
{
    struct logical_copy copy = {malloc(result->values.count + 1), array->elem_len};
    if (copy.target == NULL) {
        return h5pulse_report_error(H5PULSE_NO_MEMORY, "there is not enough memory");
    }
    h5pulse_fortran_each(array, copy_logical, &copy);
    ptrdiff_t stride = 1;
    for (size_t i = 0; i < result->values.rank; ++i) {
        result->values.strides[i] = stride;
        stride *= (ptrdiff_t)result->values.sizes[i];
    }
    result->values.data = copy.target;
    result->copy = copy.target;
    return H5PULSE_OK;
}

static int refuse(const char* what, const char* name, const char* sentence)
{
    char text[kTextSize + 1024];
    snprintf(text, sizeof text, "the values of %s '%s' %s", what, name, sentence);
    return h5pulse_report_error(H5PULSE_INVALID_ARGUMENT, text);
}

int h5pulse_fortran_array_of(const CFI_cdesc_t* array, const char* what, const char* name,
                             h5pulse_fortran_array* result)
{
    result->copy = NULL;
    result->is_assumed_size = 0;
    if (array == NULL || (array->base_addr == NULL && h5pulse_fortran_count(array) > 0)) {
        return refuse(what, name, "are not allocated");
    }
    if (array->rank > kMaxRank) {
        return refuse(what, name, "have more than four dimensions");
    }
    result->values.type = h5pulse_fortran_type(array);
    if (base_of(array) == CFI_type_Character) {
        refuse(what, name, "are text; a field takes numbers and logical values");
        return H5PULSE_FORTRAN_TEXT;
    }
    if (result->values.type == 0) {
        char type[kTextSize];
        char text[2 * kTextSize];
        snprintf(text, sizeof text,
                 "are %s; a field takes integer, real(4), real(8), complex(4), complex(8) and logical",
                 h5pulse_fortran_type_text(array, type, sizeof type));
        return refuse(what, name, text);
    }
    result->values.data = array->base_addr;
    result->values.count = h5pulse_fortran_count(array);
    result->values.rank = (size_t)array->rank;
    for (CFI_rank_t i = 0; i < array->rank; ++i) {
        result->is_assumed_size = result->is_assumed_size || array->dim[i].extent == -1;
        result->values.sizes[i] = array->dim[i].extent > 0 ? (size_t)array->dim[i].extent : 0;
        result->values.strides[i] = array->dim[i].sm;
    }
    if (result->is_assumed_size && h5pulse_fortran_is_logical(array)) {
        return refuse(what, name, "are logical and of assumed size; give the bounds, as in a(1:n)");
    }
    return h5pulse_fortran_is_logical(array) ? copy_logicals(array, result) : H5PULSE_OK;
}
