# SPDX-License-Identifier: MIT
# Build settings of every target of h5pulse: language level, warnings, sanitizers, compiler cache.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "" FORCE)
endif()
# -g1 keeps useful stack traces at a third of the link time and object size of -g.
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g1 -DNDEBUG")

find_program(H5PULSE_CCACHE ccache)
mark_as_advanced(H5PULSE_CCACHE)
if(H5PULSE_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # ccache finds precompiled headers only with this sloppiness and, for GCC, with the option below; with the base
  # folder, other clones share the cache.
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env "CCACHE_SLOPPINESS=pch_defines,time_macros"
                                  "CCACHE_BASEDIR=${PROJECT_SOURCE_DIR}" CCACHE_NOHASHDIR=true "${H5PULSE_CCACHE}")
  add_compile_options($<$<COMPILE_LANG_AND_ID:CXX,GNU>:-fpch-preprocess>)
endif()

# A rebuild after a change is mostly linking; gold takes a third of the time.
if(NOT "${CMAKE_EXE_LINKER_FLAGS} ${CMAKE_SHARED_LINKER_FLAGS}" MATCHES "-fuse-ld=")
  include(CheckLinkerFlag)
  check_linker_flag(CXX -fuse-ld=gold H5PULSE_GOLD)
  if(H5PULSE_GOLD)
    add_link_options(-fuse-ld=gold)
  endif()
endif()

# A larger number shortens a full build, and lengthens the rebuild after a change of one file.
set(H5PULSE_JOIN_AT_MOST 6)

if(H5PULSE_SANITIZE)
  add_compile_options(-fsanitize=${H5PULSE_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${H5PULSE_SANITIZE})
  # -g1 gives reports functions and lines. -O1 makes the tested code fast enough; the tests are compiled without it.
  set(CMAKE_CXX_FLAGS_DEBUG "-g1 -O1")
endif()

# h5pulse_join(TARGET): with CMAKE_UNITY_BUILD, files of a folder are compiled together, a few at a time, because small
# files cost mostly their headers. Joining by folder means that names must differ only within a folder.
function(h5pulse_join target)
  get_target_property(sources ${target} SOURCES)
  foreach(source IN LISTS sources)
    if(source MATCHES "\\.cpp$")
      cmake_path(ABSOLUTE_PATH source BASE_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}" OUTPUT_VARIABLE path)
      cmake_path(RELATIVE_PATH path BASE_DIRECTORY "${PROJECT_SOURCE_DIR}")
      cmake_path(GET path PARENT_PATH folder)
      string(MAKE_C_IDENTIFIER "${folder}" group)
      list(APPEND ${group} "${source}")
      list(LENGTH ${group} count)
      math(EXPR batch "(${count} - 1) / ${H5PULSE_JOIN_AT_MOST}")
      set_source_files_properties("${source}" TARGET_DIRECTORY ${target} PROPERTIES UNITY_GROUP "${group}_${batch}")
    endif()
  endforeach()
  set_target_properties(${target} PROPERTIES UNITY_BUILD_MODE GROUP)
  # Names local to a file do not escape it when files are compiled together.
  target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
endfunction()

# h5pulse_reads_options(FILE ...): for files that only read the command line. CLI11 consists of headers, which take
# twice as long to compile with optimisation.
function(h5pulse_reads_options)
  set_source_files_properties(${ARGV} PROPERTIES COMPILE_OPTIONS -O0)
endfunction()

# h5pulse_beside(PROGRAM TARGET ...): programs find others in their own folder, as they do when they are installed.
function(h5pulse_beside program)
  foreach(other IN LISTS ARGN)
    add_custom_command(TARGET ${program} POST_BUILD COMMAND "${CMAKE_COMMAND}" -E create_symlink
                       "$<TARGET_FILE:${other}>" "$<TARGET_FILE_DIR:${program}>/$<TARGET_FILE_NAME:${other}>" VERBATIM)
    add_dependencies(${program} ${other})
  endforeach()
endfunction()

function(h5pulse_target_settings target)
  if(CMAKE_UNITY_BUILD) # at the end of the directory: folders below it add files
    cmake_language(EVAL CODE "cmake_language(DEFER CALL h5pulse_join ${target})")
  endif()
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor
                                           $<$<BOOL:${H5PULSE_WERROR}>:-Werror>)
endfunction()

# Programs installed next to lib/ find shared libraries there when BUILD_SHARED_LIBS is on.
set(CMAKE_INSTALL_RPATH "$ORIGIN/../${CMAKE_INSTALL_LIBDIR}")
