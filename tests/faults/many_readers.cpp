// SPDX-License-Identifier: MIT
#include "campaigns.h"
#include "programs.h"
#include "writer_report.h"

#include <algorithm>
#include <csignal>
#include <cstdio>

namespace h5pulse::faults {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kReaders = 16;
constexpr std::size_t kSteps = 20'000;
constexpr std::size_t kPaceUs = 100;

/// 8 that look 60 times a second, as a viewer does, 4 slow ones, 2 that are stopped and 2 that are killed.
class Readers
{
public:
    /// @param mustSee  the run lasts long enough for each of them to see some of it
    Readers(const fs::path& path, bool mustSee)
        : m_mustSee(mustSee)
    {
        for (std::size_t i = 0; i < kReaders; ++i) {
            m_readers.emplace_back(readerCommand({"watch", path.string(),
                                                  i < 8    ? "16"
                                                  : i < 12 ? "300"
                                                           : "1"}));
        }
        for (test::Process& reader : m_readers) {
            reader.readUntil("watching");
        }
    }

    void disturb(Counts& counts)
    {
        for (std::size_t i = 12; i < kReaders; ++i) {
            m_readers[i].kill(i < 14 ? SIGSTOP : SIGKILL);
            ++counts.faults;
        }
    }

    void end(Counts& counts)
    {
        for (std::size_t i = 0; i < 14; ++i) {
            m_readers[i].kill(SIGCONT);
            m_readers[i].closeInput();
            const test::ProcessResult result = m_readers[i].wait();
            std::size_t rows = 0, wrong = 0, restarts = 0, failed = 0, steps = 0;
            if (std::sscanf(result.out.c_str(),
                            "watching\nrows %zu wrong %zu restarts %zu failed %zu steps %zu", &rows, &wrong,
                            &restarts, &failed, &steps) != 5 ||
                wrong + restarts + failed > 0 || (m_mustSee && rows == 0)) {
                counts.blame(std::max<std::size_t>(wrong, 1),
                             "reader " + std::to_string(i) + ": " + result.out + result.err);
            }
            counts.rows += rows;
        }
    }

private:
    bool m_mustSee;
    std::vector<test::Process> m_readers{};
};

/// Steps a second of a writer that has this many to write, with or without the readers.
double rateOf(Bench& bench, Counts& counts, bool withReaders, std::size_t steps, std::size_t pace)
{
    const fs::path folder = bench.newRun();
    const fs::path path = folder / "run.h5";
    std::optional<Readers> readers;
    if (withReaders) {
        readers.emplace(path, pace > 0);
    }
    test::Process writer(writerCommand(path, {"--profile", "few", "--steps", std::to_string(steps), "--pace",
                                              std::to_string(pace), "--commit-interval", "20"}));
    writer.listen(std::chrono::milliseconds(300));
    if (readers) {
        readers->disturb(counts);
    }
    const test::ProcessResult result = writer.wait(std::chrono::minutes(1));
    const WriterReport report = readReport(result.out);
    if (!report.closed) {
        counts.blame(1, "the writer ended with " + std::to_string(result.status) + " " + result.err);
    }
    if (readers) {
        readers->end(counts);
        verifyPlainly(bench, counts, path, {steps, 0}, "with 16 readers");
    }
    Bench::removeRun(folder);
    return report.rate;
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

/// Alternating runs, so that whatever else the machine does meets both.
void compare(Bench& bench, Counts& counts, std::size_t pairs, std::size_t steps, std::size_t pace)
{
    std::vector<double> alone;
    std::vector<double> watched;
    for (std::size_t i = 0; i < pairs; ++i) {
        alone.push_back(rateOf(bench, counts, false, steps, pace));
        watched.push_back(rateOf(bench, counts, true, steps, pace));
        bench.tell(counts, i + 1, pairs);
    }
    const auto [low, high] = std::minmax_element(alone.begin(), alone.end());
    const double noise = std::max(*high - *low, 0.02 * median(alone));
    char text[200];
    std::snprintf(text, sizeof text, "%s: %.0f steps/s alone (%.0f to %.0f), %.0f with 16 readers",
                  pace > 0 ? "a paced simulation" : "as fast as it can", median(alone), *low, *high,
                  median(watched));
    counts.notes.emplace_back(text);
    // One that takes all of a processor shares it with the readers, whatever they read: that is only told.
    // And a single pair only shows that nobody is blocked.
    const double least = pairs > 1 ? median(alone) - noise : median(alone) / 4;
    if (pace > 0 && median(watched) < least) {
        counts.blame(1, std::string("readers slow the writer down: ") + text);
    }
}

} // namespace

Counts manyReaders(Bench& bench, std::size_t pairs)
{
    Counts counts{.campaign = "16 readers at once"};
    compare(bench, counts, pairs, kSteps, kPaceUs);
    if (pairs > 1) {
        compare(bench, counts, pairs, 6'000'000, 0);
    }
    return counts;
}

} // namespace h5pulse::faults
