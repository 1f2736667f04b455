! SPDX-License-Identifier: MIT
! Records the workload in Fortran; see recording.h for arguments and answer.
program recorder_fortran
    use, intrinsic :: iso_fortran_env, only: int64, real64
    use h5pulse, only: h5pulse_writer
    implicit none
    type(h5pulse_writer) :: writer
    character(:), allocatable :: file, pool
    real(real64), allocatable :: rows(:, :)
    integer :: components, batch, unit
    integer(int64) :: steps, step, pool_rows, block_size, i, bytes, began, ended, rate
    real(real64) :: time_step, processor_began, processor_ended

    file = argument(2)
    pool = argument(3)
    steps = integer_argument(4)
    components = int(integer_argument(5))
    batch = int(integer_argument(6))
    time_step = real_argument(7)
    inquire (file=pool, size=bytes)
    pool_rows = bytes / (8 * components)
    allocate (rows(components, pool_rows + batch)) ! the first rows are repeated after the last, for blocks
    open (newunit=unit, file=pool, access='stream', form='unformatted', status='old')
    read (unit) rows(:, :pool_rows)
    close (unit)
    rows(:, pool_rows + 1:) = rows(:, [(1 + mod(i, pool_rows), i=0, batch - 1)])

    call system_clock(began, rate)
    call cpu_time(processor_began)
    call writer%add_field('y', [components])
    call writer%open(file, commit_interval=0d0, commit_steps=batch)
    select case (argument(1))
    case ('blocks')
        do step = 0, steps - 1, batch
            block_size = min(int(batch, int64), steps - step)
            call writer%append_many([(time_step * real(step + i, real64), i=0, block_size - 1)], &
                                    rows(:, 1 + mod(step, pool_rows):mod(step, pool_rows) + block_size))
        end do
    case ('puts')
        do step = 0, steps - 1
            call writer%begin_step(time_step * real(step, real64))
            call writer%put('y', rows(:, 1 + mod(step, pool_rows)))
            call writer%end_step()
        end do
    case default
        do step = 0, steps - 1
            call writer%append(time_step * real(step, real64), rows(:, 1 + mod(step, pool_rows)))
        end do
    end select
    call writer%close()
    call system_clock(ended)
    call cpu_time(processor_ended)
    print '(es23.16, 1x, es23.16, 1x, i0)', real(ended - began, real64) / real(rate, real64), &
        processor_ended - processor_began, 0

contains

    function argument(position) result(text)
        integer, intent(in) :: position
        character(:), allocatable :: text
        integer :: length
        call get_command_argument(position, length=length)
        allocate (character(length) :: text)
        call get_command_argument(position, text)
    end function argument

    integer(int64) function integer_argument(position) result(value)
        integer, intent(in) :: position
        character(:), allocatable :: text
        text = argument(position)
        read (text, *) value
    end function integer_argument

    real(real64) function real_argument(position) result(value)
        integer, intent(in) :: position
        character(:), allocatable :: text
        text = argument(position)
        read (text, *) value
    end function real_argument
end program recorder_fortran
