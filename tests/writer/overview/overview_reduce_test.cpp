// SPDX-License-Identifier: MIT
// Reductions of a run that is written, killed and resumed, compared with all values.
#include "killed_child.h"
#include "overview/overview_check.h"
#include "temporary_folder.h"

#include <h5pulse/reader.h>
#include <h5pulse/writer.h>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

namespace h5pulse::test {
namespace {

constexpr std::size_t kComponents = 1'500; // a chunk of the overview has 16 blocks

/// The expected content of a bin.
void expectBin(const Reduction& found, std::size_t bin, std::size_t place, std::size_t column)
{
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    std::uint64_t nonFinite = 0;
    for (std::size_t step = found.edges[bin]; step < found.edges[bin + 1]; ++step) {
        const double x = column == 0 ? timeAt(step) : noise(column, step);
        if (std::isfinite(x)) {
            low = std::min(low, x);
            high = std::max(high, x);
        } else {
            ++nonFinite;
        }
    }
    const std::size_t at = bin * found.components + place;
    ASSERT_EQ(found.nonFinite[at], nonFinite) << "bin " << bin;
    if (low <= high) {
        ASSERT_EQ(found.minimum[at], low) << "bin " << bin;
        ASSERT_EQ(found.maximum[at], high) << "bin " << bin;
        ASSERT_GE(found.mean[at], low);
        ASSERT_LE(found.mean[at], high);
    } else {
        ASSERT_TRUE(std::isnan(found.minimum[at]) && std::isnan(found.maximum[at]));
    }
}

class OverviewReduced : public testing::Test
{
protected:
    static void append(Writer& writer, std::size_t count)
    {
        std::vector<double> row(kComponents);
        for (std::size_t i = 0; i < count; ++i) {
            const std::size_t step = writer.steps();
            for (std::size_t column = 0; column < kComponents; ++column) {
                row[column] = noise(column + 1, step);
            }
            writer.append(timeAt(step), row);
        }
    }

    /// Checks a random window of some components or of the times.
    void expectAView(Reader& reader)
    {
        const auto upTo = [this](std::size_t last) {
            return std::uniform_int_distribution<std::size_t>(0, last)(m_random);
        };
        const std::size_t first = upTo(1) == 0 ? 0 : upTo(reader.steps());
        const std::size_t count = upTo(1) == 0 ? reader.steps() - first : upTo(reader.steps() - first);
        const std::size_t bins = 1 + upTo(60);
        const bool times = upTo(4) == 0;
        const std::size_t component = times ? 0 : upTo(kComponents - 3);
        const std::size_t components = times ? 1 : 1 + upTo(2);
        SCOPED_TRACE("steps " + std::to_string(first) + " + " + std::to_string(count) + ", " +
                     std::to_string(bins) + " bins");
        const Reduction found = reader.reduce(times ? "" : "y", component, components, first, count, bins);
        ASSERT_LE(found.bins(), bins);
        if (count == 0) {
            ASSERT_EQ(found.bins(), 0U);
            return;
        }
        ASSERT_EQ(found.edges.front(), first);
        ASSERT_EQ(found.edges.back(), first + count);
        for (std::size_t bin = 0; bin < found.bins(); ++bin) {
            for (std::size_t place = 0; place < components; ++place) {
                ASSERT_NO_FATAL_FAILURE(expectBin(found, bin, place, times ? 0 : component + place + 1));
            }
        }
    }

    const TemporaryFolder m_folder;
    const std::filesystem::path m_path = m_folder / "run.h5";
    const RunSpec m_run{.fields = {{.name = "y", .shape = {kComponents}}}};
    static constexpr WriterOptions kByHand{.commitInterval = std::chrono::milliseconds(0),
                                           .background = false};
    std::mt19937 m_random{20'261'124};
};

TEST_F(OverviewReduced, WhileItIsWritten)
{
    Writer writer(m_path, m_run, {.commitInterval = std::chrono::milliseconds(0)});
    Reader reader(m_path);
    for (int i = 0; i < 12; ++i) {
        append(writer, 17 + 61 * static_cast<std::size_t>(i));
        writer.commit();
        append(writer, 2); // not committed, so the reader need not see them
        reader.refresh();
        ASSERT_TRUE(reader.hasOverview("y"));
        for (int views = 0; views < 8; ++views) {
            ASSERT_NO_FATAL_FAILURE(expectAView(reader)) << "commit " << i;
        }
    }
}

TEST_F(OverviewReduced, AfterKillsAndResumes)
{
    std::unique_ptr<Reader> before;
    bool first = true;
    for (const std::size_t more : {1'500UL, 30UL, 700UL, 1'024UL, 1UL}) {
        inKilledChild([&] {
            Writer writer = first ? Writer(m_path, m_run, kByHand) : Writer::resume(m_path, kByHand);
            append(writer, more);
            writer.commit();
            append(writer, 5);
            die();
        });
        first = false;
        Reader reader(m_path);
        if (!before) {
            before = std::make_unique<Reader>(m_path);
        }
        before->refresh();
        ASSERT_EQ(before->steps(), reader.steps());
        for (int views = 0; views < 8; ++views) {
            ASSERT_NO_FATAL_FAILURE(expectAView(reader)) << more;
            ASSERT_NO_FATAL_FAILURE(expectAView(*before)) << more;
        }
    }
}

} // namespace
} // namespace h5pulse::test
