// SPDX-License-Identifier: MIT
#include "campaigns.h"
#include "memory.h"
#include "programs.h"
#include "writer_report.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <fstream>
#include <optional>

namespace h5pulse::faults {

namespace fs = std::filesystem;

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kToleranceKb = 16 * 1024; ///< HDF5's metadata cache grows for a while
constexpr std::size_t kEndless = 1'000'000'000;

/// Two runs side by side: a steady one, where memory is looked at over the whole time, and one to which
/// faults are done.
class Soak
{
public:
    explicit Soak(Bench& bench)
        : m_bench(bench)
        , m_folder(bench.newRun())
        , m_steady(m_folder / "steady.h5")
        , m_shaken(m_folder / "shaken.h5")
        , m_full(bench.folder() / "disk-is-full")
    {
        add("the writer", writerCommand(m_steady, options(m_bench.pick(1, 1000))));
        add("a reader", readerCommand({"watch", m_steady.string(), "5"}));
        add("a reader of the disturbed run", readerCommand({"watch", m_shaken.string(), "5"}));
        const fs::path viewer = viewerProgram();
        if (viewer.empty()) {
            m_notes.emplace_back("the viewer was not built: readers only");
        } else {
            const Command command{"env", "QT_QPA_PLATFORM=offscreen", viewer.string()};
            add("a viewer", {command[0], command[1], command[2], m_steady.string()});
            add("a viewer of the disturbed run", {command[0], command[1], command[2], m_shaken.string()});
        }
    }

    void runFor(std::chrono::seconds duration, Counts& counts)
    {
        const Clock::time_point begin = Clock::now();
        const Clock::time_point end = begin + duration;
        const Clock::time_point warm =
            begin + std::min<Clock::duration>(std::chrono::seconds(20), duration / 4);
        while (Clock::now() < end) {
            disturbOnce(counts);
            if (Clock::now() > warm) {
                for (MemoryRecord& record : m_memory) {
                    record.sample();
                }
            }
            const auto now = std::chrono::duration_cast<std::chrono::seconds>(Clock::now() - begin);
            m_bench.tell(counts, static_cast<std::size_t>(std::min(now, duration).count()),
                         static_cast<std::size_t>(duration.count()));
        }
    }

    void finish(Counts& counts)
    {
        for (std::size_t i = 0; i < m_processes.size(); ++i) {
            endProcess(m_processes[i], m_memory[i].name(), counts);
        }
        verifyRun(m_bench, counts, m_steady, {m_steadyPromise, 0}, "the steady run");
        verifyRun(m_bench, counts, m_shaken, {m_promise, 0}, "the disturbed run");
        counts.notes = m_notes;
        for (const MemoryRecord& record : m_memory) {
            counts.notes.push_back(record.text());
            if (record.last() > record.first() + kToleranceKb) {
                counts.blame(1,
                             record.text() + ": more than " + std::to_string(kToleranceKb) + " kB of growth");
            }
        }
        Bench::removeRun(m_folder);
    }

private:
    static Command options(std::size_t salt)
    {
        return {"--mode",
                "auto",
                "--profile",
                "few",
                "--pace",
                "500",
                "--steps",
                std::to_string(kEndless),
                "--salt",
                std::to_string(salt),
                "--commit-interval",
                "50",
                "--quiet"};
    }

    void add(const std::string& name, const Command& command)
    {
        m_processes.emplace_back(command);
        m_memory.emplace_back(name, m_processes.back().id());
    }

    /// A writer that goes on with the disturbed run, meets a full disk or not, and is killed.
    void disturbOnce(Counts& counts)
    {
        const Shim shim{.folder = m_folder,
                        .act = std::to_string(m_bench.oneOf({ENOSPC, EDQUOT, EIO})),
                        .whileThere = m_full};
        test::Process writer(disturbed(shim, writerCommand(m_shaken, options(m_salt))));
        writer.listen(std::chrono::milliseconds(m_bench.pick(10, 900)));
        if (m_bench.chance(1, 2)) {
            std::ofstream(m_full) << "full";
            ++counts.faults;
            writer.listen(std::chrono::milliseconds(m_bench.pick(10, 600)));
            if (m_bench.chance(2, 3)) {
                fs::remove(m_full);
                writer.listen(std::chrono::milliseconds(m_bench.pick(10, 600)));
            }
        }
        if (!writer.isRunning()) {
            counts.blame(1, "the disturbed writer ended by itself: " + writer.wait().err);
        }
        writer.kill(9);
        ++counts.faults;
        const WriterReport report = readReport(writer.wait().out);
        fs::remove(m_full);
        if (report.opened && *report.opened < m_promise) {
            counts.lose(m_promise - *report.opened, "the disturbed run was resumed with fewer steps");
        }
        m_promise = std::max(m_promise, report.committed);
    }

    void endProcess(test::Process& process, const std::string& name, Counts& counts)
    {
        const bool runs = process.isRunning();
        const bool reader = name.find("reader") != std::string::npos;
        if (reader) {
            process.closeInput();
        } else {
            process.kill(name == "the writer" ? 9 : 15);
        }
        const test::ProcessResult result = process.wait();
        if (!runs) {
            counts.blame(1, name + " ended before the time: " + result.err);
        }
        if (name == "the writer") {
            m_steadyPromise = readReport(result.out).committed;
        } else if (reader) {
            const std::size_t last = result.out.rfind("rows ");
            std::size_t rows = 0, wrong = 0, restarts = 0;
            if (last == std::string::npos || std::sscanf(&result.out[last], "rows %zu wrong %zu restarts %zu",
                                                         &rows, &wrong, &restarts) != 3) {
                counts.blame(1, name + ": " + result.out + result.err);
            } else if (wrong + restarts > 0) {
                counts.blame(wrong + restarts, name + ": " + result.out.substr(last) + result.err);
            }
            counts.rows += rows;
        }
    }

    Bench& m_bench;
    fs::path m_folder;
    fs::path m_steady;
    fs::path m_shaken;
    fs::path m_full;
    std::size_t m_salt = 77;
    std::size_t m_promise = 0;
    std::size_t m_steadyPromise = 0;
    std::vector<test::Process> m_processes{};
    std::vector<MemoryRecord> m_memory{};
    std::vector<std::string> m_notes{};
};

} // namespace

Counts soak(Bench& bench, std::chrono::seconds duration)
{
    Counts counts{.campaign = "soak"};
    Soak soak(bench);
    soak.runFor(duration, counts);
    soak.finish(counts);
    return counts;
}

} // namespace h5pulse::faults
