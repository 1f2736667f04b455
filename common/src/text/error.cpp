// SPDX-License-Identifier: MIT
#include <h5pulse/error.h>

namespace h5pulse {

Error::Error(std::filesystem::path path, std::string tried, std::string reason)
    : std::runtime_error(path.string() + ": " + tried + ": " + reason)
    , m_path(std::move(path))
    , m_tried(std::move(tried))
    , m_reason(std::move(reason))
{
}

} // namespace h5pulse
