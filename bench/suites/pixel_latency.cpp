// SPDX-License-Identifier: MIT
#include "suites/pixel_latency.h"

#include "child.h"

#include <h5pulse/writer.h>

#include <algorithm>
#include <sstream>
#include <stdexcept>
#include <thread>

namespace bench {

using namespace std::chrono_literals;

double nanosecondsNow()
{
    const auto time = std::chrono::steady_clock::now().time_since_epoch();
    return static_cast<double>(std::chrono::duration_cast<std::chrono::nanoseconds>(time).count());
}

Sights parseSights(const std::string& text)
{
    Sights sights;
    std::istringstream lines(text);
    for (double step = 0.0, time = 0.0; lines >> step >> time;) {
        sights.steps.push_back(step);
        sights.times.push_back(time);
    }
    return sights;
}

std::vector<double> latencies(const std::vector<double>& moments, std::size_t first, const Sights& sights)
{
    std::vector<double> result;
    for (std::size_t i = 0; i < moments.size(); ++i) {
        const auto found = std::ranges::lower_bound(sights.steps, static_cast<double>(first + i));
        if (found == sights.steps.end()) {
            throw std::runtime_error("step " + std::to_string(i) + " was never seen");
        }
        const double seen = sights.times[static_cast<std::size_t>(found - sights.steps.begin())];
        result.push_back(std::max(0.0, 1e-9 * (seen - moments[i])));
    }
    return result;
}

void watchPixels(std::size_t steps, const ScratchFolder& folder, const std::string& host, Quantiles& latency)
{
    const auto file = folder.path() / "viewed.h5";
    h5pulse::Writer writer(file,
                           {.fields = {{.name = "y", .shape = {Rows::kComponents}}}}); // default options
    Rows rows;
    writer.append(0.0, rows.next());
    const std::string run =
        host.empty() ? file.string() : host + ":" + std::filesystem::absolute(file).string();
    Child viewer({helperProgram("h5pulse_bench_viewer"), run, std::to_string(steps)});
    viewer.hear(); // it shows the first step
    std::this_thread::sleep_for(500ms);
    Moments moments;
    for (std::size_t i = 1; i <= steps; ++i) {
        rows.pause(20ms, 80ms);
        moments.began.push_back(nanosecondsNow());
        writer.append(static_cast<double>(i), rows.next());
    }
    viewer.hear(); // it shows the last step
    latency.take(latencies(moments.began, 1, parseSights(viewer.end())));
    writer.close();
    folder.clear();
}

} // namespace bench
