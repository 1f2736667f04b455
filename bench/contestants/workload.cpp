// SPDX-License-Identifier: MIT
#include "contestants/workload.h"

#include <algorithm>
#include <fstream>
#include <random>
#include <stdexcept>

namespace bench {
namespace {

/// Number of rows that fit into 64 MB, at least three: a prime number.
std::size_t poolFor(std::size_t components)
{
    const std::size_t fit = (std::size_t{64} << 20) / (8 * std::max<std::size_t>(components, 1));
    for (std::size_t size = std::clamp<std::size_t>(fit, 3, Workload::kPool);; --size) {
        std::size_t divisor = 2;
        while (divisor * divisor <= size && size % divisor != 0) {
            ++divisor;
        }
        if (divisor * divisor > size) {
            return size;
        }
    }
}

} // namespace

Workload::Workload(std::size_t steps, std::size_t components, std::size_t batch, std::size_t fields)
    : m_steps(steps)
    , m_components(components)
    , m_batch(std::min(batch, steps))
    , m_fields(fields)
    , m_pool(poolFor(components))
    , m_rows((m_pool + m_batch) * components)
{
    if (steps == 0 || components == 0 || batch == 0) {
        throw std::invalid_argument("steps, components and batch must be 1 or more");
    }
    if (fields == 0 || components % fields != 0) {
        throw std::invalid_argument("fields must divide components");
    }
    std::mt19937_64 random(1);
    std::uniform_real_distribution<double> values(0.0, 1.0);
    const auto pool = m_pool * components;
    for (std::size_t i = 0; i < pool; ++i) {
        m_rows[i] = values(random);
    }
    for (std::size_t i = pool; i < m_rows.size(); ++i) {
        m_rows[i] = m_rows[i - pool];
    }
}

std::string Workload::fieldName(std::size_t field) const
{
    return m_fields == 1 ? "y" : "y" + std::to_string(field);
}

void Workload::savePool(const std::filesystem::path& file) const
{
    std::ofstream out(file, std::ios::binary);
    out.write(reinterpret_cast<const char*>(m_rows.data()),
              static_cast<std::streamsize>(m_pool * m_components * sizeof(double)));
    if (!out.flush()) {
        throw std::runtime_error("cannot write " + file.string());
    }
}

} // namespace bench
