// SPDX-License-Identifier: MIT
// Reader skips datasets that it cannot follow, and gives a reason. It does not trust declared sizes.
#include "support/expect_error.h"
#include "support/file_bytes.h"
#include "support/run_folder.h"
#include "support/scripts.h"
#include "support/test_run.h"

#include <h5pulse/progressive_reduction.h>

#include <chrono>

namespace h5pulse::test {

namespace {

using ::testing::AllOf;
using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::UnorderedElementsAre;

class UnusualDatasets : public RunFolder
{
protected:
    /// Makes a file whose datasets have this extent and no written value.
    void declare(const std::string& steps)
    {
        runPython(m_path,
                  "with h5py.File(path, 'w', libver=('earliest', 'v110')) as f:\n"
                  "    t = f.create_dataset('t', (0,), maxshape=(None,), chunks=(1000,), dtype='f8')\n"
                  "    y = f.create_dataset('y', (0, 3), maxshape=(None, 3), chunks=(1000, 3), dtype='f8')\n"
                  "    t.resize(" +
                      steps + ", axis=0)\n    y.resize(" + steps + ", axis=0)\n");
    }

    void SetUp() override { m_begin = std::chrono::steady_clock::now(); }
    void TearDown() override
    {
        EXPECT_LT(std::chrono::steady_clock::now() - m_begin, std::chrono::seconds(20));
    }

