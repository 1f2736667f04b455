// SPDX-License-Identifier: MIT
// The ordinary life of the programs that record: what they do beside their run, and how they end.
#include "campaigns.h"
#include "programs.h"
#include "watchers.h"
#include "writer_report.h"

#include <cerrno>
#include <csignal>

namespace h5pulse::faults {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMaxSpanMs = 120; ///< in which a kill or a pause comes

/// A program that records a run, lives beside it, and ends in one of many ways.
class Round
{
public:
    explicit Round(Bench& bench)
        : m_bench(bench)
        , m_folder(bench.newRun())
        , m_path(m_folder / "run.h5")
        , m_watchers(m_path, bench.chance(1, 4))
    {
    }

    void run(Counts& counts)
    {
        const std::string end =
            m_bench.oneOf({"close", "fail", "stop", "scope", "std-exit", "quick-exit", "throw"});
        const std::size_t steps = m_bench.pick(50, 1500);
        const bool closeFails = m_bench.chance(1, 6);
        Command options{"--profile",
                        m_bench.oneOf({"one", "few", "all"}),
                        "--commit-interval",
                        "5",
                        "--salt",
                        std::to_string(m_bench.pick(1, 1'000'000)),
                        "--steps",
                        std::to_string(steps),
                        "--pace",
                        m_bench.oneOf({"0", "30", "100"}),
                        "--life",
                        std::to_string(m_bench.pick(1, 1'000'000)),
                        "--end",
                        end};
        if (m_bench.chance(1, 3)) {
            options.emplace_back("--foreground");
        }
        test::Process writer(disturbed({.folder = m_folder,
                                        .closeError = closeFails ? EIO : 0,
                                        .threads = m_bench.oneOf<std::size_t>({0, 0, 1, 2}),
                                        .clock = m_bench.oneOf<std::size_t>({0, 0, 3, 50})},
                                       fromItsFolder(options)));
        if (m_bench.chance(1, 3)) {
            pause(writer);
        }
        const bool killed = m_bench.chance(1, 3);
        if (killed) {
            writer.listen(std::chrono::milliseconds(m_bench.pick(0, kMaxSpanMs)));
            writer.kill(SIGKILL);
        }
        const test::ProcessResult result = writer.wait(std::chrono::minutes(1));
        const WriterReport report = readReport(result.out);
        const bool ended = result.status != 128 + SIGKILL;
        const std::string what = "a program that ends by " + end + (ended ? "" : ", killed");
        if (ended && !closeFails && result.status != 0) {
            counts.blame(1, what + ": status " + std::to_string(result.status) + ": " + result.err);
        }
        if (ended && closeFails && result.status == 0 && report.closed) {
            counts.blame(1, what + ": closing failed, and nobody was told");
        }
        // Who ends in order has committed all; who is killed, what it has reported.
        verifyRun(m_bench, counts, m_path, {ended ? steps : report.committed, 0, !ended}, what);
        m_watchers.end(counts);
        Bench::removeRun(m_folder);
    }

private:
    /// By an absolute path, or by one that holds only until the program goes elsewhere.
    Command fromItsFolder(const Command& options)
    {
        Command command{"env", "--chdir=" + m_folder.string()};
        const Command writer = writerCommand(m_bench.chance(1, 2) ? "run.h5" : m_path, options);
        command.insert(command.end(), writer.begin(), writer.end());
        return command;
    }

    void pause(test::Process& writer)
    {
        writer.listen(std::chrono::milliseconds(m_bench.pick(0, kMaxSpanMs)));
        writer.kill(SIGSTOP);
        writer.listen(std::chrono::milliseconds(m_bench.chance(1, 10) ? 2000 : m_bench.pick(0, kMaxSpanMs)));
        writer.kill(SIGCONT);
    }

    Bench& m_bench;
    fs::path m_folder;
    fs::path m_path;
    Watchers m_watchers;
};

} // namespace

Counts liveOn(Bench& bench, std::size_t rounds)
{
    Counts counts{.campaign = "ordinary life"};
    while (counts.faults < rounds) {
        Round(bench).run(counts);
        bench.tell(counts, ++counts.faults, rounds);
    }
    return counts;
}

} // namespace h5pulse::faults
