// SPDX-License-Identifier: MIT
#pragma once

#include "child.h"

#include <filesystem>
#include <vector>

namespace bench {

inline constexpr std::size_t kWatchers = 4;

/// Results of all watchers together.
struct Watched
{
    double polls = 0.0;
    double growths = 0.0; ///< polls that found new steps and read the last one
};

/// Processes that each poll a file at 60 Hz and read its last step whenever there is a new one, like a
/// viewer; see programs/poller.cpp. The file may be created later.
class Watchers
{
public:
    Watchers(const std::filesystem::path& file, std::size_t count);
    /// Throws std::runtime_error if one of them met an error.
    Watched stop();

private:
    std::vector<Child> m_children;
};

} // namespace bench
