! SPDX-License-Identifier: MIT
! The type that reads a run, and the functions that repair and repack one. Steps and fields count from 1; dimensions
! are in Fortran's order.
module h5pulse_reader_type
    use, intrinsic :: iso_c_binding, only: c_associated, c_double, c_int, c_null_ptr, c_ptr, c_size_t
    use, intrinsic :: iso_fortran_env, only: int64, real64
    use h5pulse_c_interface
    use h5pulse_support
    implicit none
    private
    public :: h5pulse_reader, h5pulse_recover, h5pulse_repack, h5pulse_version

    type :: h5pulse_reader
        private
        type(c_ptr) :: handle = c_null_ptr
    contains
        procedure :: open => open_run
        procedure :: refresh
        procedure :: steps
        procedure :: state
        procedure :: state_text
        procedure :: reason
        procedure :: end_time
        procedure :: time_units
        procedure :: field_count
        procedure :: field_name
        procedure :: field_dims
        procedure :: field_type
        procedure :: field_units
        procedure :: read_times
        procedure :: read_step
        procedure :: read_steps
        procedure :: close => close_run
        final :: finalize
    end type

contains

    ! time_dataset: dataset of the times, for files of other programs.
    subroutine open_run(self, path, time_dataset, stat, errmsg)
        class(h5pulse_reader), intent(inout) :: self
        character(*), intent(in) :: path
        character(*), intent(in), optional :: time_dataset
        integer, intent(out), optional :: stat
        character(*), intent(inout), optional :: errmsg
        integer(c_int) :: status
        call c_reader_free(self%handle)
        if (present(time_dataset)) then
            self%handle = c_reader_open_with_times(c_string(path), c_string(time_dataset))
        else
            self%handle = c_reader_open_with_times(c_string(path), c_string(''))
        end if
        status = 0
        if (.not. c_associated(self%handle)) status = c_last_error_code()
        call finish(status, stat, errmsg)
    end subroutine

    ! Looks for new steps. restarted: the file now holds another run.
    subroutine refresh(self, restarted, stat, errmsg)
        class(h5pulse_reader), intent(inout) :: self
        logical, intent(out), optional :: restarted
        integer, intent(out), optional :: stat
        character(*), intent(inout), optional :: errmsg
        integer(c_int), parameter :: is_restarted = 2 ! H5PULSE_RESTARTED
        integer(c_int) :: status
        status = c_refresh(self%handle)
        if (present(restarted)) then
            restarted = .false.
            if (status == 0) restarted = c_reader_change(self%handle) == is_restarted
        end if
        call finish(status, stat, errmsg)
    end subroutine

    ! Number of readable steps at the last refresh; 0 before open().
    function steps(self) result(count)
        class(h5pulse_reader), intent(in) :: self
        integer(int64) :: count
        count = 0
        if (c_associated(self%handle)) count = int(c_reader_steps(self%handle), int64)
    end function

    ! State: 'running', 'stalled', 'finished', 'failed', 'stopped', 'crashed' or 'unreachable'; '' before open().
    function state(self) result(text)
        class(h5pulse_reader), intent(in) :: self
        character(:), allocatable :: text
        text = ''
        if (c_associated(self%handle)) text = f_string(c_state_name(self%handle))
    end function

    ! The state as a sentence with its consequences; '' if it has none.
    function state_text(self) result(text)
        class(h5pulse_reader), intent(in) :: self
        character(:), allocatable :: text
        text = ''
        if (c_associated(self%handle)) text = f_string(c_state_text(self%handle))
    end function

    ! Reason why the run failed or was stopped.
    function reason(self) result(text)
        class(h5pulse_reader), intent(in) :: self
        character(:), allocatable :: text
        text = ''
        if (c_associated(self%handle)) text = f_string(c_reason(self%handle))
    end function

    function time_units(self) result(text)
        class(h5pulse_reader), intent(in) :: self
        character(:), allocatable :: text
        text = ''
        if (c_associated(self%handle)) text = f_string(c_time_units(self%handle))
    end function

    ! Expected last time; NaN if unknown.
    function end_time(self) result(time)
        class(h5pulse_reader), intent(in) :: self
        real(real64) :: time
        time = c_reader_end_time(self%handle)
    end function

    function field_count(self) result(count)
        class(h5pulse_reader), intent(in) :: self
        integer :: count
        count = 0
        if (c_associated(self%handle)) count = int(c_field_count(self%handle))
    end function

    ! Name of the field with this number; '' if it does not exist.
    function field_name(self, index) result(name)
        class(h5pulse_reader), intent(in) :: self
        integer, intent(in) :: index
        character(:), allocatable :: name
        name = ''
        if (index >= 1) name = f_string(c_field_name(self%handle, int(index - 1, c_size_t)))
    end function

    ! Dimensions of one step of a field; empty for a scalar and for an unknown field.
    function field_dims(self, field) result(dims)
        class(h5pulse_reader), intent(in) :: self
        character(*), intent(in) :: field
        integer(int64), allocatable :: dims(:)
        integer(c_size_t) :: rank
        rank = c_field_rank(self%handle, c_string(field))
        allocate (dims(rank))
        if (c_field_dims(self%handle, c_string(field), rank, dims) /= 0) dims = 0
    end function

    ! Type of a field, for example h5pulse_real64; 0 for an unknown field. Unsigned integers have the numbers 9 to 12.
    function field_type(self, field) result(type)
        class(h5pulse_reader), intent(in) :: self
        character(*), intent(in) :: field
        integer :: type
        type = int(c_field_type(self%handle, c_string(field)))
    end function

    function field_units(self, field) result(units)
        class(h5pulse_reader), intent(in) :: self
        character(*), intent(in) :: field
        character(:), allocatable :: units
        units = f_string(c_field_units(self%handle, c_string(field)))
    end function

    ! Reads the times of size(times) steps, from step `first` on (default 1).
    subroutine read_times(self, times, first, stat, errmsg)
        class(h5pulse_reader), intent(in) :: self
        real(real64), intent(out) :: times(:)
        class(*), intent(in), optional :: first
        integer, intent(out), optional :: stat
        character(*), intent(inout), optional :: errmsg
        real(c_double), allocatable :: contiguous(:)
        integer(c_size_t) :: start
        integer(c_int) :: status
        start = 1
        if (present(first)) start = size_of(first)
        allocate (contiguous(size(times)))
        status = c_reader_read_times(self%handle, start - 1, size(times, kind=c_size_t), contiguous)
        if (status == 0) times = contiguous
        call finish(status, stat, errmsg)
    end subroutine

    ! Reads one step of a field into a variable with its dimensions, of its type or real64, contiguous or not.
    subroutine read_step(self, field, step, values, stat, errmsg)
        class(h5pulse_reader), intent(in) :: self
        character(*), intent(in) :: field
        class(*), intent(in) :: step
        type(*), intent(inout) :: values(..)
        integer, intent(out), optional :: stat
        character(*), intent(inout), optional :: errmsg
        integer(c_int) :: status
        status = c_read(self%handle, c_string(field), int(size_of(step), int64), 0_c_int, values)
        call finish_read(status, stat, errmsg)
    end subroutine

    ! Reads as many steps as the last dimension of values has, from step `first` on.
    subroutine read_steps(self, field, first, values, stat, errmsg)
        class(h5pulse_reader), intent(in) :: self
        character(*), intent(in) :: field
        class(*), intent(in) :: first
        type(*), intent(inout) :: values(..)
        integer, intent(out), optional :: stat
        character(*), intent(inout), optional :: errmsg
        integer(c_int) :: status
        status = c_read(self%handle, c_string(field), int(size_of(first), int64), 1_c_int, values)
        call finish_read(status, stat, errmsg)
    end subroutine

    subroutine close_run(self)
        class(h5pulse_reader), intent(inout) :: self
        call c_reader_free(self%handle)
        self%handle = c_null_ptr
    end subroutine

    impure elemental subroutine finalize(self)
        type(h5pulse_reader), intent(inout) :: self
        call c_reader_free(self%handle)
        self%handle = c_null_ptr
    end subroutine

    ! Repairs the file of a crashed run in place and keeps every committed step.
    ! dry_run: report only. backup: copy the file first if it needs repair.
    subroutine h5pulse_recover(path, dry_run, backup, stat, errmsg)
        character(*), intent(in) :: path
        logical, intent(in), optional :: dry_run, backup
        integer, intent(out), optional :: stat
        character(*), intent(inout), optional :: errmsg
        integer(c_int) :: flags
        flags = 0
        if (present(dry_run)) flags = flags + merge(1, 0, dry_run)
        if (present(backup)) flags = flags + merge(2, 0, backup)
        call finish(c_recover_with(c_string(path), flags, c_null_ptr), stat, errmsg)
    end subroutine

    ! Rewrites a finished run in place with compressed chunks.
    subroutine h5pulse_repack(path, stat, errmsg)
        character(*), intent(in) :: path
        integer, intent(out), optional :: stat
        character(*), intent(inout), optional :: errmsg
        call finish(c_repack(c_string(path)), stat, errmsg)
    end subroutine

    function h5pulse_version() result(text)
        character(:), allocatable :: text
        text = f_string(c_version())
    end function
end module
