! SPDX-License-Identifier: MIT
! What is wrong ends in stat and a sentence in errmsg, and leaves the run usable.
! usage: misuse FOLDER
program misuse
    use, intrinsic :: iso_fortran_env, only: int8, int64, real32, real64, real128
    use h5pulse
    implicit none
    type :: point
        real(real64) :: x, y
    end type
    type(h5pulse_writer) :: w, other
    type(h5pulse_reader) :: r
    type(point) :: origin
    real(real64) :: y(3), empty(0), large(2, 2, 2, 2, 2)
    real(real64), allocatable :: absent(:)
    character(256) :: folder, message
    character(12) :: word = 'a text'
    integer :: stat

    call get_command_argument(1, folder)
    y = [1, 2, 3]
    origin = point(0, 0)
    large = 0

    ! before there is a run
    call w%put('y', y, stat=stat, errmsg=message)
    call expect('the writer given is NULL')
    call w%close(stat, message)
    call expect('the writer given is NULL')
    if (w%steps() /= 0 .or. w%committed_steps() /= 0) error stop 'steps'
    call r%open(trim(folder)//'/missing.h5', stat=stat, errmsg=message)
    call expect('missing.h5')
    call h5pulse_recover(trim(folder)//'/missing.h5', stat=stat, errmsg=message)
    call expect('missing.h5')
    call h5pulse_repack(trim(folder)//'/missing.h5', stat, message)
    call expect('missing.h5')

    ! descriptions; the first error comes again from open
    call w%add_field('y', [3, 0], stat=stat, errmsg=message)
    call expect("dimension of size 0")
    call w%add_field('y', [-3], stat=stat, errmsg=message)
    call expect("size -3")
    call w%add_field('y', [1, 2, 3, 4], stat=stat, errmsg=message)
    call expect("4 dimensions")
    call w%open(trim(folder)//'/run.h5', stat=stat, errmsg=message)
    call expect('4 dimensions')

    ! another variable, another description
    call other%add_field('y', [3])
    call other%add_field('n', type=h5pulse_int8)
    call other%add_field('y', stat=stat, errmsg=message)
    call expect("two fields 'y'")
    call other%add_field('z', [3], axes=['a', 'b'], stat=stat, errmsg=message)
    call expect('2 axes')
    call options()

    call run_of_misuse()

contains

    subroutine expect(text)
        character(*), intent(in) :: text
        if (stat == 0 .or. index(message, text) == 0) then
            print '(i0, 4a)', stat, ' "', trim(message), '" is not: ', text
            error stop
        end if
        message = ''
        stat = 0
    end subroutine

    subroutine options()
        type(h5pulse_writer) :: writer
        call writer%add_field('y')
        call writer%open(trim(folder)//'/options.h5', commit_interval=-1.0, stat=stat, errmsg=message)
        call expect('commit interval')
        call with_fresh(writer)
        call writer%open(trim(folder)//'/options.h5', commit_steps=-1, stat=stat, errmsg=message)
        call expect('commit_steps is -1')
        call with_fresh(writer)
        call writer%open(trim(folder)//'/options.h5', compression='zip', stat=stat, errmsg=message)
        call expect("no filter 'zip'")
        call with_fresh(writer)
        call writer%open(trim(folder)//'/no/such/folder.h5', stat=stat, errmsg=message)
        call expect('folder.h5')
        call writer%open(trim(folder)//'/options.h5', background=.false., compression='gzip', compression_level=1, &
                         buffer_bytes=1000000, sync_interval=0, retry_for=1, wait_when_full=.true., commit_time=1d0, &
                         overview_step_bytes=0_int64, without_lock=.false.)
        call writer%append(0, 1d0)
        call writer%close()
    end subroutine

    ! An error in the description stays with the writer: another value takes its place.
    subroutine with_fresh(writer)
        type(h5pulse_writer), intent(out) :: writer
        call writer%add_field('y')
    end subroutine

    subroutine run_of_misuse()
        type(h5pulse_writer) :: run
        call run%add_field('y', [3])
        call run%add_field('n', type=h5pulse_int8)
        call run%open(trim(folder)//'/run.h5')
        call run%open(trim(folder)//'/run.h5', stat=stat, errmsg=message)
        call expect('has been opened')
        call other%resume(trim(folder)//'/run.h5', stat=stat, errmsg=message)
        call expect("two fields 'y'")
        call run%put('y', y, stat, message)
        call expect('begin')
        call run%end_step(stat, message)
        call expect('end a step')
        call run%begin_step(0d0)
        call run%begin_step(1d0, stat, message)
        call expect('t = 0')
        call run%put('why', y, stat, message)
        call expect("no field 'why'; the run has 'y', 'n'")
        call run%put(repeat('y', 2000), y, stat, message)
        call expect('no field')
        call run%put('y', y(1:2), stat, message)
        call expect("'y'")
        call run%put('y', large(:, :, 1, 1, 1), stat, message)
        call expect("'y'")
        call run%put('y', y(1), stat, message)
        call expect("'y'")
        call run%put('y', empty, stat, message)
        call expect("'y'")
        call run%put('y', large, stat, message)
        call expect('more than four dimensions')
        call run%put('y', [(1, 1), (2, 2), (3, 3)], stat, message)
        call expect("'y'")
        call run%put('y', real(y, real128), stat, message)
        call expect('are real(16)')
        call run%put('y', origin, stat, message)
        call expect('are a derived type')
        call run%put('y', absent, stat, message)
        call expect("'y' are not allocated")
        call run%put('n', 1000, stat, message)
        call expect("'n'")
        ! gfortran passes the length of a text as that of errmsg, which is therefore left alone
        call run%put('y', 'a text that is not short', stat, message)
        if (stat == 0 .or. message /= '') error stop 'a literal text'
        call run%put('y', word, stat, message)
        if (stat == 0 .or. message /= '') error stop 'a text'
        call run%put('y', y)
        call run%put('y', y, stat, message)
        call expect("'y'")
        call run%close(stat, message)
        call expect('t = 0')
        call run%put('n', 3_int8)
        call run%end_step()
        call run%append(1d0, y, stat=stat, errmsg=message)
        call expect('2 fields')
        call run%append(1d0, y, absent, stat=stat, errmsg=message)
        call expect('2 fields')
        call run%append(1d0, absent, 1_int8, stat=stat, errmsg=message)
        call expect('not allocated')
        call run%append_many([1d0, 2d0], y, [1_int8, 2_int8], stat=stat, errmsg=message)
        call expect("'y'")
        if (run%steps() /= 1) error stop 'steps'
        call run%close()
        call run%close()
        call run%append(1d0, y, 1_int8, stat=stat, errmsg=message)
        call expect('is closed')
        if (run%steps() /= 1) error stop 'steps of a closed run'
    end subroutine
end program
