// SPDX-License-Identifier: MIT
// A reader that only polls, and records when it first saw each number of steps. Prints "ready"; after seeing
// STEPS steps it prints "done" and one line "STEPS NANOSECONDS" per growth, on the steady clock, which all
// processes share. Stops early when its standard input ends.
//
// usage: h5pulse_bench_watcher FILE STEPS
#include <h5pulse/reader.h>

#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include <poll.h>
#include <unistd.h>

namespace {

struct Sight
{
    std::size_t steps;
    long long nanoseconds;
};

long long now()
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(
               std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

std::vector<Sight> look(h5pulse::Reader& reader, std::size_t steps)
{
    std::vector<Sight> sights;
    pollfd input{STDIN_FILENO, POLLIN, 0};
    // Checking the input costs a fraction of a poll; one check per 16 polls is enough to end.
    for (unsigned turn = 1; reader.steps() < steps && (turn % 16 != 0 || ::poll(&input, 1, 0) == 0); ++turn) {
        if (reader.refresh() == h5pulse::Refresh::Grew) {
            sights.push_back({reader.steps(), now()});
        }
    }
    return sights;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 3) {
        return 2;
    }
    try {
        h5pulse::Reader reader(argv[1]);
        reader.refresh();
        std::puts("ready");
        std::fflush(stdout);
        const auto sights = look(reader, std::stoull(argv[2]));
        std::puts("done");
        for (const Sight& sight : sights) {
            std::printf("%zu %lld\n", sight.steps, sight.nanoseconds);
        }
    } catch (const std::exception& error) {
        std::fprintf(stderr, "h5pulse_bench_watcher: %s\n", error.what());
        return 1;
    }
}
