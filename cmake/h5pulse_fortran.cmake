# SPDX-License-Identifier: MIT
# The options of C and Fortran, and the language Fortran if it is wanted. A project that includes h5pulse by
# add_subdirectory() or FetchContent gets h5pulse::c when it links to it, but Fortran only on request, because enabling
# a language affects the whole project.
option(H5PULSE_C "Build the library for C, libh5pulse" ON)

set(H5PULSE_FORTRAN_FOUND OFF)
if(PROJECT_IS_TOP_LEVEL AND H5PULSE_C AND NOT DEFINED H5PULSE_FORTRAN)
  include(CheckLanguage)
  check_language(Fortran)
  if(CMAKE_Fortran_COMPILER)
    set(H5PULSE_FORTRAN_FOUND ON)
  endif()
endif()
option(H5PULSE_FORTRAN "Build the Fortran module (needs gfortran 12 or newer)" ${H5PULSE_FORTRAN_FOUND})

if(H5PULSE_FORTRAN)
  if(NOT H5PULSE_C)
    message(FATAL_ERROR "The Fortran module needs the library for C: set H5PULSE_C=ON, or H5PULSE_FORTRAN=OFF")
  endif()
  enable_language(Fortran)
endif()
