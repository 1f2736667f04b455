! SPDX-License-Identifier: MIT
! Without stat an error ends the program, and marks the run failed.
! usage: stops FILE
program stops
    use h5pulse
    implicit none
    type(h5pulse_writer) :: w
    character(256) :: path
    call get_command_argument(1, path)
    call w%add_field('y', [3])
    call w%open(path)
    call w%append(0, [1d0, 2d0, 3d0])
    call w%append(1, [1d0, 2d0])
    print *, 'not reached'
end program
