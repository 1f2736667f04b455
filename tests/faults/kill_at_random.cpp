// SPDX-License-Identifier: MIT
#include "campaigns.h"
#include "programs.h"
#include "watchers.h"
#include "writer_report.h"

#include <thread>

namespace h5pulse::faults {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kBriefUs = 12'000; ///< about what starting, 50 steps and closing take

/// Where in its life a writer was killed, and what was found there.
struct Moments
{
    std::size_t opening = 0, resuming = 0, writing = 0, closing = 0;
    std::size_t cutShort = 0; ///< commits: fields longer than the times

    std::string text() const
    {
        return "killed while creating " + std::to_string(opening) + ", resuming " + std::to_string(resuming) +
               ", writing " + std::to_string(writing) + ", closing " + std::to_string(closing) + "; in " +
               std::to_string(cutShort) + " files a commit was cut short";
    }
};

/// One file, from its creation over some kills and resumes to its orderly end.
class Life
{
public:
    Life(Bench& bench, Counts& counts, Moments& moments)
        : m_bench(bench)
        , m_counts(counts)
        , m_moments(moments)
        , m_folder(bench.newRun())
        , m_path(m_folder / "run.h5")
        , m_watchers(m_path, bench.chance(1, 4))
    {
        m_options = {"--mode",    "auto",
                     "--profile", bench.oneOf({"all", "all", "few", "one", "broad"}),
                     "--salt",    std::to_string(bench.pick(1, 1'000'000))};
        if (bench.chance(1, 2)) {
            m_options.emplace_back("--foreground");
        }
        if (bench.chance(1, 3)) {
            m_options.emplace_back("--compress");
        }
        const auto add = [&](const char* name, std::size_t value) {
            m_options.emplace_back(name);
            m_options.push_back(std::to_string(value));
        };
        add("--commit-interval", bench.oneOf<std::size_t>({2, 20}));
        switch (bench.pick(0, 2)) {
        case 0:
            add("--commit-steps", bench.oneOf<std::size_t>({1, 7, 50}));
            break;
        case 1:
            add("--commit-every", bench.oneOf<std::size_t>({1, 5, 40}));
            break;
        default:
            break;
        }
        add("--pace", bench.oneOf<std::size_t>({0, 30, 300}));
        m_span = bench.oneOf<std::size_t>({25, 80, 250});
    }

    /// Lets the writer run and kills it at some moment; false where it had ended by then.
    bool killOnce()
    {
        const bool there = fs::exists(m_path);
        // Many short runs, so that opening and closing are met as well as what is between.
        const bool brief = m_bench.chance(1, 2);
        test::Process writer(command(m_promise + (brief ? m_bench.pick(1, 100) : m_bench.pick(20, 3000))));
        const std::size_t us = m_bench.pick(0, brief ? kBriefUs : m_span * 1000);
        writer.listen(std::chrono::milliseconds(us / 1000));
        std::this_thread::sleep_for(std::chrono::microseconds(us % 1000));
        writer.kill(9);
        const test::ProcessResult result = writer.wait();
        const WriterReport report = note(result);
        if (result.status != 128 + 9) {
            return false;
        }
        ++m_counts.faults;
        ++(report.closing  ? m_moments.closing
           : report.opened ? m_moments.writing
           : there         ? m_moments.resuming
                           : m_moments.opening);
        verifyAfterKill();
        return true;
    }

    /// The run goes on to its end, and all of it is there.
    void finish()
    {
        test::Process writer(command(m_promise + 50));
        const test::ProcessResult result = writer.wait(std::chrono::minutes(1));
        const WriterReport report = note(result);
        if (!report.closed) {
            m_counts.blame(1, "a resumed run did not end: " + result.err);
        }
        verifyPlainly(m_bench, m_counts, m_path, {m_promise, 0}, "finished run");
        m_watchers.end(m_counts);
        Bench::removeRun(m_folder);
    }

private:
    Command command(std::size_t steps) const
    {
        Command options = m_options;
        options.insert(options.end(), {"--steps", std::to_string(steps)});
        return writerCommand(m_path, options);
    }

    WriterReport note(const test::ProcessResult& result)
    {
        const WriterReport report = readReport(result.out);
        if (report.opened && *report.opened < m_promise) {
            m_counts.lose(m_promise - *report.opened, "resumed at " + std::to_string(*report.opened) +
                                                          " of " + std::to_string(m_promise) + " steps");
        }
        if (result.status != 0 && result.status != 128 + 9) {
            m_counts.blame(1, "the writer ended with " + std::to_string(result.status) + ": " + result.err);
        }
        m_promise = std::max(m_promise, report.committed);
        return report;
    }

    /// Half of the times on a copy, so that the next writer has to repair the file itself.
    void verifyAfterKill()
    {
        if (!fs::exists(m_path)) {
            verifyRun(m_bench, m_counts, m_path, {m_promise, 0}, "after a kill");
            return;
        }
        const Found peeked = m_bench.checker().peek(m_path);
        m_moments.cutShort += peeked.longest > peeked.steps ? 1 : 0;
        fs::path path = m_path;
        if (m_bench.chance(1, 2)) {
            path = m_folder / "copy.h5";
            fs::copy_file(m_path, path, fs::copy_options::overwrite_existing);
        }
        verifyRun(m_bench, m_counts, path, {m_promise, 0}, "after a kill");
    }

    Bench& m_bench;
    Counts& m_counts;
    Moments& m_moments;
    fs::path m_folder;
    fs::path m_path;
    Watchers m_watchers;
    Command m_options{};
    std::size_t m_span = 0;    ///< ms in which the kill comes
    std::size_t m_promise = 0; ///< the highest step that any writer of this file reported
};

} // namespace

Counts killAtRandom(Bench& bench, std::size_t rounds)
{
    Counts counts{.campaign = "kill at random moments"};
    Moments moments;
    std::size_t lives = 0;
    std::size_t attempts = 0;
    while (counts.faults < rounds && attempts < 10 * rounds) {
        Life life(bench, counts, moments);
        ++lives;
        for (std::size_t kills = bench.pick(1, 7); kills > 0 && counts.faults < rounds; ++attempts) {
            kills -= life.killOnce() ? 1 : 0;
            bench.tell(counts, counts.faults, rounds);
        }
        life.finish();
    }
    counts.notes = {moments.text(), std::to_string(lives) + " files, each resumed after every kill"};
    return counts;
}

} // namespace h5pulse::faults
