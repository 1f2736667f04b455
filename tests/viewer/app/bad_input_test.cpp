// SPDX-License-Identifier: GPL-3.0-or-later
// Each bad input gives a sentence and an exit status.
#include "as_nobody.h"
#include "live_writer.h"
#include "mirror_folder.h"
#include "program.h"

#include <h5pulse/writer.h>

#include <fstream>
#include <unistd.h>

namespace h5pulse::viewer::test {

class BadInput : public ProgramTest
{
protected:
    ProcessResult snapshot(const std::string& file, std::vector<std::string> more = {})
    {
        more.insert(more.end(), {file, "--snapshot", picturePath()});
        return runViewer(more);
    }

    /// Expects status 1, one sentence that names the file, and no picture.
    void expectRefused(const ProcessResult& result, const std::string& file, const std::string& reason)
    {
        EXPECT_EQ(result.status, 1) << result.err;
        EXPECT_EQ(result.out, "");
        EXPECT_THAT(result.err, testing::StartsWith("h5pulse-viewer: "));
        EXPECT_THAT(result.err, HasSubstr(file));
        EXPECT_THAT(result.err, testing::ContainsRegex(reason));
        EXPECT_FALSE(std::filesystem::exists(picturePath()));
    }

    void python(const std::string& code)
    {
        const ProcessResult result = h5pulse::test::run({H5PULSE_TEST_PYTHON, "-c", "import h5py\n" + code});
        ASSERT_EQ(result.status, 0) << result.err;
    }

    std::string goodFile(int steps = 10)
    {
        const std::string file = path("good.h5");
        LiveWriter writer(file);
        writer.append(steps);
        writer.close();
        return file;
    }
};

TEST_F(BadInput, MissingFile)
{
    expectRefused(snapshot(path("none.h5")), "none.h5", "no such file|does not exist|No such file");
}

TEST_F(BadInput, MissingFileAfterADeadline)
{
    const ProcessResult result = snapshot(path("none.h5"), {"--wait", "0.5"});
    expectRefused(result, "none.h5", "[Ww]aited for 0.5 s");
}

TEST_F(BadInput, Directory)
{
    expectRefused(snapshot(m_folder.path().string()), m_folder.path().string(), "directory");
}

TEST_F(BadInput, NotHdf5)
{
    std::ofstream(path("text.h5")) << "This is a sentence, not a file of numbers.\n";
    expectRefused(snapshot(path("text.h5")), "text.h5", "HDF5");
}

TEST_F(BadInput, EmptyFile)
{
    std::ofstream(path("empty.h5")).flush();
    expectRefused(snapshot(path("empty.h5")), "empty.h5", "empty");
}

TEST_F(BadInput, NothingThatGrows)
{
    python("f = h5py.File('" + path("fixed.h5") + "', 'w'); f['a'] = [1.0, 2.0]; f.close()");
    expectRefused(snapshot(path("fixed.h5")), "fixed.h5", "grow");
}

TEST_F(BadInput, NoPermission)
{
    const std::string file = goodFile();
    // With the command beside it, as it is installed.
    const std::filesystem::path program = h5pulse::test::copyForNobody(H5PULSE_VIEWER, m_folder.path());
    h5pulse::test::copyForNobody(std::filesystem::path(H5PULSE_VIEWER).parent_path() / "h5pulse", m_folder.path());
    std::filesystem::permissions(m_folder.path(), std::filesystem::perms(0777));
    std::filesystem::permissions(file, std::filesystem::perms(0));
    const std::vector<std::string> argv =
        h5pulse::test::asNobody({program.string(), file, "--snapshot", picturePath()});
    expectRefused(h5pulse::test::run(argv), "good.h5", "[Pp]ermission|not allowed");
}

TEST_F(BadInput, FileSystemThatDoesNotAnswer)
{
    if (!h5pulse::test::MirrorFolder::whyNot().empty()) {
        GTEST_SKIP() << h5pulse::test::MirrorFolder::whyNot();
    }
    h5pulse::test::MirrorFolder folder(0.0);
    std::filesystem::copy_file(goodFile(), folder.behind() / "far.h5");
    folder.hang();
    const auto begin = std::chrono::steady_clock::now();
    expectRefused(snapshot((folder / "far.h5").string()), "far.h5", "has not answered since");
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20));
    folder.resume();
}

TEST_F(BadInput, CutInHalf)
{
    const std::string file = goodFile(20'000);
    std::filesystem::resize_file(file, std::filesystem::file_size(file) / 2);
    expectRefused(snapshot(file), "good.h5", "trunc|cut|short");
}

TEST_F(BadInput, UnknownField)
{
    const ProcessResult result = snapshot(goodFile(), {"--field", "pressure"});
    expectRefused(result, "good.h5", "no field 'pressure'");
    EXPECT_THAT(result.err, HasSubstr("'y', 'energy'"));
}

TEST_F(BadInput, StepOutOfRange)
{
    expectRefused(snapshot(goodFile(10), {"--at", "10"}), "good.h5", "no step 10.*10 steps, 0 to 9");
}

TEST_F(BadInput, PictureThatCannotBeWritten)
{
    const std::string file = goodFile();
    const ProcessResult result = runViewer({file, "--snapshot", path("no/such/folder/a.png")});
    EXPECT_EQ(result.status, 1);
    EXPECT_EQ(result.out, "");
    EXPECT_THAT(result.err, HasSubstr("no/such/folder/a.png"));
    EXPECT_THAT(result.err, HasSubstr("cannot be written"));
}

TEST_F(BadInput, CrashedWritersFileIsShownWithANote)
{
    const std::string file = path("crashed.h5");
    LiveWriter writer(file);
    writer.append(12);
    writer.crash();
    const ProcessResult result = snapshot(file);
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_THAT(result.out, HasSubstr("step 11"));
    EXPECT_THAT(result.err, HasSubstr("h5pulse recover"));
    EXPECT_THAT(result.err, testing::Not(HasSubstr("h5clear")));
    EXPECT_TRUE(std::filesystem::exists(picturePath()));
}

} // namespace h5pulse::viewer::test
