# SPDX-License-Identifier: MIT
# Decides whether the Python package is built: if pybind11, NumPy and Python's headers are found, and without
# sanitizers, because a Python without sanitizers cannot load a library with them.
#
#   H5PULSE_PYTHON          build the package h5pulse for Python
#   H5PULSE_PYTHON_PROGRAM  the Python to build it for; Debian's own, which has NumPy and pybind11, comes first
if(NOT DEFINED H5PULSE_PYTHON_PROGRAM)
  foreach(candidate /usr/bin/python3 python3)
    execute_process(COMMAND ${candidate} -c "import numpy" RESULT_VARIABLE failed OUTPUT_QUIET ERROR_QUIET)
    if(failed EQUAL 0)
      find_program(H5PULSE_PYTHON_PROGRAM ${candidate} DOC "The Python that the package h5pulse is built for")
      break()
    endif()
  endforeach()
endif()

set(H5PULSE_PYTHON_FOUND OFF)
if(H5PULSE_PYTHON_PROGRAM)
  set(Python_EXECUTABLE "${H5PULSE_PYTHON_PROGRAM}")
  find_package(Python 3.9 QUIET COMPONENTS Interpreter Development.Module)
  set(PYBIND11_FINDPYTHON ON)
  find_package(pybind11 2.10 QUIET CONFIG)
  if(Python_Development.Module_FOUND AND pybind11_FOUND)
    set(H5PULSE_PYTHON_FOUND ON)
  endif()
endif()

set(default OFF)
if(PROJECT_IS_TOP_LEVEL AND H5PULSE_PYTHON_FOUND AND NOT H5PULSE_SANITIZE)
  set(default ON)
endif()
option(H5PULSE_PYTHON "Build the Python package (needs pybind11, NumPy and Python's headers)" ${default})

if(H5PULSE_PYTHON AND H5PULSE_SANITIZE)
  message(STATUS "The Python package is left out: a Python without sanitizers cannot load a library with them")
  set(H5PULSE_PYTHON OFF)
elseif(H5PULSE_PYTHON AND NOT H5PULSE_PYTHON_FOUND)
  message(FATAL_ERROR "H5PULSE_PYTHON needs pybind11, and a python3 with its headers and NumPy (Debian: pybind11-dev "
                      "python3-dev python3-numpy). Set H5PULSE_PYTHON_PROGRAM to that python3, or -DH5PULSE_PYTHON=OFF")
elseif(NOT H5PULSE_PYTHON AND NOT H5PULSE_PYTHON_FOUND AND PROJECT_IS_TOP_LEVEL)
  message(STATUS "The Python package is left out: pybind11, Python's headers or NumPy were not found")
endif()
