! SPDX-License-Identifier: MIT
! A damped wave on a string of 100 points, written to run.h5 as it is computed.
program ten_lines
   use h5pulse
   implicit none
   type(h5pulse_writer) :: w
   double precision :: t, y(100)
   integer :: i, step

   call w%add_field('y', [100], units='V')
   call w%add_field('energy')
   call w%open('run.h5', end_time=10d0)
   do step = 0, 1000
      t = 0.01d0 * step
      y = [(exp(-0.1d0 * t) * sin(6.2831853d0 * (0.02d0 * i - t)), i = 0, 99)]
      call w%begin_step(t)
      call w%put('y', y)
      call w%put('energy', 0.5d0 * sum(y**2))
      call w%end_step()
   end do
   call w%close()
end program
