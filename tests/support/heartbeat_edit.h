// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string_view>

namespace h5pulse::test {

/// Makes the heartbeat of a run of this machine say that its writer has trouble: 1 no space, 2 writing
/// failed, 0 none. The writer must be stopped or idle meanwhile; its next commit says what it thinks itself.
void setTrouble(const std::filesystem::path& run, int trouble, std::string_view reason);

} // namespace h5pulse::test
