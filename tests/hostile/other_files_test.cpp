// SPDX-License-Identifier: MIT
// A file may name other files as places of its data: none of them is opened.
#include "hostile_file.h"
#include "process.h"

#include <sys/inotify.h>
#include <unistd.h>

namespace h5pulse::test {

namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::UnorderedElementsAre;

class OtherFiles : public HostileFile
{
protected:
    void SetUp() override
    {
        HostileFile::SetUp();
        // What would be read, were it followed, is all right.
        std::filesystem::copy_file(file("plain"), m_trap);
        m_watch = ::inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
        ASSERT_GE(m_watch, 0);
        ASSERT_GE(::inotify_add_watch(m_watch, m_trap.c_str(), IN_OPEN | IN_ACCESS), 0);
    }
    void TearDown() override
    {
        ::close(m_watch);
        HostileFile::TearDown();
    }

    std::filesystem::path make(const std::string& kind) const
    {
        const ProcessResult made =
            run({H5PULSE_TEST_PYTHON, H5PULSE_TEST_SCRIPTS "/hostile_files.py", m_folder.path(), kind});
        EXPECT_EQ(made.status, 0) << made.err;
        return m_folder / (kind + ".h5");
    }

    /// Whether somebody has opened the other file.
    bool isOpened() const
    {
        char buffer[4096];
        return ::read(m_watch, buffer, sizeof buffer) > 0;
    }

    std::filesystem::path m_trap = m_folder / "trap";
    int m_watch = -1;
};

TEST_F(OtherFiles, ExternalLinksStorageAndViewsAreNotFollowed)
{
    Reader reader(make("elsewhere"));
    EXPECT_THAT(reader.info().skipped,
                UnorderedElementsAre(AllOf(HasSubstr("'external'"), HasSubstr("not opened")),
                                     AllOf(HasSubstr("'axis'"), HasSubstr("not opened")),
                                     AllOf(HasSubstr("'virtual'"), HasSubstr("not opened"))));
    EXPECT_FALSE(reader.axis("y", 0));
    expectPlain(reader);
    reader.refresh();
    EXPECT_FALSE(isOpened());
    Reader directly(m_trap);
    EXPECT_TRUE(isOpened()) << "the watch sees nothing";
}

TEST_F(OtherFiles, AHeartbeatInAnotherFileIsNotRead)
{
    Reader reader(make("ours_with_a_heartbeat_elsewhere"));
    expectPlain(reader);
    EXPECT_FALSE(isOpened());
}

} // namespace

} // namespace h5pulse::test
