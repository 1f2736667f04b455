// SPDX-License-Identifier: GPL-3.0-or-later
// --watch-snapshot, --animate, --view and formats of --snapshot, from outside.
#include "live_writer.h"
#include "program.h"

#include <csignal>
#include <fstream>
#include <memory>

namespace h5pulse::viewer::test {

namespace {

class WatchSnapshotTest : public ProgramTest
{
protected:
    /// @param by a program that starts the viewer
    h5pulse::test::Process& watch(std::vector<std::string> arguments = {},
                                  const std::vector<std::string>& by = {"env"})
    {
        std::vector<std::string> argv = by;
        argv.insert(argv.end(),
                    {"env", "-u", "DISPLAY", "-u", "WAYLAND_DISPLAY", "-u", "QT_QPA_PLATFORM", H5PULSE_VIEWER,
                     m_file, "--watch-snapshot", m_pictures.string(), "--every", "0.2"});
        argv.insert(argv.end(), arguments.begin(), arguments.end());
        m_viewer = std::make_unique<h5pulse::test::Process>(argv);
        return *m_viewer;
    }

    QImage latest() { return QImage(QString::fromStdString((m_pictures / "latest.png").string())); }

    /// Waits for a picture that differs from this one. Null: the deadline came first.
    QImage another(const QImage& before)
    {
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
        while (std::chrono::steady_clock::now() < deadline) {
            if (std::filesystem::exists(m_pictures / "latest.png")) {
                const QImage now = latest();
                EXPECT_FALSE(now.isNull()) << "it is whole at any moment";
                if (now != before) {
                    return now;
                }
            }
            m_viewer->listen(std::chrono::milliseconds(5));
        }
        return {};
    }

    std::string m_file = path("run.h5");
    std::filesystem::path m_pictures = m_folder / "pictures/of this run";
    std::unique_ptr<h5pulse::test::Process> m_viewer;
};

std::vector<std::string> namesIn(const std::filesystem::path& folder)
{
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        names.push_back(entry.path().filename().string());
    }
    std::ranges::sort(names);
    return names;
}

} // namespace

TEST_F(WatchSnapshotTest, OpensNothingUnderTheNumbersOfClosedStreams)
{
    LiveWriter writer(m_file);
    writer.append(3);
    const h5pulse::test::Process& viewer = watch({}, {"sh", "-c", R"(exec "$@" <&- 2>&-)", "sh"});
    ASSERT_FALSE(another({}).isNull());
    const std::filesystem::path open = "/proc/" + std::to_string(viewer.id()) + "/fd";
    EXPECT_EQ(std::filesystem::read_symlink(open / "0"), "/dev/null");
    EXPECT_EQ(std::filesystem::read_symlink(open / "2"), "/dev/null");
}

TEST_F(WatchSnapshotTest, RenewsThePictureAndEndsWithTheRun)
{
    LiveWriter writer(m_file);
    writer.append(3);
    h5pulse::test::Process& viewer = watch({"--keep", "--size", "640x480"});
    const QImage first = another({});
    ASSERT_EQ(first.size(), QSize(640, 480));
    writer.append(4);
    const QImage second = another(first);
    ASSERT_FALSE(second.isNull());
    EXPECT_TRUE(viewer.isRunning());
    writer.append(2);
    writer.close();
    const ProcessResult result = viewer.wait();
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_THAT(result.out, HasSubstr("latest.png"));
    EXPECT_THAT(result.out, HasSubstr("9 steps"));
    EXPECT_EQ(result.err, "");
    const std::vector<std::string> names = namesIn(m_pictures);
    EXPECT_THAT(names, testing::Contains("step-000000002.png"));
    EXPECT_THAT(names, testing::Contains("step-000000008.png"));
    EXPECT_EQ(latest(), QImage(QString::fromStdString((m_pictures / "step-000000008.png").string())));
    for (const std::string& name : names) {
        EXPECT_TRUE(name == "latest.png" || name.starts_with("step-")) << name << ": nothing half done stays";
    }
}

TEST_F(WatchSnapshotTest, TellsHowTheRunEnded)
{
    LiveWriter writer(m_file);
    writer.append(3);
    {
        h5pulse::test::Process& viewer = watch();
        ASSERT_FALSE(another({}).isNull());
        writer.fail("it diverged");
        const ProcessResult result = viewer.wait();
        EXPECT_EQ(result.status, 0) << result.err;
        EXPECT_THAT(result.out, HasSubstr("it diverged"));
    }
    const ProcessResult over = watch().wait();
    EXPECT_EQ(over.status, 0) << "a run that is over has a picture too";
    EXPECT_THAT(over.out, HasSubstr("1 pictures"));
}

TEST_F(WatchSnapshotTest, EndsWithARunThatItsUserStops)
{
    LiveWriter writer(m_file);
    writer.append(3);
    h5pulse::test::Process& viewer = watch();
    ASSERT_FALSE(another({}).isNull());
    writer.stop("signal 15");
    const ProcessResult result = viewer.wait();
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_THAT(result.out, HasSubstr("its user stopped the run: signal 15, 3 steps"));
}

