// SPDX-License-Identifier: MIT
#include "bench.h"

#include "programs.h"

#include <cstdio>
#include <functional>
#include <sched.h>
#include <sys/mount.h>

namespace h5pulse::faults {

namespace fs = std::filesystem;

namespace {

/// What is mounted from here on ends with this process, however it ends. Without the right to mount nothing
/// is.
void keepMountsPrivate()
{
    if (::unshare(CLONE_NEWNS) == 0) {
        ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr);
    }
}

/// No call of the library may last for ever: one that does is stopped, and counts as failed.
test::ProcessResult recovered(const fs::path& path)
{
    try {
        return test::run(readerCommand({"recover", path.string()}), std::chrono::seconds(60));
    } catch (const std::runtime_error& error) {
        return {128 + 14, {}, error.what()};
    }
}

/// Before anything is started that is to see the mounts.
std::uint64_t begin(std::uint64_t seed)
{
    keepMountsPrivate();
    return seed;
}

} // namespace

Bench::Bench(std::uint64_t seed, bool talkative)
    : m_seed(seed)
    , m_talkative(talkative)
    , m_random(begin(seed))
{
}

void Bench::beginChance(std::string_view name, std::size_t number)
{
    std::seed_seq sequence{m_seed, std::uint64_t{std::hash<std::string_view>()(name)}, std::uint64_t{number}};
    m_random.seed(sequence);
}

std::size_t Bench::pick(std::size_t from, std::size_t to)
{
    return std::uniform_int_distribution<std::size_t>(from, to)(m_random);
}

fs::path Bench::newRun()
{
    const fs::path folder = m_folder / ("run" + std::to_string(++m_runs));
    fs::create_directory(folder);
    return folder;
}

void Bench::removeRun(const fs::path& folder)
{
    std::error_code ignored;
    fs::remove_all(folder, ignored);
}

void Bench::tell(const Counts& counts, std::size_t done, std::size_t of) const
{
    if (m_talkative) {
        std::fprintf(stderr, "\r%-28s %zu/%zu, rows %zu, lost %zu, wrong %zu \033[K", counts.campaign.c_str(),
                     done, of, counts.rows, counts.lost, counts.wrong);
        if (done == of) {
            std::fputc('\n', stderr);
        }
    }
}

void verifyPlainly(Bench& bench, Counts& counts, const fs::path& path, const Promise& promise,
                   const std::string& what)
{
    const Found found = bench.checker().check(path);
    if (!found.refused.empty()) {
        counts.lose(promise.steps, what + ": h5py: " + found.refused);
        counts.blame(promise.steps == 0 ? 1 : 0, what);
        return;
    }
    counts.rows += found.steps;
    if (found.steps < promise.steps) {
        counts.lose(promise.steps - found.steps,
                    what + ": " + std::to_string(found.steps) + " steps of " + std::to_string(promise.steps));
    }
    if (found.wrong > 0) {
        counts.blame(found.wrong, what + ": h5py sees " + std::to_string(found.wrong) + " wrong rows");
    }
    if (found.longest != found.steps) {
        counts.blame(1, what + ": a field has " + std::to_string(found.longest) + " rows, and there are " +
                            std::to_string(found.steps) + " steps");
    }
    if (promise.salt != 0 && found.salt != promise.salt) {
        counts.lose(promise.steps, what + ": another run is there");
    }
}

void verifyRun(Bench& bench, Counts& counts, const fs::path& path, const Promise& promise,
               const std::string& what)
{
    if (!fs::exists(path)) {
        if (promise.steps > 0) {
            counts.lose(promise.steps, what + ": there is no file");
        }
        return;
    }
    const test::ProcessResult result = recovered(path);
    std::size_t rows = 0, wrong = 0, steps = 0;
    if (result.status == 1 && promise.steps == 0 && promise.unlessEmpty) {
        return;
    }
    if (result.status != 0 ||
        std::sscanf(result.out.c_str(), "rows %zu wrong %zu steps %zu", &rows, &wrong, &steps) != 3) {
        counts.lose(promise.steps,
                    what + ": recover: status " + std::to_string(result.status) + ": " + result.err);
        counts.blame(promise.steps == 0 ? 1 : 0, what);
        return;
    }
    if (wrong > 0) {
        counts.blame(wrong, what + ": Reader trusts " + std::to_string(wrong) + " wrong rows");
    }
    if (steps < promise.steps) {
        counts.lose(promise.steps - steps, what + ": Reader sees fewer steps: " + std::to_string(steps) +
                                               " of " + std::to_string(promise.steps));
        return;
    }
    verifyPlainly(bench, counts, path, promise, what);
}

} // namespace h5pulse::faults
