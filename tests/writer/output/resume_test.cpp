// SPDX-License-Identifier: MIT
// Resumed runs, after any end of their writer.
#include "killed_child.h"
#include "raw_file.h"
#include "temporary_folder.h"

#include <h5pulse/reader.h>
#include <h5pulse/recover.h>
#include <h5pulse/writer.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <csignal>
#include <fstream>
#include <limits>
#include <sys/stat.h>
#include <unistd.h>

namespace h5pulse::test {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

class Resume : public testing::Test
{
protected:
    static void append(Writer& writer, std::size_t count)
    {
        for (std::size_t i = 0; i < count; ++i) {
            const auto step = static_cast<double>(writer.steps());
            writer.append(step, std::vector<double>{step, step + 0.5}, static_cast<int>(step));
        }
    }

    void expectWhole(Reader& reader, std::size_t steps) const
    {
        ASSERT_EQ(reader.steps(), steps);
        std::vector<double> y(2);
        std::vector<int> n(1);
        for (std::size_t step = 0; step < steps; ++step) {
            reader.readStep("y", step, y);
            reader.readStep("n", step, n);
            ASSERT_THAT(y, ElementsAre(static_cast<double>(step), static_cast<double>(step) + 0.5));
            ASSERT_EQ(n[0], static_cast<int>(step));
            ASSERT_EQ(reader.readTimes(step, 1).front(), static_cast<double>(step));
        }
    }

    /// Kills a writer with this many committed steps.
    void crash(std::size_t steps, bool resumed = false) const
    {
        inKilledChild([&] {
            const WriterOptions foreground{.commitInterval = {}, .background = false};
            Writer writer = resumed ? Writer::resume(m_path, foreground) : Writer(m_path, m_run, foreground);
            append(writer, steps);
            writer.commit();
            append(writer, 3); // only in memory
            die();
        });
    }

    std::string refusal(const RunSpec& expected) const
    {
        try {
            Writer::resume(m_path, expected);
        } catch (const std::invalid_argument& error) {
            return error.what();
        }
        return "it was accepted";
    }

    /// Makes an empty dataset that can grow, as any program can.
    static void createGrowing(hid_t file, const char* name)
    {
        const hsize_t none = 0;
        const hsize_t unlimited = H5S_UNLIMITED;
        const hsize_t chunk = 10;
        const h5::Handle list(H5Pcreate(H5P_DATASET_CREATE), H5Pclose);
        H5Pset_chunk(list.get(), 1, &chunk);
        const h5::Handle space(H5Screate_simple(1, &none, &unlimited), H5Sclose);
        const h5::Handle dataset(
            H5Dcreate2(file, name, H5T_NATIVE_DOUBLE, space.get(), H5P_DEFAULT, list.get(), H5P_DEFAULT),
            H5Dclose);
        ASSERT_TRUE(dataset);
    }

