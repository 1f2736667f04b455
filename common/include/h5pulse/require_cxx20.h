// SPDX-License-Identifier: MIT
#pragma once

// The first include of every public header: with an older standard the compiler says this, and stops at the
// missing header instead of going on through pages of consequences.
#if !defined(Q_MOC_RUN) && __cplusplus < 202002L
#error                                                                                                       \
    "h5pulse needs C++20: compile with -std=c++20, or in CMake: target_compile_features(PROGRAM PRIVATE cxx_std_20)"
#include <h5pulse/needs_cxx20>
#endif

#include <string> // moc of Qt 6.4 cannot read <concepts> as the first; remove when Qt >= 6.5
