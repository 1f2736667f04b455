# SPDX-License-Identifier: MIT
# Builds the shortest program with a build file of docs/hosts.md, as a reader of the page would, and runs it.
configure_file("${SOURCE}/examples/ten_lines.cpp" "${FOLDER}/main.cpp" COPYONLY)
if(KIND STREQUAL "make")
  set(program "${FOLDER}/simulation")
  file(REMOVE "${program}")
  execute_process(COMMAND "${CMAKE_COMMAND}" -E env "PKG_CONFIG_PATH=${PREFIX}/${LIBDIR}/pkgconfig"
                          make -C "${FOLDER}" "CXX=${CXX}"
                  COMMAND_ERROR_IS_FATAL ANY)
else()
  set(program "${FOLDER}/build/simulation")
  file(REMOVE_RECURSE "${FOLDER}/build")
  set(options "-DCMAKE_PREFIX_PATH=${PREFIX}")
  if(KIND STREQUAL "fetch_content")
    set(options "-DFETCHCONTENT_SOURCE_DIR_H5PULSE=${SOURCE}" -DCMAKE_UNITY_BUILD=ON -DCMAKE_BUILD_TYPE=RelWithDebInfo)
  endif()
  execute_process(COMMAND "${CMAKE_COMMAND}" -G Ninja -S "${FOLDER}" -B "${FOLDER}/build" "-DCMAKE_CXX_COMPILER=${CXX}"
                          ${options}
                  COMMAND_ERROR_IS_FATAL ANY)
  execute_process(COMMAND "${CMAKE_COMMAND}" --build "${FOLDER}/build" --target simulation COMMAND_ERROR_IS_FATAL ANY)
endif()
execute_process(COMMAND "${PYTHON}" "${CMAKE_CURRENT_LIST_DIR}/check_programs.py" ten_lines "${program}"
                COMMAND_ERROR_IS_FATAL ANY)