    TemporaryFolder m_folder;
    std::filesystem::path m_path = m_folder / "run.h5";
    RunSpec m_run{
        .fields = {{.name = "y", .shape = {2}, .units = "V"}, {.name = "n", .type = ElementType::Int32}}};
};

TEST_F(Resume, continuesAFinishedRunUnderAnOpenReader)
{
    {
        Writer writer(m_path, m_run);
        append(writer, 10);
        writer.close();
    }
    Reader reader(m_path);
    Writer writer = Writer::resume(m_path, m_run);
    EXPECT_EQ(writer.steps(), 10U);
    EXPECT_EQ(writer.committedSteps(), 10U);
    EXPECT_EQ(reader.refresh(), Refresh::Unchanged);
    EXPECT_EQ(reader.state(), RunState::Running);
    append(writer, 5);
    writer.commit();
    EXPECT_EQ(reader.refresh(), Refresh::Grew);
    expectWhole(reader, 15);
    writer.close();
    reader.refresh();
    EXPECT_EQ(reader.state(), RunState::Finished);
    EXPECT_EQ(RawFile(m_path).extent("y"), (std::vector<hsize_t>{15, 2}));
    EXPECT_EQ(RawFile(m_path).extent("t"), (std::vector<hsize_t>{15}));
}

TEST_F(Resume, continuesACrashedRunUnderAnOpenReader)
{
    crash(10);
    Reader reader(m_path);
    EXPECT_EQ(reader.state(), RunState::Crashed);
    expectWhole(reader, 10);
    {
        Writer writer = Writer::resume(m_path);
        append(writer, 4);
        writer.commit();
        EXPECT_NE(reader.refresh(), Refresh::Restarted);
        expectWhole(reader, 14);
        EXPECT_EQ(reader.state(), RunState::Running);
    }
    crash(3, true);
    reader.refresh();
    EXPECT_EQ(reader.state(), RunState::Crashed);
    Writer::resume(m_path).close();
    EXPECT_NE(reader.refresh(), Refresh::Restarted);
    expectWhole(reader, 17);
    EXPECT_EQ(reader.state(), RunState::Finished);
}

TEST_F(Resume, continuesAStoppedRunUnderAnOpenReader)
{
    Reader reader = [&] {
        Writer writer(m_path, m_run);
        append(writer, 10);
        writer.stop("enough for today");
        return Reader(m_path);
    }();
    EXPECT_EQ(reader.state(), RunState::Stopped);
    Writer writer = Writer::resume(m_path, m_run);
    EXPECT_EQ(writer.steps(), 10U);
    EXPECT_EQ(reader.refresh(), Refresh::Unchanged);
    EXPECT_EQ(reader.state(), RunState::Running);
    EXPECT_EQ(reader.writerStatus().reason, "") << "that of the writer before";
    append(writer, 5);
    writer.close();
    EXPECT_EQ(reader.refresh(), Refresh::Grew);
    expectWhole(reader, 15);
    EXPECT_EQ(reader.state(), RunState::Finished);
    ASSERT_EQ(reader.segments().size(), 2U);
    EXPECT_EQ(reader.segments()[0].state, RunState::Stopped);
    EXPECT_EQ(reader.segments()[0].reason, "enough for today");
    EXPECT_EQ(reader.segments()[0].endStep, 10U);
    EXPECT_EQ(reader.segments()[1].state, RunState::Finished);
    EXPECT_EQ(reader.segments()[1].reason, "");
}

TEST_F(Resume, isRememberedAsSegments)
{
    {
        Writer writer(m_path, m_run);
        append(writer, 4);
        writer.fail("diverged");
    }
    Reader reader(m_path);
    ASSERT_EQ(reader.segments().size(), 1U);
    EXPECT_EQ(reader.segments()[0].state, RunState::Failed);
    crash(3, true);
    Writer writer = Writer::resume(m_path);
    append(writer, 2);
    writer.commit();
    reader.refresh();
    const std::vector<Segment>& segments = reader.segments();
    ASSERT_EQ(segments.size(), 3U);
    const std::array<std::pair<std::size_t, std::size_t>, 3> steps{{{0, 4}, {4, 7}, {7, 9}}};
    const std::array<RunState, 3> states{RunState::Failed, RunState::Crashed, RunState::Running};
    for (std::size_t i = 0; i < segments.size(); ++i) {
        EXPECT_EQ(segments[i].firstStep, steps[i].first) << i;
        EXPECT_EQ(segments[i].endStep, steps[i].second) << i;
        EXPECT_EQ(segments[i].state, states[i]) << i;
        EXPECT_GT(segments[i].startTime, 1.7e9) << i;
        EXPECT_GE(segments[i].endTime, segments[i].startTime) << i;
        EXPECT_FALSE(segments[i].host.empty()) << i;
    }
    EXPECT_EQ(segments[0].reason, "diverged");
    EXPECT_NE(segments[1].processId, ::getpid());
    EXPECT_EQ(segments[2].processId, ::getpid());
    EXPECT_EQ(Reader(m_path).segments().size(), 3U);
}

TEST_F(Resume, namesEveryDifference)
{
    Writer(m_path, m_run).close();
    EXPECT_EQ(refusal(m_run), "it was accepted");
    RunSpec other = m_run;
    other.fields[0].shape = {3, 4};
    other.fields[1].type = ElementType::Float64;
    other.fields.push_back({.name = "extra"});
    EXPECT_THAT(refusal(other), AllOf(HasSubstr("run.h5"), HasSubstr("field 'y' has the shape 2, not 3 x 4"),
                                      HasSubstr("field 'n' has elements of int32, not float64"),
                                      HasSubstr("field 'extra' is not in the file")));
    other = m_run;
    std::swap(other.fields[0], other.fields[1]);
    EXPECT_THAT(refusal(other), HasSubstr("the order of the fields in the file is 'y', 'n'"));
    other.fields.pop_back();
    EXPECT_THAT(refusal(other), HasSubstr("the file has a field 'y' that is not expected"));
    EXPECT_EQ(Reader(m_path).state(), RunState::Finished) << "a refusal leaves the file as it is";
    EXPECT_EQ(Reader(m_path).segments().size(), 2U) << "one for the resume that was accepted";
}

class ResumeAsSaid : public Resume
{
protected:
    ResumeAsSaid()
    {
        m_run.fields[0].longName = "voltage";
        m_run.fields[0].axes = {"x"};
        m_run.axes = {{.name = "x", .values = {0.5, kNan}, .units = "m", .longName = "place"},
                      {.name = "spare", .values = {1.0}}}; // an axis that no field uses
        m_run.timeUnits = "s";
        m_run.attributes = {{"solver", Attribute("rk4")},
                            {"dt", Attribute(0.01)},
                            {"n", Attribute(std::int64_t{3})},
                            {"none", Attribute(kNan)},
                            {"list", Attribute(std::vector<double>{1.0, kNan})}};
        Writer(m_path, m_run).close();
    }

