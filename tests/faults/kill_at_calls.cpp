// SPDX-License-Identifier: MIT
#include "call_log.h"
#include "campaigns.h"
#include "programs.h"
#include "watchers.h"
#include "writer_report.h"

#include <functional>
#include <optional>

namespace h5pulse::faults {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kOldSteps = 40;
constexpr std::size_t kNewSteps = 60;
constexpr std::int64_t kOldSalt = 11;
constexpr std::int64_t kNewSalt = 12;

/// Something that can be killed at each of its calls.
struct Scene
{
    std::string name;
    fs::path before{};    ///< the file as it is at the beginning; empty: there is none
    bool watched = false; ///< a reader is attached all the while
    std::function<Command(const fs::path&)> command; ///< what is killed
    /// What must hold afterwards.
    std::function<void(const fs::path&, const WriterReport&, Counts&, const std::string&)> verify;
};

Command writer(const fs::path& path, const char* mode, std::size_t steps, std::int64_t salt,
               const char* end = "close")
{
    return writerCommand(path, {"--mode", mode, "--profile", "few", "--steps", std::to_string(steps),
                                "--salt", std::to_string(salt), "--commit-every", "10", "--commit-interval",
                                "0", "--foreground", "--end", end});
}

/// A run of kOldSteps steps, whose writer closed it ("close") or died ("exit").
fs::path oldRun(Bench& bench, const char* end)
{
    const fs::path path = bench.newRun() / "old.h5";
    const test::ProcessResult result = test::run(writer(path, "create", kOldSteps, kOldSalt, end));
    if (result.status != 0) {
        throw std::runtime_error("the run to be disturbed could not be written: " + result.err);
    }
    return path;
}

/// The same, of a writer that died inside a commit: fields are longer than the times.
fs::path runCutShort(Bench& bench)
{
    for (std::size_t call = 1; call < 1000; ++call) {
        const fs::path path = bench.newRun() / "cut.h5";
        const Shim shim{.folder = path.parent_path(), .from = call, .to = call, .act = "kill-after"};
        const test::ProcessResult result =
            test::run(disturbed(shim, writer(path, "create", kOldSteps + 10, kOldSalt)));
        if (readReport(result.out).committed == kOldSteps) {
            const Found found = bench.checker().peek(path);
            if (found.steps == kOldSteps && found.longest > kOldSteps) {
                return path;
            }
        }
        Bench::removeRun(path.parent_path());
    }
    throw std::runtime_error("no call at which a kill leaves fields longer than the times");
}

void prepare(const Scene& scene, const fs::path& path)
{
    if (!scene.before.empty()) {
        fs::copy_file(scene.before, path);
    }
}

/// The calls of the scene when nobody disturbs it.
std::vector<LoggedCall> callsOf(Bench& bench, const Scene& scene)
{
    const fs::path folder = bench.newRun();
    const fs::path log = bench.folder() / "calls.log";
    prepare(scene, folder / "run.h5");
    fs::remove(log);
    const test::ProcessResult result =
        test::run(disturbed({.folder = folder, .log = log}, scene.command(folder / "run.h5")));
    Bench::removeRun(folder);
    if (result.status != 0) {
        throw std::runtime_error(scene.name + " fails undisturbed: " + result.err);
    }
    std::vector<LoggedCall> calls = readCallLog(log);
    std::erase_if(calls, [](const LoggedCall& call) { return (call.call & (FaultMark | FaultLock)) != 0; });
    return calls;
}

/// A write is cut by a kill only between pages: the kernel copies each of them as a whole.
bool crossesPage(const LoggedCall& call)
{
    constexpr std::uint64_t page = 4096;
    return call.call == FaultWrite && call.offset / page != (call.offset + call.bytes.size() - 1) / page;
}

Counts killAtCalls(Bench& bench, const Scene& scene, std::size_t stride)
{
    Counts counts{.campaign = scene.name};
    const std::vector<LoggedCall> calls = callsOf(bench, scene);
    for (std::size_t number = 1; number <= calls.size(); number += stride) {
        for (const char* act : {"kill-before", "kill-middle", "kill-after"}) {
            if (act == std::string_view("kill-middle") && !crossesPage(calls[number - 1])) {
                continue;
            }
            const fs::path folder = bench.newRun();
            const fs::path path = folder / "run.h5";
            prepare(scene, path);
            std::optional<Watchers> watchers;
            if (scene.watched) {
                watchers.emplace(path, false);
            }
            const test::ProcessResult result = test::run(
                disturbed({.folder = folder, .from = number, .to = number, .act = act}, scene.command(path)));
            const std::string what = std::string(act) + " call " + std::to_string(number);
            if (result.status == 128 + 9) {
                ++counts.faults;
            } else {
                counts.blame(1, what + ": it was not killed, but ended with " +
                                    std::to_string(result.status) + " " + result.err);
            }
            scene.verify(path, readReport(result.out), counts, what);
            if (watchers) {
                watchers->end(counts);
            }
            Bench::removeRun(folder);
        }
        bench.tell(counts, std::min(number + stride - 1, calls.size()), calls.size());
    }
    counts.notes = {std::to_string(calls.size()) + " calls that change files"};
    return counts;
}

/// All that a crash has left must be seen by a Reader, before anybody repairs it again.
void readerSees(const fs::path& path, std::size_t steps, Counts& counts, const std::string& what)
{
    const test::ProcessResult result = test::run(readerCommand({"check", path.string()}));
    std::size_t rows = 0, wrong = 0;
    if (std::sscanf(result.out.c_str(), "rows %zu wrong %zu", &rows, &wrong) != 2 || rows < steps) {
        counts.lose(steps - std::min(rows, steps),
                    what + ": Reader, before the repair: " + result.out + result.err);
    }
    counts.rows += rows;
    counts.wrong += wrong;
}

} // namespace

