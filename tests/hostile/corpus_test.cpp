// SPDX-License-Identifier: MIT
// Files that the fuzzer has found, each read in a process of its own.
#include "process.h"
#include "temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

namespace h5pulse::test {

namespace {

std::vector<std::string> corpus()
{
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(H5PULSE_CORPUS)) {
        names.push_back(entry.path().filename());
    }
    std::sort(names.begin(), names.end());
    return names;
}

class Corpus : public ::testing::TestWithParam<std::string>
{
};

TEST_P(Corpus, NeitherCrashesNorHangsNorExhausts)
{
    const TemporaryFolder folder;
    // A call takes less than a second; this many calls on a busy machine may take longer.
    const ProcessResult result = run({H5PULSE_REPLAY, H5PULSE_CORPUS "/" + GetParam(), folder / "scratch.h5"},
                                     std::chrono::seconds(20));
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_THAT(result.out,
                ::testing::AnyOf(::testing::HasSubstr("opened"), ::testing::HasSubstr("refused")));
}

std::string nameOf(const ::testing::TestParamInfo<std::string>& info)
{
    std::string name = info.param;
    std::replace_if(
        name.begin(), name.end(), [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); }, '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(Files, Corpus, ::testing::ValuesIn(corpus()), nameOf);

TEST(CorpusFolder, IsSmallAndHasValidFilesAmongTheBroken)
{
    std::uintmax_t bytes = 0;
    std::size_t seeds = 0;
    for (const std::string& name : corpus()) {
        bytes += std::filesystem::file_size(std::filesystem::path(H5PULSE_CORPUS) / name);
        seeds += name.starts_with("seed-");
    }
    EXPECT_LT(bytes, 1'000'000U);
    EXPECT_GT(seeds, 10U);
}

} // namespace

} // namespace h5pulse::test
