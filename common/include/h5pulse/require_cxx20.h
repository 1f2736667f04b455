// SPDX-License-Identifier: MIT
#pragma once

// Every public header includes this first. With an older standard the compiler prints this message and
// stops at the missing header, instead of printing pages of further errors.
#if !defined(Q_MOC_RUN) && __cplusplus < 202002L
#error                                                                                                       \
    "h5pulse needs C++20: compile with -std=c++20, or in CMake: target_compile_features(PROGRAM PRIVATE cxx_std_20)"
#include <h5pulse/needs_cxx20>
#endif

#include <string> // moc of Qt 6.4 cannot read <concepts> as the first header; remove when Qt >= 6.5
