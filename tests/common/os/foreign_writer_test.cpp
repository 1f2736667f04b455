// SPDX-License-Identifier: MIT
// A program without the writer's lock has the file open for writing. All functions that write or replace the
// file notice it, give an error with its process id, and change nothing.
#include "support/crashed_run.h"
#include "support/expect_error.h"
#include "support/file_bytes.h"
#include "support/run_folder.h"
#include "support/test_run.h"

#include <h5pulse/recover.h>
#include <h5pulse/repack.h>

#include <functional>
#include <optional>

namespace h5pulse::test {

namespace {

struct ForeignCase
{
    const char* name;
    bool crashed; ///< whether the existing run has crashed; else it has finished
    std::function<void(const std::filesystem::path&)> act;
};

const std::vector<ForeignCase> kForeignCases{
    {"resume", false, [](const auto& path) { Writer::resume(path).close(); }},
    {"resumeOfACrashedRun", true, [](const auto& path) { Writer::resume(path).close(); }},
    {"replace", false,
     [](const auto& path) {
         Writer writer(path, testRun(5), {.existing = Existing::Replace});
         appendSteps(writer, 1, 5);
         writer.close();
     }},
    {"recover", true, [](const auto& path) { recover(path); }},
    {"recoverDryRun", true, [](const auto& path) { recover(path, {.dryRun = true}); }},
    {"repack", false, [](const auto& path) { repack(path); }},
    {"repackToAnotherName", false,
     [](const auto& path) { repack(path, {.output = path.string() + ".packed"}); }}};

class ForeignWriter : public RunFolder, public testing::WithParamInterface<ForeignCase>
{
protected:
    ForeignWriter()
    {
        if (GetParam().crashed) {
            writeCrashed(H5PULSE_TEST_WRITER, m_path, 10);
        } else {
            writeFinished(m_path, 10);
        }
    }

    /// Starts a program that opens the file by this line of Python, and waits.
    Process holder(const std::string& line) const
    {
        Process process({H5PULSE_TEST_PYTHON, "-c",
                         "import os, sys, h5py\npath = sys.argv[1]\nheld = " + line +
                             "\nprint('open', flush=True)\nsys.stdin.read()\nos._exit(0)\n",
                         m_path});
        EXPECT_EQ(process.readLine(), "open");
        return process;
    }

    void expectRefusal(Process& process) const
    {
        const std::string before = readBytes(m_path);
        EXPECT_THAT(messageOf<InUseError>([&] { GetParam().act(m_path); }),
                    testing::HasSubstr("process " + std::to_string(process.id())));
        EXPECT_TRUE(readBytes(m_path) == before) << "it was changed";
        EXPECT_EQ(std::distance(std::filesystem::directory_iterator(m_folder.path()), {}), 1)
            << "something was left beside it";
    }
};

/// Plain C or an editor opens files like this.
TEST_P(ForeignWriter, WithAnOpenDescriptorIsSeen)
{
    {
        Process process = holder("os.open(path, os.O_RDWR)");
        expectRefusal(process);
        process.closeInput();
        process.wait();
    }
    EXPECT_NO_THROW(GetParam().act(m_path)) << "it is gone";
}

TEST_P(ForeignWriter, WhoMayOnlyWriteIsSeenToo)
{
    Process process = holder("os.open(path, os.O_WRONLY)");
    expectRefusal(process);
}

TEST_P(ForeignWriter, WhoReadsIsNone)
{
    Process process = holder("os.open(path, os.O_RDONLY)");
    EXPECT_NO_THROW(GetParam().act(m_path));
}

INSTANTIATE_TEST_SUITE_P(Actions, ForeignWriter, testing::ValuesIn(kForeignCases),
                         [](const auto& acting) { return std::string(acting.param.name); });

/// h5py opens a file that no other program writes, for example to add a note.
class ForeignH5py : public ForeignWriter
{
};

TEST_P(ForeignH5py, IsSeen)
{
    Process process = holder("h5py.File(path, 'r+')");
    expectRefusal(process);
}

std::vector<ForeignCase> casesOfFinishedRuns()
{
    std::vector<ForeignCase> cases = kForeignCases;
    std::erase_if(cases, [](const ForeignCase& made) { return made.crashed; });
    return cases;
}

INSTANTIATE_TEST_SUITE_P(Actions, ForeignH5py, testing::ValuesIn(casesOfFinishedRuns()),
                         [](const auto& acting) { return std::string(acting.param.name); });

} // namespace

} // namespace h5pulse::test
