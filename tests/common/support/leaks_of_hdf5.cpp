// SPDX-License-Identifier: MIT
// The leak sanitizer calls this if the program is built with it. HDF5 1.10.8 does not free the buffer of a
// metadata block with a wrong checksum (H5C_protect).

extern "C" const char* __lsan_default_suppressions() // NOLINT: the sanitizer's name
{
    return "leak:libhdf5\n";
}