    static constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
};

TEST_F(ResumeAsSaid, takesWhatItHasWritten)
{
    EXPECT_EQ(refusal(m_run), "it was accepted");
    RunSpec same = m_run;
    same.attributes["n"] = 3.0;
    EXPECT_EQ(refusal(same), "it was accepted");
}

TEST_F(ResumeAsSaid, asksNothingOfWhatIsNotSaid)
{
    RunSpec less{.fields = {{.name = "y", .shape = {2}}, {.name = "n", .type = ElementType::Int32}}};
    EXPECT_EQ(refusal(less), "it was accepted");
    less.axes = {{.name = "x", .values = {0.5, kNan}}};
    less.attributes = {{"dt", Attribute(0.01)}};
    EXPECT_EQ(refusal(less), "it was accepted");
}

TEST_F(ResumeAsSaid, takesTheFieldsOfTheFileWhereNoneAreSaid)
{
    EXPECT_EQ(refusal({.axes = {{.name = "x", .values = {0.5, kNan}}}, .endTime = 30.0}), "it was accepted");
    EXPECT_THAT(refusal({.timeUnits = "ms"}), HasSubstr("ms"));
    Writer writer = Writer::resume(m_path, RunSpec{});
    ASSERT_EQ(writer.fields().size(), 2U);
    append(writer, 1);
    writer.close();
    EXPECT_EQ(Reader(m_path).steps(), 1U);
}

TEST_F(ResumeAsSaid, namesEveryDifference)
{
    const auto bytes = [&] {
        std::ifstream file(m_path, std::ios::binary);
        return std::string(std::istreambuf_iterator<char>(file), {});
    };
    const std::string before = bytes();
    RunSpec other = m_run;
    other.fields[0].units = "mV";
    other.fields[0].longName = "current";
    other.fields[1].units = "1";
    other.axes[0].units = "km";
    other.axes[0].longName = "distance";
    other.axes[0].values[0] = 0.25;
    other.axes[1].values = {1.0, 2.0};
    other.timeUnits = "ms";
    other.attributes["solver"] = "euler";
    other.attributes["dt"] = 0.02;
    other.attributes["n"] = std::int64_t{4};
    other.attributes["list"] = std::vector<double>{1.0};
    other.attributes["none"] = 0.0;
    other.attributes["seed"] = std::int64_t{42};
    const std::string message = refusal(other);
    for (const char* difference :
         {"field 'y' has the units 'V', not 'mV'", "field 'y' has the long name 'voltage', not 'current'",
          "field 'n' has the units nothing, not '1'", "axis 'x' has the units 'm', not 'km'",
          "axis 'x' has the long name 'place', not 'distance'",
          "axis 'x' has the value 0.5 at index 0, not 0.25", "axis 'spare' has 1 value, not 2",
          "the time has the units 's', not 'ms'", "attribute 'solver' is 'rk4', not 'euler'",
          "attribute 'dt' is 0.01, not 0.02", "attribute 'n' is 3, not 4",
          "attribute 'list' is [1, nan], not [1]", "attribute 'none' is nan, not 0",
          "attribute 'seed' is not in the file"}) {
        EXPECT_THAT(message, HasSubstr(difference));
    }
    other = m_run;
    other.fields[0].axes = {"y-axis"};
    other.axes.push_back({.name = "y-axis", .values = {1.0, 2.0}});
    EXPECT_THAT(refusal(other), AllOf(HasSubstr("field 'y' has the axis of dimension 0 'x', not 'y-axis'"),
                                      HasSubstr("axis 'y-axis' is not in the file")));
    EXPECT_EQ(bytes(), before);
}

class ResumeFurther : public Resume
{
protected:
    ResumeFurther() { m_run.endTime = 10.0; }

