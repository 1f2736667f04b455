// SPDX-License-Identifier: MIT
#include "interrupts.h"

#include <pybind11/pybind11.h>

#include <atomic>

namespace h5pulse::python {

namespace {

std::atomic<bool> s_ended{false};

} // namespace

bool keepWaiting() noexcept
{
    if (s_ended.load() || !Py_IsInitialized()) {
        return true;
    }
    const PyGILState_STATE state = PyGILState_Ensure();
    const bool goOn = PyErr_CheckSignals() == 0;
    PyGILState_Release(state);
    return goOn;
}

void noteInterpreterEnds() noexcept
{
    s_ended.store(true);
}

} // namespace h5pulse::python
