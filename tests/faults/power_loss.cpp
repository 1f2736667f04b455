// SPDX-License-Identifier: MIT
// Power losses, simulated from the log of a run's calls. In order: the disk has the first N calls. Reordered:
// it has all that was synced before the N-th call, and of the later ones any part: some whole calls, all but
// one or one alone, or of each page of the file any earlier state, as a page cache writes them. Names count
// as synced when their folder was.
#include "campaigns.h"
#include "power_recordings.h"
#include "programs.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <set>

namespace h5pulse::faults {

namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t kPageBytes = 4096;

bool concernsNames(const LoggedCall& call)
{
    return (call.call & (FaultCreate | FaultLink | FaultUnlink | FaultRename)) != 0;
}

/// Whether the disk has this call for sure: it was synced before the cut.
bool isDurable(const PowerRecording& recording, std::size_t index, std::size_t cut)
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

/// What the disk has at a cut, where `keeps` says which of the calls that are not durable it has.
template <typename Keeps>
DiskImage imageOf(const PowerRecording& recording, std::size_t cut, const Keeps& keeps)
{
    DiskImage image = recording.before;
    for (std::size_t i = 0; i < cut; ++i) {
        if (isDurable(recording, i, cut) || keeps(i)) {
            image.apply(recording.calls[i]);
        }
    }
    return image;
}

/// Some of the calls. Names are journalled in order.
DiskImage someCalls(Bench& bench, const PowerRecording& recording, std::size_t cut)
{
    const std::size_t lastName = bench.pick(0, cut);
    const std::size_t share = bench.pick(1, 9);
    return imageOf(recording, cut, [&](std::size_t i) {
        return concernsNames(recording.calls[i]) ? i < lastName : bench.chance(share, 10);
    });
}

/// Each page of the file as it was at some moment.
DiskImage somePages(Bench& bench, const PowerRecording& recording, std::size_t cut)
{
    DiskImage image = recording.before;
    std::map<std::pair<std::uint64_t, std::uint64_t>, std::size_t> until; // by file and page
    const std::size_t lastName = bench.pick(0, cut);
    for (std::size_t i = 0; i < cut; ++i) {
        const LoggedCall& call = recording.calls[i];
        const bool durable = isDurable(recording, i, cut);
        if (call.call != FaultWrite) {
            if (durable || (concernsNames(call) ? i < lastName : bench.chance(1, 2))) {
                image.apply(call);
            }
            continue;
        }
        const std::uint64_t end = call.offset + call.bytes.size();
        for (std::uint64_t from = call.offset; from < end;) {
            const std::uint64_t to = std::min(end, (from / kPageBytes + 1) * kPageBytes);
            const auto page = until.try_emplace({call.file, from / kPageBytes}, bench.pick(0, cut)).first;
            if (durable || i < page->second) {
                image.applyPart(call, from, to);
            }
            from = to;
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

/// Looks at the images of one recording.
class Verifier
{
public:
    Verifier(Bench& bench, Counts& counts, const PowerRecording& recording)
        : m_bench(bench)
        , m_counts(counts)
        , m_recording(recording)
    {
    }

    void verify(const DiskImage& image, std::size_t cut, const std::string& model)
    {
        const std::string what =
            model + ", recording " + m_recording.name + ", cut at call " + std::to_string(cut);
        const std::size_t promised = m_recording.promisedAt(cut);
        const std::string* content = image.find(m_recording.path);
        if (!content) {
            if (promised > 0) {
                m_counts.lose(promised, what + ": the file has not got its name");
            }
            return;
        }
        // Many cuts leave the same.
        if (!m_seen.emplace(std::hash<std::string>()(*content), promised).second) {
            return;
        }
        ++m_counts.faults;
        const fs::path folder = m_bench.newRun();
        const fs::path path = folder / "run.h5";
        std::ofstream(path, std::ios::binary) << afterRestart(*content);
        const std::size_t bad = m_counts.lost + m_counts.wrong;
        verifyRun(m_bench, m_counts, path, {promised, promised > 0 ? m_recording.salt : 0, true}, what);
        if (promised > 0 && bad == m_counts.lost + m_counts.wrong && m_counts.faults % kGoOn == 0) {
            goOn(path, what);
        }
        Bench::removeRun(folder);
    }

private:
    static constexpr std::size_t kGoOn = 3;       ///< one image of so many is resumed
    static constexpr std::size_t kMoreSteps = 40; ///< enough for new blocks of an index

    /// A run that is recovered can be continued.
    void goOn(const fs::path& path, const std::string& what)
    {
        const Found found = m_bench.checker().check(path);
        const std::string steps = std::to_string(found.steps + kMoreSteps);
        const test::ProcessResult result = test::run(
            writerCommand(path, {"--mode", "resume", "--profile", m_recording.profile, "--salt",
                                 std::to_string(found.salt), "--foreground", "--commit-interval", "0",
                                 "--commit-every", "7", "--retry-for", "0", "--steps", steps}));
        if (result.status != 0) {
            m_counts.blame(1, what + ": it cannot be continued: " + result.err);
            return;
        }
        verifyPlainly(m_bench, m_counts, path, {found.steps + kMoreSteps, found.salt}, what + ", continued");
    }

    Bench& m_bench;
    Counts& m_counts;
    const PowerRecording& m_recording;
    std::set<std::pair<std::size_t, std::size_t>> m_seen{}; ///< content and promise
};

/// At a synchronisation: of what it was to bring to the disk, all but one call, and one alone.
void verifyEachCall(Verifier& verifier, const PowerRecording& recording, std::size_t cut)
{
    for (std::size_t one = cut; one-- > 0;) {
        if (recording.calls[one].call == FaultSync) {
            return;
        }
        if ((recording.calls[one].call & (FaultWrite | FaultTruncate)) != 0) {
            verifier.verify(imageOf(recording, cut, [&](std::size_t i) { return i != one; }), cut,
                            "all calls but " + std::to_string(one));
            verifier.verify(
                imageOf(recording, cut,
                        [&](std::size_t i) { return i == one || concernsNames(recording.calls[i]); }),
                cut, "of the calls " + std::to_string(one) + " alone");
        }
    }
}

} // namespace

Counts losePowerInOrder(Bench& bench, std::size_t stride)
{
    Counts counts{.campaign = "power loss, calls in order"};
    for (const PowerRecording& recording : recordForPowerLoss(bench)) {
        Verifier verifier(bench, counts, recording);
        for (std::size_t cut = recording.from; cut <= recording.calls.size(); cut += stride) {
            verifier.verify(imageOf(recording, cut, [](std::size_t) { return true; }), cut, "in order");
            bench.tell(counts, cut, recording.calls.size());
        }
    }
    return counts;
}

Counts losePowerReordered(Bench& bench, std::size_t stride)
{
    Counts counts{.campaign = "power loss, calls reordered"};
    std::size_t syncs = 0;
    for (const PowerRecording& recording : recordForPowerLoss(bench)) {
        Verifier verifier(bench, counts, recording);
        for (std::size_t cut = recording.from; cut <= recording.calls.size(); ++cut) {
            if (cut % stride == 0) {
                // The number of calls of a recording depends on the time that they take: chance does not.
                bench.beginChance(recording.name, cut);
                verifier.verify(someCalls(bench, recording, cut), cut, "any of the calls");
                verifier.verify(somePages(bench, recording, cut), cut, "any state of each page");
            }
            const bool isSync = cut < recording.calls.size() && recording.calls[cut].call == FaultSync;
            if (isSync && ++syncs % stride == 0) {
                verifyEachCall(verifier, recording, cut);
            }
            bench.tell(counts, cut, recording.calls.size());
        }
    }
    return counts;
}

} // namespace h5pulse::faults
