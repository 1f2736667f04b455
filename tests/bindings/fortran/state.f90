! SPDX-License-Identifier: MIT
! Prints how a run ended, and why.
! usage: state FILE
program state
    use h5pulse
    implicit none
    type(h5pulse_reader) :: r
    character(256) :: path
    call get_command_argument(1, path)
    call r%open(path)
    print '(3a)', r%state(), ': ', r%reason()
end program
