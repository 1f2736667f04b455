// SPDX-License-Identifier: MIT
#pragma once

#include <ISO_Fortran_binding.h>

#include <h5pulse/c.h>

#include <stddef.h>
#include <stdint.h>

/// Converts Fortran arrays of any type and rank, contiguous or not, for the C interface. Errors are reported
/// as in h5pulse/c.h.

/// Returned if the values are, or may be, a text. gfortran passes the length of a text that goes to type(*),
/// and the callee takes it for the length of errmsg, so errmsg must not be touched.
enum { H5PULSE_FORTRAN_TEXT = -H5PULSE_INVALID_ARGUMENT };

/// Elements in memory; free `copy`, which may be NULL.
typedef struct h5pulse_fortran_array
{
    h5pulse_values values;
    void* copy;
    int is_assumed_size; ///< the size of the last dimension is unknown
} h5pulse_fortran_array;

enum { H5PULSE_FORTRAN_MAX_RANK = 3, H5PULSE_FORTRAN_NAME_BYTES = 64 };

/// Layout of a field. Arrays that match it go to the file unchanged and need no description at each step. It
/// must match type(field_layout) in c_interface.f90.
typedef struct h5pulse_field_layout
{
    char name[H5PULSE_FORTRAN_NAME_BYTES];
    int64_t name_length;
    int64_t base;  ///< CFI_type_Real, ...; 0: no array matches
    int64_t bytes; ///< bytes of an element
    int64_t rank;
    int64_t sizes[H5PULSE_FORTRAN_MAX_RANK];
} h5pulse_field_layout;

/// Writes the layout of a field of an open run.
void h5pulse_fortran_layout_of(const h5pulse_writer* writer, size_t field, h5pulse_field_layout* layout);
/// Whether this array matches the layout.
int h5pulse_fortran_fits(const h5pulse_field_layout* layout, const CFI_cdesc_t* array);

/// Converts an array. Logical values become uint8, 0 or 1.
/// @param what  with `name` for errors: "field" and "u", "argument" and "v2"
int h5pulse_fortran_array_of(const CFI_cdesc_t* array, const char* what, const char* name,
                             h5pulse_fortran_array* result);

/// The h5pulse_type of the elements, or 0. H5PULSE_UINT8 for logical.
h5pulse_type h5pulse_fortran_type(const CFI_cdesc_t* array);
/// Writes the type as text: "real(8)", "character", ...
const char* h5pulse_fortran_type_text(const CFI_cdesc_t* array, char* text, size_t size);

size_t h5pulse_fortran_count(const CFI_cdesc_t* array);
int h5pulse_fortran_is_logical(const CFI_cdesc_t* array);

/// Calls the function with each element in Fortran's order.
void h5pulse_fortran_each(const CFI_cdesc_t* array, void (*function)(char* element, size_t index, void* data),
                          void* data);
