// SPDX-License-Identifier: MIT
// beginStep(), put(), endStep(): a step field by field, and all wrong orders of these calls.
#include "raw_file.h"
#include "refusal.h"
#include "temporary_folder.h"

#include <h5pulse/reader.h>
#include <h5pulse/writer.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace h5pulse::test {
namespace {

using testing::HasSubstr;

class OpenSteps : public testing::Test
{
protected:
    TemporaryFolder m_folder;
    std::filesystem::path m_path = m_folder / "run.h5";
    RunSpec m_run{.fields = {{.name = "y", .shape = {2}}, {.name = "n", .type = ElementType::Int32}}};
};

TEST_F(OpenSteps, AreAsAppendedOnes)
{
    Writer writer(m_path, m_run);
    for (int step = 0; step < 5'000; ++step) {
        writer.beginStep(step);
        if (step % 2 == 0) {
            writer.put("n", step);
            writer.put("y", std::array{step + 0.5, step + 0.75});
        } else {
            writer.put("y", std::array{step + 0.5, step + 0.75});
            writer.put("n", step);
        }
        writer.endStep();
    }
    EXPECT_EQ(writer.steps(), 5'000U);
    writer.close();
    const std::vector<double> n = RawFile(m_path).doubles("n");
    const std::vector<double> y = RawFile(m_path).doubles("y");
    ASSERT_EQ(n.size(), 5'000U);
    for (std::size_t i = 0; i < n.size(); ++i) {
        ASSERT_EQ(n[i], double(i));
        ASSERT_EQ(y[2 * i + 1], double(i) + 0.75);
    }
}

TEST_F(OpenSteps, AWrongOrderIsSaid)
{
    Writer writer(m_path, m_run);
    EXPECT_THAT(refusalOf([&] { writer.put("n", 1); }), HasSubstr("no step was begun"));
    EXPECT_THAT(refusalOf([&] { writer.endStep(); }), HasSubstr("none was begun"));
    writer.beginStep(0.25);
    EXPECT_THAT(refusalOf([&] { writer.beginStep(1.0); }),
                HasSubstr("the step of t = 0.25 was begun and not ended"));
    EXPECT_THAT(refusalOf([&] { writer.append(1.0, std::array{1.0, 2.0}, 1); }), HasSubstr("not ended"));
    EXPECT_THAT(refusalOf([&] { writer.close(); }), HasSubstr("not ended"));
    EXPECT_THAT(refusalOf([&] { writer.put("u", 1); }),
                HasSubstr("there is no field 'u'; the run has 'n', 'y'"));
    EXPECT_THAT(refusalOf([&] { writer.put("y", 1.0); }), HasSubstr("'y' takes 2 elements per step, not 1"));
    writer.put("n", 1);
    EXPECT_THAT(refusalOf([&] { writer.put("n", 2); }),
                HasSubstr("'n' was already put in the step of t = 0.25"));
    EXPECT_THAT(refusalOf([&] { writer.endStep(); }), HasSubstr("has no value of 'y'"));
    writer.commit();                       // does nothing, because there are no complete steps
    writer.put("y", std::array{1.0, 2.0}); // the missing field
    writer.endStep();
    EXPECT_THAT(refusalOf([&] { writer.put("n", 1); }), HasSubstr("no step was begun"));
    writer.close();
    EXPECT_THAT(RawFile(m_path).doubles("n"), testing::ElementsAre(1));
    EXPECT_THROW(writer.beginStep(1.0), Error);
}

TEST_F(OpenSteps, AnUnfinishedOneIsDropped)
{
    {
        Writer writer(m_path, m_run);
        writer.append(0.0, std::array{1.0, 2.0}, 1);
        writer.beginStep(1.0);
        writer.put("n", 2);
        writer.fail("the solver diverged");
        EXPECT_THROW(writer.put("y", std::array{1.0, 2.0}), Error);
        EXPECT_THROW(writer.endStep(), Error);
        EXPECT_EQ(writer.steps(), 1U);
    }
    EXPECT_THAT(RawFile(m_path).doubles("n"), testing::ElementsAre(1));
    {
        Writer writer = Writer::resume(m_path);
        writer.beginStep(1.0);
    }
    EXPECT_THAT(RawFile(m_path).doubles("n"), testing::ElementsAre(1));
    EXPECT_EQ(Reader(m_path).state(), RunState::Finished);
}

} // namespace
} // namespace h5pulse::test
