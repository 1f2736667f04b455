! SPDX-License-Identifier: MIT
! Records every type, rank and layout that a field can have, and reads some of it back.
! usage: record_types FILE
program record_types
    use, intrinsic :: iso_c_binding, only: c_bool
    use, intrinsic :: iso_fortran_env, only: int8, int16, int32, int64, real32, real64
    use h5pulse
    implicit none

    type :: particle
        real(real64) :: x
        real(real32) :: weight
        integer(int32) :: id
    end type

    integer, parameter :: nx = 3, ny = 4, nz = 2, nsteps = 5
    integer(int64), parameter :: nx_long = nx
    type(h5pulse_writer) :: w
    type(particle) :: particles(nx)
    real(real64) :: u(nx, ny), wide(2*nx, ny), volume(nx, ny, nz)
    real(real64), allocatable :: column(:)
    logical(c_bool) :: short_flags(2)
    character(256) :: path
    integer :: i, j, k, step

    call get_command_argument(1, path)
    call describe()
    call w%open(path, end_time=5, replace=.true., commit_interval=0.05, commit_steps=2, time_units='s')
    do step = 1, nsteps
        call fill(step)
        call w%begin_step(0.5*step)
        call w%put('u', u)
        call w%put('strided   ', wide(1::2, ny:1:-1)) ! blanks at the end are padding
        call w%put('volume', volume)
        call w%put('x', particles%x)
        call w%put('weight', particles%weight)
        call put_assumed_size(u)
        call w%put('energy', sum(u))
        call w%put('r32', real(step, real32))
        call w%put('i8', int(step, int8))
        call w%put('i16', int(step, int16))
        call w%put('i32', step)
        call w%put('i64', huge(1_int64) - step)
        call w%put('z64', cmplx(step, -step, real32))
        call w%put('z128', [cmplx(step, 1, real64), cmplx(step, 2, real64)])
        call w%put('flags', [step > 1, step > 2])
        short_flags = [step == 1, .true.]
        call w%put('short_flags', short_flags)
        call w%put('widened', step) ! an integer in a field of reals
        allocate (column(nx))
        column = u(:, 1)
        call w%put('column', column)
        deallocate (column)
        call w%end_step()
    end do
    call w%close()
    call read_back()

