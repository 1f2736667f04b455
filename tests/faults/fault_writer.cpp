// SPDX-License-Identifier: MIT
// A writer that can be killed, starved and disturbed. It says on standard output, each line at once:
//   open N         readers can open the file, and it has N steps
//   committed N    N steps are committed, as Writer says
//   full REASON    append() threw under WhenFull::Throw; it is tried again
//   closing        the last step is appended
//   rate R         at the end: steps a second from the first append to the end of close
//   closed         the run is finished
// and on an error its message on standard error, with exit status 1.
#include "program_life.h"
#include "run_content.h"

#include <CLI/CLI.hpp>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <unistd.h>

namespace {

using namespace h5pulse;
using Clock = std::chrono::steady_clock;

struct Options
{
    std::string file{};
    std::string mode = "create";
    std::string profile = "few";
    std::string end = "close";
    std::int64_t salt = 1;
    std::size_t steps = 100;
    std::size_t commitEvery = 0;
    unsigned pace = 0;
    unsigned patience = 20'000;
    unsigned idle = 0;
    int commitInterval = 100;
    int sync = -1;
    int retryFor = -1;
    bool throwWhenFull = false;
    bool foreground = false;
    bool compress = false;
    bool quiet = false;
    std::uint64_t life = 0;
    WriterOptions writer{};
};

/// Straight to the descriptor: what was said before a kill is there afterwards, and the shim sees it.
void say(const std::string& line)
{
    const std::string text = line + '\n';
    if (::write(STDOUT_FILENO, text.data(), text.size()) < 0) {
        ::_exit(3); // whoever started it is gone
    }
}

Writer opened(const Options& options)
{
    RunSpec run = faults::runOf(options.profile, options.salt);
    run.endTime = static_cast<double>(options.steps); // one that resumes goes further
    const bool there = std::filesystem::exists(options.file);
    if (options.mode == "resume" || (options.mode == "auto" && there)) {
        return Writer::resume(options.file, run, options.writer);
    }
    WriterOptions writer = options.writer;
    writer.existing = options.mode == "replace" ? Existing::Replace : Existing::Refuse;
    return Writer(options.file, run, writer);
}

/// Says how far the writer has come, where that has changed.
class Report
{
public:
    void operator()(const Options& options, const Writer& writer)
    {
        const std::size_t committed = writer.committedSteps();
        if (committed >= m_committed + (options.quiet ? 1000 : 1)) {
            m_committed = committed;
            say("committed " + std::to_string(committed));
        }
        if (const std::size_t synced = writer.syncedSteps(); synced > m_synced) {
            m_synced = synced;
            say("synced " + std::to_string(synced));
        }
    }

private:
    std::size_t m_committed = 0;
    std::size_t m_synced = 0;
};

/// Tries until there is room, as a simulation does that has asked to be told.
template <typename Action>
void insist(const Options& options, const Action& action)
{
    const auto latest = Clock::now() + std::chrono::milliseconds(options.patience);
    for (;;) {
        try {
            return action();
        } catch (const Error& error) {
            if (!options.throwWhenFull || Clock::now() > latest) {
                throw;
            }
            say("full " + error.reason());
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
    }
}

/// A program that ends without closing its run, in its own way. Returns where the run is to be closed.
void endOtherwise(const Options& options, std::unique_ptr<Writer>& writer)
{
    if (options.end == "exit") {
        ::_exit(0);
    }
    if (options.end == "std-exit") {
        std::exit(0);
    }
    if (options.end == "quick-exit") {
        std::quick_exit(0);
    }
    if (options.end == "scope") {
        writer.reset();
        std::exit(0);
    }
}

void closed(const Options& options, Writer& writer)
{
    if (options.end == "fail") {
        writer.fail("as asked");
    } else if (options.end == "stop") {
        writer.stop("as asked");
    } else {
        writer.close();
    }
}

struct AsAsked
{
};

/// Waits until all that is committed is synchronised as well, without appending anything.
void idle(const Options& options, const Writer& writer)
{
    const auto latest = Clock::now() + std::chrono::milliseconds(options.idle);
    while (writer.syncedSteps() < writer.committedSteps() && Clock::now() < latest) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
}

void write(const Options& options)
{
    std::optional<faults::ProgramLife> life;
    if (options.life != 0) {
        life.emplace(options.life).begin();
    }
    auto owned = std::make_unique<Writer>(opened(options));
    Writer& writer = *owned;
    Report report;
    say("open " + std::to_string(writer.steps()));
    report(options, writer);
    faults::StepContent content(faults::runOf(options.profile, options.salt), options.salt);
    const std::size_t start = writer.steps();
    const auto begin = Clock::now();
    auto next = begin;
    for (std::size_t step = start; step < options.steps; ++step) {
        insist(options, [&] { writer.appendStep(faults::timeOf(options.salt, step), content.at(step)); });
        if (options.commitEvery > 0 && (step + 1) % options.commitEvery == 0) {
            insist(options, [&] { writer.commit(); });
        }
        report(options, writer);
        if (life) {
            life->live(owned);
        }
        if (options.pace > 0) {
            std::this_thread::sleep_until(next += std::chrono::microseconds(options.pace));
        }
    }
    idle(options, writer);
    report(options, writer);
    say("closing");
    endOtherwise(options, owned);
    if (options.end == "throw") {
        throw AsAsked();
    }
    insist(options, [&] { closed(options, writer); });
    report(options, writer);
    const std::chrono::duration<double> took = Clock::now() - begin;
    say("rate " + std::to_string(static_cast<double>(writer.steps() - start) / took.count()));
    say("closed");
}

void addOptions(CLI::App& app, Options& options)
{
    app.add_option("FILE", options.file)->required();
    app.add_option("--mode", options.mode, "create, replace, resume, or auto: resume what is there")
        ->check(CLI::IsMember({"create", "replace", "resume", "auto"}));
    app.add_option("--profile", options.profile, "Fields: one, few, all, broad or wide");
    app.add_option("--salt", options.salt, "Which run it is");
    app.add_option("--steps", options.steps, "Steps of the run, with those that are there");
    app.add_option("--end", options.end,
                   "close, fail, stop, exit (_exit), std-exit, quick-exit, scope or throw");
    app.add_option("--commit-every", options.commitEvery, "Call commit() every so many steps");
    app.add_option("--commit-steps", options.writer.commitSteps);
    app.add_option("--commit-interval", options.commitInterval, "ms");
    app.add_option("--buffer", options.writer.bufferBytes);
    app.add_option("--sync", options.sync, "syncInterval, ms");
    app.add_option("--retry-for", options.retryFor, "ms");
    app.add_option("--patience", options.patience, "With --throw: how long to try again, ms");
    app.add_option("--idle", options.idle, "Before the end, wait for a synchronisation for so long, ms");
    app.add_option("--cache", options.writer.metadataCacheBytes, "HDF5's metadata cache, bytes");
    app.add_option("--pace", options.pace, "us from step to step");
    app.add_option("--life", options.life, "Does other things as well, by chance: the seed");
    app.add_flag("--without-lock", options.writer.withoutLock);
    app.add_flag("--foreground", options.foreground);
    app.add_flag("--compress", options.compress, "Whole chunks by gzip");
    app.add_flag("--quiet", options.quiet, "Report only every 1,000 steps");
    app.add_flag("--throw", options.throwWhenFull, "WhenFull::Throw");
}

} // namespace

int main(int argc, char** argv)
try {
    CLI::App app("Writes a run whose content proves its steps", "fault_writer");
    Options options;
    addOptions(app, options);
    CLI11_PARSE(app, argc, argv);
    options.writer.commitInterval = std::chrono::milliseconds(options.commitInterval);
    options.writer.background = !options.foreground;
    if (options.compress) {
        options.writer.compression = Compression{.level = 1};
    }
    options.writer.whenFull = options.throwWhenFull ? WhenFull::Throw : WhenFull::Wait;
    if (options.sync >= 0) {
        options.writer.syncInterval = std::chrono::milliseconds(options.sync);
    }
    if (options.retryFor >= 0) {
        options.writer.retryFor = std::chrono::milliseconds(options.retryFor);
    }
    write(options);
    return 0;
} catch (const AsAsked&) {
    return 0;
} catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
}
