// SPDX-License-Identifier: MIT
#include "commands.h"
#include "follow_table.h"
#include "format.h"
#include "interrupt.h"
#include "open_run.h"
#include "selection.h"
#include "standard_output.h"

#include <CLI/CLI.hpp>

#include <chrono>
#include <cmath>
#include <limits>
#include <memory>
#include <optional>

namespace h5pulse::cli {

namespace {

using Clock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;

struct FollowOptions
{
    RunOptions run{};
    std::optional<std::string> field{};
    std::optional<std::string> component{};
    double interval = 0.5;
    double wait = 0.0;
    double timeout = std::numeric_limits<double>::infinity();
};

constexpr auto kFooter = R"(Examples:
  h5pulse follow run.h5
  h5pulse follow run.h5 --field u --component 128 --interval 0.1
  h5pulse follow run.h5 --wait 60 | tee log.txt

Each poll that finds new steps prints the latest of them: its number, its time, and the component, or minimum,
maximum and mean of the field (of the magnitudes where it is complex) over its finite values, and how many are not
finite. Without --field it is the first field that is not a scalar. Numbers have up to ten digits; 'h5pulse export'
gives all. New steps are known by their number: times that repeat, decrease or are NaN are printed as they are.
Lines that begin with '#' are titles and changes of state. It ends with the run: status 0 when the run finished, 1
when it failed or its writer died. Ctrl-C ends it with 130.)";

/// Seconds that are not negative; "inf" is for ever.
std::string checkSeconds(const std::string& text)
{
    double value = 0;
    return CLI::detail::lexical_cast(text, value) && value >= 0 ? ""
                                                                : "'" + text + "' is no number of seconds";
}

double elapsed(Clock::time_point since)
{
    return Seconds(Clock::now() - since).count();
}

/// Waits for the file to appear and to become readable: a writer may have created it and not yet be ready.
Reader openWaiting(const FollowOptions& options)
{
    const Clock::time_point begin = Clock::now();
    bool said = false;
    for (;;) {
        try {
            return openRun(options.run);
        } catch (const Error& error) {
            if (elapsed(begin) >= options.wait || std::filesystem::is_directory(options.run.file)) {
                throw;
            }
            if (!said && std::filesystem::exists(options.run.file)) {
                complain("waiting: " + std::string(error.what()));
                said = true;
            }
        }
        interruptibleSleep(
            Seconds(std::clamp(options.wait - elapsed(begin), 0.0, std::min(options.interval, 0.2))));
    }
}

class Follower
{
public:
    explicit Follower(const FollowOptions& options)
        : m_options(options)
        , m_component(options.component ? parseComponent(*options.component) : std::vector<std::size_t>())
        , m_reader(openWaiting(options))
    {
        startRun("");
    }

    int run()
    {
        const Clock::time_point begin = Clock::now();
        for (;;) {
            poll();
            if (hasEnded()) {
                poll(); // the state may have been seen before the last steps
                if (hasEnded()) {
                    return finish();
                }
            }
            const double left = m_options.timeout - elapsed(begin);
            if (left <= 0) {
                throw Error(m_reader.path(), "stopped following",
                            "the run has not ended after " + compactNumber(m_options.timeout) +
                                " s (--timeout)");
            }
            interruptibleSleep(Seconds(std::min(left, m_options.interval)));
        }
    }

private:
    /// A program that reopens its file for each batch leaves no mark of its end: silence has to do.
    bool mayBeReopened() const
    {
        const double age = Seconds(std::chrono::system_clock::now().time_since_epoch()).count() -
                           m_reader.writerStatus().lastCommitTime;
        return m_reader.info().formatVersion == 0 && m_reader.state() == RunState::Finished &&
               std::abs(age) < m_options.run.stallAfter;
    }

    bool hasEnded() const { return !m_unreadable && !isLive(m_reader.state()) && !mayBeReopened(); }

