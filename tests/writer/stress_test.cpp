// SPDX-License-Identifier: MIT
// Invariant 1, "what a reader trusts is a committed prefix": one writer process, four reader processes.
// Without the cork (AppendDataset) or with times written first (RunOutput) these tests fail.
#include "process.h"
#include "temporary_folder.h"

#include <h5pulse/reader.h>

#include <gtest/gtest.h>

namespace h5pulse::test {
namespace {

struct Load
{
    const char* name;
    std::size_t fields;
    std::size_t components;
    std::size_t steps;
    std::size_t commitSteps;
    std::size_t cacheBytes; ///< with a small cache, HDF5 may write metadata at any moment
    bool background;
};

void PrintTo(const Load& load, std::ostream* out)
{
    *out << load.name;
}

class Stress : public testing::TestWithParam<Load>
{
};

TEST_P(Stress, noTornZeroOrMissingRow)
{
    const Load& load = GetParam();
    const TemporaryFolder folder;
    const std::string file = folder / "run.h5";
    Process writer({STRESS_WRITER, file, std::to_string(load.fields), std::to_string(load.components),
                    std::to_string(load.steps), std::to_string(load.commitSteps),
                    std::to_string(load.cacheBytes), load.background ? "1" : "0"});
    ASSERT_EQ(writer.readLine(), "open");
    std::vector<Process> readers;
    for (const char* kind : {"raw", "reader", "raw", "reader"}) {
        readers.emplace_back(std::vector<std::string>{STRESS_READER, file, kind});
        ASSERT_EQ(readers.back().readLine(), "watching");
    }
    writer.writeLine("go");
    const ProcessResult written = writer.wait(std::chrono::minutes(4));
    EXPECT_EQ(written.status, 0) << written.err;
    for (Process& reader : readers) {
        const ProcessResult result = reader.wait(std::chrono::minutes(1));
        EXPECT_EQ(result.status, 0) << result.out << result.err;
        std::size_t polls = 0;
        std::size_t rows = 0;
        ASSERT_EQ(std::sscanf(result.out.c_str(), "watching\npolls %zu rows %zu", &polls, &rows), 2)
            << result.out;
        EXPECT_GT(rows, 100U) << "the reader hardly saw anything: " << result.out;
        RecordProperty("reader", result.out);
    }
    EXPECT_EQ(Reader(file).steps(), load.steps);
}

INSTANTIATE_TEST_SUITE_P(Writer, Stress,
                         testing::Values(Load{"plain", 1, 100, 300'000, 100, 0, true},
                                         Load{"oneStepACommit", 2, 16, 20'000, 1, 0, false},
                                         Load{"smallCache", 10, 30, 100'000, 50, 1024, true},
                                         Load{"smallCacheManyFields", 200, 3, 150, 7, 1024, false}),
                         [](const auto& param) { return param.param.name; });

} // namespace
} // namespace h5pulse::test