contains

    subroutine describe()
        call w%add_axis('x_axis', [0.5, 1.5, 2.5], units='m', long_name='distance')
        call w%add_axis('layer', [1, 2, 3, 4])
        call w%add_field('u', [nx, ny], units='m s-1', long_name='velocity', axes=['x_axis', 'layer '])
        call w%add_field('strided', [nx_long, 4_int64])
        call w%add_field('volume', [nx, ny, nz])
        call w%add_field('x', nx, axes='x_axis')
        call w%add_field('weight', [nx], h5pulse_real32)
        call w%add_field('assumed', [nx*ny])
        call w%add_field('energy', 'J')
        call w%add_field('r32', type=h5pulse_real32)
        call w%add_field('i8', type=h5pulse_int8)
        call w%add_field('i16', type=h5pulse_int16)
        call w%add_field('i32', type=h5pulse_int32)
        call w%add_field('i64', type=h5pulse_int64)
        call w%add_field('z64', type=h5pulse_complex64)
        call w%add_field('z128', [2], type=h5pulse_complex128)
        call w%add_field('flags', [2], type=h5pulse_logical)
        call w%add_field('short_flags', [2], type=h5pulse_logical)
        call w%add_field('widened')
        call w%add_field('column', [nx])
        call w%set_attribute('solver', 'rk4   ')
        call w%set_attribute('order', 4)
        call w%set_attribute('large', huge(1_int64))
        call w%set_attribute('dt', 0.25_real64)
        call w%set_attribute('limited', .true.)
        call w%set_attribute('bounds', [0.0, 1.0])
    end subroutine

    subroutine fill(step)
        integer, intent(in) :: step
        do k = 1, nz
            do j = 1, ny
                do i = 1, nx
                    u(i, j) = 100*step + 10*i + j
                    volume(i, j, k) = 1000*step + 100*i + 10*j + k
                end do
            end do
        end do
        wide = -1
        wide(1::2, :) = u
        particles%x = [(step + 0.5_real64*i, i=1, nx)]
        particles%weight = [(step + 0.25*i, i=1, nx)]
    end subroutine

    subroutine put_assumed_size(values)
        real(real64), intent(in) :: values(*)
        call w%put('assumed', values)
    end subroutine

    subroutine require(condition, what)
        logical, intent(in) :: condition
        character(*), intent(in) :: what
        if (.not. condition) error stop what
    end subroutine

    subroutine read_back()
        type(h5pulse_reader) :: r
        real(real64) :: back(nx, ny), times(nsteps), sums(nsteps), sparse(2*nx, ny), both(nx, 2)
        real(real32) :: weights(nx)
        integer(int64) :: large(nsteps)
        logical :: flags(2)
        logical(c_bool) :: short(2)
        complex(real64) :: z(2, nsteps)
        integer :: stat
        character(200) :: message
        call r%open(path)
        call r%refresh()
        call require(r%steps() == nsteps .and. r%state() == 'finished', 'state')
        call require(r%end_time() == 5 .and. r%time_units() == 's', 'description')
        call require(r%field_count() == 18 .and. r%field_name(1) == 'u' .and. r%field_name(19) == '', 'fields')
        call require(all(r%field_dims('u') == [nx, ny]) .and. size(r%field_dims('energy')) == 0, 'dims')
        call require(r%field_type('weight') == h5pulse_real32 .and. r%field_units('u') == 'm s-1', 'type')
        call r%read_times(times)
        call require(all(times == [(0.5*step, step=1, nsteps)]), 'times')
        call r%read_times(times(1:2), first=4)
        call require(times(2) == 2.5, 'times from 4 on')
        call fill(3)
        call r%read_step('u', 3, back)
        call require(all(back == u), 'u')
        sparse = 0
        call r%read_step('u', 3_int64, sparse(2::2, :))
        call require(all(sparse(2::2, :) == u) .and. all(sparse(1::2, :) == 0), 'strided reading')
        call r%read_step('weight', 3, weights)
        call require(all(weights == particles%weight), 'real32')
        call r%read_step('weight', 3, back(:, 1))
        call require(all(back(:, 1) == particles%weight), 'real32 as real64')
        call r%read_steps('i64', 1, large)
        call require(large(5) == huge(1_int64) - 5, 'int64')
        call r%read_steps('z128', 1, z)
        call require(z(2, 4) == (4d0, 2d0), 'complex')
        call r%read_steps('energy', 1, sums)
        call require(sums(3) == sum(u), 'scalar steps')
        call r%read_step('energy', 3, sums(1))
        call require(sums(1) == sum(u), 'scalar')
        call r%read_steps('x', 2, both)
        call require(both(3, 2) == 4.5, 'steps of an array')
        call r%read_step('flags', 2, flags)
        call r%read_step('short_flags', 1, short)
        call require(flags(1) .and. .not. flags(2) .and. all(short), 'logical')

        message = 'unchanged'
        call r%read_step('u', 1, back, stat, message)
        call require(stat == 0 .and. message == 'unchanged', 'success leaves errmsg')
        call r%read_step('u', 6, back, stat, message)
        call require(stat /= 0 .and. index(message, 'counted from 1') > 0, 'step 6')
        call r%read_step('u', 0, back, stat, message)
        call require(stat /= 0 .and. index(message, 'count from 1') > 0, 'step 0')
        call r%read_step('u', 1, back(:, 1), stat, message)
        call require(index(message, 'shape (3, 4), not into one of shape (3)') > 0, 'shape')
        call r%read_step('u', 1, weights(1), stat, message)
        call require(index(message, 'not into a scalar') > 0, 'scalar for an array')
        call r%read_step('nope', 1, back, stat, message)
        call require(index(message, 'nope') > 0, 'unknown field')
        call r%read_step('u', 1, message, stat)
        call require(stat /= 0, 'text')
        call r%read_step('energy', 1, flags(1), stat, message)
        call require(index(message, 'logical') > 0, 'logical from reals')
        call r%read_steps('energy', 1, sums(1), stat, message)
        call require(index(message, 'last dimension') > 0, 'steps into a scalar')
        call r%read_times(times, 4, stat, message)
        call require(stat /= 0, 'too many times')
        call r%close()
        call r%refresh(stat=stat, errmsg=message)
        call require(stat /= 0 .and. index(message, 'NULL') > 0, 'closed')
        call require(r%steps() == 0 .and. r%state() == '', 'closed')
    end subroutine
end program
