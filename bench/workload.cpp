// SPDX-License-Identifier: MIT
#include "workload.h"

#include <algorithm>
#include <fstream>
#include <random>
#include <stdexcept>

namespace bench {

Workload::Workload(std::size_t steps, std::size_t components, std::size_t batch)
    : m_steps(steps)
    , m_components(components)
    , m_batch(std::min(batch, steps))
    , m_rows((kPool + m_batch) * components)
{
    if (steps == 0 || components == 0 || batch == 0) {
        throw std::invalid_argument("steps, components and batch must be 1 or more");
    }
    std::mt19937_64 random(1);
    std::uniform_real_distribution<double> values(0.0, 1.0);
    const auto pool = kPool * components;
    for (std::size_t i = 0; i < pool; ++i) {
        m_rows[i] = values(random);
    }
    for (std::size_t i = pool; i < m_rows.size(); ++i) {
        m_rows[i] = m_rows[i - pool];
    }
}

void Workload::savePool(const std::filesystem::path& file) const
{
    std::ofstream out(file, std::ios::binary);
    out.write(reinterpret_cast<const char*>(m_rows.data()),
              static_cast<std::streamsize>(kPool * m_components * sizeof(double)));
    if (!out.flush()) {
        throw std::runtime_error("cannot write " + file.string());
    }
}

} // namespace bench
