// SPDX-License-Identifier: MIT
#include "watchers.h"

#include <sstream>
#include <stdexcept>

namespace bench {

Watchers::Watchers(const std::filesystem::path& file, std::size_t count)
{
    const std::string program = helperProgram("h5pulse_bench_poller");
    if (program.empty()) {
        throw std::runtime_error("h5pulse_bench_poller does not exist");
    }
    for (std::size_t i = 0; i < count; ++i) {
        m_children.emplace_back(std::vector<std::string>{program, file.string()});
    }
    for (Child& child : m_children) {
        child.hear(); // it is ready
    }
}

Watched Watchers::stop()
{
    Watched sum;
    for (Child& child : m_children) {
        std::istringstream answer(child.end());
        double polls = 0.0, growths = 0.0;
        answer >> polls >> growths;
        sum.polls += polls;
        sum.growths += growths;
    }
    m_children.clear();
    return sum;
}

} // namespace bench
