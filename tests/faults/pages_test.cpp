// SPDX-License-Identifier: MIT
// A kill cuts writes between pages. So whatever a writer overwrites where it lies must lie in one page, or be
// noted in the journal first.
#include "bench.h"
#include "call_log.h"
#include "programs.h"

#include <gtest/gtest.h>

#include <map>

namespace h5pulse::faults {

namespace {

constexpr std::uint64_t kPage = 4096;

bool crossesPages(const LoggedCall& call)
{
    return call.offset % kPage + call.bytes.size() > kPage;
}

TEST(Pages, HoldWhatIsOverwritten)
{
    Bench bench(1);
    for (const char* profile : {"one", "few", "all", "wide"}) {
        SCOPED_TRACE(profile);
        const std::filesystem::path folder = bench.newRun();
        const std::filesystem::path log = bench.folder() / profile;
        const Command command =
            writerCommand(folder / "run.h5", {"--profile", profile, "--foreground", "--commit-interval", "0",
                                              "--commit-every", "3", "--steps", "300"});
        ASSERT_EQ(test::run(disturbed({.folder = folder, .log = log}, command)).status, 0);
        std::map<std::pair<std::uint64_t, std::size_t>, std::size_t> times;
        for (const LoggedCall& call : readCallLog(log)) {
            if (call.call == FaultWrite && ++times[{call.offset, call.bytes.size()}] > 1) {
                EXPECT_FALSE(crossesPages(call)) << call.bytes.substr(0, 4) << " at " << call.offset << ", "
                                                 << call.bytes.size() << " bytes";
            }
        }
        EXPECT_GE(times.size(), 20U);
        Bench::removeRun(folder);
    }
}

} // namespace

} // namespace h5pulse::faults
