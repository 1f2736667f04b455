! SPDX-License-Identifier: MIT
! Interfaces of the functions of <h5pulse/c.h> and of this folder's C files, which take arrays of any type and rank.
! Each function has its own interface: gfortran 12 loses VALUE if an interface declared by procedure(...) is called
! twice.
module h5pulse_c_interface
    use, intrinsic :: iso_c_binding, only: c_char, c_double, c_int, c_int64_t, c_ptr, c_size_t
    implicit none
    public

    ! Must match h5pulse_field_layout in fortran_arrays.h.
    type, bind(C) :: field_layout
        character(kind=c_char) :: name(64)
        integer(c_int64_t) :: name_length, base, bytes, rank, sizes(3)
    end type

    interface
        function c_last_error() bind(C, name='h5pulse_last_error') result(text)
            import :: c_ptr
            type(c_ptr) :: text
        end function

        function c_last_error_code() bind(C, name='h5pulse_last_error_code') result(code)
            import :: c_int
            integer(c_int) :: code
        end function

        function c_report_error(code, text) bind(C, name='h5pulse_report_error') result(status)
            import :: c_char, c_int
            integer(c_int), value :: code
            character(kind=c_char), intent(in) :: text(*)
            integer(c_int) :: status
        end function

        function c_strlen(text) bind(C, name='strlen') result(length)
            import :: c_ptr, c_size_t
            type(c_ptr), value :: text
            integer(c_size_t) :: length
        end function

        function c_writer_new(path) bind(C, name='h5pulse_writer_new') result(writer)
            import :: c_char, c_ptr
            character(kind=c_char), intent(in) :: path(*)
            type(c_ptr) :: writer
        end function

        subroutine c_writer_free(writer) bind(C, name='h5pulse_writer_free')
            import :: c_ptr
            type(c_ptr), value :: writer
        end subroutine

        function c_add_field(writer, name, type, rank, sizes, units) bind(C, name='h5pulse_fortran_add_field') &
            result(status)
            import :: c_char, c_int, c_int64_t, c_ptr, c_size_t
            type(c_ptr), value :: writer
            character(kind=c_char), intent(in) :: name(*)
            integer(c_int), value :: type
            integer(c_size_t), value :: rank
            integer(c_int64_t), intent(in) :: sizes(*)
            character(kind=c_char), intent(in) :: units(*)
            integer(c_int) :: status
        end function

        function c_add_axis(writer, name, count, values, units) bind(C, name='h5pulse_writer_add_axis') &
            result(status)
            import :: c_char, c_double, c_int, c_ptr, c_size_t
            type(c_ptr), value :: writer
            character(kind=c_char), intent(in) :: name(*)
            integer(c_size_t), value :: count
            real(c_double), intent(in) :: values(*)
            character(kind=c_char), intent(in) :: units(*)
            integer(c_int) :: status
        end function

        function c_set_axes(writer, field, axes) bind(C, name='h5pulse_fortran_set_axes') result(status)
            import :: c_char, c_int, c_ptr
            type(c_ptr), value :: writer
            character(kind=c_char), intent(in) :: field(*)
            character(kind=c_char, len=*), intent(in) :: axes(..)
            integer(c_int) :: status
        end function

        function c_set_text(writer, name, text) bind(C, name='h5pulse_writer_set_attribute_text') result(status)
            import :: c_char, c_int, c_ptr
            type(c_ptr), value :: writer
            character(kind=c_char), intent(in) :: name(*), text(*)
            integer(c_int) :: status
        end function

        function c_set_int64(writer, name, number) bind(C, name='h5pulse_writer_set_attribute_int64') result(status)
            import :: c_char, c_int, c_int64_t, c_ptr
            type(c_ptr), value :: writer
            character(kind=c_char), intent(in) :: name(*)
            integer(c_int64_t), value :: number
            integer(c_int) :: status
        end function

        function c_set_double(writer, name, number) bind(C, name='h5pulse_writer_set_attribute_double') result(status)
            import :: c_char, c_double, c_int, c_ptr
            type(c_ptr), value :: writer
            character(kind=c_char), intent(in) :: name(*)
            real(c_double), value :: number
            integer(c_int) :: status
        end function

        function c_set_doubles(writer, name, count, numbers) bind(C, name='h5pulse_writer_set_attribute_doubles') &
            result(status)
            import :: c_char, c_double, c_int, c_ptr, c_size_t
            type(c_ptr), value :: writer
            character(kind=c_char), intent(in) :: name(*)
            integer(c_size_t), value :: count
            real(c_double), intent(in) :: numbers(*)
            integer(c_int) :: status
        end function

        function c_writer_field_count(writer) bind(C, name='h5pulse_writer_field_count') result(count)
            import :: c_ptr, c_size_t
            type(c_ptr), value :: writer
            integer(c_size_t) :: count
        end function

        subroutine c_layouts(writer, count, layouts) bind(C, name='h5pulse_fortran_layouts')
            import :: c_ptr, c_size_t, field_layout
            type(c_ptr), value :: writer
            integer(c_size_t), value :: count
            type(field_layout), intent(out) :: layouts(*)
        end subroutine

        function c_put(writer, field, length, count, layouts, next, values) bind(C, name='h5pulse_fortran_put') &
            result(status)
            import :: c_char, c_int, c_ptr, c_size_t, field_layout
            type(c_ptr), value :: writer
            character(kind=c_char), intent(in) :: field(*)
            integer(c_size_t), value :: length, count
            type(field_layout), intent(in), optional :: layouts(*) ! absent before the run is opened
            integer(c_size_t), intent(inout) :: next
            type(*), intent(in), optional :: values(..)
            integer(c_int) :: status
        end function

        function c_append(writer, time, count, layouts, v1, v2, v3, v4, v5, v6, v7, v8, v9, v10, v11, v12) &
            bind(C, name='h5pulse_fortran_append') result(status)
            import :: c_double, c_int, c_ptr, c_size_t, field_layout
            type(c_ptr), value :: writer
            real(c_double), value :: time
            integer(c_size_t), value :: count
            type(field_layout), intent(in), optional :: layouts(*) ! absent before the run is opened
            type(*), intent(in), optional :: v1(..), v2(..), v3(..), v4(..), v5(..), v6(..), v7(..), v8(..), &
                                             v9(..), v10(..), v11(..), v12(..)
            integer(c_int) :: status
        end function

        function c_append_many(writer, count, times, v1, v2, v3, v4, v5, v6, v7, v8, v9, v10, v11, v12) &
            bind(C, name='h5pulse_fortran_append_many') result(status)
            import :: c_double, c_int, c_ptr, c_size_t
            type(c_ptr), value :: writer
            integer(c_size_t), value :: count
            real(c_double), intent(in) :: times(*)
            type(*), intent(in), optional :: v1(..), v2(..), v3(..), v4(..), v5(..), v6(..), v7(..), v8(..), &
                                             v9(..), v10(..), v11(..), v12(..)
            integer(c_int) :: status
        end function

        function c_begin_step(writer, time) bind(C, name='h5pulse_writer_begin_step') result(status)
            import :: c_double, c_int, c_ptr
            type(c_ptr), value :: writer
            real(c_double), value :: time
            integer(c_int) :: status
        end function

        function c_reader_open_with_times(path, times) bind(C, name='h5pulse_reader_open_with_times') result(reader)
            import :: c_char, c_ptr
            character(kind=c_char), intent(in) :: path(*), times(*)
            type(c_ptr) :: reader
        end function

        subroutine c_reader_free(reader) bind(C, name='h5pulse_reader_free')
            import :: c_ptr
            type(c_ptr), value :: reader
        end subroutine

        function c_reader_change(reader) bind(C, name='h5pulse_reader_change') result(change)
            import :: c_int, c_ptr
            type(c_ptr), value :: reader
            integer(c_int) :: change
        end function

        function c_reader_end_time(reader) bind(C, name='h5pulse_reader_end_time') result(time)
            import :: c_double, c_ptr
            type(c_ptr), value :: reader
            real(c_double) :: time
        end function

        function c_reader_read_times(reader, first, count, times) bind(C, name='h5pulse_reader_read_times') &
            result(status)
            import :: c_double, c_int, c_ptr, c_size_t
            type(c_ptr), value :: reader
            integer(c_size_t), value :: first, count
            real(c_double), intent(out) :: times(*)
            integer(c_int) :: status
        end function

        function c_read(reader, field, first, several, values) bind(C, name='h5pulse_fortran_read') result(status)
            import :: c_char, c_int, c_int64_t, c_ptr
            type(c_ptr), value :: reader
            character(kind=c_char), intent(in) :: field(*)
            integer(c_int64_t), value :: first
            integer(c_int), value :: several
            type(*), intent(inout) :: values(..)
            integer(c_int) :: status
        end function

        function c_field_rank(reader, field) bind(C, name='h5pulse_reader_field_rank') result(rank)
            import :: c_char, c_ptr, c_size_t
            type(c_ptr), value :: reader
            character(kind=c_char), intent(in) :: field(*)
            integer(c_size_t) :: rank
        end function

        function c_field_dims(reader, field, rank, sizes) bind(C, name='h5pulse_fortran_field_dims') result(status)
            import :: c_char, c_int, c_int64_t, c_ptr, c_size_t
            type(c_ptr), value :: reader
            character(kind=c_char), intent(in) :: field(*)
            integer(c_size_t), value :: rank
            integer(c_int64_t), intent(out) :: sizes(*)
            integer(c_int) :: status
        end function

        function c_field_name(reader, index) bind(C, name='h5pulse_reader_field_name') result(name)
            import :: c_ptr, c_size_t
            type(c_ptr), value :: reader
            integer(c_size_t), value :: index
            type(c_ptr) :: name
        end function

        function c_field_type(reader, field) bind(C, name='h5pulse_reader_field_type') result(type)
            import :: c_char, c_int, c_ptr
            type(c_ptr), value :: reader
            character(kind=c_char), intent(in) :: field(*)
            integer(c_int) :: type
        end function

        function c_field_units(reader, field) bind(C, name='h5pulse_reader_field_units') result(units)
            import :: c_char, c_ptr
            type(c_ptr), value :: reader
            character(kind=c_char), intent(in) :: field(*)
            type(c_ptr) :: units
        end function

        function c_recover_with(path, flags, report) bind(C, name='h5pulse_recover_with') result(status)
            import :: c_char, c_int, c_ptr
            character(kind=c_char), intent(in) :: path(*)
            integer(c_int), value :: flags
            type(c_ptr), value :: report
            integer(c_int) :: status
        end function

        function c_repack(path) bind(C, name='h5pulse_repack') result(status)
            import :: c_char, c_int
            character(kind=c_char), intent(in) :: path(*)
            integer(c_int) :: status
        end function

        function c_version() bind(C, name='h5pulse_version') result(text)
            import :: c_ptr
            type(c_ptr) :: text
        end function

        function c_writer_open(writer) bind(C, name='h5pulse_writer_open') result(status)
            import :: c_int, c_ptr
            type(c_ptr), value :: writer
            integer(c_int) :: status
        end function

        function c_writer_resume(writer) bind(C, name='h5pulse_writer_resume') result(status)
            import :: c_int, c_ptr
            type(c_ptr), value :: writer
            integer(c_int) :: status
        end function

        function c_end_step(writer) bind(C, name='h5pulse_writer_end_step') result(status)
            import :: c_int, c_ptr
            type(c_ptr), value :: writer
            integer(c_int) :: status
        end function

        function c_commit(writer) bind(C, name='h5pulse_writer_commit') result(status)
            import :: c_int, c_ptr
            type(c_ptr), value :: writer
            integer(c_int) :: status
        end function

        function c_pause(writer) bind(C, name='h5pulse_writer_pause') result(status)
            import :: c_int, c_ptr
            type(c_ptr), value :: writer
            integer(c_int) :: status
        end function

        function c_interrupt(writer) bind(C, name='h5pulse_writer_interrupt') result(status)
            import :: c_int, c_ptr
            type(c_ptr), value :: writer
            integer(c_int) :: status
        end function

        function c_close(writer) bind(C, name='h5pulse_writer_close') result(status)
            import :: c_int, c_ptr
            type(c_ptr), value :: writer
            integer(c_int) :: status
        end function

        function c_fail(writer, reason) bind(C, name='h5pulse_writer_fail') result(status)
            import :: c_char, c_int, c_ptr
            type(c_ptr), value :: writer
            character(kind=c_char), intent(in) :: reason(*)
            integer(c_int) :: status
        end function

        function c_stop(writer, reason) bind(C, name='h5pulse_writer_stop') result(status)
            import :: c_char, c_int, c_ptr
            type(c_ptr), value :: writer
            character(kind=c_char), intent(in) :: reason(*)
            integer(c_int) :: status
        end function

        function c_steps(writer) bind(C, name='h5pulse_writer_steps') result(count)
            import :: c_ptr, c_size_t
            type(c_ptr), value :: writer
            integer(c_size_t) :: count
        end function

        function c_committed_steps(writer) bind(C, name='h5pulse_writer_committed_steps') result(count)
            import :: c_ptr, c_size_t
            type(c_ptr), value :: writer
            integer(c_size_t) :: count
        end function

        function c_synced_steps(writer) bind(C, name='h5pulse_writer_synced_steps') result(count)
            import :: c_ptr, c_size_t
            type(c_ptr), value :: writer
            integer(c_size_t) :: count
        end function

        function c_set_path(writer, path) bind(C, name='h5pulse_writer_set_path') result(status)
            import :: c_char, c_int, c_ptr
            type(c_ptr), value :: writer
            character(kind=c_char), intent(in) :: path(*)
            integer(c_int) :: status
        end function

        function c_set_time_units(writer, units) bind(C, name='h5pulse_writer_set_time_units') result(status)
            import :: c_char, c_int, c_ptr
            type(c_ptr), value :: writer
            character(kind=c_char), intent(in) :: units(*)
            integer(c_int) :: status
        end function

        function c_set_long_name(writer, name, long_name) bind(C, name='h5pulse_writer_set_long_name') result(status)
            import :: c_char, c_int, c_ptr
            type(c_ptr), value :: writer
            character(kind=c_char), intent(in) :: name(*)
            character(kind=c_char), intent(in) :: long_name(*)
            integer(c_int) :: status
        end function

        function c_set_compression(writer, filter, level) bind(C, name='h5pulse_writer_set_compression') result(status)
            import :: c_char, c_int, c_ptr
            type(c_ptr), value :: writer
            character(kind=c_char), intent(in) :: filter(*)
            integer(c_int), value :: level
            integer(c_int) :: status
        end function

        function c_set_option(writer, option, value) bind(C, name='h5pulse_fortran_set_option') result(status)
            import :: c_char, c_double, c_int, c_ptr
            type(c_ptr), value :: writer
            character(kind=c_char), intent(in) :: option(*)
            real(c_double), value :: value
            integer(c_int) :: status
        end function

        function c_refresh(reader) bind(C, name='h5pulse_reader_refresh') result(status)
            import :: c_int, c_ptr
            type(c_ptr), value :: reader
            integer(c_int) :: status
        end function

        function c_reader_steps(reader) bind(C, name='h5pulse_reader_steps') result(count)
            import :: c_ptr, c_size_t
            type(c_ptr), value :: reader
            integer(c_size_t) :: count
        end function

        function c_field_count(reader) bind(C, name='h5pulse_reader_field_count') result(count)
            import :: c_ptr, c_size_t
            type(c_ptr), value :: reader
            integer(c_size_t) :: count
        end function

        function c_state_name(reader) bind(C, name='h5pulse_reader_state_name') result(text)
            import :: c_ptr
            type(c_ptr), value :: reader
            type(c_ptr) :: text
        end function

        function c_state_text(reader) bind(C, name='h5pulse_reader_state_text') result(text)
            import :: c_ptr
            type(c_ptr), value :: reader
            type(c_ptr) :: text
        end function

        function c_reason(reader) bind(C, name='h5pulse_reader_reason') result(text)
            import :: c_ptr
            type(c_ptr), value :: reader
            type(c_ptr) :: text
        end function

        function c_time_units(reader) bind(C, name='h5pulse_reader_time_units') result(text)
            import :: c_ptr
            type(c_ptr), value :: reader
            type(c_ptr) :: text
        end function
    end interface
end module
