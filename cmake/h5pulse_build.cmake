# SPDX-License-Identifier: MIT
# How every target of h5pulse is built: language level, warnings, sanitizers, compiler cache.

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
  # Precompiled headers are found again in the cache only with this sloppiness, and GCC's with that option; other
  # clones find what this one compiled.
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env "CCACHE_SLOPPINESS=pch_defines,time_macros"
                                  "CCACHE_BASEDIR=${PROJECT_SOURCE_DIR}" CCACHE_NOHASHDIR=true "${H5PULSE_CCACHE}")
  add_compile_options($<$<COMPILE_LANG_AND_ID:CXX,GNU>:-fpch-preprocess>)
endif()

# What follows a change is mostly linking; gold does it in a third of the time.
if(NOT "${CMAKE_EXE_LINKER_FLAGS} ${CMAKE_SHARED_LINKER_FLAGS}" MATCHES "-fuse-ld=")
  include(CheckLinkerFlag)
  check_linker_flag(CXX -fuse-ld=gold H5PULSE_GOLD)
  if(H5PULSE_GOLD)
    add_link_options(-fuse-ld=gold)
  endif()
endif()

# More of them together are compiled sooner in all, and later after a change of one.
set(H5PULSE_JOIN_AT_MOST 6)

if(H5PULSE_SANITIZE)
  add_compile_options(-fsanitize=${H5PULSE_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${H5PULSE_SANITIZE})
  # Reports have functions and lines with -g1. What is tested is fast enough with -O1, the tests are compiled without.
  set(CMAKE_CXX_FLAGS_DEBUG "-g1 -O1")
endif()

# h5pulse_join(TARGET): where CMAKE_UNITY_BUILD is on, neighbours in a folder are compiled together, a few at a time:
# most of what a small file costs is its headers. By folder, so that names have to differ only among files that belong
# together.
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
  # Nothing that has a name of its file alone gets out of it by being compiled with others.
  target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
endfunction()

# h5pulse_reads_options(FILE ...): they do nothing but read the command line. CLI11 is all in its headers, and costs
# twice as much with optimization.
function(h5pulse_reads_options)
  set_source_files_properties(${ARGV} PROPERTIES COMPILE_OPTIONS -O0)
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
