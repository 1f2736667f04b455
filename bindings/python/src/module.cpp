// SPDX-License-Identifier: MIT
#include "errors.h"
#include "interrupts.h"
#include "reader.h"
#include "row_buffer.h"
#include "tools.h"
#include "writer.h"

#include <h5pulse/version.h>

/// The extension beneath the package h5pulse; its names are private.
PYBIND11_MODULE(_core, module)
{
    using namespace h5pulse::python;
    module.attr("__version__") = H5PULSE_VERSION;
    bindErrors(module);
    bindWriter(module);
    bindReader(module);
    bindRowBuffer(module);
    bindTools(module);
    module.def("note_interpreter_ends", &noteInterpreterEnds);
}
