// SPDX-License-Identifier: MIT
// A write that overwrites a block of a dataset's index is cut between pages: by kill -9, or because it fails.
// Blocks that are larger than a page come after some 8,000 chunks. Half of such a block is old then and half
// new, and the journal has all of it.
#include "call_log.h"
#include "campaigns.h"
#include "programs.h"
#include "shim/page_cut.h"
#include "writer_report.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <stdexcept>

namespace h5pulse::faults {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kPage = 4096;
constexpr std::size_t kStepsBefore = 8'170; // of the profile "indexed" each step is a chunk
constexpr std::size_t kStepsAfter = 8'260;

Command writer(const fs::path& path, std::size_t steps)
{
    const std::string every = steps == kStepsBefore ? "2000" : "3";
    return writerCommand(path, {"--mode", "auto", "--profile", "indexed", "--foreground", "--commit-interval",
                                "0", "--commit-every", every, "--steps", std::to_string(steps)});
}

/// Whether a write that is cut leaves a block that is neither the old one nor the new one.
bool isTorn(const std::string& before, const LoggedCall& write)
{
    const std::size_t cut = faultUpToPage(write.offset, write.bytes.size());
    return before.size() == write.bytes.size() && before.compare(0, cut, write.bytes, 0, cut) != 0 &&
           before.compare(cut, std::string::npos, write.bytes, cut, std::string::npos) != 0;
}

/// Writes, by their numbers among all, that tear a block of several pages when they are cut.
struct Tearing
{
    std::vector<std::size_t> index;   ///< of a dataset
    std::vector<std::size_t> journal; ///< the copy of such a block
};

/// Addresses of copies of blocks in the journal.
std::set<std::uint64_t> addressesInJournal(const std::vector<LoggedCall>& calls)
{
    constexpr std::uint64_t kHeader = 32;
    std::set<std::uint64_t> addresses;
    for (const LoggedCall& call : calls) {
        if (call.call == FaultWrite && call.bytes.starts_with("hjournl1")) {
            addresses.insert(call.offset + kHeader);
        }
    }
    return addresses;
}

Tearing tearingWrites(const std::vector<LoggedCall>& calls, const fs::path& before)
{
    const std::set<std::uint64_t> journal = addressesInJournal(calls);
    Tearing found;
    std::map<std::uint64_t, std::string> blocks;
    std::ifstream file(before, std::ios::binary);
    std::size_t number = 0;
    for (const LoggedCall& call : calls) {
        if (call.call != FaultWrite) {
            continue;
        }
        ++number;
        if (!call.bytes.starts_with("EADB") || call.bytes.size() <= kPage) {
            continue;
        }
        auto [block, isFirst] = blocks.try_emplace(call.offset, call.bytes.size(), '\0');
        if (isFirst) {
            file.clear();
            file.seekg(static_cast<std::streamoff>(call.offset));
            file.read(block->second.data(), static_cast<std::streamsize>(block->second.size()));
        }
        if (block->second.starts_with("EADB") && isTorn(block->second, call)) {
            (journal.contains(call.offset) ? found.journal : found.index).push_back(number);
        }
        block->second = call.bytes;
    }
    return found;
}

std::size_t run(const Command& command, int expected)
{
    const test::ProcessResult result = test::run(command, std::chrono::minutes(2));
    if (result.status != expected) {
        throw std::runtime_error("the writer ended with " + std::to_string(result.status) + ": " +
                                 result.err);
    }
    return readReport(result.out).committed;
}

} // namespace

Counts killInIndex(Bench& bench, std::size_t kills)
{
    Counts counts{.campaign = "kill in a block of an index"};
    const fs::path folder = bench.newRun();
    const fs::path base = bench.folder() / "indexed.h5";
    const fs::path path = folder / "run.h5";
    const fs::path log = bench.folder() / "indexed.log";
    fs::remove(base);
    fs::remove(log);
    run(writer(base, kStepsBefore), 0);
    fs::copy_file(base, path);
    run(disturbed({.folder = folder, .log = log}, writer(path, kStepsAfter)), 0);
    const Tearing tearing = tearingWrites(readCallLog(log), base);
    constexpr std::size_t kEndings = 4;
    if (std::min(tearing.index.size(), tearing.journal.size()) < (kills + kEndings - 1) / kEndings) {
        throw std::runtime_error("only " + std::to_string(tearing.index.size()) + " writes to an index and " +
                                 std::to_string(tearing.journal.size()) +
                                 " to the journal tear a block when they are cut");
    }
    for (std::size_t i = 0; i < kills; ++i) {
        const std::size_t ending = i % kEndings;
        const std::vector<std::size_t>& numbers = ending == 3 ? tearing.journal : tearing.index;
        const std::size_t number = numbers[i * numbers.size() / kills];
        fs::copy_file(base, path, fs::copy_options::overwrite_existing);
        Shim shim{.folder = folder, .calls = FaultWrite, .from = number, .to = number, .act = "kill-middle"};
        const std::string what = "cut in write " + std::to_string(number);
        ++counts.faults;
        switch (ending) {
        case 0: { // recover() puts it right
            const std::size_t committed = run(disturbed(shim, writer(path, kStepsAfter)), 128 + 9);
            verifyRun(bench, counts, path, {std::max(committed, kStepsBefore), 0}, what);
            break;
        }
        case 1: // the writer that resumes the run does
        case 3: // and what the journal has of a block that was not overwritten does no harm
            run(disturbed(shim, writer(path, kStepsAfter)), 128 + 9);
            run(writer(path, kStepsAfter), 0);
            verifyPlainly(bench, counts, path, {kStepsAfter, 0}, what + ", and resumed");
            break;
        default: // the same writer does when it opens the file anew
            shim.act = "cut";
            run(disturbed(shim, writer(path, kStepsAfter)), 0);
            verifyPlainly(bench, counts, path, {kStepsAfter, 0}, what + " by an error");
            break;
        }
        bench.tell(counts, i + 1, kills);
    }
    Bench::removeRun(folder);
    fs::remove(base);
    return counts;
}

} // namespace h5pulse::faults
