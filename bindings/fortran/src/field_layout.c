// SPDX-License-Identifier: MIT
#include "fortran_arrays.h"

#include <string.h>

/// Types that Fortran lacks, and fields of another order, are described at each step.
static int base_of(h5pulse_type type)
{
    switch (type) {
    case H5PULSE_FLOAT32:
    case H5PULSE_FLOAT64:
        return CFI_type_Real;
    case H5PULSE_COMPLEX64:
    case H5PULSE_COMPLEX128:
        return CFI_type_Complex;
    case H5PULSE_INT8:
    case H5PULSE_INT16:
    case H5PULSE_INT32:
    case H5PULSE_INT64:
        return CFI_type_Integer;
    default:
        return 0;
    }
}

void h5pulse_fortran_layout_of(const h5pulse_writer* writer, size_t field, h5pulse_field_layout* layout)
{
    *layout = (h5pulse_field_layout){0};
    const char* name = h5pulse_writer_field_name(writer, field);
    if (name == NULL || strlen(name) >= sizeof layout->name) {
        return;
    }
    const size_t rank = h5pulse_writer_field_rank(writer, name);
    const h5pulse_type type = h5pulse_writer_field_type(writer, name);
    size_t shape[H5PULSE_FORTRAN_MAX_RANK];
    if (rank > H5PULSE_FORTRAN_MAX_RANK ||
        (rank > 1 && h5pulse_writer_field_order(writer, name) != H5PULSE_COLUMN_MAJOR) ||
        h5pulse_writer_field_shape(writer, name, rank, shape) != H5PULSE_OK) {
        return;
    }
    strcpy(layout->name, name);
    layout->name_length = (int64_t)strlen(name);
    layout->base = base_of(type);
    layout->bytes = (int64_t)h5pulse_type_size(type);
    layout->rank = (int64_t)rank;
    for (size_t i = 0; i < rank; ++i) {
        layout->sizes[i] = (int64_t)shape[i];
    }
}

int h5pulse_fortran_fits(const h5pulse_field_layout* layout, const CFI_cdesc_t* array)
{
    if (layout->base == 0 || array == NULL || array->base_addr == NULL || array->rank != layout->rank ||
        (array->type & CFI_type_mask) != layout->base || (int64_t)array->elem_len != layout->bytes) {
        return 0;
    }
    int64_t stride = layout->bytes;
    for (int64_t i = 0; i < layout->rank; ++i) {
        if (array->dim[i].extent != layout->sizes[i] || array->dim[i].sm != stride) {
            return 0;
        }
        stride *= layout->sizes[i];
    }
    return 1;
}
