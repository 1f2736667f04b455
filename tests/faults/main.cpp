// SPDX-License-Identifier: MIT
// The fault suite: does the campaigns one after the other and prints what came of them. Exit status 1 where a
// committed step was lost, a row was wrong or a program did not do as promised.
#include "campaigns.h"
#include "table.h"

#include <CLI/CLI.hpp>

#include <chrono>
#include <cstdio>
#include <exception>
#include <functional>
#include <optional>
#include <unistd.h>

namespace {

using namespace h5pulse::faults;

struct Options
{
    std::size_t rounds = 1000;
    double soakMinutes = 0.0;
    std::uint64_t seed = 1;
    std::vector<std::string> only{};
};

struct Campaign
{
    std::string name;
    std::function<Counts(Bench&)> run;
};

std::vector<Campaign> campaignsOf(const Options& options)
{
    if (options.soakMinutes > 0.0) {
        const auto duration = std::chrono::seconds(static_cast<int>(options.soakMinutes * 60.0));
        return {{"soak", [duration](Bench& bench) { return soak(bench, duration); }}};
    }
    return {{"kill", [&](Bench& bench) { return killAtRandom(bench, options.rounds); }},
            {"kill-h5py", [&](Bench& bench) { return killOthers(bench, options.rounds / 20 + 1); }},
            {"kill-create", [](Bench& bench) { return killInCreate(bench, 1); }},
            {"kill-recover", [](Bench& bench) { return killInRecover(bench, 1); }},
            {"kill-resume", [](Bench& bench) { return killInResume(bench, 1); }},
            {"kill-replace", [](Bench& bench) { return killInReplace(bench, 1); }},
            {"kill-index", [](Bench& bench) { return killInIndex(bench, 20); }},
            {"fail-writes", [](Bench& bench) { return failWrites(bench, 1); }},
            {"full-tmpfs", [](Bench& bench) { return fillDisk(bench, DiskKind::Tmpfs); }},
            {"full-ext4", [](Bench& bench) { return fillDisk(bench, DiskKind::Ext4); }},
            {"size-limit", [](Bench& bench) { return limitFileSize(bench); }},
            {"power-prefix", [](Bench& bench) { return losePowerInOrder(bench, 1); }},
            {"power-reordered", [](Bench& bench) { return losePowerReordered(bench, 1); }},
            {"life", [&](Bench& bench) { return liveOn(bench, options.rounds / 2); }},
            {"readers", [](Bench& bench) { return manyReaders(bench, 5); }}};
}

Counts timed(const Campaign& campaign, Bench& bench)
{
    const auto begin = std::chrono::steady_clock::now();
    Counts counts;
    try {
        counts = campaign.run(bench);
    } catch (const std::exception& error) {
        counts.campaign = campaign.name;
        counts.blame(1, std::string("it did not come to its end: ") + error.what());
    }
    counts.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    return counts;
}

int runCampaigns(const Options& options)
{
    Bench bench(options.seed, ::isatty(STDERR_FILENO) != 0);
    std::vector<Counts> all;
    bool clean = true;
    for (const Campaign& campaign : campaignsOf(options)) {
        const auto& only = options.only;
        if (only.empty() || std::find(only.begin(), only.end(), campaign.name) != only.end()) {
            std::fprintf(stderr, "%s ...\n", campaign.name.c_str());
            all.push_back(timed(campaign, bench));
            clean = clean && all.back().clean();
        }
    }
    std::fputs(tableOf(all).c_str(), stdout);
    std::printf("seed %llu: %s\n", static_cast<unsigned long long>(options.seed),
                clean ? "lost 0, wrong 0" : "SOMETHING WAS LOST OR WRONG");
    return clean ? 0 : 1;
}

} // namespace

int main(int argc, char** argv)
try {
    CLI::App app("Does faults to writers and readers, and counts what is lost or wrong afterwards",
                 "./run faults");
    Options options;
    std::vector<std::string> names;
    for (const Campaign& campaign : campaignsOf(options)) {
        names.push_back(campaign.name);
    }
    app.add_option("--rounds", options.rounds, "Kills at random moments")->capture_default_str();
    app.add_option("--soak", options.soakMinutes,
                   "Only this: a writer, readers, viewers and random faults, for so many minutes");
    app.add_option("--seed", options.seed, "Of all that is random")->capture_default_str();
    app.add_option("--only", options.only, "Only these campaigns")->check(CLI::IsMember(names));
    CLI11_PARSE(app, argc, argv);
    return runCampaigns(options);
} catch (const std::exception& error) {
    std::fprintf(stderr, "faults: %s\n", error.what());
    return 1;
}