    std::string stateName() const
    {
        return mayBeReopened() ? "of another program; taken as finished when it has not changed for " +
                                     compactNumber(m_options.run.stallAfter) + " s"
                               : std::string(toString(m_reader.state()));
    }

    void startRun(const std::string& why)
    {
        m_table.emplace(m_reader, m_options.field, m_component);
        m_shownSteps = 0;
        m_state = m_reader.state();
        say("# " + why + escaped(m_reader.path().string()) + ": " + stateName() + "\n" + m_table->header());
    }

    void poll()
    {
        try {
            if (m_reader.refresh() == Refresh::Restarted) {
                startRun("a new run: ");
            }
            showState();
            showLatest();
            m_unreadable = false;
        } catch (const ChangedError& error) {
            if (!std::exchange(m_unreadable, true)) {
                m_unreadableSince = Clock::now();
            } else if (elapsed(m_unreadableSince) > kPatience && !std::exchange(m_unreadableSaid, true)) {
                complain(std::string(error.what()) + "; waiting for it to be readable again");
            }
        }
    }

    void showState()
    {
        const RunState state = m_reader.state();
        if (std::exchange(m_state, state) != state && isLive(state)) {
            say("# " + std::string(toString(state)) + ": " + escaped(m_reader.stateText()) + "\n");
        }
    }

    void showLatest()
    {
        const std::size_t steps = m_table->steps(m_reader);
        if (steps > m_shownSteps) {
            say(m_table->row(m_reader, steps - 1));
            m_shownSteps = steps;
        }
    }

    int finish()
    {
        switch (m_reader.state()) {
        case RunState::Failed: {
            const std::string& reason = m_reader.writerStatus().reason;
            complain(m_reader.path().string() + ": the run failed after " + stepCount(m_reader.steps()) +
                     ": " + (reason.empty() ? "its writer gave no reason" : reason));
            return 1;
        }
        case RunState::Crashed:
            complain(crashText(m_reader));
            return 1;
        default:
            say("# finished: " + stepCount(m_reader.steps()) + "\n");
            return 0;
        }
    }

    static constexpr double kPatience = 5.0; ///< seconds that a file may be rewritten by another program

    const FollowOptions& m_options;
    std::vector<std::size_t> m_component;
    Reader m_reader;
    std::optional<FollowTable> m_table;
    std::size_t m_shownSteps = 0;
    RunState m_state = RunState::Running;
    bool m_unreadable = false;
    bool m_unreadableSaid = false;
    Clock::time_point m_unreadableSince{};
};

int follow(const FollowOptions& options)
{
    catchInterrupts();
    return Follower(options).run();
}

} // namespace

void addFollow(CLI::App& app, Action& action)
{
    const auto options = std::make_shared<FollowOptions>();
    CLI::App* command = addCommand(app, "follow", "Print a line a poll while a run grows", kFooter);
    addRunOptions(*command, options->run);
    command->add_option("--field", options->field, "Field to show")->type_name("NAME");
    command->add_option("--component", options->component, "Component to show, as in 3 or 3,4")
        ->type_name("I");
    const CLI::Validator seconds(checkSeconds, "");
    command->add_option("--interval", options->interval, "Time between polls (default: 0.5)")
        ->type_name("SECONDS")
        ->check(seconds);
    command->add_option("--wait", options->wait, "Wait so long for a file that is not there yet (default: 0)")
        ->type_name("SECONDS")
        ->check(seconds);
    command
        ->add_option(
            "--stall-after", options->run.stallAfter,
            "Call a live run stalled when it has committed nothing for so long, and the file of another "
            "program that does not tell finished (default: 10)")
        ->type_name("SECONDS")
        ->check(seconds);
    command
        ->add_option("--timeout", options->timeout, "Give up after so long, with status 1 (default: never)")
        ->type_name("SECONDS")
        ->check(seconds);
    command->callback([&action, options] { action = [options] { return follow(*options); }; });
}

} // namespace h5pulse::cli
