// SPDX-License-Identifier: GPL-3.0-or-later
// The command line, without a display.
#include "program.h"

#include <h5pulse/writer.h>

namespace h5pulse::viewer::test {

using Usage = ProgramTest;

TEST_F(Usage, HelpAndVersionNeedNoDisplay)
{
    const ProcessResult help = runViewer({"--help"});
    EXPECT_EQ(help.status, 0) << help.err;
    for (const char* option :
         {"--snapshot", "--at", "--field", "--size", "--wait", "--theme", "--scale", "--view", "--no-restore",
          "--watch-snapshot", "--every", "--keep", "--animate", "--from", "--to", "--stride", "--fps"}) {
        EXPECT_THAT(help.out, HasSubstr(option));
    }
    const ProcessResult version = runViewer({"--version"});
    EXPECT_EQ(version.status, 0);
    EXPECT_THAT(version.out, testing::StartsWith("h5pulse-viewer "));
}

TEST_F(Usage, TheViewerLinksNoHdf5)
{
    const ProcessResult libraries = h5pulse::test::run({"ldd", H5PULSE_VIEWER}, std::chrono::seconds(60));
    ASSERT_EQ(libraries.status, 0) << libraries.err;
    EXPECT_THAT(libraries.out, HasSubstr("libQt6Widgets"));
    EXPECT_THAT(libraries.out, testing::Not(HasSubstr("hdf5")));
}

TEST_F(Usage, ARunOfNoMachineIsToldWithStatusTwo)
{
    for (const char* address : {"C:\\runs\\run.h5", "-lroot:run.h5", "ssh://host", "host:"}) {
        const ProcessResult result = runViewer({"--snapshot", picturePath(), "--", address});
        EXPECT_EQ(result.status, 2) << address;
        EXPECT_THAT(result.err, HasSubstr("names no run")) << address;
    }
}

TEST_F(Usage, PicturesLeaveTheUsersSettingsAlone)
{
    h5pulse::Writer writer(path("run.h5"), {.fields = {{.name = "y", .shape = {5}}}});
    writer.append(0.0, std::vector<double>(5, 1.0));
    writer.close();
    const ProcessResult result = h5pulse::test::run(
        {"env", "-u", "DISPLAY", "-u", "WAYLAND_DISPLAY", "-u", "QT_QPA_PLATFORM", "HOME=" + path("home"),
         "XDG_DATA_HOME=" + path("data"), "XDG_CONFIG_HOME=" + path("config"), H5PULSE_VIEWER, path("run.h5"),
         "--snapshot", picturePath()},
        std::chrono::seconds(60));
    EXPECT_EQ(result.status, 0) << result.err;
    for (const char* folder : {"home", "data", "config"}) {
        EXPECT_FALSE(std::filesystem::exists(path(folder))) << folder;
    }
}

TEST_F(Usage, WrongUsageIsToldWithStatusTwo)
{
    const std::string out = picturePath();
    const std::vector<std::vector<std::string>> wrong{
        {"--nonsense"},
        {"run.h5", "other.h5"},
        {"--snapshot", out},                                    // no file
        {"run.h5", "--snapshot"},                               // no name
        {"run.h5", "--snapshot", out, "--at", "first"},         //
        {"run.h5", "--snapshot", out, "--at", "-1"},            //
        {"run.h5", "--snapshot", out, "--at", "1.5"},           //
        {"run.h5", "--snapshot", out, "--at", "t=soon"},        //
        {"run.h5", "--snapshot", out, "--at", "t=nan"},         //
        {"run.h5", "--snapshot", out, "--size", "big"},         //
        {"run.h5", "--snapshot", out, "--size", "100x"},        //
        {"run.h5", "--snapshot", out, "--size", "10x10"},       //
        {"run.h5", "--snapshot", out, "--size", "99999x99999"}, //
        {"run.h5", "--snapshot", out, "--scale", "0"},          //
        {"run.h5", "--snapshot", out, "--theme", "pink"},       //
        {"run.h5", "--wait", "-3"},                             //
        {"run.h5", "--wait", "long"},
        {"run.h5", "--snapshot", path("u.gif")},                      //
        {"run.h5", "--view", "nonsense"},                             //
        {"--watch-snapshot", path("d")},                              // no file
        {"run.h5", "--watch-snapshot", ""},                           //
        {"run.h5", "--watch-snapshot", path("d"), "--every", "0"},    //
        {"run.h5", "--watch-snapshot", path("d"), "--every", "soon"}, //
        {"run.h5", "--watch-snapshot", path("d"), "--at", "3"},       //
        {"run.h5", "--watch-snapshot", path("d"), "--snapshot", out}, //
        {"run.h5", "--every", "3"},                                   // without --watch-snapshot
        {"run.h5", "--keep"},                                         //
        {"run.h5", "--fps", "3"},                                     //
        {"run.h5", "--animate", path("u.webp"), "--at", "3"},         //
        {"run.h5", "--animate", path("u.gif")},                       //
        {"run.h5", "--animate", path("u.webp"), "--stride", "0"},     //
        {"run.h5", "--animate", path("u.webp"), "--from", "-1"},      //
        {"run.h5", "--animate", path("u.webp"), "--from", "9", "--to", "8"},
        {"run.h5", "--animate", path("u.webp"), "--fps", "1000"},
    };
    for (const std::vector<std::string>& arguments : wrong) {
        const ProcessResult result = runViewer(arguments);
        EXPECT_EQ(result.status, 2) << testing::PrintToString(arguments) << result.err;
        EXPECT_NE(result.err, "") << testing::PrintToString(arguments);
    }
}

TEST_F(Usage, AWindowWithoutADisplayIsRefusedInASentence)
{
    const ProcessResult none = runViewer({});
    EXPECT_EQ(none.status, 1);
    EXPECT_THAT(none.err, HasSubstr("no display"));
    EXPECT_THAT(none.err, HasSubstr("--snapshot"));
    const ProcessResult gone = h5pulse::test::run(
        {"env", "-u", "WAYLAND_DISPLAY", "-u", "QT_QPA_PLATFORM", "DISPLAY=:7654", H5PULSE_VIEWER});
    EXPECT_EQ(gone.status, 1) << "and not Qt's abort";
    EXPECT_THAT(gone.err, HasSubstr("cannot open a window"));
}

} // namespace h5pulse::viewer::test
