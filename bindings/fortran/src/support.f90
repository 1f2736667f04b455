! SPDX-License-Identifier: MIT
! Converts texts, numbers and errors between Fortran and C.
module h5pulse_support
    use, intrinsic :: iso_c_binding, only: c_associated, c_char, c_f_pointer, c_int, c_null_char, c_ptr, c_size_t
    use, intrinsic :: iso_fortran_env, only: int8, int16, int32, int64, real32, real64
    use h5pulse_c_interface
    implicit none
    private
    public :: c_string, f_string, last_error, finish, finish_read, finish_values, finish_writer, numbers_of, &
              real64_of, size_of

contains

    ! Removes trailing blanks, which are padding in Fortran.
    function c_string(text) result(copy)
        character(*), intent(in) :: text
        character(kind=c_char, len=:), allocatable :: copy
        copy = trim(text)//c_null_char
    end function

    ! Returns '' for a null pointer.
    function f_string(pointer) result(text)
        type(c_ptr), intent(in) :: pointer
        character(:), allocatable :: text
        character(kind=c_char), pointer :: characters(:)
        integer(c_size_t) :: length, i
        text = ''
        if (.not. c_associated(pointer)) return
        length = c_strlen(pointer)
        call c_f_pointer(pointer, characters, [length])
        deallocate (text)
        allocate (character(length) :: text)
        do i = 1, length
            text(i:i) = characters(i)
        end do
    end function

    function last_error() result(text)
        character(:), allocatable :: text
        text = f_string(c_last_error())
    end function

    ! Ends each call: an error goes to stat and errmsg; without stat it ends the program.
    subroutine finish(status, stat, errmsg)
        integer(c_int), intent(in) :: status
        integer, intent(out), optional :: stat
        character(*), intent(inout), optional :: errmsg
        if (present(stat)) stat = status
        if (status == 0) return
        if (present(errmsg)) errmsg = last_error()
        if (.not. present(stat)) error stop 'h5pulse: '//last_error()
    end subroutine

    ! Does the same for a writer; an error that ends the program also marks the run failed, with the error as reason.
    subroutine finish_writer(writer, status, stat, errmsg)
        type(c_ptr), intent(in) :: writer
        integer(c_int), intent(in) :: status
        integer, intent(out), optional :: stat
        character(*), intent(inout), optional :: errmsg
        character(:), allocatable :: text
        integer(c_int) :: ignored
        if (status /= 0 .and. .not. present(stat)) then
            text = last_error()
            ignored = c_fail(writer, c_string(text))
            ignored = c_report_error(status, c_string(text))
        end if
        call finish(status, stat, errmsg)
    end subroutine

    ! Ends calls that take type(*). A negative status means that they got a text: gfortran then passes the length of
    ! the text as the length of errmsg, so errmsg is not touched.
    subroutine finish_values(writer, status, stat, errmsg)
        type(c_ptr), intent(in) :: writer
        integer(c_int), intent(in) :: status
        integer, intent(out), optional :: stat
        character(*), intent(inout), optional :: errmsg
        if (status < 0) then
            call finish_writer(writer, -status, stat)
        else
            call finish_writer(writer, status, stat, errmsg)
        end if
    end subroutine

    subroutine finish_read(status, stat, errmsg)
        integer(c_int), intent(in) :: status
        integer, intent(out), optional :: stat
        character(*), intent(inout), optional :: errmsg
        if (status < 0) then
            call finish(-status, stat)
        else
            call finish(status, stat, errmsg)
        end if
    end subroutine

    pure function numbers_of(values) result(numbers)
        class(*), intent(in) :: values(:)
        real(real64) :: numbers(size(values))
        integer :: i
        do i = 1, size(values)
            numbers(i) = real64_of(values(i))
        end do
    end function

    ! Returns NaN for a value that is not a number; the C functions refuse it with a sentence.
    pure function real64_of(value) result(number)
        class(*), intent(in) :: value
        real(real64) :: number
        select type (value)
        type is (real(real64))
            number = value
        type is (real(real32))
            number = real(value, real64)
        type is (integer(int32))
            number = real(value, real64)
        type is (integer(int64))
            number = real(value, real64)
        type is (integer(int16))
            number = real(value, real64)
        type is (integer(int8))
            number = real(value, real64)
        type is (logical)
            number = merge(1.0_real64, 0.0_real64, value)
        class default
            number = transfer(not(0_int64), 0.0_real64)
        end select
    end function

    ! Turns a negative number into a size that no memory can hold.
    pure function size_of(value) result(number)
        class(*), intent(in) :: value
        integer(c_size_t) :: number
        select type (value)
        type is (integer(int32))
            number = int(value, c_size_t)
        type is (integer(int64))
            number = int(value, c_size_t)
        class default
            number = -1
        end select
    end function
end module
