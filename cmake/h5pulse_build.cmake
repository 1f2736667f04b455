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

if(H5PULSE_SANITIZE)
  add_compile_options(-fsanitize=${H5PULSE_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${H5PULSE_SANITIZE})
  # Reports have functions and lines with -g1. What is tested is fast enough with -O1, the tests are compiled without.
  set(CMAKE_CXX_FLAGS_DEBUG "-g1 -O1")
endif()

function(h5pulse_target_settings target)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor
                                           $<$<BOOL:${H5PULSE_WERROR}>:-Werror>)
endfunction()

# Programs installed next to lib/ find shared libraries there when BUILD_SHARED_LIBS is on.
set(CMAKE_INSTALL_RPATH "$ORIGIN/../${CMAKE_INSTALL_LIBDIR}")
