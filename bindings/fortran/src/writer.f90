! SPDX-License-Identifier: MIT
! The type that records a run: describe it, open it, add steps, close it.
module h5pulse_writer_type
    use, intrinsic :: iso_c_binding, only: c_associated, c_int, c_null_char, c_null_ptr, c_ptr, c_size_t
    use, intrinsic :: iso_fortran_env, only: int32, int64, real32, real64
    use h5pulse_c_interface
    use h5pulse_support
    implicit none
    private
    public :: h5pulse_writer

    ! Types of a field in the file. put() converts if the type holds every value of the argument.
    integer, parameter, public :: h5pulse_real32 = 1, h5pulse_real64 = 2
    integer, parameter, public :: h5pulse_complex64 = 3  ! complex(real32); the name is NumPy's
    integer, parameter, public :: h5pulse_complex128 = 4 ! complex(real64)
    integer, parameter, public :: h5pulse_int8 = 5, h5pulse_int16 = 6, h5pulse_int32 = 7, h5pulse_int64 = 8
    integer, parameter, public :: h5pulse_logical = 9    ! uint8, 0 or 1

    ! Each call takes stat and errmsg like allocate(): without stat an error ends the program with its text, and marks
    ! the run failed. A copy of a writer is the same writer.
    type :: h5pulse_writer
        private
        type(c_ptr) :: handle = c_null_ptr
        logical :: is_opened = .false.
        logical :: is_closed = .false. ! the next description is for another run
        type(field_layout), allocatable :: layouts(:) ! of the fields, while the run is open
        integer(c_size_t) :: layout_count = 0, next_layout = 0
    contains
        procedure, private :: add_scalar, add_array_int32, add_array_int64
        generic :: add_field => add_scalar, add_array_int32, add_array_int64
        procedure :: add_axis
        procedure, private :: set_attribute_value, set_attribute_list
        generic :: set_attribute => set_attribute_value, set_attribute_list
        procedure :: open => open_run
        procedure :: resume => resume_run
        procedure :: begin_step
        procedure :: put
        procedure :: end_step
        procedure :: append
        procedure :: append_many
        procedure :: commit
        procedure :: pause
        procedure :: interrupt
        procedure :: steps
        procedure :: committed_steps
        procedure :: synced_steps
        procedure :: close => close_run
        procedure :: fail
        procedure :: stop => stop_run
        final :: finalize
    end type

