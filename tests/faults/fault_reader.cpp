// SPDX-License-Identifier: MIT
// Readers of a run that faults are done to. Usage:
//   fault_reader watch FILE [PAUSE_MS]   stays attached until its standard input ends, and checks the newest
//   rows and
//                                        some others at each poll, and now and then a view
//                                        of all; FILE need not be there yet
//   fault_reader check FILE              checks every row that is there, and views of all
//   fault_reader recover FILE            repairs it, then checks every row
//   fault_reader repair FILE             repairs it: the run of another program
//   fault_reader backup FILE             repairs it, after a copy was made
//   fault_reader repack FILE [FILTER]    rewrites it, by gzip or by this filter
// watch says "watching", "problem NAME" when the writer is first seen with a write problem, "well" when it no longer
// is, and at the end "rows R wrong W restarts T failed F steps N". The others say "rows R wrong W steps N
// salt S state STATE". Exit status 1, with the message on standard error, where the file cannot be read or
// repaired.
#include "run_content.h"
#include "view_check.h"

#include <h5pulse/recover.h>
#include <h5pulse/repack.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <poll.h>
#include <random>
#include <string>
#include <string_view>
#include <thread>
#include <unistd.h>

namespace {

using namespace h5pulse;
using faults::saltOf;
using faults::wrongRows;
using faults::wrongViews;

/// Waits so long for the end of standard input, and says whether it has come.
bool inputEnds(int pauseMs)
{
    pollfd input{STDIN_FILENO, POLLIN, 0};
    if (::poll(&input, 1, pauseMs) <= 0) {
        return false;
    }
    std::array<char, 256> text{};
    return ::read(STDIN_FILENO, text.data(), text.size()) <= 0;
}

class Watch
{
public:
    explicit Watch(const char* path)
        : m_path(path)
    {
    }

    /// Looks at what is new, and checks some of it.
    void poll()
    {
        try {
            if (!m_reader) {
                m_reader.emplace(m_path);
            }
            checkNew(m_reader->refresh());
        } catch (const Error& error) {
            m_failed += m_reader ? 1 : 0; // not there yet is no failure
            m_lastFailure = error.what();
        }
    }

    /// Says where the writer's problem has changed.
    void tellProblem()
    {
        const WriteProblem problem = m_reader ? m_reader->writerStatus().writeProblem : WriteProblem::None;
        if (problem != m_writeProblem) {
            m_writeProblem = problem;
            std::puts(problem == WriteProblem::None      ? "well"
                      : problem == WriteProblem::NoSpace ? "problem NoSpace"
                                                         : "problem WriteError");
            std::fflush(stdout);
        }
    }

    void say() const
    {
        std::printf("rows %zu wrong %zu restarts %zu failed %zu steps %zu\n", m_rows, m_wrong, m_restarts,
                    m_failed, m_steps);
        if (m_failed > 0) {
            std::fprintf(stderr, "last failure: %s\n", m_lastFailure.c_str());
        }
    }

private:
    void checkNew(Refresh found)
    {
        const std::size_t now = m_reader->steps();
        if (found == Refresh::Restarted) {
            ++m_restarts;
            m_steps = 0;
        }
        m_wrong += now < m_steps ? 1 : 0; // what was committed is never taken back
        if (now > 0) {
            const std::size_t any = std::uniform_int_distribution<std::size_t>(0, now - 1)(m_random);
            for (const std::size_t step : {now - 1, std::min(m_steps, now - 1), any}) {
                ++m_rows;
                m_wrong += wrongRows(*m_reader, step, 1);
            }
        }
        // All steps come into a view: now and then, and not when they are many.
        if (m_polls++ % 16 == 0 && now <= kMaxInViews) {
            m_wrong += wrongViews(*m_reader);
        }
        m_steps = now;
    }

    static constexpr std::size_t kMaxInViews = 5'000;

    const char* m_path;
    std::optional<Reader> m_reader{};
    WriteProblem m_writeProblem = WriteProblem::None;
    std::mt19937_64 m_random{std::random_device{}()};
    std::size_t m_steps = 0, m_rows = 0, m_wrong = 0, m_restarts = 0, m_failed = 0, m_polls = 0;
    std::string m_lastFailure{};
};

int watch(const char* path, int pauseMs)
{
    Watch watch(path);
    watch.poll();
    std::puts("watching");
    std::fflush(stdout);
    do {
        watch.tellProblem(); // not before somebody listens
        watch.poll();
    } while (!inputEnds(pauseMs));
    watch.say();
    return 0;
}

int check(const char* path)
{
    Reader reader(path);
    const std::size_t steps = reader.steps();
    const std::size_t wrong = wrongRows(reader, 0, steps) + wrongViews(reader);
    std::printf("rows %zu wrong %zu steps %zu salt %lld state %s\n", steps, wrong, steps,
                static_cast<long long>(saltOf(reader)), std::string(toString(reader.state())).c_str());
    return 0;
}

} // namespace

int main(int argc, char** argv)
try {
    const std::string_view command = argc >= 3 ? argv[1] : "";
    if (command == "watch") {
        return watch(argv[2], argc > 3 ? std::atoi(argv[3]) : 5);
    }
    if (command == "recover") {
        recover(argv[2]);
        return check(argv[2]);
    }
    if (command == "repair") {
        recover(argv[2]);
        return 0;
    }
    if (command == "backup") {
        recover(argv[2], {.backup = true});
        return 0;
    }
    if (command == "repack") {
        repack(argv[2], {.compression = {.filter = filterOf(argc > 3 ? argv[3] : "gzip").value()}});
        return check(argv[2]);
    }
    if (command == "check") {
        return check(argv[2]);
    }
    std::fputs("usage: fault_reader watch FILE [PAUSE_MS] | check FILE | recover FILE | repair FILE | "
               "backup FILE | repack FILE [FILTER]\n",
               stderr);
    return 2;
} catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
}
