! SPDX-License-Identifier: MIT
! Blocks of steps, a second run with the same variable, a pause, a resumed run, and its ends.
! usage: blocks FOLDER
program blocks
    use, intrinsic :: iso_fortran_env, only: real32, real64
    use h5pulse
    implicit none
    type(h5pulse_writer) :: w
    character(256) :: folder
    real(real64) :: u(2, 3, 4), t(8)
    real(real32) :: e(4)
    integer :: i

    call get_command_argument(1, folder)
    u = reshape([(real(i, real64), i=1, size(u))], shape(u))
    t = [(real(i, real64), i=1, size(t))]
    e = [1, 2, 3, 4]

    call w%add_field('u', [2, 3])
    call w%add_field('e', type=h5pulse_real32)
    call w%open(trim(folder)//'/blocks.h5')
    call w%append_many(t(1:4), u, e)
    call w%append_many(t(2:8:2), u(:, :, 4:1:-1), e) ! not contiguous
    call w%append(9d0, u(:, :, 2), 7.0)
    call w%commit()
    if (w%steps() /= 9 .or. w%committed_steps() /= 9 .or. w%synced_steps() /= 0) error stop 'steps'
    call w%close()

    call w%add_field('n', type=h5pulse_int32) ! the next run
    call w%open(trim(folder)//'/second.h5')
    do i = 1, 3
        call w%append(i, i)
        call w%pause()
    end do
    call w%stop('enough')

    call w%resume(trim(folder)//'/second.h5', end_time=10.0)
    if (w%steps() /= 3) error stop 'resumed steps'
    call w%append(4, 4)
    call w%fail('diverged  ')
    call local_run()
    call left_open()

contains

    ! The run of a variable that goes out of scope is closed.
    subroutine local_run()
        type(h5pulse_reader) :: r
        call in_scope()
        call r%open(trim(folder)//'/local.h5')
        if (r%state() /= 'finished' .or. r%steps() /= 1) error stop 'not closed by its scope'
        call r%open(trim(folder)//'/second.h5') ! the same variable again
        if (r%state() /= 'failed' .or. r%reason() /= 'diverged') error stop 'not failed'
    end subroutine

    subroutine in_scope()
        type(h5pulse_writer) :: local
        call local%add_field('n')
        call local%open(trim(folder)//'/local.h5')
        call local%append(0, 1d0)
    end subroutine

    ! The end of the program closes it.
    subroutine left_open()
        call w%add_field('n')
        call w%open(trim(folder)//'/left.h5')
        call w%append(0, 1d0)
    end subroutine
end program
