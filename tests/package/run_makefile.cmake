# SPDX-License-Identifier: MIT
# Builds the shortest program of LANGUAGE in an empty folder by a plain Makefile and pkg-config, runs it, and checks its
# run by h5py.
file(REMOVE_RECURSE "${FOLDER}")
file(MAKE_DIRECTORY "${FOLDER}")
file(COPY "${SOURCE}/Makefile" "${SOURCE}/check.py" "${EXAMPLES}/ten_lines.cpp" "${EXAMPLES}/ten_lines.c"
     "${EXAMPLES}/ten_lines.f90" DESTINATION "${FOLDER}")
set(ENV{PKG_CONFIG_PATH} "${PREFIX}/${LIBDIR}/pkgconfig")
foreach(program IN ITEMS ${LANGUAGE} ${LANGUAGE}_own)
  if(program STREQUAL "cxx_own")
    continue() # C++ has no file of its own beside h5pulse.pc
  endif()
  foreach(command "${MAKE};${program};CC=${CC};CXX=${CXX};FC=${FC}" "./${program}" "${PYTHON};check.py")
    execute_process(COMMAND ${command} WORKING_DIRECTORY "${FOLDER}" COMMAND_ERROR_IS_FATAL ANY)
  endforeach()
  file(REMOVE "${FOLDER}/run.h5")
endforeach()
