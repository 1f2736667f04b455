// SPDX-License-Identifier: MIT
// ReaderOptions::callLimit. Each kind of reading call fails after its time limit, and the next call has a new
// limit. A pause after the start of the clock simulates a slow disk.
#include "support/at_pause.h"
#include "support/crashed_run.h"
#include "support/expect_error.h"
#include "support/run_folder.h"
#include "support/test_run.h"
#include "wait_until.h"

#include <h5pulse/progressive_reduction.h>
#include <h5pulse/recover.h>

#include <chrono>
#include <functional>
#include <optional>

namespace h5pulse::test {

namespace {

using testing::AnyOf;
using testing::HasSubstr;

constexpr std::chrono::milliseconds kTimeForACall{250};
constexpr std::size_t kLongRun = 3'000; ///< steps, 5 MB, more than HDF5 caches
constexpr std::size_t kColumns = 200;

/// Waits until the time limit of a call is over.
void letTheTimePass()
{
    const auto end = std::chrono::steady_clock::now() + kTimeForACall;
    waitUntil([&] { return std::chrono::steady_clock::now() > end; });
}

/// Repeats a call until it succeeds, because a busy machine may exceed the limit.
bool succeedsSoon(const std::function<void()>& call)
{
    return waitUntil([&] {
        try {
            call();
            return true;
        } catch (const Error&) {
            return false;
        }
    });
}

struct Call
{
    const char* name;
    std::function<void(Reader&)> make;
};

/// Each call reads steps that are not in a cache yet.
const std::vector<Call> kCallsThatRead{
    {"readTimes", [](Reader& reader) { reader.readTimes(10, 3); }},
    {"stepAt", [](Reader& reader) { reader.stepAt(timeOf(1'000)); }},
    {"readStep",
     [](Reader& reader) {
         std::vector<double> row(kColumns);
         reader.readStep("y", 1'500, row);
     }},
    {"readSteps",
     [](Reader& reader) {
         std::vector<double> rows(kColumns * 1'000);
         reader.readSteps("y", 500, 1'000, rows);
     }},
    {"readBox",
     [](Reader& reader) {
         const std::array<std::size_t, 1> start{3};
         const std::array<std::size_t, 1> count{2};
         std::vector<double> box(2);
         reader.readBox("y", 700, start, count, box);
     }},
    {"readComponent",
     [](Reader& reader) {
         std::vector<double> values(2'000);
         reader.readComponent("y", 7, 100, 2'000, values);
     }},
    {"reduce", [](Reader& reader) { reader.reduce("y", 0, 3, 0, kLongRun, 50); }},
    {"reduceTimes", [](Reader& reader) { reader.reduce("", 0, 1, 0, kLongRun, 50); }},
    {"progressiveReduction",
     [](Reader& reader) {
         ProgressiveReduction reduction("y", 0, 3);
         reduction.advance(reader, std::chrono::milliseconds(1));
     }},
};

struct Case
{
    Call call;
    bool live;
};

class CallLimit : public RunFolder, public testing::WithParamInterface<Case>
{
protected:
    CallLimit()
    {
        if (GetParam().live) {
            m_writer.emplace(m_path, testRun(kColumns), commitByHand());
            appendSteps(*m_writer, kLongRun, kColumns);
            m_writer->commit();
        } else {
            writeFinished(m_path, kLongRun, kColumns);
        }
    }

    std::optional<Writer> m_writer;
};

TEST_P(CallLimit, IsThatOfEachCall)
{
    std::optional<Reader> reader;
    ASSERT_TRUE(succeedsSoon([&] { reader.emplace(m_path, ReaderOptions{.callLimit = kTimeForACall}); }));
    {
        const AtPause slow("reader: clock has started", letTheTimePass, true);
        EXPECT_THAT(messageOf<Error>([&] { GetParam().call.make(*reader); }),
                    AnyOf(HasSubstr("takes too long"), HasSubstr("time for one call")));
        EXPECT_GE(slow.calls(), 1U);
    }
    EXPECT_TRUE(succeedsSoon([&] { GetParam().call.make(*reader); })) << "the next call has its own time";
}

std::vector<Case> casesOf()
{
    std::vector<Case> cases;
    for (const Call& call : kCallsThatRead) {
        cases.push_back({call, false});
        cases.push_back({call, true});
    }
    return cases;
}

INSTANTIATE_TEST_SUITE_P(Calls, CallLimit, testing::ValuesIn(casesOf()), [](const auto& made) {
    return std::string(made.param.call.name) + (made.param.live ? "_live" : "_finished");
});

class CallLimitOfARun : public RunFolder
{
};

TEST_F(CallLimitOfARun, IsThatOfOpening)
{
    writeFinished(m_path, 10);
    const AtPause slow("reader: clock has started", letTheTimePass, true);
    EXPECT_THAT(messageOf<Error>([&] { Reader(m_path, {.callLimit = kTimeForACall}); }),
                HasSubstr("takes too long"));
}

/// A refresh that hits the limit must be repeated later.
TEST_F(CallLimitOfARun, IsThatOfRefreshing)
{
    Writer writer(m_path, testRun(kColumns), commitByHand());
    std::optional<Reader> reader;
    ASSERT_TRUE(succeedsSoon([&] { reader.emplace(m_path, ReaderOptions{.callLimit = kTimeForACall}); }));
    appendSteps(writer, 5, kColumns);
    writer.commit();
    {
        const AtPause slow("reader: clock has started", letTheTimePass, true);
        EXPECT_THROW(reader->refresh(), Error);
        EXPECT_GE(slow.calls(), 1U);
    }
    EXPECT_TRUE(succeedsSoon([&] { reader->refresh(); }));
    EXPECT_EQ(reader->steps(), 5U);
    EXPECT_TRUE(succeedsSoon([&] { EXPECT_EQ(wrongElements(*reader, 5), 0U); }));
}

/// HDF5 refreshes a dataset in the first read after a poll. Its failure ends with the next poll.
TEST_F(CallLimitOfARun, IsThatOfAReadAfterAPoll)
{
    Writer writer(m_path, testRun(kColumns), commitByHand());
    std::optional<Reader> reader;
    ASSERT_TRUE(succeedsSoon([&] { reader.emplace(m_path, ReaderOptions{.callLimit = kTimeForACall}); }));
    appendSteps(writer, 100, kColumns);
    writer.commit();
    ASSERT_TRUE(succeedsSoon([&] { reader->refresh(); }));
    ASSERT_EQ(reader->steps(), 100U);
    {
        const AtPause slow("reader: clock has started", letTheTimePass, true);
        std::vector<double> row(kColumns);
        EXPECT_THROW(reader->readStep("y", 99, row), ChangedError);
    }
    EXPECT_TRUE(succeedsSoon([&] {
        reader->refresh();
        EXPECT_EQ(wrongElements(*reader, 100), 0U);
    }));
}

} // namespace

} // namespace h5pulse::test