Counts killInCreate(Bench& bench, std::size_t stride)
{
    return killAtCalls(
        bench,
        {.name = "kill in create ... close",
         .command = [](const fs::path& path) { return writer(path, "create", kOldSteps, kOldSalt); },
         .verify =
             [&](const fs::path& path, const WriterReport& report, Counts& counts, const std::string& what) {
                 verifyRun(bench, counts, path, {report.committed, report.committed > 0 ? kOldSalt : 0},
                           what);
             }},
        stride);
}

Counts killInRecover(Bench& bench, std::size_t stride)
{
    return killAtCalls(
        bench,
        {.name = "kill in recover",
         .before = runCutShort(bench),
         .watched = true,
         .command =
             [](const fs::path& path) {
                 return readerCommand({"recover", path.string()});
             },
         .verify =
             [&](const fs::path& path, const WriterReport&, Counts& counts, const std::string& what) {
                 readerSees(path, kOldSteps, counts, what);
                 verifyRun(bench, counts, path, {kOldSteps, kOldSalt}, what);
             }},
        stride);
}

Counts killInResume(Bench& bench, std::size_t stride)
{
    return killAtCalls(
        bench,
        {.name = "kill in resume ... close",
         .before = runCutShort(bench),
         .watched = true,
         .command = [](const fs::path& path) { return writer(path, "resume", kNewSteps, kOldSalt); },
         .verify =
             [&](const fs::path& path, const WriterReport& report, Counts& counts, const std::string& what) {
                 const std::size_t promised = std::max(kOldSteps, report.committed);
                 readerSees(path, promised, counts, what);
                 verifyRun(bench, counts, path, {promised, kOldSalt}, what);
             }},
        stride);
}

/// At every moment the path holds the old run with all its steps, or the new one with its first commit.
Counts killInReplace(Bench& bench, std::size_t stride)
{
    const auto verify = [&](const fs::path& path, const WriterReport& report, Counts& counts,
                            const std::string& what) {
        const test::ProcessResult seen = test::run(readerCommand({"check", path.string()}));
        std::size_t rows = 0, wrong = 0, steps = 0;
        long long salt = 0;
        if (std::sscanf(seen.out.c_str(), "rows %zu wrong %zu steps %zu salt %lld", &rows, &wrong, &steps,
                        &salt) != 4) {
            counts.lose(kOldSteps, what + ": " + seen.err);
            return;
        }
        const bool isNew = salt == kNewSalt;
        if (!isNew && report.committed > 0) {
            counts.lose(report.committed,
                        what + ": the old run is there, but steps of the new one were reported");
        }
        if (isNew && steps == 0) {
            counts.lose(kOldSteps, what + ": the new run took the place of the old one with nothing in it");
        }
        const Promise promise = isNew ? Promise{report.committed, kNewSalt} : Promise{kOldSteps, kOldSalt};
        verifyRun(bench, counts, path, promise, what);
    };
    return killAtCalls(
        bench,
        {.name = "kill in Existing::Replace",
         .before = oldRun(bench, "close"),
         .command = [](const fs::path& path) { return writer(path, "replace", kNewSteps, kNewSalt); },
         .verify = verify},
        stride);
}

} // namespace h5pulse::faults
