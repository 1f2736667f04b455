// SPDX-License-Identifier: MIT
#include "state/state_text.h"

#include "os/machine.h"

#include <h5pulse/shell_word.h>

#include <array>
#include <ctime>
#include <unistd.h>

namespace h5pulse {

namespace {

std::string clockText(double secondsSince1970)
{
    const auto seconds = static_cast<std::time_t>(secondsSince1970);
    std::tm local{};
    std::array<char, 32> text{};
    ::localtime_r(&seconds, &local);
    return {text.data(), std::strftime(text.data(), text.size(), "%F %T", &local)};
}

/// What may delay the signs of a writer on another machine; empty: nothing.
std::string delayText(const StateFacts& facts)
{
    if (!facts.fileSystem.shared || facts.writer.host.empty() || facts.writer.host == hostName()) {
        return {};
    }
    const std::string name(facts.fileSystem.name);
    return "; the run lies on " + (name.empty() ? "a shared file system" : name) +
           ", which can show late what another machine writes";
}

/// A writer on another machine, whose lock does not reach this one.
std::string presumedDeadText(const StateFacts& facts, const std::filesystem::path& path)
{
    const WriterStatus& writer = facts.writer;
    return "its writer (process " + std::to_string(writer.processId) + " on " + writer.host +
           ") has given no sign since " + clockText(writer.presumedDeadSince) +
           " and is presumed dead; this machine cannot know it" + delayText(facts) +
           ". If it has ended, 'h5pulse recover " + shellWord(path) +
           "' makes the file readable for other programs";
}

std::string stalledText(const StateFacts& facts, const std::filesystem::path& path)
{
    const WriterStatus& writer = facts.writer;
    if (writer.presumedDeadSince != 0.0) {
        return presumedDeadText(facts, path);
    }
    if (writer.writeProblem == WriteProblem::None) {
        return "the writer lives but has committed nothing for longer than usual; it may be in a long step, "
               "or hang" +
               delayText(facts);
    }
    const bool full = writer.writeProblem == WriteProblem::NoSpace;
    const std::string reason = !writer.reason.empty() ? writer.reason
                               : full                 ? "the disk is full"
                                                      : "writing failed";
    return reason + "; the writer keeps its steps in memory and goes on when it can write again";
}

/// @param path  current path of the file
std::string crashedText(const StateFacts& facts, const std::filesystem::path& path)
{
    std::string who = "its writer";
    if (facts.writer.processId != 0) {
        who += " (process " + std::to_string(facts.writer.processId);
        who += facts.writer.host.empty() ? ")" : " on " + facts.writer.host + ")";
    }
    const std::string kept = std::to_string(facts.steps) + (facts.steps == 1 ? " step is" : " steps are");
    if (!facts.marked) {
        return who + " never finished the run; the file is sound, its " + kept +
               " committed, and Writer::resume continues it";
    }
    return who + " is gone without having closed the file; " + kept +
           " committed and safe, and 'h5pulse recover " + shellWord(path) +
           "' makes the file readable for other programs";
}

std::string deletedText(const StateFacts& facts)
{
    const std::string save = "'cp /proc/" + std::to_string(::getpid()) + "/fd/" +
                             std::to_string(facts.descriptor) + " " + shellWord(facts.path) + "'";
    if (isLive(facts.run)) {
        return "the file was deleted, but its writer goes on; what it writes is lost when it ends, unless it "
               "is stopped and the file saved by " +
               save + " while this program has it open";
    }
    return "the file was deleted; it is lost when this program closes it, unless it is saved by " + save;
}

std::string hiddenText(const StateFacts& facts)
{
    return facts.readable
               ? "the path leads to the file no longer (" + facts.where.reason + "); what is open is read on"
               : "the file cannot be reached (" + facts.where.reason +
                     "); reading goes on when it can be again";
}

/// Problem of the run itself; its file is at `path`.
std::string runText(const StateFacts& facts, const std::filesystem::path& path)
{
    switch (facts.run) {
    case RunState::Stalled:
        return stalledText(facts, path);
    case RunState::Failed:
        return "the run failed" + (facts.writer.reason.empty() ? "" : ": " + facts.writer.reason);
    case RunState::Stopped:
        return "its user stopped the run" + (facts.writer.reason.empty() ? "" : ": " + facts.writer.reason);
    case RunState::Crashed:
        return crashedText(facts, path);
    case RunState::Running:
    case RunState::Finished:
    case RunState::Unreachable:
        break;
    }
    return {};
}

} // namespace

std::string stateText(const StateFacts& facts)
{
    switch (facts.where.kind) {
    case FileLocation::Kind::Here:
    case FileLocation::Kind::Another:
        return runText(facts, facts.path);
    case FileLocation::Kind::Moved: {
        const std::string run = runText(facts, facts.where.now);
        return "the file was moved to " + facts.where.now.string() +
               (run.empty() ? " and is read on there" : "; " + run);
    }
    case FileLocation::Kind::Deleted:
        return deletedText(facts);
    case FileLocation::Kind::Hidden:
        return hiddenText(facts);
    }
    return {};
}

} // namespace h5pulse
