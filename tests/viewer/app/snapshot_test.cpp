// SPDX-License-Identifier: GPL-3.0-or-later
// --snapshot: its step, its size, and when it is taken.
#include "live_writer.h"
#include "program.h"

#include <fstream>

namespace h5pulse::viewer::test {

class SnapshotTest : public ProgramTest
{
protected:
    SnapshotTest()
        : m_writer(m_file)
    {
        m_writer.append(100);
    }

    std::string m_file = path("run.h5");
    LiveWriter m_writer;
};

TEST_F(SnapshotTest, ShowsTheStepThatIsAskedFor)
{
    picture({m_file});
    EXPECT_THAT(m_said, HasSubstr("y, step 99, t = 9.9 s"));
    picture({m_file, "--at", "last"});
    EXPECT_THAT(m_said, HasSubstr("step 99"));
    picture({m_file, "--at", "0"});
    EXPECT_THAT(m_said, HasSubstr("step 0, t = 0 s"));
    picture({m_file, "--at", "t=4.26"});
    EXPECT_THAT(m_said, HasSubstr("step 42, t = 4.2 s"));
    picture({m_file, "--at", "t=0.3"});
    EXPECT_THAT(m_said, HasSubstr("step 3")) << "3 * 0.1 is a little more than 0.3";
    picture({m_file, "--at", "t=1e9"});
    EXPECT_THAT(m_said, HasSubstr("step 99"));
    picture({m_file, "--field", "energy", "--at", "7"});
    EXPECT_THAT(m_said, HasSubstr("energy, step 7"));
}

TEST_F(SnapshotTest, HasTheSizeThatIsAskedFor)
{
    EXPECT_EQ(picture({m_file}).size(), QSize(1280, 800));
    EXPECT_EQ(picture({m_file, "--size", "640x480"}).size(), QSize(640, 480));
    EXPECT_EQ(picture({m_file, "--size", "520x360"}).size(), QSize(520, 360));
    EXPECT_EQ(picture({m_file, "--size", "800x600", "--scale", "2"}).size(), QSize(1600, 1200));
}

TEST_F(SnapshotTest, WaitsForEachOfManyViews)
{
    m_writer.close();
    std::vector<std::string> arguments{m_file};
    for (const char* view :
         {"state", "map", "diagnostics", "spectrum", "histogram", "table", "information", "traces"}) {
        arguments.insert(arguments.end(), {"--view", view});
    }
    const QImage first = picture(arguments);
    EXPECT_EQ(first, picture(arguments)) << "nothing comes later";
}

TEST_F(SnapshotTest, IsTheSameEachTime)
{
    m_writer.close();
    const QImage first = picture({m_file, "--at", "50"});
    const QImage second = picture({m_file, "--at", "50"});
    EXPECT_EQ(first, second);
    EXPECT_NE(first, picture({m_file, "--at", "51"}));
    EXPECT_NE(first, picture({m_file, "--at", "50", "--theme", "dark"}));
}

TEST_F(SnapshotTest, ShowsViewsThatHaveMoreToRead)
{
    m_writer.close();
    for (int i = 0; i < 5; ++i) { // repeated, because the failure was a race
        for (const char* view : {"map", "diagnostics", "spectrum", "table"}) {
            EXPECT_FALSE(picture({m_file, "--view", view}).isNull()) << view;
        }
    }
}

TEST_F(SnapshotTest, WaitsForTheFile)
{
    const std::string later = path("later.h5");
    h5pulse::test::Process viewer(
        {"env", "-u", "DISPLAY", H5PULSE_VIEWER, later, "--wait", "60", "--snapshot", picturePath()});
    const std::string hidden = path("hidden.h5");
    {
        LiveWriter writer(hidden);
        writer.append(5);
        writer.close();
    }
    std::filesystem::rename(hidden, later);
    const ProcessResult result = viewer.wait(std::chrono::seconds(60));
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_THAT(result.out, HasSubstr("step 4"));
}

TEST_F(SnapshotTest, ShowsARunWithoutSteps)
{
    const std::string file = path("none.h5");
    const LiveWriter writer(file);
    EXPECT_FALSE(picture({file}).isNull());
    EXPECT_THAT(m_said, HasSubstr("no steps"));
}

TEST_F(SnapshotTest, ShowsAnotherRunBeside)
{
    m_writer.close(); // the picture of a live run would show the age of the data
    const std::string other = path("other.h5");
    LiveWriter writer(other, 5.0);
    writer.append(60);
    writer.close();
    const QImage alone = picture({m_file, "--at", "50", "--size", "1000x700"});
    const QImage both = picture({m_file, "--at", "50", "--size", "1000x700", "--compare", other});
    EXPECT_NE(alone, both);
    EXPECT_EQ(both, picture({m_file, "--at", "50", "--size", "1000x700", "--compare", other}))
        << "it waits for all of it";
    const ProcessResult gone =
        runViewer({m_file, "--compare", path("gone.h5"), "--snapshot", path("none.png")});
    EXPECT_EQ(gone.status, 1);
    EXPECT_THAT(gone.err, HasSubstr("compared run gone.h5: "));
    EXPECT_FALSE(std::filesystem::exists(path("none.png")));
    EXPECT_EQ(runViewer({"--compare", other}).status, 2) << "with what?";
}

} // namespace h5pulse::viewer::test
