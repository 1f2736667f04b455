// SPDX-License-Identifier: MIT
// Measures how late a Reader on NFS sees what a writer beside the data has committed, with other options of mount, and
// with and without opening the file again for each poll. Needs root. Prints one line per case.
// Usage: h5pulse_nfs_delays [MOUNT OPTIONS ...]
#include "nfs_loopback.h"
#include "support/assumed_file_system.h"
#include "support/crashed_run.h"
#include "support/test_run.h"
#include "wait_until.h"

#include <algorithm>
#include <cstdio>
#include <exception>
#include <thread>

namespace h5pulse::test {

namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kComponents = 200;
constexpr std::size_t kCommits = 10;
constexpr auto kPause = 500ms; // between commits, as a poll of a slow simulation sees them
constexpr auto kPoll = 20ms;   // between polls
constexpr auto kMaxWait = 90s;

struct Delays
{
    double largest = 0.0; ///< seconds
    double mean = 0.0;
    std::size_t wrong = 0;  ///< steps with wrong values
    std::size_t errors = 0; ///< polls and reads that failed
};

/// A simulation that goes on: the delay of each step is measured from its commit to the poll that has it.
Delays measure(const NfsExport& exported, const std::string& options)
{
    const NfsMount mount(exported, options);
    const std::filesystem::path served = exported.path() / "run.h5";
    std::filesystem::remove(served);
    Process writer = startWriter(H5PULSE_TEST_WRITER, served, kComponents);
    appendIn(writer, 1);
    Reader reader(mount / "run.h5");
    std::vector<Clock::time_point> committed{Clock::now()};
    std::vector<double> delays;
    Delays result;
    std::size_t seen = 1;
    const auto end = Clock::now() + kMaxWait;
    while (seen < kCommits && Clock::now() < end) {
        if (committed.size() < kCommits && Clock::now() - committed.back() > kPause) {
            appendIn(writer, 1);
            committed.push_back(Clock::now());
        }
        try {
            reader.refresh();
            for (; seen < reader.steps(); ++seen) {
                delays.push_back(std::chrono::duration<double>(Clock::now() - committed[seen]).count());
                std::vector<double> y(kComponents);
                reader.readStep("y", seen, y);
                result.wrong += y != rowOf(seen, kComponents);
            }
        } catch (const Error&) {
            ++result.errors;
        }
        std::this_thread::sleep_for(kPoll);
    }
    delays.resize(kCommits - 1, std::chrono::duration<double>(kMaxWait).count()); // never seen
    for (const double delay : delays) {
        result.largest = std::max(result.largest, delay);
        result.mean += delay / static_cast<double>(delays.size());
    }
    return result;
}

void print(const std::string& options, bool opensAgain, const Delays& delays)
{
    std::printf("| %-24s | %-3s | %7.3f | %7.3f | %5zu | %6zu |\n", options.c_str(),
                opensAgain ? "yes" : "no", delays.mean, delays.largest, delays.wrong, delays.errors);
    std::fflush(stdout);
}

int measureAll(const std::vector<std::string>& mountOptions)
{
    if (!NfsServer::whyNot().empty()) {
        std::fprintf(stderr, "skipped: %s\n", NfsServer::whyNot().c_str());
        return 77;
    }
    std::printf("| mount options | opened again | mean delay, s | largest | wrong | errors |\n");
    const NfsExport exported;
    for (const std::string& options : mountOptions) {
        for (const bool opensAgain : {true, false}) {
            FileSystem fileSystem = kNfs;
            fileSystem.closeToOpen = opensAgain;
            const AssumedFileSystem assumed(fileSystem);
            print(options, opensAgain, measure(exported, options));
        }
    }
    return 0;
}

} // namespace

} // namespace h5pulse::test

int main(int argc, char** argv)
{
    try {
        const std::vector<std::string> given(argv + 1, argv + argc);
        return h5pulse::test::measureAll(given.empty() ? std::vector<std::string>{"vers=4.2", "vers=3"}
                                                       : given);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
