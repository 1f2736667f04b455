! SPDX-License-Identifier: MIT
! h5pulse for Fortran: record a run, read it while it grows, repair it. See docs/fortran.md.
module h5pulse
    use h5pulse_writer_type, only: h5pulse_writer, h5pulse_real32, h5pulse_real64, h5pulse_complex64, &
                                   h5pulse_complex128, h5pulse_int8, h5pulse_int16, h5pulse_int32, h5pulse_int64, &
                                   h5pulse_logical
    use h5pulse_reader_type, only: h5pulse_reader, h5pulse_recover, h5pulse_repack, h5pulse_version
    implicit none
    private
    public :: h5pulse_writer, h5pulse_reader, h5pulse_recover, h5pulse_repack, h5pulse_version
    public :: h5pulse_real32, h5pulse_real64, h5pulse_complex64, h5pulse_complex128, h5pulse_int8, h5pulse_int16, &
              h5pulse_int32, h5pulse_int64, h5pulse_logical
end module
