# SPDX-License-Identifier: MIT
# Installs BUILD under an empty PREFIX.
file(REMOVE_RECURSE "${PREFIX}")
execute_process(COMMAND "${CMAKE_COMMAND}" --install "${BUILD}" --config "${CONFIG}" --prefix "${PREFIX}"
                COMMAND_ERROR_IS_FATAL ANY)
