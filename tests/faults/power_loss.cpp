// SPDX-License-Identifier: MIT
// Power losses, simulated from the log of a run's calls. In order: the disk has the first N calls. Reordered:
// it has all that was synced before the N-th call, and of the later ones any part: some whole calls, or of
// each page of the file any earlier state, as a page cache writes them. Names count as synced when their
// folder was.
#include "campaigns.h"
#include "disk_image.h"
#include "programs.h"
#include "said.h"

#include <algorithm>
#include <fstream>

namespace h5pulse::faults {

namespace fs = std::filesystem;

namespace {

constexpr std::int64_t kSaltOfLost = 31;
constexpr std::uint64_t kPageBytes = 4096;

struct Recording
{
    std::string name;
    std::string path;
    std::vector<LoggedCall> calls;
};

Recording record(Bench& bench, const std::string& name, const Command& options)
{
    const fs::path folder = bench.newRun();
    const fs::path log = bench.folder() / (name + ".log");
    fs::remove(log);
    const std::string path = folder / "run.h5";
    Command all{"--salt", std::to_string(kSaltOfLost), "--commit-interval", "0"};
    all.insert(all.end(), options.begin(), options.end());
    const test::ProcessResult result =
        test::run(disturbed({.folder = folder, .log = log}, writerCommand(path, all)));
    if (result.status != 0) {
        throw std::runtime_error("the run to be recorded failed: " + result.err);
    }
    Recording recording{name, path, readCallLog(log)};
    // Otherwise nothing would be promised, and nothing could be lost.
    const Said said = readSaid(result.out);
    if (said.synced == 0 || said.synced != said.committed) {
        throw std::runtime_error("the writer has reported " + std::to_string(said.committed) +
                                 " steps as committed, and " + std::to_string(said.synced) + " as synced");
    }
    Bench::removeRun(folder);
    return recording;
}

std::vector<Recording> recordings(Bench& bench)
{
    return {
        record(bench, "foreground", {"--foreground", "--steps", "40", "--commit-every", "5", "--sync", "0"}),
        record(bench, "background", {"--steps", "40", "--commit-every", "5", "--sync", "0"}),
        record(bench, "some",
               {"--foreground", "--steps", "120", "--commit-every", "4", "--sync", "5", "--pace", "300"}),
        // Each step has chunks of its own, so that indexes grow with each commit.
        record(bench, "large steps",
               {"--foreground", "--profile", "wide", "--steps", "10", "--commit-every", "2", "--sync", "0"})};
}

/// What must survive when only the calls before `cut` were made: what the writer had reported as synced.
std::size_t promisedSteps(const Recording& recording, std::size_t cut)
{
    std::size_t promised = 0;
    for (std::size_t i = 0; i < cut; ++i) {
        const LoggedCall& call = recording.calls[i];
        if (call.call == FaultMark) {
            promised = std::max(promised, readSaid(call.bytes).synced);
        }
    }
    return promised;
}

DiskImage inOrder(const Recording& recording, std::size_t cut)
{
    DiskImage image;
    std::for_each_n(recording.calls.begin(), cut, [&](const LoggedCall& call) { image.apply(call); });
    return image;
}

bool concernsNames(const LoggedCall& call)
{
    return (call.call & (FaultCreate | FaultLink | FaultUnlink | FaultRename)) != 0;
}

/// Whether the disk has this call for sure: it was synced before the cut.
bool isDurable(const Recording& recording, std::size_t index, std::size_t cut)
{
    const LoggedCall& call = recording.calls[index];
    for (std::size_t i = index + 1; i < cut; ++i) {
        const LoggedCall& sync = recording.calls[i];
        if (sync.call == FaultSync && (concernsNames(call) ? sync.directory : sync.file == call.file)) {
            return true;
        }
    }
    return false;
}

/// The part of a write that the disk has, where it has each page of the file as it was at some moment.
class Pages
{
public:
    Pages(Bench& bench, std::size_t cut)
        : m_bench(bench)
        , m_cut(cut)
    {
    }

