// SPDX-License-Identifier: MIT
// How soon recorded steps are visible: to a polling process, and in the viewer's pixels.
#include "child.h"
#include "progress.h"
#include "scratch_folder.h"
#include "suites/pixel_latency.h"
#include "suites/suite.h"

#include <h5pulse/writer.h>

#include <chrono>

namespace bench {
namespace {

using namespace std::chrono_literals;

constexpr const char* kPixel = "append to a pixel of the viewer";

void watchCommits(std::size_t commits, const ScratchFolder& folder, Quantiles& fromCall,
                  Quantiles& fromReturn)
{
    const auto file = folder.path() / "visible.h5";
    h5pulse::Writer writer(file, {.fields = {{.name = "y", .shape = {Rows::kComponents}}}},
                           {.commitInterval = std::chrono::milliseconds(0)});
    Child watcher({helperProgram("h5pulse_bench_watcher"), file.string(), std::to_string(commits)});
    watcher.hear();
    Rows rows;
    Moments moments;
    for (std::size_t i = 0; i < commits; ++i) {
        rows.pause(1ms, 4ms);
        writer.append(static_cast<double>(i), rows.next());
        moments.began.push_back(nanosecondsNow());
        writer.commit();
        moments.ended.push_back(nanosecondsNow());
    }
    watcher.hear(); // it has seen the last step
    const Sights sights = parseSights(watcher.end());
    fromCall.take(latencies(moments.began, 1, sights));
    fromReturn.take(latencies(moments.ended, 1, sights));
    writer.close();
    folder.clear();
}

} // namespace

void runVisibility(const Settings& settings, SuiteReport& report)
{
    const ScratchFolder folder(settings.dir);
    Quantiles fromCall, fromReturn, pixel;
    const bool viewer = !helperProgram("h5pulse_bench_viewer").empty();
    for (std::size_t round = 0; round < settings.rounds; ++round) {
        showProgress("visibility, round " + std::to_string(round + 1));
        watchCommits(settings.quick ? 50 : 2'000, folder, fromCall, fromReturn);
        if (viewer) {
            watchPixels(settings.quick ? 10 : 400, folder, {}, pixel);
        }
    }
    showProgress("");
    fromCall.addTo(report, "commit, from its call to a busy reader");
    fromReturn.addTo(report, "commit, from its return to a busy reader");
    report.target("commit's return to a reader of another process that polls all the time, p99", "s",
                  fromReturn.p99, atMost(2e-3));
    if (viewer) {
        pixel.addTo(report, kPixel);
        report.target("append to a changed pixel of the viewer, all by default, p99", "s", pixel.p99,
                      atMost(0.160));
    } else {
        report.skip(kPixel, "built without the viewer");
    }
}

} // namespace bench
