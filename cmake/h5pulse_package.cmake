# SPDX-License-Identifier: MIT
# The installed CMake package: find_package(h5pulse) gives h5pulse::common and h5pulse::writer.
include(CMakePackageConfigHelpers)

set(packageDir "${CMAKE_INSTALL_LIBDIR}/cmake/h5pulse")
install(TARGETS h5pulse_common h5pulse_writer EXPORT h5pulseTargets)
install(DIRECTORY common/include/ writer/include/ DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
install(FILES "${PROJECT_BINARY_DIR}/common/include/h5pulse/version.h"
        DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/h5pulse")
install(EXPORT h5pulseTargets NAMESPACE h5pulse:: DESTINATION "${packageDir}")

configure_package_config_file(cmake/h5pulseConfig.cmake.in "${PROJECT_BINARY_DIR}/h5pulseConfig.cmake"
                              INSTALL_DESTINATION "${packageDir}")
write_basic_package_version_file("${PROJECT_BINARY_DIR}/h5pulseConfigVersion.cmake"
                                 COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/h5pulseConfig.cmake" "${PROJECT_BINARY_DIR}/h5pulseConfigVersion.cmake"
        DESTINATION "${packageDir}")
install(DIRECTORY LICENSES/ DESTINATION "${CMAKE_INSTALL_DOCDIR}/LICENSES")
