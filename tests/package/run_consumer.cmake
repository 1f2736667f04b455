# SPDX-License-Identifier: MIT
# Runs the consumer in an empty folder, and the script CHECK there, where one is given.
set(work "${FOLDER}/work")
file(REMOVE_RECURSE "${work}")
file(MAKE_DIRECTORY "${work}")
find_program(program consumer PATHS "${FOLDER}" PATH_SUFFIXES Debug Release RelWithDebInfo NO_DEFAULT_PATH REQUIRED)
execute_process(COMMAND "${program}" WORKING_DIRECTORY "${work}" COMMAND_ERROR_IS_FATAL ANY)
if(CHECK)
  execute_process(COMMAND "${PYTHON}" "${CHECK}" WORKING_DIRECTORY "${work}" COMMAND_ERROR_IS_FATAL ANY)
endif()