    std::chrono::steady_clock::time_point m_begin;
};

TEST_F(UnusualDatasets, AreSkippedEachWithItsReason)
{
    runScript("h5py_files.py", {"passed_over", m_path});
    Reader reader(m_path);
    ASSERT_EQ(reader.fields().size(), 1U);
    EXPECT_EQ(reader.fields().front().name, "y");
    EXPECT_EQ(reader.steps(), 3U);
    EXPECT_THAT(reader.info().skipped,
                UnorderedElementsAre(AllOf(HasSubstr("'text'"), HasSubstr("not numbers")),
                                     AllOf(HasSubstr("'bytes'"), HasSubstr("not numbers")),
                                     AllOf(HasSubstr("'compound'"), HasSubstr("not numbers")),
                                     AllOf(HasSubstr("'vlen'"), HasSubstr("not numbers")),
                                     AllOf(HasSubstr("'bool'"), HasSubstr("not numbers")),
                                     AllOf(HasSubstr("'empty_steps'"), HasSubstr("empty")),
                                     AllOf(HasSubstr("'five'"), HasSubstr("three dimensions")),
                                     AllOf(HasSubstr("'huge_chunk'"), HasSubstr("256 MiB"))));
}

class HugeExtent : public UnusualDatasets, public ::testing::WithParamInterface<const char*>
{
};

TEST_P(HugeExtent, OfATinyFileCostsNeitherTimeNorMemory)
{
    declare(GetParam());
    const std::size_t steps = std::stoull(GetParam());
    Reader reader(m_path);
    EXPECT_EQ(reader.steps(), steps);
    EXPECT_EQ(reader.refresh(), Refresh::Unchanged);
    EXPECT_THAT(messageOf<Error>([&] { reader.readTimes(0, steps); }), HasSubstr("fewer steps"));
    std::vector<double> few(3);
    EXPECT_THROW(reader.readSteps("y", 0, steps, few), Error);
    EXPECT_THROW(reader.readComponent("y", 0, 0, steps, few), Error);
    // The rows were never written, so each program reads the fill value.
    reader.readStep("y", steps - 1, few);
    EXPECT_THAT(few, Each(0.0));
    EXPECT_EQ(reader.stepAt(-1.0), 0U);
    EXPECT_EQ(reader.stepAt(0.0), steps - 1);
}

TEST_P(HugeExtent, IsNotReducedForEver)
{
    declare(GetParam());
    const std::size_t steps = std::stoull(GetParam());
    Reader reader(m_path, {.callLimit = std::chrono::milliseconds(100)});
    for (const std::size_t bins : {std::size_t{1}, std::size_t{1000}}) {
        EXPECT_THAT(messageOf<Error>([&] { reader.reduce("y", 0, 3, 0, steps, bins); }),
                    HasSubstr("fewer steps"));
    }
    EXPECT_THROW(reader.reduce("y", 0, 3, 0, steps, steps), Error);
    EXPECT_EQ(reader.reduce("y", 0, 3, steps - 50, 50, 1000).bins(), 50U);
    ProgressiveReduction progress("y", 0, 3);
    try {
        progress.advance(reader, std::chrono::milliseconds(10));
    } catch (const Error& error) {
        EXPECT_THAT(error.what(), HasSubstr("fewer steps"));
    }
    EXPECT_LE(progress.result().bins(), 4096U);
}

INSTANTIATE_TEST_SUITE_P(Steps, HugeExtent, ::testing::Values("1000000000000", "1000000000000000000"));

/// Writer accepts steps up to 1 TiB, so Reader must follow them. Smaller element types give more elements.
TEST_F(UnusualDatasets, StepsOfOneTebibyteCanBeFollowed)
{
    runPython(m_path, "with h5py.File(path, 'w') as f:\n"
                      "    for size, type in ((2**40, 'u1'), (2**38, 'f4'), (2**36, 'c16')):\n"
                      "        f.create_dataset(type, (1, size), maxshape=(None, size), chunks=(1, 1000), "
                      "dtype=type)\n");
    const Reader reader(m_path);
    EXPECT_EQ(reader.fields().size(), 3U);
    EXPECT_THAT(reader.info().skipped, ::testing::IsEmpty());
}

TEST_F(UnusualDatasets, StepsOfATerabyteAreSkipped)
{
    runPython(
        m_path,
        "with h5py.File(path, 'w') as f:\n"
        "    f.create_dataset('y', (1, 2**40), maxshape=(None, 2**40), chunks=(1, 1000), dtype='f8')\n");
    EXPECT_THAT(messageOf<Error>([&] { Reader reader(m_path); }),
                AllOf(HasSubstr("nothing to follow"), HasSubstr("1 TiB")));
}

TEST_F(UnusualDatasets, LargeStepsAreRefusedWithoutBeingAllocated)
{
    runPython(
        m_path,
        "with h5py.File(path, 'w') as f:\n"
        "    f.create_dataset('y', (1, 2**30), maxshape=(None, 2**30), chunks=(1, 1000), dtype='f8')\n");
    Reader reader(m_path);
    std::vector<double> small(10);
    EXPECT_THAT(messageOf<Error>([&] { reader.readStep("y", 0, small); }), HasSubstr("cannot read so much"));
    std::vector<double> one(1);
    reader.readComponent("y", (std::size_t{1} << 30) - 1, 0, 1, one);
    EXPECT_EQ(one[0], 0.0);
}

TEST_F(UnusualDatasets, UnknownFilterIsAnErrorThatNamesIt)
{
    runPython(m_path,
              "with h5py.File(path, 'w') as f:\n"
              "    f.create_dataset('y', data=np.arange(8.0), maxshape=(None,), compression='gzip')\n");
    std::string bytes = readBytes(m_path);
    // Filter message, version 1: identifier, length of the name, flags, number of values, name.
    const std::size_t name = bytes.find("deflate");
    ASSERT_NE(name, std::string::npos);
    ASSERT_EQ(bytes[name - 8], 1);
    bytes[name - 8] = '\x39';
    bytes[name - 7] = '\x7d';
    writeBytes(m_path, bytes);
    Reader reader(m_path);
    EXPECT_EQ(reader.steps(), 8U);
    std::vector<double> value(1);
    EXPECT_THAT(messageOf<Error>([&] { reader.readStep("y", 0, value); }),
                AllOf(HasSubstr("required filter 'deflate' is not registered"), HasSubstr("'y'"),
                      HasSubstr(m_path.string())));
}

TEST_F(UnusualDatasets, ManyObjectsAreLookedAtUpToALimit)
{
    runPython(m_path, "with h5py.File(path, 'w', libver='latest') as f:\n"
                      "    f.create_dataset('a', data=np.arange(3.0), maxshape=(None,))\n"
                      "    g = f.create_group('z')\n"
                      "    for i in range(12000): g.create_group(str(i))\n");
    const Reader reader(m_path);
    EXPECT_EQ(reader.steps(), 3U);
}

} // namespace

} // namespace h5pulse::test
