// SPDX-License-Identifier: MIT
// An open file that its path no longer reaches: deleted, moved, hidden, or with a lost file system.
#include "as_nobody.h"
#include "mirror_folder.h"
#include "support/crashed_run.h"
#include "support/expect_error.h"
#include "support/run_folder.h"
#include "support/test_run.h"
#include "wait_until.h"

#include <sys/mount.h>
#include <unistd.h>

namespace h5pulse::test {

namespace {

using std::filesystem::perms;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class Unreachable : public RunFolder
{
protected:
    static constexpr std::size_t kComponents = 5;

    static void expectUnreachable(const Reader& reader, std::size_t steps, RunState open)
    {
        EXPECT_EQ(reader.state(), RunState::Unreachable);
        EXPECT_TRUE(isLive(reader.state()));
        EXPECT_EQ(reader.openState(), open);
        EXPECT_EQ(reader.steps(), steps);
    }

    /// Runs the command that the sentence names.
    static void doWhatItSays(const std::string& sentence)
    {
        const std::size_t first = sentence.find("'cp ") + 1;
        ASSERT_NE(first, 0U) << sentence;
        const std::string command = sentence.substr(first, sentence.rfind('\'') - first);
        EXPECT_EQ(run({"sh", "-c", command}).status, 0) << command;
    }
};

TEST_F(Unreachable, DeletedUnderALiveWriter)
{
    Process writer = startWriter(H5PULSE_TEST_WRITER, m_path, kComponents);
    appendIn(writer, 3);
    Reader reader(m_path);
    std::filesystem::remove(m_path);
    appendIn(writer, 2);
    EXPECT_EQ(reader.refresh(), Refresh::Grew) << "what its writer adds is seen all the same";
    expectUnreachable(reader, 5, RunState::Running);
    EXPECT_THAT(reader.stateText(), AllOf(HasSubstr("deleted"), HasSubstr("its writer goes on"),
                                          HasSubstr("is lost when it ends")));
    EXPECT_EQ(wrongElements(reader, 5), 0U);

    appendIn(writer, 1);
    writer.writeLine("close");
    EXPECT_EQ(writer.readLine(), "closed");
    EXPECT_EQ(reader.refresh(), Refresh::Grew) << "to its end, for which the file is opened anew";
    expectUnreachable(reader, 6, RunState::Finished);
    EXPECT_EQ(reader.refresh(), Refresh::Unchanged);
    EXPECT_THAT(reader.stateText(), AllOf(HasSubstr("deleted"), Not(HasSubstr("writer"))));
    EXPECT_EQ(wrongElements(reader, 6), 0U);

    doWhatItSays(reader.stateText());
    EXPECT_EQ(reader.refresh(), Refresh::Restarted) << "a good file is back, which is another one";
    EXPECT_EQ(reader.state(), RunState::Finished);
    EXPECT_EQ(wrongElements(reader, 6), 0U);
}

TEST_F(Unreachable, DeletedAndStartedAnew)
{
    Process writer = startWriter(H5PULSE_TEST_WRITER, m_path, kComponents);
    appendIn(writer, 3);
    Reader reader(m_path);
    std::filesystem::remove(m_path);
    writer.kill(9);
    writer.wait();
    EXPECT_EQ(reader.refresh(), Refresh::Unchanged);
    expectUnreachable(reader, 3, RunState::Crashed);
    EXPECT_FALSE(reader.needsRepair());
    EXPECT_EQ(wrongElements(reader, 3), 0U);
    Process next = startWriter(H5PULSE_TEST_WRITER, m_path, kComponents);
    appendIn(next, 4);
    EXPECT_EQ(reader.refresh(), Refresh::Restarted);
    EXPECT_EQ(reader.state(), RunState::Running);
    EXPECT_EQ(wrongElements(reader, 4), 0U);
}

TEST_F(Unreachable, MovedAndMovedBack)
{
    Process writer = startWriter(H5PULSE_TEST_WRITER, m_path, kComponents);
    appendIn(writer, 3);
    Reader reader(m_path);
    const auto other = m_folder / "other (deleted)"; // a misleading name
    std::filesystem::rename(m_path, other);
    appendIn(writer, 2);
    EXPECT_EQ(reader.refresh(), Refresh::Grew);
    expectUnreachable(reader, 5, RunState::Running);
    EXPECT_THAT(reader.stateText(), HasSubstr("moved to " + other.string()));
    std::filesystem::rename(other, m_path);
    EXPECT_EQ(reader.refresh(), Refresh::Unchanged) << "it is the run that is known";
    EXPECT_EQ(reader.state(), RunState::Running);
    EXPECT_EQ(reader.stateText(), "");
}

TEST_F(Unreachable, MovedWithItsFolderAndEndedThere)
{
    std::filesystem::create_directory(m_folder / "here");
    m_path = m_folder / "here/run.h5";
    Process writer = startWriter(H5PULSE_TEST_WRITER, m_path, kComponents);
    appendIn(writer, 3);
    Reader reader(m_path);
    std::filesystem::rename(m_folder / "here", m_folder / "there");
    appendIn(writer, 1);
    writer.writeLine("fail diverged");
    EXPECT_EQ(writer.readLine(), "failed");
    EXPECT_EQ(reader.refresh(), Refresh::Grew);
    expectUnreachable(reader, 4, RunState::Failed);
    EXPECT_THAT(reader.stateText(),
                AllOf(HasSubstr("moved to " + (m_folder / "there/run.h5").string()), HasSubstr("diverged")));
    EXPECT_EQ(wrongElements(reader, 4), 0U);
}

TEST_F(Unreachable, MovedAwayFromACrash)
{
    writeCrashed(H5PULSE_TEST_WRITER, m_path, 3);
    Reader reader(m_path);
    const auto other = m_folder / "other.h5";
    std::filesystem::rename(m_path, other);
    reader.refresh();
    EXPECT_THAT(reader.stateText(), HasSubstr("'h5pulse recover " + other.string() + "'"));
}

TEST_F(Unreachable, OneOfTwoNamesIsDeleted)
{
    writeFinished(m_path, 3, kComponents);
    std::filesystem::create_hard_link(m_path, m_folder / "second.h5");
    Reader reader(m_path);
    std::filesystem::remove(m_path);
    EXPECT_EQ(reader.refresh(), Refresh::Unchanged);
    expectUnreachable(reader, 3, RunState::Finished);
    EXPECT_THAT(reader.stateText(), AllOf(HasSubstr("deleted"), Not(HasSubstr("lost"))));
}

TEST_F(Unreachable, PermissionOfTheFolderIsTaken)
{
    const auto program = copyForNobody(H5PULSE_TEST_READER, m_folder.path());
    std::filesystem::create_directory(m_folder / "closed");
    m_path = m_folder / "closed/run.h5";
    Process writer = startWriter(H5PULSE_TEST_WRITER, m_path, kComponents);
    appendIn(writer, 3);
    Process reader(asNobody({program, "watch", m_path}));
    EXPECT_EQ(reader.readLine(), "ready");
    std::filesystem::permissions(m_folder / "closed", perms(0700));
    if (::geteuid() != 0) {
        std::filesystem::permissions(m_folder / "closed", perms::none);
    }
    appendIn(writer, 2);
    reader.writeLine("");
    EXPECT_THAT(*reader.readLine(),
                AllOf(StartsWith("unreachable 5 "), HasSubstr("Permission denied"), HasSubstr("is read on")));
    std::filesystem::permissions(m_folder / "closed", perms(0755));
    reader.writeLine("");
    EXPECT_EQ(reader.readLine(), "running 5 ");
}

TEST_F(Unreachable, PermissionOfTheFileIsTaken)
{
    const auto program = copyForNobody(H5PULSE_TEST_READER, m_folder.path());
    Process writer = startWriter(H5PULSE_TEST_WRITER, m_path, kComponents);
    appendIn(writer, 3);
    Process reader(asNobody({program, "watch", m_path}));
    EXPECT_EQ(reader.readLine(), "ready");
    std::filesystem::permissions(m_path, perms(0));
    appendIn(writer, 2);
    reader.writeLine("");
    EXPECT_EQ(reader.readLine(), "running 5 ") << "what is open stays open";
    writer.writeLine("close");
    EXPECT_EQ(writer.readLine(), "closed");
    reader.writeLine("");
    EXPECT_THAT(*reader.readLine(), AllOf(StartsWith("error "), HasSubstr("Permission denied")));
    std::filesystem::permissions(m_path, perms(0644));
    reader.writeLine("");
    EXPECT_EQ(reader.readLine(), "finished 5 ");
}

class UnreachableFileSystem : public Unreachable
{
protected:
    void SetUp() override
    {
        if (!MirrorFolder::whyNot().empty()) {
            GTEST_SKIP() << MirrorFolder::whyNot();
        }
    }
};

/// Refreshes until all steps of the restored file are right. Cached data of the old mount may hide the new
/// one for a moment. The first attempts then fail with ChangedError or in a read.
bool isWholeInTheEnd(Reader& reader, std::size_t steps)
{
    return waitUntil([&] {
        try {
            EXPECT_NE(reader.refresh(), Refresh::Grew);
            return wrongElements(reader, steps) == 0;
        } catch (const Error&) {
            return false;
        }
    });
}

TEST_F(UnreachableFileSystem, IsGoneAndComesBack)
{
    MirrorFolder folder(0.0);
    writeCrashed(H5PULSE_TEST_WRITER, folder.behind() / "crashed.h5", 3);
    writeFinished(folder.behind() / "finished.h5", 3, kComponents);
    Reader swmr(folder / "crashed.h5");
    Reader plain(folder / "finished.h5");
    folder.vanish();
    for (Reader* reader : {&swmr, &plain}) {
        EXPECT_EQ(reader->refresh(), Refresh::Unchanged);
        EXPECT_EQ(reader->state(), RunState::Unreachable);
        EXPECT_THAT(reader->stateText(), HasSubstr("cannot be reached"));
        EXPECT_EQ(reader->steps(), 3U);
        EXPECT_THROW(reader->readTimes(0, 3), Error);
    }
    folder.comeBack();
    for (Reader* reader : {&swmr, &plain}) {
        EXPECT_TRUE(isWholeInTheEnd(*reader, 3));
    }
    EXPECT_EQ(swmr.state(), RunState::Crashed);
    EXPECT_EQ(plain.state(), RunState::Finished);
}

TEST_F(UnreachableFileSystem, HangsAndHoldsNoReaderOfAnotherFile)
{
    MirrorFolder folder(0.0);
    Process writer = startWriter(H5PULSE_TEST_WRITER, folder / "run.h5", kComponents);
    writeFinished(m_path, 3, kComponents); // a file with the same name elsewhere
    folder.hang();
    Process reader({H5PULSE_TEST_READER, "read", m_path});
    EXPECT_EQ(reader.readLine(std::chrono::seconds(10)), "steps 3");
    folder.resume();
}

TEST_F(UnreachableFileSystem, IsUnmountedWhileTheFileIsOpen)
{
    MirrorFolder folder(0.0);
    writeFinished(folder.behind() / "run.h5", 3, kComponents);
    Reader reader(folder / "run.h5");
    if (::umount2(folder.path().c_str(), MNT_DETACH) != 0) {
        GTEST_SKIP() << "unmounting is not allowed here";
    }
    EXPECT_EQ(reader.refresh(), Refresh::Unchanged);
    expectUnreachable(reader, 3, RunState::Finished);
    EXPECT_THAT(reader.stateText(), AllOf(HasSubstr("no longer mounted"), Not(HasSubstr("deleted"))));
    EXPECT_EQ(wrongElements(reader, 3), 0U);
}

} // namespace

} // namespace h5pulse::test
