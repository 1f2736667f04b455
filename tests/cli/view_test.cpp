// SPDX-License-Identifier: MIT
#include "cli_test.h"

namespace h5pulse::test {

namespace {

using testing::HasSubstr;

/// The program in a separate folder, so that it does not find the viewer in the build tree.
class ViewTest : public CliTest
{
protected:
    ViewTest()
    {
        std::filesystem::create_directory(path("bin"));
        std::filesystem::copy_file(H5PULSE_PROGRAM, path("bin/h5pulse"));
    }

    /// A program that prints its path and its arguments.
    void putViewer(const std::string& folder) const
    {
        std::filesystem::create_directories(path(folder));
        const std::filesystem::path viewer = path(folder + "/h5pulse-viewer");
        write(viewer, "#!/bin/sh\necho " + folder + "\nprintf '<%s>' \"$@\"\nexit 5\n");
        std::filesystem::permissions(viewer, std::filesystem::perms::owner_all);
    }

    ProcessResult view(std::vector<std::string> arguments) const
    {
        arguments.insert(arguments.begin(),
                         {"env", "PATH=" + path("onpath").string(), path("bin/h5pulse").string(), "view"});
        return run(arguments);
    }
};

TEST_F(ViewTest, SaysThatThereIsNoViewer)
{
    EXPECT_THAT(view({"run.h5"}),
                failsWith(1, {"h5pulse-viewer is neither beside h5pulse nor on PATH", "h5pulse follow"}));
}

TEST_F(ViewTest, FindsTheViewerBesideItThenInTheBuildTreeThenOnPath)
{
    putViewer("onpath");
    EXPECT_THAT(view({"run.h5"}).out, "onpath\n<run.h5>");
    putViewer("viewer");
    EXPECT_THAT(view({"run.h5"}).out, "viewer\n<run.h5>");
    putViewer("bin");
    EXPECT_THAT(view({"run.h5"}).out, "bin\n<run.h5>");
}

TEST_F(ViewTest, HandsOverArgumentsAndStatus)
{
    putViewer("bin");
    const ProcessResult result =
        view({"my run.h5", "--wait", "60", "--snapshot", "out.png", "--at", "t=1", "--size", "10x10", "-x"});
    EXPECT_EQ(result.out, "bin\n<my run.h5><--wait><60><--snapshot><out.png><--at><t=1><--size><10x10><-x>");
    EXPECT_EQ(result.status, 5);
    EXPECT_EQ(view({"--snapshot", "out.png", "run.h5"}).out, "bin\n<--snapshot><out.png><run.h5>");
}

TEST_F(ViewTest, SaysWhyTheViewerCannotStart)
{
    putViewer("bin");
    std::filesystem::permissions(path("bin/h5pulse-viewer"), std::filesystem::perms::owner_read);
    EXPECT_THAT(view({"run.h5"}), failsWith(1, {"cannot start h5pulse-viewer", "Permission denied"}));
}

} // namespace

} // namespace h5pulse::test
