// SPDX-License-Identifier: MIT
#include <h5pulse/run_state.h>

namespace h5pulse {

std::string_view toString(RunState state) noexcept
{
    switch (state) {
    case RunState::Running:
        return "running";
    case RunState::Stalled:
        return "stalled";
    case RunState::Finished:
        return "finished";
    case RunState::Failed:
        return "failed";
    case RunState::Stopped:
        return "stopped";
    case RunState::Crashed:
        return "crashed";
    case RunState::Unreachable:
        return "unreachable";
    }
    return "unknown";
}

} // namespace h5pulse
