// SPDX-License-Identifier: MIT
#include "power_recordings.h"

#include "event_log.h"
#include "format/heartbeat.h"
#include "programs.h"
#include "writer_report.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace h5pulse::faults {

namespace fs = std::filesystem;

namespace {

constexpr std::int64_t kSalt = 31;
constexpr std::int64_t kOtherSalt = 32;

/// What is recorded: `before`, whose files the disk has, and then `commands`.
struct Scene
{
    std::string name{};
    std::vector<Command> commands{};
    std::vector<Command> before{};
    std::string profile = "few";
    std::size_t promised = 0;
    std::int64_t salt = kSalt;
    bool cutShort = false; ///< the last of `before` is killed in its last commit
};

/// Records the commands of a scene on one run.
class Recorder
{
public:
    explicit Recorder(Bench& bench)
        : m_bench(bench)
        , m_folder(bench.newRun())
    {
    }
    ~Recorder() { Bench::removeRun(m_folder); }
    Recorder(const Recorder&) = delete;
    Recorder& operator=(const Recorder&) = delete;

    fs::path path() const { return m_folder / "run.h5"; }

    Command writer(const Command& options, std::int64_t salt = kSalt) const
    {
        Command all{"--salt", std::to_string(salt), "--commit-interval", "0"};
        all.insert(all.end(), options.begin(), options.end());
        return writerCommand(path(), all);
    }

    PowerRecording record(const Scene& scene) const
    {
        for (std::size_t i = 0; i < scene.before.size(); ++i) {
            if (scene.cutShort && i + 1 == scene.before.size()) {
                killInLastCommit(scene.before[i]);
            } else {
                run(scene.before[i], 0);
            }
        }
        PowerRecording recording{.name = scene.name,
                                 .path = path(),
                                 .profile = scene.profile,
                                 .promised = scene.promised,
                                 .salt = scene.salt};
        if (fs::exists(path())) {
            std::ifstream file(path(), std::ios::binary);
            recording.before.add(path(), inodeOf(path()), {std::istreambuf_iterator<char>(file), {}});
        }
        recording.calls = calls(scene.commands);
        // Writers that synchronise nothing promise nothing; the last one does when it has opened the run.
        for (std::size_t i = 0; scene.commands.size() > 1 && i < recording.calls.size(); ++i) {
            const LoggedCall& call = recording.calls[i];
            recording.from =
                call.call == FaultMark && call.bytes.starts_with("open") ? i + 1 : recording.from;
        }
        return recording;
    }

private:
    static test::ProcessResult run(const Command& command, int status)
    {
        test::ProcessResult result = test::run(command, std::chrono::minutes(1));
        if (result.status != status) {
            throw std::runtime_error("the run to be recorded ended with " + std::to_string(result.status) +
                                     ": " + result.err);
        }
        return result;
    }

    std::vector<LoggedCall> calls(const std::vector<Command>& commands) const
    {
        const fs::path log = m_bench.folder() / "calls.log";
        fs::remove(log);
        WriterReport report;
        for (const Command& command : commands) {
            report = readReport(run(disturbed({.folder = m_folder, .log = log}, command), 0).out);
        }
        // Otherwise nothing would be promised, and nothing could be lost.
        if (report.synced != report.committed) {
            throw std::runtime_error("the writer has reported " + std::to_string(report.committed) +
                                     " steps as committed, and " + std::to_string(report.synced) +
                                     " as synced");
        }
        return readCallLog(log);
    }

    /// Its fields and times are then longer than its last heartbeat says.
    void killInLastCommit(const Command& command) const
    {
        std::size_t number = 0;
        std::size_t heartbeat = 0;
        for (const LoggedCall& call : calls({command})) {
            if (call.call == FaultMark && call.bytes.starts_with("closing")) {
                break;
            }
            number += (call.call & (FaultMark | FaultLock)) == 0 ? 1 : 0;
            if (call.call == FaultWrite && call.bytes.size() == sizeof(Heartbeat)) {
                heartbeat = number;
            }
        }
        fs::remove(path());
        run(disturbed({.folder = m_folder, .from = heartbeat, .to = heartbeat, .act = "kill-before"},
                      command),
            128 + 9);
    }

    Bench& m_bench;
    fs::path m_folder;
};

} // namespace

std::size_t PowerRecording::promisedAt(std::size_t cut) const
{
    std::size_t result = promised;
    for (std::size_t i = 0; i < cut; ++i) {
        if (calls[i].call == FaultMark) {
            result = std::max(result, readReport(calls[i].bytes).synced);
        }
    }
    return result;
}

std::vector<PowerRecording> recordForPowerLoss(Bench& bench)
{
    std::vector<PowerRecording> recordings;
    const auto record = [&](const auto& sceneOf) {
        const Recorder recorder(bench);
        recordings.push_back(recorder.record(sceneOf(recorder)));
    };
    const auto write = [&](const std::string& name, const Command& options,
                           const std::string& profile = "few") {
        record([&](const Recorder& recorder) {
            Command all = options;
            all.insert(all.end(), {"--profile", profile});
            return Scene{.name = name, .commands = {recorder.writer(all)}, .profile = profile};
        });
    };
    const Command each{"--foreground", "--commit-every", "5", "--sync", "0"};
    const auto with = [](Command options, const Command& more) {
        options.insert(options.end(), more.begin(), more.end());
        return options;
    };
    write("foreground", with(each, {"--steps", "40"}));
    write("background", {"--steps", "40", "--commit-every", "5", "--sync", "0"});
    write("some", {"--foreground", "--steps", "120", "--commit-every", "4", "--sync", "5", "--pace", "300"});
    // Each step has chunks of its own, so that indexes grow with each commit.
    write("large steps", {"--foreground", "--steps", "10", "--commit-every", "2", "--sync", "0"}, "wide");
    write("until the end", {"--foreground", "--steps", "24", "--commit-every", "1", "--sync", "3600000"},
          "wide");
    write("idle",
          {"--steps", "5", "--commit-every", "5", "--sync", "900", "--idle", "20000", "--end", "exit"});

    const Command old = with(each, {"--steps", "20"});
    record([&](const Recorder& recorder) {
        return Scene{.name = "recover",
                     .commands = {readerCommand({"repair", recorder.path()})},
                     .before = {recorder.writer(old)},
                     .promised = 15,
                     .cutShort = true};
    });
    record([&](const Recorder& recorder) {
        return Scene{.name = "resume after a crash",
                     .commands = {recorder.writer(with(each, {"--steps", "40", "--mode", "resume"}))},
                     .before = {recorder.writer(old)},
                     .promised = 15,
                     .cutShort = true};
    });
    record([&](const Recorder& recorder) {
        // The first one synchronises nothing: the second does that for it.
        return Scene{.name = "resume",
                     .commands = {recorder.writer({"--foreground", "--commit-every", "5", "--steps", "20"}),
                                  recorder.writer(with(each, {"--steps", "40", "--mode", "resume"}))},
                     .promised = 20};
    });
    record([&](const Recorder& recorder) {
        return Scene{.name = "repack",
                     .commands = {readerCommand({"repack", recorder.path()})},
                     .before = {recorder.writer(old)},
                     .promised = 20};
    });
    record([&](const Recorder& recorder) {
        return Scene{.name = "replace",
                     .commands = {recorder.writer({"--foreground", "--commit-every", "5", "--steps", "20",
                                                   "--mode", "replace", "--sync", "3600000"},
                                                  kOtherSalt)},
                     .before = {recorder.writer(old)},
                     .promised = 5, // of the old run or of the new one
                     .salt = 0};
    });
    return recordings;
}

} // namespace h5pulse::faults
