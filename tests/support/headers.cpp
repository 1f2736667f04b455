// SPDX-License-Identifier: MIT
// Empty: the program that owns the tests' precompiled headers has nothing to do.
