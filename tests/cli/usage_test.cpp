// SPDX-License-Identifier: MIT
#include "cli_test.h"

#include <h5pulse/version.h>

#include <array>

namespace h5pulse::test {

namespace {

using testing::AllOf;
using testing::HasSubstr;

class UsageTest : public CliTest
{
protected:
    static constexpr std::array kCommands{"info", "follow", "export", "recover", "repack", "serve", "view"};
};

TEST_F(UsageTest, HelpsEverywhere)
{
    const ProcessResult all = h5pulse({"--help"});
    EXPECT_EQ(all.status, 0);
    EXPECT_EQ(all.err, "");
    for (const std::string command : kCommands) {
        EXPECT_THAT(all.out, HasSubstr("\n  " + command + " "));
        const ProcessResult one = h5pulse({command, "--help"});
        EXPECT_EQ(one.status, 0) << command;
        EXPECT_THAT(one.out, AllOf(HasSubstr("Usage: "), HasSubstr("Example"),
                                   HasSubstr("  h5pulse " + command + " ")));
        EXPECT_EQ(one.err, "");
    }
    EXPECT_THAT(h5pulse({"--help-all"}).out,
                AllOf(HasSubstr("--steps"), HasSubstr("--dry-run"), HasSubstr("--json")));
}

TEST_F(UsageTest, TellsItsVersionEverywhere)
{
    EXPECT_EQ(h5pulse({"--version"}).out, "h5pulse " H5PULSE_VERSION "\n");
    for (const std::string command : kCommands) {
        const ProcessResult result = h5pulse({command, "--version"});
        EXPECT_EQ(result.status, 0);
        EXPECT_EQ(result.out, "h5pulse " H5PULSE_VERSION "\n") << command;
    }
}

TEST_F(UsageTest, WrongUsageIsTwo)
{
    EXPECT_THAT(h5pulse({}), failsWith(2, {"h5pulse --help"}));
    EXPECT_THAT(h5pulse({"nosuch"}),
                failsWith(2, {"'nosuch'", "info, follow, export, list, recover, repack, serve and view"}));
    EXPECT_THAT(h5pulse({"--nosuch"}), failsWith(2, {"--nosuch"}));
    for (const std::string command : {"info", "follow", "recover"}) {
        EXPECT_THAT(h5pulse({command}), failsWith(2, {"FILE", "h5pulse " + command + " --help"}));
        EXPECT_THAT(h5pulse({command, "a", "b"}), failsWith(2, {"b"}));
        EXPECT_THAT(h5pulse({command, "a", "--nosuch"}), failsWith(2, {"--nosuch"}));
    }
    EXPECT_THAT(h5pulse({"export", "a"}), failsWith(2, {"--output"}));
    EXPECT_THAT(h5pulse({"export", "-o", "b"}), failsWith(2, {"FILE"}));
    EXPECT_THAT(h5pulse({"export", "a", "-o"}), failsWith(2, {"--output"}));
}

TEST_F(UsageTest, WrongValuesAreTwoWhateverTheFile)
{
    const std::string file = path("nosuch.h5").string();
    for (const std::string option : {"--interval", "--wait", "--timeout", "--stall-after"}) {
        for (const std::string value : {"abc", "-1", "nan", ""}) {
            EXPECT_THAT(h5pulse({"follow", file, option, value}), failsWith(2, {option}))
                << option << " " << value;
        }
    }
    EXPECT_THAT(h5pulse({"follow", file, "--component", "x"}), failsWith(2, {"--component", "'x'"}));
    EXPECT_THAT(h5pulse({"export", file, "-o", "-", "--component", "-1"}),
                failsWith(2, {"--component", "'-1'"}));
    EXPECT_THAT(h5pulse({"export", file, "-o", "-", "--step", "1:2"}), failsWith(2, {"--step", "'1:2'"}));
    EXPECT_THAT(h5pulse({"export", file, "-o", "-", "--step", ""}), failsWith(2, {"--step"}));
    EXPECT_THAT(h5pulse({"export", file, "-o", "-", "--steps", "5"}),
                failsWith(2, {"--steps", "'5'", "A:B"}));
    EXPECT_THAT(h5pulse({"export", file, "-o", "-", "--steps", "1:2:3"}),
                failsWith(2, {"--steps", "'1:2:3'"}));
    EXPECT_THAT(h5pulse({"export", file, "-o", "-", "--step", "1", "--steps", "1:2"}),
                failsWith(2, {"--step"}));
}

TEST_F(UsageTest, TakesFilesThatLookLikeOptions)
{
    std::filesystem::rename(makeFile("notebook"), path("-x.h5"));
    EXPECT_EQ(shell("$H5PULSE info -- -x.h5").status, 0);
}

TEST_F(UsageTest, SaysThatItsOutputIsFull)
{
    makeFile("notebook");
    for (const std::string command : {"--help", "--version", "info notebook.h5", "recover notebook.h5"}) {
        EXPECT_THAT(shell("$H5PULSE " + command + " > /dev/full"), failsWith(1, {"standard output"}))
            << command;
    }
}

} // namespace

} // namespace h5pulse::test