    void apply(DiskImage& image, const LoggedCall& call, std::size_t index, bool durable)
    {
        const std::uint64_t end = call.offset + call.bytes.size();
        for (std::uint64_t from = call.offset; from < end;) {
            const std::uint64_t to = std::min(end, (from / kPageBytes + 1) * kPageBytes);
            const auto page =
                m_until.try_emplace({call.file, from / kPageBytes}, m_bench.pick(0, m_cut)).first;
            if (durable || index < page->second) {
                image.applyPart(call, from, to);
            }
            from = to;
        }
    }

private:
    Bench& m_bench;
    std::size_t m_cut;
    std::map<std::pair<std::uint64_t, std::uint64_t>, std::size_t> m_until{}; ///< by file and page
};

DiskImage reordered(Bench& bench, const Recording& recording, std::size_t cut, bool byPages)
{
    DiskImage image;
    Pages pages(bench, cut);
    const std::size_t lastName = bench.pick(0, cut); // names are journalled in order
    const std::size_t share = bench.pick(1, 9);
    for (std::size_t i = 0; i < cut; ++i) {
        const LoggedCall& call = recording.calls[i];
        const bool durable = isDurable(recording, i, cut);
        if (byPages && call.call == FaultWrite) {
            pages.apply(image, call, i, durable);
        } else if (durable || (concernsNames(call) ? i < lastName : bench.chance(share, 10))) {
            image.apply(call);
        }
    }
    return image;
}

/// A machine that has lost its power is started anew, and its files can tell: they name an earlier start.
std::string afterRestart(std::string content)
{
    std::string boot;
    std::ifstream("/proc/sys/kernel/random/boot_id") >> boot;
    for (std::size_t at = content.find(boot); !boot.empty() && at != std::string::npos;
         at = content.find(boot, at)) {
        content[at] = content[at] == '0' ? '1' : '0';
    }
    return content;
}

void verifyImage(Bench& bench, Counts& counts, const DiskImage& image, const Recording& recording,
                 std::size_t cut, const std::string& model)
{
    const std::string what = model + ", recording " + recording.name + ", cut at call " + std::to_string(cut);
    const std::size_t promised = promisedSteps(recording, cut);
    ++counts.faults;
    const std::string* content = image.find(recording.path);
    if (!content) {
        if (promised > 0) {
            counts.lose(promised, what + ": the file has not got its name");
        }
        return;
    }
    const fs::path folder = bench.newRun();
    std::ofstream(folder / "run.h5", std::ios::binary) << afterRestart(*content);
    verifyRun(bench, counts, folder / "run.h5", {promised, promised > 0 ? kSaltOfLost : 0, true}, what);
    Bench::removeRun(folder);
}

} // namespace

Counts losePowerInOrder(Bench& bench, std::size_t stride)
{
    Counts counts{.campaign = "power loss, calls in order"};
    for (const Recording& recording : recordings(bench)) {
        for (std::size_t cut = 1; cut <= recording.calls.size(); cut += stride) {
            verifyImage(bench, counts, inOrder(recording, cut), recording, cut, "in order");
            bench.tell(counts, cut, recording.calls.size());
        }
    }
    return counts;
}

Counts losePowerReordered(Bench& bench, std::size_t stride)
{
    Counts counts{.campaign = "power loss, calls reordered"};
    for (const Recording& recording : recordings(bench)) {
        for (std::size_t cut = 1; cut <= recording.calls.size(); cut += stride) {
            for (const bool byPages : {false, true}) {
                verifyImage(bench, counts, reordered(bench, recording, cut, byPages), recording, cut,
                            byPages ? "any state of each page" : "any of the calls");
            }
            bench.tell(counts, cut, recording.calls.size());
        }
    }
    return counts;
}

} // namespace h5pulse::faults