TEST_F(WatchSnapshotTest, GoesOnWhileTheFileIsAway)
{
    LiveWriter writer(m_file);
    writer.append(3);
    h5pulse::test::Process& viewer = watch();
    const QImage before = another({});
    ASSERT_FALSE(before.isNull());
    const std::string hidden = path("hidden.h5");
    std::filesystem::rename(m_file, hidden);
    const QImage away = another(before);
    ASSERT_FALSE(away.isNull()) << "the picture says so";
    std::filesystem::rename(hidden, m_file);
    ASSERT_FALSE(another(away).isNull());
    EXPECT_TRUE(viewer.isRunning());
    writer.close();
    EXPECT_EQ(viewer.wait().status, 0);
}

TEST_F(WatchSnapshotTest, EndsInOrderWhenItIsInterrupted)
{
    LiveWriter writer(m_file);
    writer.append(3);
    h5pulse::test::Process& viewer = watch();
    ASSERT_FALSE(another({}).isNull());
    viewer.kill(SIGINT);
    EXPECT_EQ(viewer.wait().status, 130);
    EXPECT_EQ(namesIn(m_pictures), std::vector<std::string>{"latest.png"});
}

TEST_F(WatchSnapshotTest, SaysWhereItCannotWrite)
{
    LiveWriter writer(m_file);
    writer.append(3);
    std::filesystem::create_directories(m_pictures.parent_path());
    std::ofstream(m_pictures) << "a file";
    const ProcessResult result = watch().wait();
    EXPECT_EQ(result.status, 1);
    EXPECT_THAT(result.err, HasSubstr("cannot be"));
}

TEST_F(WatchSnapshotTest, AFileThatIsNotThereIsAnError)
{
    const ProcessResult result = watch().wait();
    EXPECT_EQ(result.status, 1);
    EXPECT_THAT(result.err, HasSubstr("run.h5"));
}

TEST_F(WatchSnapshotTest, NoHalfPictureOnAFullDisk)
{
    LiveWriter writer(m_file);
    writer.append(3);
    for (const char* name : {"picture.png", "picture.svg", "picture.pdf", "picture.webp"}) {
        const std::string out = path(name);
        const std::string option = std::string(name).ends_with(".webp") ? "--animate" : "--snapshot";
        const ProcessResult result = h5pulse::test::run(
            {"sh", "-c", "trap '' XFSZ; ulimit -f 8; exec env -u DISPLAY -u QT_QPA_PLATFORM \"$@\"", "sh",
             H5PULSE_VIEWER, m_file, option, out});
        EXPECT_EQ(result.status, 1) << name;
        EXPECT_THAT(result.err, HasSubstr(out)) << name;
        EXPECT_EQ(namesIn(m_folder.path()), std::vector<std::string>{"run.h5"}) << name;
    }
}

TEST_F(WatchSnapshotTest, SnapshotsHaveTheFormatOfTheirName)
{
    LiveWriter writer(m_file);
    writer.append(3);
    const std::vector<std::pair<std::string, std::string>> heads{
        {"a.svg", "<?xml"}, {"a.pdf", "%PDF-1."}, {"a.PNG", "\x89PNG"}};
    for (const auto& [name, head] : heads) {
        const ProcessResult result = runViewer({m_file, "--snapshot", path(name.c_str())});
        EXPECT_EQ(result.status, 0) << result.err;
        std::ifstream file(path(name.c_str()));
        std::string line;
        std::getline(file, line);
        EXPECT_TRUE(line.starts_with(head)) << name;
    }
    EXPECT_EQ(picture({m_file, "--size", "600x400", "--scale", "8"}).size(), QSize(4800, 3200));
}

TEST_F(WatchSnapshotTest, ViewsAreChosenByName)
{
    LiveWriter writer(m_file);
    writer.append(30);
    writer.close();
    const ProcessResult list = runViewer({"--view", "list"});
    EXPECT_EQ(list.status, 0);
    EXPECT_THAT(list.out, HasSubstr("traces"));
    EXPECT_THAT(list.out, HasSubstr("Scalars and single components over time"));
    const QImage both = picture({m_file});
    const QImage state = picture({m_file, "--view", "state"});
    const QImage traces = picture({m_file, "--view", "traces"});
    EXPECT_NE(both, state);
    EXPECT_NE(both, traces);
    EXPECT_NE(state, traces);
    EXPECT_EQ(state, picture({"--view", "state", m_file}));
    const QImage two = picture({"--view", "state", "--view", "state", m_file});
    EXPECT_NE(two, state);
    EXPECT_NE(two, both);
}

TEST_F(WatchSnapshotTest, AnimatesWithoutADisplay)
{
    LiveWriter writer(m_file);
    writer.append(30);
    const ProcessResult webp = runViewer(
        {m_file, "--animate", path("u.webp"), "--from", "3", "--to", "11", "--stride", "2", "--fps", "10"});
    EXPECT_EQ(webp.status, 0) << webp.err;
    EXPECT_THAT(webp.out, HasSubstr("5 pictures, steps 3 to 11"));
    const ProcessResult png =
        runViewer({m_file, "--animate", path("u.png"), "--from", "28", "--size", "640x480"});
    EXPECT_EQ(png.status, 0) << png.err;
    EXPECT_EQ(QImage(QString::fromStdString(path("u-000002.png"))).size(), QSize(640, 480));
    EXPECT_FALSE(std::filesystem::exists(path("u-000003.png")));
    EXPECT_EQ(runViewer({m_file, "--animate", path("v.webp"), "--from", "30"}).status, 1) << "no such step";
    EXPECT_EQ(namesIn(m_folder.path()),
              (std::vector<std::string>{"run.h5", "u-000001.png", "u-000002.png", "u.webp"}));
}

} // namespace h5pulse::viewer::test
