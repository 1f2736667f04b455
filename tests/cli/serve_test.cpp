// SPDX-License-Identifier: MIT
#include "cli_test.h"

#include <h5pulse/version.h>

namespace h5pulse::test {

namespace {

using testing::HasSubstr;
using testing::StartsWith;

class ServeTest : public CliTest
{
};

} // namespace

TEST_F(ServeTest, TellsItsVersionsAndWhatItMayDo)
{
    const ProcessResult result = h5pulse({"serve", "--about"});
    EXPECT_EQ(result.status, 0);
    EXPECT_THAT(result.out, StartsWith("h5pulse " H5PULSE_VERSION "\nprotocol 1\nmemory: "));
    EXPECT_THAT(result.out, HasSubstr("\nfiles of other folders: "));
    EXPECT_THAT(result.out, HasSubstr("\nnetwork, other programs, changes of files: "));
}

TEST_F(ServeTest, NeedsAWayToTalk)
{
    EXPECT_THAT(h5pulse({"serve"}), failsWith(2, {"--stdio", "h5pulse serve --help"}));
    EXPECT_THAT(h5pulse({"serve", "--stdio", "run.h5"}), failsWith(2, {"run.h5"}));
}

TEST_F(ServeTest, EndsWithItsInput)
{
    const ProcessResult result = h5pulse({"serve", "--stdio"});
    EXPECT_EQ(result.status, 0);
    EXPECT_EQ(result.out, "h5pulse-serve 1 " H5PULSE_VERSION "\n");
    EXPECT_EQ(result.err, "");
}

TEST_F(ServeTest, SaysWhyItEndsAnotherConnection)
{
    Process service = start({"serve", "--stdio"});
    ASSERT_TRUE(service.writeLine("h5pulse-client 99 1.2.3"));
    const ProcessResult result = service.wait();
    EXPECT_THAT(result, failsWith(1, {"h5pulse 1.2.3 and speaks version 99"}));
}

} // namespace h5pulse::test
