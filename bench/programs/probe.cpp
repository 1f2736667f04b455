// SPDX-License-Identifier: MIT
// A reader in its own process, controlled by lines on standard input. It answers each with a line of numbers,
// times in seconds.
//
//   open N     open the run and read its first step, N times; keep the last Reader
//   idle N     poll N times
//   grow       poll once, and print the time and whether there were new steps
//   newest N   poll once and read the newest time and the newest step of `y`, of N elements; print how many
//              calls read for it, how many bytes, and whether the poll found new steps
//   random N   read N random steps
//   check      read 1,000 random steps, and print how many of them have a wrong value
//   memory     peak memory so far, in bytes
//
// usage: h5pulse_bench_probe trace|map STEPS FILE (STEPS as passed to the builder)
#include "process_io.h"
#include "programs/synthetic_run.h"

#include <h5pulse/reader.h>

#include <chrono>
#include <cstdio>
#include <iostream>
#include <memory>
#include <random>
#include <sstream>

namespace {

template <typename F>
double secondsOf(F&& call)
{
    const auto before = std::chrono::steady_clock::now();
    call();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - before).count();
}

class Probe
{
public:
    Probe(const bench::SyntheticRun& run, std::string file)
        : m_run(run)
        , m_file(std::move(file))
        , m_row(run.components())
    {
    }

    void obey(const std::string& command, int count)
    {
        if (command == "open") {
            repeat(count, [this] { open(); });
        } else if (command == "idle") {
            repeat(count, [this] { m_reader->refresh(); });
        } else if (command == "grow") {
            bool grew = false;
            const double time = secondsOf([&] { grew = m_reader->refresh() == h5pulse::Refresh::Grew; });
            std::printf("%.9f %d", time, grew ? 1 : 0);
        } else if (command == "newest") {
            readNewest(static_cast<std::size_t>(count));
        } else if (command == "random") {
            repeat(count, [this] { m_reader->readStep("y", randomStep(), m_row); });
        } else if (command == "check") {
            std::printf("%d", wrongOf(1'000));
        } else if (command == "memory") {
            std::printf("%llu", static_cast<unsigned long long>(bench::peakMemory()));
        }
        std::puts("");
        std::fflush(stdout);
    }

private:
    template <typename F>
    void repeat(int count, F&& call)
    {
        for (int i = 0; i < count; ++i) {
            std::printf("%.9f ", secondsOf(call));
        }
    }

    void open()
    {
        m_reader = std::make_unique<h5pulse::Reader>(m_file);
        m_reader->readStep("y", 0, m_row);
    }

    void readNewest(std::size_t elements)
    {
        std::vector<double> row(elements);
        if (!m_reader) {
            m_reader = std::make_unique<h5pulse::Reader>(m_file);
        }
        const bench::ReadCalls before = bench::readCalls();
        const bool grew = m_reader->refresh() == h5pulse::Refresh::Grew;
        m_reader->readTimes(m_reader->steps() - 1, 1);
        m_reader->readStep("y", m_reader->steps() - 1, row);
        const bench::ReadCalls reads = bench::readCalls() - before;
        std::printf("%llu %llu %d", static_cast<unsigned long long>(reads.calls),
                    static_cast<unsigned long long>(reads.bytes), grew ? 1 : 0);
    }

    std::uint64_t randomStep()
    {
        return std::uniform_int_distribution<std::uint64_t>(0, m_run.steps - 1)(m_random);
    }

    int wrongOf(int count)
    {
        int wrong = 0;
        for (int i = 0; i < count; ++i) {
            const std::uint64_t step = randomStep();
            m_reader->readStep("y", step, m_row);
            const std::size_t component = step % m_row.size();
            wrong += m_row[component] == m_run.value(step, component) ? 0 : 1;
        }
        return wrong;
    }

    bench::SyntheticRun m_run;
    std::string m_file;
    std::unique_ptr<h5pulse::Reader> m_reader;
    std::vector<double> m_row;
    std::mt19937_64 m_random{3};
};

} // namespace

int main(int argc, char** argv)
{
    if (argc != 4) {
        return 2;
    }
    try {
        Probe probe(bench::SyntheticRun(argv[1], std::stoull(argv[2])), argv[3]);
        for (std::string line; std::getline(std::cin, line);) {
            std::istringstream words(line);
            std::string command;
            int count = 1;
            words >> command >> count;
            probe.obey(command, count);
        }
    } catch (const std::exception& error) {
        std::fprintf(stderr, "h5pulse_bench_probe: %s\n", error.what());
        return 1;
    }
}
