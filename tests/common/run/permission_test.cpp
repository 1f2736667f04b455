// SPDX-License-Identifier: MIT
// Files without permission to read or write. If the tests run as root, they change to another user, because
// root ignores permissions.
#include "as_nobody.h"
#include "support/crashed_run.h"
#include "support/expect_error.h"
#include "support/file_bytes.h"
#include "support/run_folder.h"
#include "support/test_run.h"

namespace h5pulse::test {

namespace {

using std::filesystem::perms;
using ::testing::AllOf;
using ::testing::HasSubstr;

class Permission : public RunFolder
{
protected:
    ProcessResult readAsNobody(const std::string& verb) const
    {
        return run(asNobody({m_program, verb, m_path}));
    }

    std::filesystem::path m_program = copyForNobody(H5PULSE_TEST_READER, m_folder.path());
};

TEST_F(Permission, ToReadIsEnough)
{
    writeFinished(m_path, 3);
    std::filesystem::permissions(m_path, perms(0444));
    const ProcessResult result = readAsNobody("read");
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_EQ(result.out, "steps 3\n");
}

TEST_F(Permission, ToReadALiveFileIsEnough)
{
    Process writer = startWriter(H5PULSE_TEST_WRITER, m_path, 5);
    appendIn(writer, 3);
    std::filesystem::permissions(m_path, perms(0444));
    const ProcessResult result = readAsNobody("read");
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_EQ(result.out, "steps 3\n");
}

TEST_F(Permission, MissingIsSaid)
{
    writeFinished(m_path, 3);
    std::filesystem::permissions(m_path, perms::none);
    const ProcessResult result = readAsNobody("read");
    EXPECT_EQ(result.status, 1);
    EXPECT_THAT(result.err, AllOf(HasSubstr(m_path.string()), HasSubstr("Permission denied")));
}

TEST_F(Permission, OfTheFolderMissingIsSaid)
{
    std::filesystem::create_directory(m_folder / "closed");
    m_path = m_folder / "closed/run.h5";
    writeFinished(m_path, 3);
    std::filesystem::permissions(m_folder / "closed", perms::none);
    const ProcessResult result = readAsNobody("read");
    std::filesystem::permissions(m_folder / "closed", perms(0700));
    EXPECT_EQ(result.status, 1);
    EXPECT_THAT(result.err, HasSubstr("Permission denied"));
}

TEST_F(Permission, ToWriteIsNeededForRecovery)
{
    writeCrashed(H5PULSE_TEST_WRITER, m_path, 3);
    std::filesystem::permissions(m_path, perms(0444));
    const std::string before = readBytes(m_path);
    const ProcessResult result = readAsNobody("recover");
    EXPECT_EQ(result.status, 1);
    EXPECT_THAT(result.err, AllOf(HasSubstr(m_path.string()), HasSubstr("Permission denied")));
    EXPECT_EQ(readBytes(m_path), before);
}

} // namespace

} // namespace h5pulse::test
