// SPDX-License-Identifier: GPL-3.0-or-later
// A file system that does not answer. The window reports it, stays usable, closes at once, and continues
// later.
#include "export/picture.h"
#include "mirror_folder.h"
#include "window_fixture.h"

#include <QElapsedTimer>

#include <h5pulse/repack.h>

namespace h5pulse::viewer::test {

namespace {

using h5pulse::test::MirrorFolder;

class WindowHang : public WindowTest
{
protected:
    void SetUp() override
    {
        if (!MirrorFolder::whyNot().empty()) {
            GTEST_SKIP() << MirrorFolder::whyNot();
        }
    }

    void TearDown() override
    {
        if (m_mirror) {
            m_mirror->resume();
        }
        m_window.reset();
        m_writer.reset();
    }

    /// @param cacheSeconds  see MirrorFolder
    void openOnMirror(double cacheSeconds, bool compressed = false)
    {
        m_mirror.emplace(cacheSeconds);
        {
            // Written to the folder behind the mirror, so that the system caches nothing of the mirror's
            // file.
            LiveWriter writer(m_mirror->behind() / "far.h5");
            writer.append(20'000);
            writer.close();
        }
        if (compressed) {
            repack(m_mirror->behind() / "far.h5");
        }
        // The search for NaN would read the whole file into the system's cache.
        document().setQuery(QStringLiteral("alarms-non-finite"), std::nullopt);
        m_window->openFile(QString::fromStdString((*m_mirror / "far.h5").string()));
        ASSERT_TRUE(waitForStep(19'999));
    }

    /// A run on a file system that answers.
    void openNear()
    {
        m_writer = std::make_unique<LiveWriter>(m_path, 700.0);
        m_writer->append(3);
        QElapsedTimer timer;
        timer.start();
        open();
        EXPECT_LT(timer.elapsed(), 1000);
    }

    std::optional<MirrorFolder> m_mirror;
    std::unique_ptr<LiveWriter> m_writer;
};

} // namespace

TEST_F(WindowHang, IsSaidAndPasses)
{
    openOnMirror(0.0);
    m_mirror->hang();
    ASSERT_TRUE(waitFor([&] { return state() == QStringLiteral("unreachable"); }));
    EXPECT_TRUE(message().startsWith(QStringLiteral("The file system has not answered since")))
        << message().toStdString();
    EXPECT_EQ(shownStep(), 19'999) << "the last picture stays";
    QElapsedTimer timer;
    timer.start();
    press(Qt::Key_Home);
    Picture::ofWindow(*m_window).image(1.0);
    EXPECT_LT(timer.elapsed(), 1000) << "the window stays usable";
    m_mirror->resume();
    EXPECT_TRUE(waitFor([&] { return state() == QStringLiteral("finished"); }));
    EXPECT_EQ(message(), "");
    EXPECT_TRUE(waitForStep(0)) << "and what was wanted meanwhile comes";
}

TEST_F(WindowHang, AnotherFileOpensMeanwhile)
{
    openOnMirror(0.0);
    m_mirror->hang();
    ASSERT_TRUE(waitFor([&] { return state() == QStringLiteral("unreachable"); }));
    openNear();
    EXPECT_TRUE(waitForStep(2));
    EXPECT_TRUE(curveBelongsToTitle(700.0));
    EXPECT_EQ(state(), "live");
}

TEST_F(WindowHang, InsideOfHdf5HoldsNoOtherFile)
{
    // The system has cached names and sizes, so the first call that hangs is a read. HDF5 reads compressed chunks.
    openOnMirror(3600.0, true);
    m_mirror->hang();
    document().goToStep(7'000);
    ASSERT_TRUE(waitFor([&] { return state() == QStringLiteral("unreachable"); }));
    openNear();
    EXPECT_TRUE(waitForStep(2)) << "it has a process of its own";
    EXPECT_EQ(state(), "live");
    EXPECT_EQ(message(), "");
}

TEST_F(WindowHang, ProcessEndsAlthoughItsServiceHangsInsideOfHdf5)
{
    m_mirror.emplace(3600.0);
    {
        LiveWriter writer(m_mirror->behind() / "far.h5");
        writer.append(20'000);
        writer.close();
    }
    h5pulse::test::Process program({VIEWER_HANG_PROGRAM, *m_mirror / "far.h5", "7000"});
    ASSERT_TRUE(program.readUntil("shown"));
    m_mirror->hang();
    program.writeLine("");
    ASSERT_TRUE(program.readUntil("silent"));
    EXPECT_EQ(program.wait(std::chrono::seconds(5)).status, 0);
}

TEST_F(WindowHang, WindowClosesAtOnce)
{
    openOnMirror(0.0);
    m_mirror->hang();
    ASSERT_TRUE(waitFor([&] { return state() == QStringLiteral("unreachable"); }));
    QElapsedTimer timer;
    timer.start();
    m_window.reset();
    EXPECT_LT(timer.elapsed(), 1000);
}

} // namespace h5pulse::viewer::test
