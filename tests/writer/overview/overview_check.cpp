// SPDX-License-Identifier: MIT
#include "overview/overview_check.h"

#include "overview/overview_record.h"
#include "raw_file.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

namespace h5pulse::test {
namespace {

struct Record
{
    double minimum;
    double maximum;
    double mean;
    std::uint64_t nonFinite;
};

Record decode(const std::byte* from, std::size_t level)
{
    if (level == 0) {
        OverviewFine record;
        std::memcpy(&record, from, sizeof record);
        return {record.minimum, record.maximum, record.mean / 65'535.0, record.nonFinite};
    }
    OverviewCoarse record;
    std::memcpy(&record, from, sizeof record);
    return {record.minimum, record.maximum, record.mean, record.nonFinite};
}

void expectBlock(const Record& record, std::size_t first, std::size_t count,
                 const std::function<double(std::size_t)>& value)
{
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    long double sum = 0.0L;
    std::uint64_t nonFinite = 0;
    for (std::size_t step = first; step < first + count; ++step) {
        const double x = value(step);
        if (!std::isfinite(x)) {
            ++nonFinite;
            continue;
        }
        low = std::min(low, x);
        high = std::max(high, x);
        sum += x;
    }
    ASSERT_EQ(record.nonFinite, nonFinite);
    if (nonFinite == count) {
        ASSERT_TRUE(std::isnan(record.minimum) && std::isnan(record.maximum));
        return;
    }
    ASSERT_EQ(record.minimum, low);
    ASSERT_EQ(record.maximum, high);
    if (low < high) {
        const long double mean = sum / static_cast<long double>(count - nonFinite);
        const auto position = static_cast<double>((mean - low) / (static_cast<long double>(high) - low));
        ASSERT_NEAR(record.mean, position, 2e-5);
    }
}

} // namespace

double noise(std::size_t column, std::size_t step)
{
    std::uint64_t x = (step + 1) * 0x9E3779B97F4A7C15ULL + column * 0xBF58476D1CE4E5B9ULL;
    x ^= x >> 31U;
    x *= 0x94D049BB133111EBULL;
    x ^= x >> 29U;
    if (step / 512 == 3) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    if (x % 997 == 0) {
        return x % 2 == 0 ? std::numeric_limits<double>::infinity()
                          : std::numeric_limits<double>::quiet_NaN();
    }
    const double value = static_cast<double>(x % 20'001) - 10'000.0;
    return x % 1'999 == 1 ? value * 1e300 : value;
}

double timeAt(std::size_t step)
{
    return 1e-3 * static_cast<double>(step);
}

void expectBlocks(const OverviewLayout& layout, std::size_t table, std::size_t level, std::size_t firstBlock,
                  std::span<const std::byte> records, const Truth& truth)
{
    const std::size_t columns = layout.tables[table].columns;
    const std::size_t count = layout.tables[table].blockSteps(level);
    const std::size_t blocks = records.size() / (columns * recordBytes(level));
    for (std::size_t block = 0; block < blocks; ++block) {
        for (std::size_t column = 0; column < columns; ++column) {
            SCOPED_TRACE("table " + std::to_string(table) + " level " + std::to_string(level) + " block " +
                         std::to_string(firstBlock + block) + " column " + std::to_string(column));
            const Record record =
                decode(records.data() + (block * columns + column) * recordBytes(level), level);
            ASSERT_NO_FATAL_FAILURE(
                expectBlock(record, (firstBlock + block) * count, count,
                            [&](std::size_t step) { return truth(table, column, step); }));
        }
    }
}

void expectOverview(const std::filesystem::path& path, const OverviewLayout& layout, std::size_t steps,
                    const Truth& truth)
{
    const RawFile file(path);
    for (std::size_t table = 0; table < layout.tables.size(); ++table) {
        for (std::size_t level = 0; level < kOverviewLevels; ++level) {
            const std::string name = layout.tables[table].dataset(level);
            const std::size_t blocks = layout.tables[table].blocks(level, steps);
            ASSERT_GE(file.extent(name).at(0), blocks) << name;
            ASSERT_EQ(file.extent(name).at(1), layout.tables[table].columns) << name;
            const h5::Handle type = overviewType(level);
            const auto records = file.bytes(name, type.get(), recordBytes(level));
            const std::size_t bytes = blocks * layout.tables[table].columns * recordBytes(level);
            expectBlocks(layout, table, level, 0, std::span(records).first(bytes), truth);
        }
    }
}

} // namespace h5pulse::test
