// SPDX-License-Identifier: MIT
// The shim does what it is told, to programs of ours and of others; otherwise the campaigns would prove
// nothing.
#include "call_log.h"
#include "process.h"
#include "programs.h"
#include "temporary_folder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <iterator>

namespace h5pulse::faults {

namespace {

class ShimTest : public testing::Test
{
protected:
    /// Python writes "abcdef", unbuffered, then "ghijkl", and tells what write() gave each time.
    std::string write(Shim shim) const
    {
        shim.folder = m_folder.path();
        const std::string code = "import os, sys\n"
                                 "f = os.open(sys.argv[1], os.O_CREAT | os.O_WRONLY)\n"
                                 "def put(text):\n"
                                 "    try: return os.write(f, text)\n"
                                 "    except OSError as e: return -e.errno\n"
                                 "print(put(b'abcdef'), put(b'ghijkl'))\n";
        const test::ProcessResult result = test::run(disturbed(shim, {pythonProgram(), "-c", code, m_path}));
        return result.status == 0 ? result.out : "status " + std::to_string(result.status);
    }

    std::string content() const
    {
        std::ifstream file(m_path);
        return {std::istreambuf_iterator<char>(file), {}};
    }

    test::TemporaryFolder m_folder;
    std::string m_path = m_folder / "file";
};

TEST_F(ShimTest, LeavesAloneWhatItIsNotToldToDisturb)
{
    EXPECT_EQ(write({}), "6 6\n");
    EXPECT_EQ(content(), "abcdefghijkl");
}

TEST_F(ShimTest, FailsTheCallsItIsToldTo)
{
    EXPECT_EQ(write({.calls = FaultWrite, .from = 1, .to = 1, .act = std::to_string(ENOSPC)}), "-28 6\n");
    EXPECT_EQ(content(), "ghijkl");
}

TEST_F(ShimTest, CountsOnlyTheKindsItIsToldTo)
{
    EXPECT_EQ(write({.from = 2, .to = 2, .act = std::to_string(EIO)}), "-5 6\n")
        << "the first call creates the file";
}

TEST_F(ShimTest, WritesHalf)
{
    EXPECT_EQ(write({.calls = FaultWrite, .from = 1, .to = 1, .act = "short"}), "3 6\n");
    EXPECT_EQ(content(), "abcghijkl");
}

TEST_F(ShimTest, CutsAWriteBetweenPages)
{
    const std::string code = "import os, sys\nf = os.open(sys.argv[1], os.O_CREAT | os.O_WRONLY)\n"
                             "try: os.write(f, b'x' * 10000)\nexcept OSError as e: print(e.errno)\n";
    const Shim shim{.folder = m_folder.path(), .calls = FaultWrite, .from = 1, .to = 1, .act = "cut"};
    EXPECT_EQ(test::run(disturbed(shim, {pythonProgram(), "-c", code, m_path})).out,
              std::to_string(EIO) + "\n");
    EXPECT_EQ(content(), std::string(4096, 'x'));
}

TEST_F(ShimTest, KillsBeforeAndAfter)
{
    EXPECT_EQ(write({.calls = FaultWrite, .from = 2, .to = 2, .act = "kill-before"}), "status 137");
    EXPECT_EQ(content(), "abcdef");
    EXPECT_EQ(write({.calls = FaultWrite, .from = 2, .to = 2, .act = "kill-after"}), "status 137");
    EXPECT_EQ(content(), "abcdefghijkl");
}

TEST_F(ShimTest, FailsAsLongAsAFileIsThere)
{
    const auto flag = m_folder / "flag";
    std::ofstream(flag) << "x";
    EXPECT_EQ(write({.calls = FaultWrite, .act = std::to_string(EDQUOT), .whileThere = flag}), "-122 -122\n");
    std::filesystem::remove(flag);
    EXPECT_EQ(write({.calls = FaultWrite, .act = std::to_string(EDQUOT), .whileThere = flag}), "6 6\n");
}

TEST_F(ShimTest, LogsEveryCallInItsOrder)
{
    const test::TemporaryFolder elsewhere;
    EXPECT_EQ(write({.log = elsewhere / "log"}), "6 6\n");
    const std::vector<LoggedCall> calls = readCallLog(elsewhere / "log");
    ASSERT_GE(calls.size(), 4U);
    EXPECT_EQ(calls[0].call, FaultCreate);
    EXPECT_EQ(calls[0].bytes, m_path);
    EXPECT_EQ(calls[1].bytes, "abcdef");
    EXPECT_EQ(calls[2].offset, 6U);
    std::string marks; // in one piece or some
    for (const LoggedCall& call : calls) {
        marks += call.call == FaultMark ? call.bytes : "";
    }
    EXPECT_EQ(marks, "6 6\n");
}

/// HDF5's own driver, as h5py uses it: the log of its calls makes the same file again.
TEST_F(ShimTest, SeesAllThatHdf5sOwnDriverWrites)
{
    const test::TemporaryFolder elsewhere;
    const Shim shim{.folder = m_folder.path(), .log = elsewhere / "log"};
    const std::string code =
        "import h5py, sys\nwith h5py.File(sys.argv[1], 'w') as f: f['x'] = list(range(5000))\n";
    ASSERT_EQ(test::run(disturbed(shim, {pythonProgram(), "-c", code, m_path})).status, 0);
    std::string bytes;
    for (const LoggedCall& call : readCallLog(elsewhere / "log")) {
        if (call.call == FaultWrite) {
            bytes.resize(std::max(bytes.size(), call.offset + call.bytes.size()));
            bytes.replace(call.offset, call.bytes.size(), call.bytes);
        } else if (call.call == FaultTruncate) {
            bytes.resize(call.offset);
        }
    }
    EXPECT_EQ(bytes, content());
}

} // namespace

} // namespace h5pulse::faults
