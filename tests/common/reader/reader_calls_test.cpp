// SPDX-License-Identifier: MIT
// What a poll and the newest rows cost: calls that read, and bytes. The kernel counts them.
#include "support/read_count.h"
#include "support/run_folder.h"
#include "support/scripts.h"
#include "support/test_run.h"
#include "wait_until.h"

namespace h5pulse::test {

namespace {

constexpr std::size_t kComponents = 256;
constexpr std::size_t kRowBytes = kComponents * sizeof(double);

class ReaderCalls : public RunFolder
{
protected:
    void commit(std::size_t steps)
    {
        appendSteps(*m_writer, steps, kComponents);
        m_writer->commit();
    }

    void expectNewestStep(Reader& reader) const
    {
        const std::size_t step = m_writer->steps() - 1;
        std::vector<double> row(kComponents);
        const ReadCount reads = readsOf([&] {
            EXPECT_EQ(reader.readTimes(step, 1).front(), timeOf(step));
            reader.readStep("y", step, row);
        });
        EXPECT_EQ(row, rowOf(step, kComponents)) << step;
        // Where a chunk begins, HDF5 reads the index of the chunks.
        EXPECT_LT(reads.bytes, kRowBytes + 16'384) << step;
    }

    std::optional<Writer> m_writer;
};

TEST_F(ReaderCalls, NewestStepReadsItsBytesAlone)
{
    m_writer.emplace(m_path, testRun(kComponents), commitByHand());
    Reader reader(m_path);
    commit(100);
    ASSERT_EQ(reader.refresh(), Refresh::Grew);
    expectNewestStep(reader);
    commit(1);
    ASSERT_EQ(reader.refresh(), Refresh::Grew);
    std::vector<double> row(kComponents);
    const ReadCount time = readsOf([&] { EXPECT_EQ(reader.readTimes(100, 1).front(), timeOf(100)); });
    EXPECT_EQ(time.calls, 1U);
    EXPECT_EQ(time.bytes, sizeof(double));
    const ReadCount values = readsOf([&] { reader.readStep("y", 100, row); });
    EXPECT_EQ(values.calls, 1U);
    EXPECT_EQ(values.bytes, kRowBytes);
    EXPECT_EQ(row, rowOf(100, kComponents));
}

TEST_F(ReaderCalls, NewestStepOfEachChunkIsThatOfTheWriter)
{
    m_writer.emplace(m_path, testRun(kComponents), commitByHand());
    Reader reader(m_path);
    for (int i = 0; i < 300; ++i) { // chunks hold 128 steps
        commit(1);
        ASSERT_EQ(reader.refresh(), Refresh::Grew);
        expectNewestStep(reader);
    }
}

TEST_F(ReaderCalls, PollReadsTheSuperblockTheTimesAndTheHeartbeat)
{
    m_writer.emplace(m_path, testRun(kComponents), commitByHand());
    Reader reader(m_path);
    commit(100);
    ASSERT_EQ(reader.refresh(), Refresh::Grew);
    const ReadCount idle = readsOf([&] { EXPECT_EQ(reader.refresh(), Refresh::Unchanged); });
    EXPECT_EQ(idle.calls, 3U);
    EXPECT_LT(idle.bytes, 1'500U);
    commit(1);
    const ReadCount news = readsOf([&] { EXPECT_EQ(reader.refresh(), Refresh::Grew); });
    EXPECT_EQ(news.calls, 4U) << "and the headers of the two fields together";
    EXPECT_LT(news.bytes, 4'000U);
}

TEST_F(ReaderCalls, PollOfManyFieldsReadsTheirHeadersTogether)
{
    constexpr std::size_t fields = 40;
    RunSpec run;
    for (std::size_t i = 0; i < fields; ++i) {
        run.fields.push_back({.name = "y" + std::to_string(i), .units = "V"});
    }
    Writer writer(m_path, run, commitByHand());
    Reader reader(m_path);
    const auto append = [&] {
        writer.beginStep(timeOf(writer.steps()));
        for (std::size_t i = 0; i < fields; ++i) {
            writer.put(run.fields[i].name, valueOf(writer.steps(), i));
        }
        writer.endStep();
        writer.commit();
    };
    for (int i = 0; i < 3; ++i) {
        append();
        ASSERT_EQ(reader.refresh(), Refresh::Grew);
    }
    append();
    const ReadCount news = readsOf([&] { EXPECT_EQ(reader.refresh(), Refresh::Grew); });
    EXPECT_LE(news.calls, 12U);
    for (std::size_t i = 0; i < fields; ++i) {
        std::vector<double> value(1);
        reader.readStep(run.fields[i].name, 3, value);
        EXPECT_EQ(value[0], valueOf(3, i));
    }
}

TEST_F(ReaderCalls, FewNewestStepsOfOneComponentReadNoWholeChunk)
{
    m_writer.emplace(m_path, testRun(kComponents), commitByHand());
    Reader reader(m_path);
    commit(100);
    ASSERT_EQ(reader.refresh(), Refresh::Grew);
    expectNewestStep(reader);
    std::vector<double> column(5);
    const ReadCount component = readsOf([&] { reader.readComponent("y", 7, 95, 5, column); });
    EXPECT_LE(component.bytes, 5 * kRowBytes);
    for (std::size_t i = 0; i < column.size(); ++i) {
        EXPECT_EQ(column[i], valueOf(95 + i, 7));
    }
    const std::array<std::size_t, 1> start{10};
    const std::array<std::size_t, 1> count{3};
    std::vector<double> box(3);
    const ReadCount part = readsOf([&] { reader.readBox("y", 99, start, count, box); });
    EXPECT_EQ(part.bytes, 3 * sizeof(double));
    EXPECT_EQ(box, (std::vector<double>{valueOf(99, 10), valueOf(99, 11), valueOf(99, 12)}));
}

/// HDF5 keeps chunks that it has read. Rows that came later are not in them.
TEST_F(ReaderCalls, ColumnsThatHdf5ReadsHaveTheNewestRows)
{
    m_writer.emplace(m_path, testRun(kComponents), commitByHand());
    Reader reader(m_path);
    for (std::size_t steps = 100; steps < 120; ++steps) {
        commit(steps - m_writer->steps());
        ASSERT_EQ(reader.refresh(), Refresh::Grew);
        std::vector<double> column(steps);
        reader.readComponent("y", 7, 0, steps, column);
        for (std::size_t i = 0; i < steps; ++i) {
            ASSERT_EQ(column[i], valueOf(i, 7)) << i << " of " << steps;
        }
    }
}

TEST_F(ReaderCalls, AnyStepOfAFinishedRunReadsNoWholeChunk)
{
    writeFinished(m_path, 1'000, kComponents);
    Reader reader(m_path);
    std::vector<double> row(kComponents);
    reader.readStep("y", 3, row);
    for (const std::size_t step : {std::size_t{500}, std::size_t{501}, std::size_t{999}}) {
        const ReadCount reads = readsOf([&] { reader.readStep("y", step, row); });
        EXPECT_LE(reads.bytes, kRowBytes + 8'192) << step;
        EXPECT_EQ(row, rowOf(step, kComponents));
    }
    const ReadCount again = readsOf([&] { reader.readStep("y", 998, row); });
    EXPECT_EQ(again.calls, 1U);
    EXPECT_EQ(again.bytes, kRowBytes);
}

TEST_F(ReaderCalls, NewestStepOfAnH5pyWriterReadsNoWholeChunk)
{
    // Chunks of 8,000 bytes of times and 6,400 bytes of values.
    Process writer(script("h5py_swmr_writer.py", {m_path, "500", "10", "ask", "hang"}));
    ASSERT_TRUE(writer.readUntil("ready"));
    Reader reader(m_path);
    std::vector<double> row(8);
    for (std::size_t steps = 10; steps < 50; steps += 10) {
        writer.writeLine("go on");
        ASSERT_TRUE(writer.readUntil("steps " + std::to_string(steps)));
        const ReadCount reads = readsOf([&] {
            EXPECT_EQ(reader.refresh(), Refresh::Grew);
            EXPECT_EQ(reader.readTimes(steps - 1, 1).front(), timeOf(steps - 1));
            reader.readStep("y", steps - 1, row);
        });
        EXPECT_EQ(row, rowOf(steps - 1, 8));
        EXPECT_LT(reads.bytes, 5'000U) << steps;
        EXPECT_LE(reads.calls, 14U) << steps;
        const ReadCount idle = readsOf([&] { EXPECT_EQ(reader.refresh(), Refresh::Unchanged); });
        EXPECT_LE(idle.calls, 3U) << steps;
        EXPECT_LT(idle.bytes, 1'000U) << steps;
    }
    writer.kill(9);
    writer.wait();
}

} // namespace

} // namespace h5pulse::test
