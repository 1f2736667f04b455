// SPDX-License-Identifier: MIT
// Existing files. A writer never truncates one, and never replaces a live one.
#include "os/temporary_file.h"
#include "raw_file.h"
#include "temporary_folder.h"

#include <h5pulse/reader.h>
#include <h5pulse/writer.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <sys/wait.h>
#include <unistd.h>

namespace h5pulse::test {
namespace {

using testing::HasSubstr;

class ExistingFile : public testing::Test
{
protected:
    static std::string contentOf(const std::filesystem::path& path)
    {
        std::ifstream file(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }

    void writeRun(int steps, double value) const
    {
        Writer writer(m_path, m_run);
        for (int i = 0; i < steps; ++i) {
            writer.append(i, value);
        }
        writer.close();
    }

    template <typename E = Error>
    std::string refusal(const std::filesystem::path& path, const WriterOptions& options = {}) const
    {
        try {
            const Writer writer(path, m_run, options);
        } catch (const E& error) {
            return error.what();
        }
        return "it was accepted";
    }

    std::size_t filesInFolder() const
    {
        using Iterator = std::filesystem::directory_iterator;
        return static_cast<std::size_t>(std::distance(Iterator(m_folder.path()), Iterator()));
    }

    TemporaryFolder m_folder;
    std::filesystem::path m_path = m_folder / "run.h5";
    RunSpec m_run{.fields = {{.name = "n"}}};
};

TEST_F(ExistingFile, isRefusedAndUntouched)
{
    writeRun(3, 1.0);
    const std::string before = contentOf(m_path);
    EXPECT_THAT(refusal(m_path), testing::AllOf(HasSubstr("run.h5"), HasSubstr("Existing::Replace")));
    EXPECT_EQ(contentOf(m_path), before);
    EXPECT_EQ(filesInFolder(), 1U) << "the temporary file was left behind";
}

TEST_F(ExistingFile, thatIsNotHdf5IsRefusedToo)
{
    std::ofstream(m_path) << "my thesis";
    EXPECT_THAT(refusal(m_path), HasSubstr("a file of that name exists"));
    EXPECT_EQ(contentOf(m_path), "my thesis");
}

TEST_F(ExistingFile, isReplacedWhenTheUserSaysSo)
{
    writeRun(3, 1.0);
    Reader watching(m_path);
    {
        Writer writer(m_path, m_run, {.existing = Existing::Replace});
        writer.append(0.0, 2.0);
    }
    EXPECT_THAT(RawFile(m_path).doubles("n"), testing::ElementsAre(2.0));
    EXPECT_EQ(watching.refresh(), Refresh::Restarted);
    EXPECT_EQ(watching.steps(), 1U);
    EXPECT_EQ(filesInFolder(), 1U);
}

/// A program that dies or fails at its start keeps the old run.
TEST_F(ExistingFile, staysUntilTheFirstCommitOfTheNewRun)
{
    writeRun(3, 1.0);
    const std::string before = contentOf(m_path);
    const WriterOptions replace{.commitInterval = {}, .existing = Existing::Replace};
    {
        Writer writer(m_path, m_run, replace);
        EXPECT_EQ(Reader(m_path).steps(), 3U);
        EXPECT_EQ(filesInFolder(), 2U);
    }
    {
        Writer writer(m_path, m_run, replace);
        writer.fail("no licence");
    }
    {
        Writer writer(m_path, m_run, replace);
        writer.stop("on second thoughts");
    }
    EXPECT_EQ(contentOf(m_path), before);
    EXPECT_EQ(filesInFolder(), 1U);
    Writer writer(m_path, m_run, replace);
    writer.append(0.0, 7.0);
    EXPECT_EQ(contentOf(m_path), before);
    writer.commit();
    EXPECT_EQ(Reader(m_path).steps(), 1U);
    EXPECT_EQ(Reader(m_path).state(), RunState::Running);
    EXPECT_EQ(filesInFolder(), 1U);
}

TEST_F(ExistingFile, isReplacedByARunThatEndsInOrderWithoutAStep)
{
    writeRun(3, 1.0);
    Writer(m_path, m_run, {.existing = Existing::Replace}).close();
    EXPECT_EQ(Reader(m_path).steps(), 0U);
    EXPECT_EQ(Reader(m_path).state(), RunState::Finished);
}

/// Two writers try to replace the same file. The second one gets an error that names the first one.
TEST_F(ExistingFile, isPromisedToOneWriterOnly)
{
    writeRun(3, 1.0);
    Writer first(m_path, m_run, {.existing = Existing::Replace});
    EXPECT_THAT(refusal<InUseError>(m_path, {.existing = Existing::Replace}),
                HasSubstr("process " + std::to_string(::getpid())));
    EXPECT_THROW(Writer::resume(m_path), InUseError);
    first.append(0.0, 2.0);
    first.close();
    EXPECT_THAT(RawFile(m_path).doubles("n"), testing::ElementsAre(2.0));
}

/// The writer does not replace a file that took the name in the meantime.
TEST_F(ExistingFile, isNotTheOneThatCameLater)
{
    writeRun(3, 1.0);
    Writer writer(m_path, m_run, {.commitInterval = {}, .existing = Existing::Replace});
    std::filesystem::rename(m_path, m_folder / "old.h5");
    std::ofstream(m_path) << "my thesis";
    writer.append(0.0, 2.0);
    EXPECT_THROW(writer.commit(), Error);
    EXPECT_EQ(contentOf(m_path), "my thesis");
}

/// The next writer removes temporary files of writers that were killed at their start. It keeps those of
/// living writers.
TEST_F(ExistingFile, leftoversOfKilledWritersAreRemoved)
{
    writeRun(3, 1.0);
    Writer living(m_path, m_run, {.existing = Existing::Replace});
    const auto old = m_folder / newTemporaryName({});
    const auto young = m_folder / newTemporaryName({});
    const auto anotherStart = m_folder / ".h5pulse-00000000-0123456789abcdef.tmp";
    const auto longer = m_folder / (newTemporaryName({}) + ".tmp");
    const auto older =
        m_folder / ".h5pulse-vm-2-1-0.tmp"; // a name that other programs and earlier versions use
    const auto hourAgo = std::filesystem::file_time_type::clock::now() - std::chrono::hours(1);
    for (const auto& file : {old, young, anotherStart, longer, older}) {
        std::ofstream(file) << "x";
    }
    for (const auto& entry : std::filesystem::directory_iterator(m_folder.path())) {
        if (entry.path() != young) {
            std::filesystem::last_write_time(entry.path(), hourAgo);
        }
    }
    Writer(m_folder / "other.h5", m_run).close();
    EXPECT_FALSE(std::filesystem::exists(old));
    EXPECT_TRUE(std::filesystem::exists(young));
    EXPECT_TRUE(std::filesystem::exists(anotherStart)) << "its writer may live on another machine";
    EXPECT_TRUE(std::filesystem::exists(longer));
    EXPECT_TRUE(std::filesystem::exists(older));
    std::filesystem::last_write_time(anotherStart, hourAgo - std::chrono::days(2));
    Writer(m_folder / "another.h5", m_run).close();
    EXPECT_FALSE(std::filesystem::exists(anotherStart)) << "nobody has touched it for two days";
    living.append(0.0, 2.0);
    living.close();
    EXPECT_EQ(Reader(m_path).steps(), 1U);
}

TEST_F(ExistingFile, thatIsLiveIsNeverReplacedAndItsWriterIsNamed)
{
    Writer first(m_path, m_run);
    first.append(0.0, 1.0);
    first.commit();
    const std::string process = "process " + std::to_string(::getpid());
    for (const Existing existing : {Existing::Refuse, Existing::Replace}) {
        EXPECT_THAT(refusal<InUseError>(m_path, {.existing = existing}),
                    testing::AllOf(HasSubstr("another writer"), HasSubstr(process)));
    }
    first.append(1.0, 2.0);
    first.close();
    EXPECT_THAT(RawFile(m_path).doubles("n"), testing::ElementsAre(1.0, 2.0));
}

/// The writer replaces the target of a link, not the link.
TEST_F(ExistingFile, behindALinkIsTheOneReplaced)
{
    writeRun(3, 1.0);
    const auto link = m_folder / "latest.h5";
    std::filesystem::create_symlink("run.h5", link);
    {
        Writer writer(link, m_run, {.existing = Existing::Replace});
        writer.append(0.0, 2.0);
    }
    EXPECT_TRUE(std::filesystem::is_symlink(link));
    EXPECT_THAT(RawFile(m_path).doubles("n"), testing::ElementsAre(2.0));
}

TEST_F(ExistingFile, mustBeAFile)
{
    EXPECT_THAT(refusal(m_folder.path(), {.existing = Existing::Replace}), HasSubstr("it is a directory"));
    EXPECT_THAT(refusal("/dev/null", {.existing = Existing::Replace}), HasSubstr("not a regular file"));
}

TEST_F(ExistingFile, needsAFolderThatIsThere)
{
    EXPECT_THAT(
        refusal(m_folder / "no/such/folder/run.h5"),
        testing::AllOf(HasSubstr("run.h5: cannot be created"), HasSubstr("No such file or directory")));
}

/// In a process without the rights of root, because root may write anywhere.
TEST_F(ExistingFile, needsPermissionForTheFolder)
{
    const auto locked = m_folder / "locked";
    std::filesystem::create_directory(locked);
    std::filesystem::permissions(locked, std::filesystem::perms::owner_read |
                                             std::filesystem::perms::others_read |
                                             std::filesystem::perms::others_exec);
    std::filesystem::permissions(m_folder.path(), std::filesystem::perms::others_all,
                                 std::filesystem::perm_options::add);
    const pid_t child = ::fork();
    if (child == 0) {
        const bool dropped = ::geteuid() != 0 || ::setuid(65534) == 0;
        bool refused = false;
        try {
            refused = refusal(locked / "run.h5").find("Permission denied") != std::string::npos;
        } catch (...) {
        }
        ::_exit(dropped && refused ? 0 : 1);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_EQ(status, 0);
}

} // namespace
} // namespace h5pulse::test