contains

    ! Creates a new description if there is none, or if the last run is closed. The C functions refuse to describe an
    ! open run.
    subroutine describe(self, status)
        class(h5pulse_writer), intent(inout) :: self
        integer(c_int), intent(out) :: status
        status = 0
        if (self%is_closed) then
            call c_writer_free(self%handle)
            self%handle = c_null_ptr
            self%is_opened = .false.
            self%is_closed = .false.
            self%layout_count = 0
        end if
        if (.not. c_associated(self%handle)) then
            self%handle = c_writer_new('run.h5'//c_null_char) ! open() sets the path
            if (.not. c_associated(self%handle)) status = c_last_error_code()
        end if
    end subroutine

    ! Adds a scalar field. Its type in the file is h5pulse_real64 by default.
    subroutine add_scalar(self, name, units, type, long_name, stat, errmsg)
        class(h5pulse_writer), intent(inout) :: self
        character(*), intent(in) :: name
        character(*), intent(in), optional :: units
        integer, intent(in), optional :: type
        character(*), intent(in), optional :: long_name
        integer, intent(out), optional :: stat
        character(*), intent(inout), optional :: errmsg
        integer(int64) :: no_dims(0)
        call add(self, name, no_dims, type, units, long_name, stat=stat, errmsg=errmsg)
    end subroutine

    ! Adds an array field. dims: its dimensions in Fortran's order, an integer or a list of up to three.
    ! axes: the names of its axes in the same order; '' for no axis.
    subroutine add_array_int32(self, name, dims, type, units, long_name, axes, stat, errmsg)
        class(h5pulse_writer), intent(inout) :: self
        character(*), intent(in) :: name
        integer(int32), intent(in) :: dims(..)
        integer, intent(in), optional :: type
        character(*), intent(in), optional :: units, long_name
        character(*), intent(in), optional :: axes(..)
        integer, intent(out), optional :: stat
        character(*), intent(inout), optional :: errmsg
        select rank (dims)
        rank (0)
            call add(self, name, [int(dims, int64)], type, units, long_name, axes, stat, errmsg)
        rank (1)
            call add(self, name, int(dims, int64), type, units, long_name, axes, stat, errmsg)
        rank default
            call add(self, name, [0_int64], type, units, long_name, axes, stat, errmsg) ! which is refused
        end select
    end subroutine

    subroutine add_array_int64(self, name, dims, type, units, long_name, axes, stat, errmsg)
        class(h5pulse_writer), intent(inout) :: self
        character(*), intent(in) :: name
        integer(int64), intent(in) :: dims(..)
        integer, intent(in), optional :: type
        character(*), intent(in), optional :: units, long_name
        character(*), intent(in), optional :: axes(..)
        integer, intent(out), optional :: stat
        character(*), intent(inout), optional :: errmsg
        select rank (dims)
        rank (0)
            call add(self, name, [dims], type, units, long_name, axes, stat, errmsg)
        rank (1)
            call add(self, name, dims, type, units, long_name, axes, stat, errmsg)
        rank default
            call add(self, name, [0_int64], type, units, long_name, axes, stat, errmsg) ! which is refused
        end select
    end subroutine

    subroutine add(self, name, dims, type, units, long_name, axes, stat, errmsg)
        class(h5pulse_writer), intent(inout) :: self
        character(*), intent(in) :: name
        integer(int64), intent(in) :: dims(:)
        integer, intent(in), optional :: type
        character(*), intent(in), optional :: units, long_name
        character(*), intent(in), optional :: axes(..)
        integer, intent(out), optional :: stat
        character(*), intent(inout), optional :: errmsg
        integer(c_int) :: status, kind
        kind = h5pulse_real64
        if (present(type)) kind = int(type, c_int)
        call describe(self, status)
        if (status == 0) status = c_add_field(self%handle, c_string(name), kind, size(dims, kind=c_size_t), dims, &
                                              optional_text(units))
        if (status == 0 .and. present(long_name)) &
            status = c_set_long_name(self%handle, c_string(name), c_string(long_name))
        if (status == 0 .and. present(axes)) status = c_set_axes(self%handle, c_string(name), axes)
        call finish(status, stat, errmsg)
    end subroutine

    ! Adds the coordinates of a dimension of fields: one real or integer number per index.
    subroutine add_axis(self, name, values, units, long_name, stat, errmsg)
        class(h5pulse_writer), intent(inout) :: self
        character(*), intent(in) :: name
        class(*), intent(in) :: values(:)
        character(*), intent(in), optional :: units, long_name
        integer, intent(out), optional :: stat
        character(*), intent(inout), optional :: errmsg
        integer(c_int) :: status
        call describe(self, status)
        if (status == 0) status = c_add_axis(self%handle, c_string(name), size(values, kind=c_size_t), &
                                             numbers_of(values), optional_text(units))
        if (status == 0 .and. present(long_name)) &
            status = c_set_long_name(self%handle, c_string(name), c_string(long_name))
        call finish(status, stat, errmsg)
    end subroutine

    ! Sets an attribute of the run: a text, a number, a logical value or a list of numbers.
    subroutine set_attribute_value(self, name, value, stat, errmsg)
        class(h5pulse_writer), intent(inout) :: self
        character(*), intent(in) :: name
        class(*), intent(in) :: value
        integer, intent(out), optional :: stat
        character(*), intent(inout), optional :: errmsg
        integer(c_int) :: status
        call describe(self, status)
        if (status == 0) then
            select type (value)
            type is (character(*))
                status = c_set_text(self%handle, c_string(name), c_string(value))
            type is (real(real32))
                status = c_set_double(self%handle, c_string(name), real(value, real64))
            type is (real(real64))
                status = c_set_double(self%handle, c_string(name), value)
            type is (integer(int64))
                status = c_set_int64(self%handle, c_string(name), value)
            class default
                status = c_set_int64(self%handle, c_string(name), int(real64_of(value), int64))
            end select
        end if
        call finish(status, stat, errmsg)
    end subroutine

    subroutine set_attribute_list(self, name, values, stat, errmsg)
        class(h5pulse_writer), intent(inout) :: self
        character(*), intent(in) :: name
        class(*), intent(in) :: values(:)
        integer, intent(out), optional :: stat
        character(*), intent(inout), optional :: errmsg
        integer(c_int) :: status
        call describe(self, status)
        if (status == 0) status = c_set_doubles(self%handle, c_string(name), size(values, kind=c_size_t), &
                                                numbers_of(values))
        call finish(status, stat, errmsg)
    end subroutine

    ! Creates the file. Durations are in seconds of wall time; commit_time is in the run's own time.
    subroutine open_run(self, path, end_time, replace, commit_interval, commit_steps, commit_time, time_units, &
                        background, buffer_bytes, sync_interval, retry_for, wait_when_full, compression, &
                        compression_level, overview_step_bytes, without_lock, stat, errmsg)
        class(h5pulse_writer), intent(inout) :: self
        character(*), intent(in) :: path
        class(*), intent(in), optional :: end_time
        logical, intent(in), optional :: replace
        class(*), intent(in), optional :: commit_interval, commit_steps, commit_time
        character(*), intent(in), optional :: time_units
        logical, intent(in), optional :: background
        class(*), intent(in), optional :: buffer_bytes, sync_interval, retry_for
        logical, intent(in), optional :: wait_when_full
        character(*), intent(in), optional :: compression
        integer, intent(in), optional :: compression_level
        class(*), intent(in), optional :: overview_step_bytes
        logical, intent(in), optional :: without_lock
        integer, intent(out), optional :: stat
        character(*), intent(inout), optional :: errmsg
        integer(c_int) :: status
        call describe_at(self, path, status)
        call set_option(self, status, 'replace', replace)
        call set_options(self, status, end_time, commit_interval, commit_steps, commit_time, time_units, background, &
                         buffer_bytes, sync_interval, retry_for, wait_when_full, compression, compression_level, &
                         overview_step_bytes, without_lock)
        if (status == 0) status = c_writer_open(self%handle)
        if (status == 0) call note_opened(self)
        call finish(status, stat, errmsg)
    end subroutine

    ! Continues the run in the file after its last committed step; steps() gives the number of steps. If fields were
    ! added, the file must have the same ones.
    subroutine resume_run(self, path, end_time, commit_interval, commit_steps, commit_time, time_units, background, &
                          buffer_bytes, sync_interval, retry_for, wait_when_full, compression, compression_level, &
                          overview_step_bytes, without_lock, stat, errmsg)
        class(h5pulse_writer), intent(inout) :: self
        character(*), intent(in) :: path
        class(*), intent(in), optional :: end_time, commit_interval, commit_steps, commit_time
        character(*), intent(in), optional :: time_units
        logical, intent(in), optional :: background
        class(*), intent(in), optional :: buffer_bytes, sync_interval, retry_for
        logical, intent(in), optional :: wait_when_full
        character(*), intent(in), optional :: compression
        integer, intent(in), optional :: compression_level
        class(*), intent(in), optional :: overview_step_bytes
        logical, intent(in), optional :: without_lock
        integer, intent(out), optional :: stat
        character(*), intent(inout), optional :: errmsg
        integer(c_int) :: status
        call describe_at(self, path, status)
        call set_options(self, status, end_time, commit_interval, commit_steps, commit_time, time_units, background, &
                         buffer_bytes, sync_interval, retry_for, wait_when_full, compression, compression_level, &
                         overview_step_bytes, without_lock)
        if (status == 0) status = c_writer_resume(self%handle)
        if (status == 0) call note_opened(self)
        call finish(status, stat, errmsg)
    end subroutine

    subroutine note_opened(self)
        class(h5pulse_writer), intent(inout) :: self
        self%is_opened = .true.
        self%layout_count = c_writer_field_count(self%handle)
        if (allocated(self%layouts)) deallocate (self%layouts)
        allocate (self%layouts(self%layout_count))
        call c_layouts(self%handle, self%layout_count, self%layouts)
    end subroutine

    subroutine describe_at(self, path, status)
        class(h5pulse_writer), intent(inout) :: self
        character(*), intent(in) :: path
        integer(c_int), intent(out) :: status
        call describe(self, status)
        if (status == 0) status = c_set_path(self%handle, c_string(path))
    end subroutine

    subroutine set_options(self, status, end_time, commit_interval, commit_steps, commit_time, time_units, background, &
                           buffer_bytes, sync_interval, retry_for, wait_when_full, compression, compression_level, &
                           overview_step_bytes, without_lock)
        class(h5pulse_writer), intent(inout) :: self
        integer(c_int), intent(inout) :: status
        class(*), intent(in), optional :: end_time, commit_interval, commit_steps, commit_time
        character(*), intent(in), optional :: time_units
        logical, intent(in), optional :: background
        class(*), intent(in), optional :: buffer_bytes, sync_interval, retry_for
        logical, intent(in), optional :: wait_when_full
        character(*), intent(in), optional :: compression
        integer, intent(in), optional :: compression_level
        class(*), intent(in), optional :: overview_step_bytes
        logical, intent(in), optional :: without_lock
        integer(c_int) :: level
        call set_option(self, status, 'end_time', end_time)
        call set_option(self, status, 'commit_interval', commit_interval)
        call set_option(self, status, 'commit_steps', commit_steps)
        call set_option(self, status, 'commit_time', commit_time)
        call set_option(self, status, 'background', background)
        call set_option(self, status, 'buffer_bytes', buffer_bytes)
        call set_option(self, status, 'sync_interval', sync_interval)
        call set_option(self, status, 'retry_for', retry_for)
        call set_option(self, status, 'wait_when_full', wait_when_full)
        call set_option(self, status, 'overview_step_bytes', overview_step_bytes)
        call set_option(self, status, 'without_lock', without_lock)
        if (status == 0 .and. present(time_units)) status = c_set_time_units(self%handle, c_string(time_units))
        level = -1
        if (present(compression_level)) level = int(compression_level, c_int)
        if (status == 0 .and. present(compression)) &
            status = c_set_compression(self%handle, c_string(compression), level)
    end subroutine

    subroutine set_option(self, status, name, value)
        class(h5pulse_writer), intent(inout) :: self
        integer(c_int), intent(inout) :: status
        character(*), intent(in) :: name
        class(*), intent(in), optional :: value
        if (status == 0 .and. present(value)) status = c_set_option(self%handle, c_string(name), real64_of(value))
    end subroutine

    ! Begins a step at a time of any real or integer kind.
    subroutine begin_step(self, time, stat, errmsg)
        class(h5pulse_writer), intent(inout) :: self
        class(*), intent(in) :: time
        integer, intent(out), optional :: stat
        character(*), intent(inout), optional :: errmsg
        integer(c_int) :: status
        status = c_begin_step(self%handle, real64_of(time))
        if (status /= 0 .or. present(stat)) call finish_writer(self%handle, status, stat, errmsg)
    end subroutine

    ! Copies a field's values of this step: a scalar or an array with the field's dimensions, contiguous or not. values
    ! is optional, so that an array that is not allocated gives an error with a text.
    subroutine put(self, field, values, stat, errmsg)
        class(h5pulse_writer), intent(inout) :: self
        character(*), intent(in) :: field
        type(*), intent(in), optional :: values(..)
        integer, intent(out), optional :: stat
        character(*), intent(inout), optional :: errmsg
        integer(c_int) :: status
        status = c_put(self%handle, field, len(field, kind=c_size_t), self%layout_count, self%layouts, self%next_layout, &
                       values)
        if (status /= 0 .or. present(stat)) call finish_values(self%handle, status, stat, errmsg)
    end subroutine

    subroutine end_step(self, stat, errmsg)
        class(h5pulse_writer), intent(inout) :: self
        integer, intent(out), optional :: stat
        character(*), intent(inout), optional :: errmsg
        integer(c_int) :: status
        status = c_end_step(self%handle)
        if (status /= 0 .or. present(stat)) call finish_writer(self%handle, status, stat, errmsg)
    end subroutine

    ! Appends a whole step: per field, in the order in which fields were added, the argument of put(). For up to 12
    ! fields.
    subroutine append(self, time, v1, v2, v3, v4, v5, v6, v7, v8, v9, v10, v11, v12, stat, errmsg)
        class(h5pulse_writer), intent(inout) :: self
        class(*), intent(in) :: time
        type(*), intent(in), optional :: v1(..), v2(..), v3(..), v4(..), v5(..), v6(..), v7(..), v8(..), v9(..), &
                                         v10(..), v11(..), v12(..)
        integer, intent(out), optional :: stat
        character(*), intent(inout), optional :: errmsg
        integer(c_int) :: status
        status = c_append(self%handle, real64_of(time), self%layout_count, self%layouts, v1, v2, v3, v4, v5, v6, v7, v8, &
                          v9, v10, v11, v12)
        if (status /= 0 .or. present(stat)) call finish_values(self%handle, status, stat, errmsg)
    end subroutine

    ! Appends a block of steps: their times, and per field an array whose last dimension is the step. After an error,
    ! part of the block may have been taken; steps() gives the number.
    subroutine append_many(self, times, v1, v2, v3, v4, v5, v6, v7, v8, v9, v10, v11, v12, stat, errmsg)
        class(h5pulse_writer), intent(inout) :: self
        real(real64), intent(in) :: times(:)
        type(*), intent(in), optional :: v1(..), v2(..), v3(..), v4(..), v5(..), v6(..), v7(..), v8(..), v9(..), &
                                         v10(..), v11(..), v12(..)
        integer, intent(out), optional :: stat
        character(*), intent(inout), optional :: errmsg
        integer(c_int) :: status
        status = c_append_many(self%handle, size(times, kind=c_size_t), times, v1, v2, v3, v4, v5, v6, v7, v8, v9, &
                               v10, v11, v12)
        call finish_values(self%handle, status, stat, errmsg)
    end subroutine

    ! Returns when readers can see all added steps.
    subroutine commit(self, stat, errmsg)
        class(h5pulse_writer), intent(inout) :: self
        integer, intent(out), optional :: stat
        character(*), intent(inout), optional :: errmsg
        call finish_writer(self%handle, c_commit(self%handle), stat, errmsg)
    end subroutine

    ! Commits all steps and closes the HDF5 file until the next step, so that any program can open it.
    subroutine pause(self, stat, errmsg)
        class(h5pulse_writer), intent(inout) :: self
        integer, intent(out), optional :: stat
        character(*), intent(inout), optional :: errmsg
        call finish_writer(self%handle, c_pause(self%handle), stat, errmsg)
    end subroutine

    ! Ends current and later waits of the writer. May be called from any thread.
    subroutine interrupt(self, stat, errmsg)
        class(h5pulse_writer), intent(inout) :: self
        integer, intent(out), optional :: stat
        character(*), intent(inout), optional :: errmsg
        call finish(c_interrupt(self%handle), stat, errmsg)
    end subroutine

    ! Number of steps of the run, including those before it was resumed; 0 before it is opened.
    function steps(self) result(count)
        class(h5pulse_writer), intent(in) :: self
        integer(int64) :: count
        count = 0
        if (self%is_opened) count = int(c_steps(self%handle), int64)
    end function

    ! Number of steps that readers can see.
    function committed_steps(self) result(count)
        class(h5pulse_writer), intent(in) :: self
        integer(int64) :: count
        count = 0
        if (self%is_opened) count = int(c_committed_steps(self%handle), int64)
    end function

    ! Number of steps that survive a power loss; see sync_interval of open().
    function synced_steps(self) result(count)
        class(h5pulse_writer), intent(in) :: self
        integer(int64) :: count
        count = 0
        if (self%is_opened) count = int(c_synced_steps(self%handle), int64)
    end function

    ! Commits the remaining steps, marks the run finished and closes the file. A second call does nothing.
    subroutine close_run(self, stat, errmsg)
        class(h5pulse_writer), intent(inout) :: self
        integer, intent(out), optional :: stat
        character(*), intent(inout), optional :: errmsg
        integer(c_int) :: status
        status = c_close(self%handle)
        if (status == 0) self%is_closed = .true.
        call finish_writer(self%handle, status, stat, errmsg)
    end subroutine

    ! Works like close(), but marks the run failed, with a reason for people.
    subroutine fail(self, reason, stat, errmsg)
        class(h5pulse_writer), intent(inout) :: self
        character(*), intent(in) :: reason
        integer, intent(out), optional :: stat
        character(*), intent(inout), optional :: errmsg
        integer(c_int) :: status
        status = c_fail(self%handle, c_string(reason))
        if (status == 0) self%is_closed = .true.
        call finish(status, stat, errmsg)
    end subroutine

    ! Works like close(), but marks the run stopped: the user ended it early.
    subroutine stop_run(self, reason, stat, errmsg)
        class(h5pulse_writer), intent(inout) :: self
        character(*), intent(in) :: reason
        integer, intent(out), optional :: stat
        character(*), intent(inout), optional :: errmsg
        integer(c_int) :: status
        status = c_stop(self%handle, c_string(reason))
        if (status == 0) self%is_closed = .true.
        call finish(status, stat, errmsg)
    end subroutine

    function optional_text(text) result(copy)
        character(*), intent(in), optional :: text
        character(:), allocatable :: copy
        copy = c_null_char
        if (present(text)) copy = c_string(text)
    end function

    ! A writer that goes out of scope closes its run. Variables of the main program are not finalized; the library
    ! closes their runs when the program ends.
    impure elemental subroutine finalize(self)
        type(h5pulse_writer), intent(inout) :: self
        call c_writer_free(self%handle)
        self%handle = c_null_ptr
    end subroutine
end module
