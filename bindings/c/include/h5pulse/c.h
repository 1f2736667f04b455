// SPDX-License-Identifier: MIT
#pragma once

/// \file
/// h5pulse for C (C99) and for every language that calls C: record a run, read it while it grows, repair it.
///
/// Errors: a function that returns `int` returns H5PULSE_OK (0) or an error code; one that returns a pointer
/// returns NULL; one that returns a count returns 0. In each case h5pulse_last_error() has the sentence.
/// Wrong pointers, names, sizes and orders of calls are errors too.
///
/// Thread-safety: only one thread at a time may use a writer or reader; h5pulse_writer_interrupt() may be
/// called at any time. After fork() only the parent may use a writer.

#include <h5pulse/c_reader.h>
#include <h5pulse/c_tools.h>
#include <h5pulse/c_types.h>
#include <h5pulse/c_writer.h>
