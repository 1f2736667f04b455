// SPDX-License-Identifier: MIT
// A reader that looks while the writer ends, at each critical moment of one of them. An ended run has all
// steps, and a run that ends never looks crashed.
#include "support/at_pause.h"
#include "support/crashed_run.h"
#include "support/run_folder.h"
#include "support/test_run.h"

#include <h5pulse/recover.h>

#include <optional>

namespace h5pulse::test {

namespace {

class EndingRace : public RunFolder
{
protected:
    static constexpr std::size_t kComponents = 3;
    static constexpr std::size_t kBefore = 5;
    static constexpr std::size_t kAll = 9;

    EndingRace()
    {
        m_writer.emplace(m_path, testRun(kComponents), commitByHand());
        append(kBefore);
        m_writer->commit();
    }

    void append(std::size_t upTo) { appendSteps(*m_writer, upTo - m_writer->steps(), kComponents); }

    /// Appends the last steps, and ends the run.
    void end(bool failed)
    {
        append(kAll);
        failed ? m_writer->fail("as asked") : m_writer->close();
    }

    /// Checks what must hold at any moment: rows are right, an ended run is complete, and no run has crashed.
    static void expectSound(Reader& reader, RunState ended)
    {
        EXPECT_TRUE(reader.state() == RunState::Running || reader.state() == ended)
            << toString(reader.state());
        EXPECT_GE(reader.steps(), kBefore);
        if (reader.state() == ended) {
            EXPECT_EQ(reader.steps(), kAll);
            EXPECT_EQ(reader.writerStatus().committedSteps, kAll);
        }
        EXPECT_EQ(wrongElements(reader, reader.steps()), 0U);
    }

    std::optional<Writer> m_writer;
};

struct Moment
{
    const char* point;
    bool failed;
};

std::string nameOf(const testing::TestParamInfo<Moment>& moment)
{
    std::string name = moment.param.point;
    name = name.substr(name.find(' ') + 1);
    std::replace(name.begin(), name.end(), ' ', '_');
    return name + (moment.param.failed ? "_fail" : "_close");
}

/// The writer ends while the reader is at this point of opening or refreshing the run.
class ReaderIsAt : public EndingRace, public testing::WithParamInterface<Moment>
{
protected:
    RunState ended() const { return GetParam().failed ? RunState::Failed : RunState::Finished; }

    void expectEnded(Reader& reader) const
    {
        expectSound(reader, ended());
        reader.refresh();
        expectSound(reader, ended());
        EXPECT_EQ(reader.state(), ended()) << "it is over now";
    }
};

class ReaderRefreshes : public ReaderIsAt
{
};

TEST_P(ReaderRefreshes, TheLastStepsAreThere)
{
    Reader reader(m_path);
    {
        const AtPause pause(GetParam().point, [&] { end(GetParam().failed); });
        reader.refresh();
        EXPECT_EQ(pause.calls(), 1U);
        EXPECT_EQ(pause.failure(), "");
    }
    expectEnded(reader);
}

class ReaderOpens : public ReaderIsAt
{
};

TEST_P(ReaderOpens, TheLastStepsAreThere)
{
    std::optional<Reader> reader;
    {
        const AtPause pause(GetParam().point, [&] { end(GetParam().failed); });
        reader.emplace(m_path);
        EXPECT_EQ(pause.calls(), 1U);
        EXPECT_EQ(pause.failure(), "");
    }
    expectEnded(*reader);
}

std::vector<Moment> momentsOf(const std::vector<const char*>& points)
{
    std::vector<Moment> moments;
    for (const char* point : points) {
        moments.push_back({point, false});
        moments.push_back({point, true});
    }
    return moments;
}

const std::vector<Moment> kMomentsOfRefreshing =
    momentsOf({"reader: extents are read", "reader: heartbeat is read"});
const std::vector<Moment> kMomentsOfOpening =
    momentsOf({"reader: opens", "reader: extents are read", "reader: heartbeat is read"});
const std::vector<Moment> kMomentsOfWriting =
    momentsOf({"writer: rows are written", "writer: fields are published", "writer: times are published",
               "writer: end is told", "writer: file is closed", "writer: lock is free"});

INSTANTIATE_TEST_SUITE_P(Moments, ReaderRefreshes, testing::ValuesIn(kMomentsOfRefreshing), nameOf);
INSTANTIATE_TEST_SUITE_P(Moments, ReaderOpens, testing::ValuesIn(kMomentsOfOpening), nameOf);

/// The reader looks while the writer is at this point.
class WriterIsAt : public EndingRace, public testing::WithParamInterface<Moment>
{
};

TEST_P(WriterIsAt, TheReaderIsRight)
{
    const RunState ended = GetParam().failed ? RunState::Failed : RunState::Finished;
    Reader watching(m_path);
    {
        const AtPause pause(GetParam().point, [&] {
            watching.refresh();
            expectSound(watching, ended);
            Reader late(m_path);
            expectSound(late, ended);
            EXPECT_EQ(late.steps(), watching.steps());
        });
        end(GetParam().failed);
        EXPECT_EQ(pause.calls(), 1U);
        EXPECT_EQ(pause.failure(), "");
    }
    watching.refresh();
    expectSound(watching, ended);
    EXPECT_EQ(watching.state(), ended);
}

INSTANTIATE_TEST_SUITE_P(Moments, WriterIsAt, testing::ValuesIn(kMomentsOfWriting), nameOf);

/// Steps count as soon as their times are in the file, and not before.
TEST_F(EndingRace, StepsCountWithTheirTimes)
{
    Reader reader(m_path);
    for (const char* point : {"writer: rows are written", "writer: fields are published"}) {
        const AtPause pause(point, [&] { reader.refresh(); });
        const std::size_t before = m_writer->committedSteps();
        append(before + 2);
        m_writer->commit();
        EXPECT_EQ(pause.calls(), 1U);
        EXPECT_EQ(reader.steps(), before);
    }
    const AtPause pause("writer: times are published", [&] { reader.refresh(); });
    append(kAll + 2);
    m_writer->commit();
    EXPECT_EQ(reader.steps(), kAll + 2) << "visible before the heartbeat tells of it";
    EXPECT_EQ(wrongElements(reader, kAll + 2), 0U);
}

class ResumingRace : public RunFolder
{
};

/// The lock of a dead writer is free. After the reader has seen that, another writer resumes the run.
TEST_F(ResumingRace, ARunThatIsResumedJustNowHasNotCrashed)
{
    writeCrashed(H5PULSE_TEST_WRITER, m_path, 7);
    std::optional<Writer> writer;
    const AtPause pause("reader: lock is free", [&] { writer = Writer::resume(m_path); });
    Reader reader(m_path);
    EXPECT_EQ(pause.calls(), 1U);
    EXPECT_EQ(pause.failure(), "");
    EXPECT_EQ(reader.state(), RunState::Running);
    EXPECT_EQ(wrongElements(reader, 7), 0U);
}

} // namespace

} // namespace h5pulse::test
