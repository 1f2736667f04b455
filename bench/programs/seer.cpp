// SPDX-License-Identifier: MIT
// A reader that does nothing but poll, and remembers when it saw how many steps first. Stops when its
// standard input ends, and prints a line "STEPS NANOSECONDS" for each growth, on the steady clock, which all
// processes share.
//
// usage: h5pulse_bench_seer FILE
#include <h5pulse/reader.h>

#include <chrono>
#include <cstdio>
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

std::vector<Sight> look(h5pulse::Reader& reader)
{
    std::vector<Sight> sights;
    pollfd input{STDIN_FILENO, POLLIN, 0};
    // Looking at the input costs a little of a poll; once in 16 is soon enough to end.
    for (unsigned turn = 1; turn % 16 != 0 || ::poll(&input, 1, 0) == 0; ++turn) {
        if (reader.refresh() == h5pulse::Refresh::Grew) {
            sights.push_back({reader.steps(), now()});
        }
    }
    return sights;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 2) {
        return 2;
    }
    try {
        h5pulse::Reader reader(argv[1]);
        reader.refresh();
        std::puts("ready");
        std::fflush(stdout);
        for (const Sight& sight : look(reader)) {
            std::printf("%zu %lld\n", sight.steps, sight.nanoseconds);
        }
    } catch (const std::exception& error) {
        std::fprintf(stderr, "h5pulse_bench_seer: %s\n", error.what());
        return 1;
    }
}
