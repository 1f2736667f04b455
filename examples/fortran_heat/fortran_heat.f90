! SPDX-License-Identifier: MIT
! Heat in a plate with two hot spots and a cold edge: five-point formula, with the columns of cells shared by threads.
! usage: fortran_heat FILE [STEPS]
program fortran_heat
    use, intrinsic :: iso_fortran_env, only: error_unit, real64
    use h5pulse
    implicit none
    integer, parameter :: nx = 120, ny = 80, every = 20
    real(real64), parameter :: size_x = 0.12_real64, diffusivity = 1.1e-4_real64 ! of copper, in m2 s-1
    real(real64), parameter :: h = size_x/nx, dt = 0.2_real64*h**2/diffusivity
    type(h5pulse_writer) :: run
    real(real64), allocatable :: u(:, :), next(:, :)
    integer :: i, j, step, steps
    character(1024) :: file, argument

    call get_command_argument(1, file)
    if (file == '-h' .or. file == '--help') then
        print '(a)', 'usage: fortran_heat FILE [STEPS]'
        stop
    end if
    if (file == '' .or. file(1:1) == '-' .or. command_argument_count() > 2) then
        write (error_unit, '(a)') 'usage: fortran_heat FILE [STEPS]'
        stop 2
    end if
    call get_command_argument(2, argument)
    steps = 4000
    if (argument /= '') read (argument, *) steps

    allocate (u(nx, ny), source=20.0_real64)
    u(20:40, 20:40) = 200
    u(80:110, 45:60) = 120
    next = u

    ! begin recording
    call run%add_axis('x', [(h*(i - 0.5), i=1, nx)], units='m')
    call run%add_axis('y', [(h*(j - 0.5), j=1, ny)], units='m')
    call run%add_field('temperature', [nx, ny], units='degC', axes=['x', 'y']) ! u(x, y)
    call run%add_field('mean', units='degC')
    call run%open(file, end_time=steps*dt, time_units='s')
    ! end recording
    do step = 0, steps
        ! begin recording
        if (mod(step, every) == 0) call run%append(step*dt, u, sum(u)/size(u))
        ! end recording
        !$omp parallel do private(i)
        do j = 2, ny - 1
            do i = 2, nx - 1
                next(i, j) = u(i, j) + 0.2_real64*(u(i - 1, j) + u(i + 1, j) + u(i, j - 1) + u(i, j + 1) - 4*u(i, j))
            end do
        end do
        !$omp end parallel do
        call swap()
    end do
    ! begin recording
    call run%close()
    ! end recording

contains

    subroutine swap()
        real(real64), allocatable :: spare(:, :)
        call move_alloc(u, spare)
        call move_alloc(next, u)
        call move_alloc(spare, next)
    end subroutine
end program