    RunSpec until(double endTime) const
    {
        RunSpec run = m_run;
        run.endTime = endTime;
        return run;
    }

    /// The content that any HDF5 program sees.
    double endTimeInFile() const
    {
        const RawFile file(m_path);
        const h5::Handle attribute(H5Aopen_by_name(file.id(), "t", "end_time", H5P_DEFAULT, H5P_DEFAULT),
                                   H5Aclose);
        double value = 0.0;
        EXPECT_GE(H5Aread(attribute.get(), H5T_NATIVE_DOUBLE, &value), 0);
        return value;
    }
};

TEST_F(ResumeFurther, movesTheEndOfAFinishedRun)
{
    Writer(m_path, m_run).close();
    Reader reader(m_path);
    EXPECT_EQ(reader.info().endTime, 10.0);
    Writer writer = Writer::resume(m_path, until(20.0));
    reader.refresh();
    EXPECT_EQ(reader.info().endTime, 20.0);
    EXPECT_EQ(Reader(m_path).info().endTime, 20.0);
    append(writer, 3);
    writer.close();
    EXPECT_NE(reader.refresh(), Refresh::Restarted);
    expectWhole(reader, 3);
    EXPECT_EQ(reader.info().endTime, 20.0);
    EXPECT_EQ(endTimeInFile(), 20.0);
}

TEST_F(ResumeFurther, movesTheEndOfACrashedRunUnderReaders)
{
    crash(5);
    Reader open(m_path);
    Reader polling(m_path);
    for (int i = 1; i <= 5; ++i) {
        const double endTime = 10.0 + i;
        inKilledChild([&] {
            Writer writer =
                Writer::resume(m_path, until(endTime), {.commitInterval = {}, .background = false});
            append(writer, 1);
            writer.commit();
            die();
        });
        polling.refresh();
        EXPECT_EQ(polling.info().endTime, endTime);
        EXPECT_EQ(Reader(m_path).info().endTime, endTime);
    }
    open.refresh();
    EXPECT_EQ(open.info().endTime, 15.0);
    expectWhole(open, 10);
    Writer::resume(m_path).close();
    EXPECT_EQ(endTimeInFile(), 15.0) << "who says nothing leaves it";
}

TEST_F(ResumeFurther, givesAnEndToARunThatHadNone)
{
    m_run.endTime = std::numeric_limits<double>::quiet_NaN();
    Writer(m_path, m_run).close();
    EXPECT_TRUE(std::isnan(Reader(m_path).info().endTime));
    EXPECT_TRUE(std::isnan(endTimeInFile()));
    Writer::resume(m_path, until(7.0)).close();
    EXPECT_EQ(endTimeInFile(), 7.0);
    Writer::resume(m_path, until(std::numeric_limits<double>::infinity())).close();
    EXPECT_EQ(Reader(m_path).info().endTime, 7.0);
}

/// A file of an earlier version. Nothing can be added to a file that has readers.
TEST_F(ResumeFurther, needsAPlaceForTheEnd)
{
    Writer(m_path, m_run).close();
    {
        const h5::Handle file(H5Fopen(m_path.c_str(), H5F_ACC_RDWR, H5P_DEFAULT), H5Fclose);
        ASSERT_GE(H5Adelete_by_name(file.get(), "t", "end_time", H5P_DEFAULT), 0);
    }
    EXPECT_THAT(refusal(m_run), HasSubstr("the file stores no end time"));
    m_run.endTime = std::numeric_limits<double>::quiet_NaN();
    EXPECT_EQ(refusal(m_run), "it was accepted");
}

TEST_F(Resume, isRefusedWhileTheWriterLives)
{
    Writer writer(m_path, m_run);
    try {
        Writer::resume(m_path);
        FAIL() << "it was accepted";
    } catch (const InUseError& error) {
        EXPECT_THAT(error.what(), HasSubstr("process " + std::to_string(::getpid())));
    }
}

TEST_F(Resume, needsARunOfH5pulse)
{
    EXPECT_THROW(Writer::resume(m_path), Error);
    std::ofstream(m_path) << "my thesis";
    EXPECT_THROW(Writer::resume(m_path), Error);
    std::filesystem::remove(m_path);
    {
        const h5::Handle file(H5Fcreate(m_path.c_str(), H5F_ACC_EXCL, H5P_DEFAULT, H5P_DEFAULT), H5Fclose);
        createGrowing(file.get(), "y");
    }
    try {
        Writer::resume(m_path);
        FAIL() << "it was accepted";
    } catch (const Error& error) {
        EXPECT_THAT(error.what(), HasSubstr("it was not written by h5pulse"));
    }
}

/// Datasets that another program adds to a finished run do not change its number of steps.
TEST_F(Resume, isNotMisledByDatasetsOfOthers)
{
    {
        Writer writer(m_path, m_run);
        append(writer, 10);
    }
    {
        const h5::Handle file(H5Fopen(m_path.c_str(), H5F_ACC_RDWR, H5P_DEFAULT), H5Fclose);
        createGrowing(file.get(), "a-note");
    }
    EXPECT_EQ(Reader(m_path).steps(), 10U);
    Writer writer = Writer::resume(m_path, m_run);
    append(writer, 1);
    writer.close();
    Reader reader(m_path);
    expectWhole(reader, 11);
    EXPECT_EQ(reader.steps("a-note"), 0U);
}

/// A killed writer may have reserved blocks beyond the end of its file, if the file system does that quickly.
TEST_F(Resume, RecoverGivesBackTheBlocksAhead)
{
    crash(300'000); // about 6 MB, and as much reserved
    recover(m_path);
    struct stat status = {};
    ASSERT_EQ(::stat(m_path.c_str(), &status), 0);
    EXPECT_LE(status.st_blocks * 512, status.st_size + 4096);
}

} // namespace
} // namespace h5pulse::test
