# SPDX-License-Identifier: MIT
# Runs the consumers in an empty folder, and then the script CHECK if given.
set(work "${FOLDER}/work")
file(REMOVE_RECURSE "${work}")
file(MAKE_DIRECTORY "${work}")
foreach(name consumer consumer_c consumer_fortran) # the first is there always
  unset(program CACHE)
  find_program(program ${name} PATHS "${FOLDER}" PATH_SUFFIXES Debug Release RelWithDebInfo NO_DEFAULT_PATH)
  if(program)
    file(REMOVE "${work}/run.h5")
    execute_process(COMMAND "${program}" WORKING_DIRECTORY "${work}" COMMAND_ERROR_IS_FATAL ANY)
    if(CHECK)
      execute_process(COMMAND "${PYTHON}" "${CHECK}" WORKING_DIRECTORY "${work}" COMMAND_ERROR_IS_FATAL ANY)
    endif()
  elseif(name STREQUAL "consumer")
    message(FATAL_ERROR "there is no program ${name} in ${FOLDER}")
  endif()
endforeach()
