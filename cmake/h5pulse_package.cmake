# SPDX-License-Identifier: MIT
# Installs these components: programs (with the viewer's icons), development (C++), c, fortran (which needs c), python,
# documentation. find_package(h5pulse) then provides h5pulse::common, h5pulse::writer, h5pulse::c and h5pulse::fortran
# if they were built; pkg-config provides the same to a Makefile.
include(CMakePackageConfigHelpers)

set(packageDir "${CMAKE_INSTALL_LIBDIR}/cmake/h5pulse")

install(TARGETS h5pulse_common h5pulse_writer EXPORT h5pulseTargets
        LIBRARY COMPONENT development NAMELINK_COMPONENT development
        ARCHIVE COMPONENT development)
install(EXPORT h5pulseTargets FILE h5pulse_cxx.cmake NAMESPACE h5pulse:: DESTINATION "${packageDir}"
        COMPONENT development)
install(DIRECTORY common/include/ writer/include/ DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}" COMPONENT development)
set(components development)

# Inside another project these are built only if they are used, and installed only on request.
set(optional "")
if(NOT PROJECT_IS_TOP_LEVEL)
  set(optional EXCLUDE_FROM_ALL)
endif()
if(H5PULSE_C)
  install(TARGETS h5pulse_c EXPORT h5pulseCTargets ${optional}
          LIBRARY COMPONENT c NAMELINK_COMPONENT c)
  install(EXPORT h5pulseCTargets FILE h5pulse_c.cmake NAMESPACE h5pulse:: DESTINATION "${packageDir}"
          COMPONENT c ${optional})
  install(DIRECTORY bindings/c/include/ DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}" COMPONENT c ${optional})
  list(APPEND components c)
endif()
if(H5PULSE_FORTRAN)
  install(TARGETS h5pulse_fortran EXPORT h5pulseFortranTargets ${optional} ARCHIVE COMPONENT fortran)
  install(EXPORT h5pulseFortranTargets FILE h5pulse_fortran.cmake NAMESPACE h5pulse:: DESTINATION "${packageDir}"
          COMPONENT fortran ${optional})
  install(DIRECTORY "${H5PULSE_FORTRAN_MODULES}/" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/h5pulse/fortran"
          COMPONENT fortran ${optional} FILES_MATCHING PATTERN "*.mod")
  list(APPEND components fortran)
endif()

configure_package_config_file(cmake/h5pulseConfig.cmake.in "${PROJECT_BINARY_DIR}/h5pulseConfig.cmake"
                              INSTALL_DESTINATION "${packageDir}")
write_basic_package_version_file("${PROJECT_BINARY_DIR}/h5pulseConfigVersion.cmake"
                                 COMPATIBILITY SameMinorVersion)
foreach(component IN LISTS components)
  install(FILES "${PROJECT_BINARY_DIR}/h5pulseConfig.cmake" "${PROJECT_BINARY_DIR}/h5pulseConfigVersion.cmake"
          DESTINATION "${packageDir}" COMPONENT ${component})
  install(FILES "${PROJECT_BINARY_DIR}/common/include/h5pulse/version.h"
          DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/h5pulse" COMPONENT ${component})
endforeach()
install(DIRECTORY LICENSES/ DESTINATION "${CMAKE_INSTALL_DOCDIR}/LICENSES" COMPONENT documentation)

include(h5pulse_pkgconfig)

# Builds exactly the targets that `cmake --install` needs.
add_custom_target(h5pulse_installed)
foreach(target h5pulse_common h5pulse_writer h5pulse_c h5pulse_fortran h5pulse_python h5pulse-cli h5pulse-viewer h5pulse-demo)
  if(TARGET ${target})
    add_dependencies(h5pulse_installed ${target})
  endif()
endforeach()
