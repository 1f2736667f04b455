// SPDX-License-Identifier: MIT
#pragma once

#include "raw_file.h"
#include "temporary_folder.h"

#include <h5pulse/reader.h>
#include <h5pulse/writer.h>

#include <gtest/gtest.h>

#include <cstddef>
#include <filesystem>
#include <numeric>
#include <string>
#include <vector>

namespace h5pulse::test {

/// A run in a temporary folder, whose step k has the time k and the value k.
class CountedRun : public testing::Test
{
protected:
    Writer writer(const WriterOptions& options = {}) const { return Writer(m_path, m_run, options); }

    static void append(Writer& writer, std::size_t first, std::size_t end)
    {
        for (std::size_t k = first; k < end; ++k) {
            writer.append(static_cast<double>(k), static_cast<double>(k));
        }
    }

    static std::vector<double> counted(std::size_t steps)
    {
        std::vector<double> values(steps);
        std::iota(values.begin(), values.end(), 0.0);
        return values;
    }

    /// Checks that HDF5 and Reader find all steps in the file.
    void expectRun(std::size_t steps, RunState state) const { expectRun(m_path, steps, state); }

    static void expectRun(const std::filesystem::path& path, std::size_t steps, RunState state)
    {
        Reader reader(path);
        EXPECT_EQ(reader.state(), state) << reader.stateText();
        ASSERT_EQ(reader.steps(), steps);
        EXPECT_EQ(reader.readTimes(0, steps), counted(steps));
        std::vector<double> values(steps);
        reader.readSteps("n", 0, steps, values);
        EXPECT_EQ(values, counted(steps));
        if (state != RunState::Crashed) {
            EXPECT_EQ(RawFile(path).doubles("n"), counted(steps));
        }
    }

    template <typename E = Error, typename Action>
    static std::string messageOf(const Action& action)
    {
        try {
            action();
        } catch (const E& error) {
            return error.what();
        }
        return "nothing was thrown";
    }

    TemporaryFolder m_folder;
    std::filesystem::path m_path = m_folder / "run.h5";
    RunSpec m_run{.fields = {{.name = "n"}}};
};

} // namespace h5pulse::test
