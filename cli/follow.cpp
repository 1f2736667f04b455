// SPDX-License-Identifier: MIT
#include "commands.h"
#include "follow_table.h"
#include "format.h"
#include "interrupt.h"
#include "open_run.h"
#include "os/duration.h"
#include "selection.h"
#include "standard_output.h"
#include "wait_for_run.h"
#include "watchdog.h"

#include <CLI/CLI.hpp>

#include <chrono>
#include <limits>
#include <memory>
#include <optional>
#include <utility>

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

constexpr auto kFollowFooter = R"(Examples:
  h5pulse follow run.h5
  h5pulse follow run.h5 --field u --component 128 --interval 0.1
  h5pulse follow run.h5 --wait 60 | tee log.txt

Every poll that finds new steps prints one line for the latest step: its number, its time, and either the component, or
minimum, maximum and mean of the field's finite values (magnitudes of complex values) and the number of other values.
Without --field it shows the first field that is not a scalar. Numbers have up to ten digits; 'h5pulse export' writes
all digits. New steps are recognised by their number, so repeated, decreasing and NaN times are printed too.
Lines that begin with '#' are titles and changes of state. The command ends with the run: status 0 if the run finished
or its user stopped it early ('# stopped' and the reason), 1 if it failed or its writer died. Ctrl-C ends it with 130.

After the start, only --timeout makes it give up. If the file is deleted, moved, replaced, damaged or unreachable, the
command reports it once, and continues as soon as a readable file is back, with the same run or a new one. It also
ends when the run ends in a file that no longer has its name.)";

/// Accepts seconds that are not negative; "inf" means for ever.
std::string checkSeconds(const std::string& text)
{
    double value = 0;
    return CLI::detail::lexical_cast(text, value) && value >= 0 ? ""
                                                                : "'" + text + "' is not a number of seconds";
}

double elapsed(Clock::time_point since)
{
    return Seconds(Clock::now() - since).count();
}

class Follower
{
public:
    Follower(const FollowOptions& options, Watchdog& watchdog)
        : m_options(options)
        , m_watchdog(watchdog)
        , m_component(options.component ? parseComponent(*options.component) : std::vector<std::size_t>())
        , m_reader(waitForRun({options.run.file, options.wait, options.interval}, watchdog,
                              [&] { return openRun(options.run); }))
    {
        startRun("");
    }

    ~Follower() { m_watchdog.begin(); } // closing the file may block as well

    Follower(const Follower&) = delete;
    Follower& operator=(const Follower&) = delete;

    int run()
    {
        const Clock::time_point begin = Clock::now();
        const Error tooLong(m_reader.path(), "stopped following",
                            "the run has not ended after " + compactNumber(m_options.timeout) +
                                " s (--timeout)");
        m_watchdog.endAt(begin + clampedDuration(Seconds(m_options.timeout)), tooLong.what());
        for (;;) {
            poll();
            if (hasEnded()) {
                poll(); // the end may have been seen before the last steps
                if (hasEnded()) {
                    return finish();
                }
            }
            const double left = m_options.timeout - elapsed(begin);
            if (left <= 0) {
                throw tooLong;
            }
            interruptibleSleep(Seconds(std::min(left, m_options.interval)));
        }
    }

private:
    /// A program that reopens its file for each batch does not mark the end, so a pause without changes
    /// counts as the end.
    bool mayBeReopened() const
    {
        return m_reader.info().formatVersion == 0 && m_reader.openState() == RunState::Finished &&
               elapsed(m_lastChange) < m_options.run.stallAfter;
    }

    /// The first time that a file is seen, the clock of its file system dates its last change. If that clock
    /// is ahead of ours, the change may be recent.
    void noteFile()
    {
        m_changeTime = m_reader.writerStatus().lastCommitTime;
        const Seconds now = std::chrono::system_clock::now().time_since_epoch();
        m_lastChange = Clock::now() - clampedDuration(now - Seconds(m_changeTime));
    }

    void noteChange()
    {
        const double before = std::exchange(m_changeTime, m_reader.writerStatus().lastCommitTime);
        m_lastChange = before != m_changeTime ? Clock::now() : m_lastChange;
    }

    /// If the writer and its file are both gone, the run is about to be restarted.
    bool hasEnded() const
    {
        const RunState run = m_reader.openState();
        const bool goneAltogether = m_reader.state() == RunState::Unreachable && run == RunState::Crashed;
        return !m_unreadable && !isLive(run) && !goneAltogether && !mayBeReopened();
    }

    std::string stateName() const
    {
        return mayBeReopened() ? "of another program; taken as finished once it has not changed for " +
                                     compactNumber(m_options.run.stallAfter) + " s"
                               : std::string(toString(m_reader.state()));
    }

    void startRun(const std::string& why)
    {
        m_table.emplace(m_reader, m_options.field, m_component);
        m_shownSteps = 0;
        noteFile();
        m_state = m_reader.state();
        m_stateText = m_reader.stateText();
        const std::string because = isLive(m_state) && !m_stateText.empty() ? ": " + m_stateText : "";
        say("# " + why + escaped(m_reader.path().string()) + ": " + stateName() + escaped(because) + "\n" +
            m_table->header());
    }

    void poll()
    {
        try {
            m_isNewRun = refresh() == Refresh::Restarted || m_isNewRun;
            noteChange();
            if (m_isNewRun) {
                startRun("a new run: ");
                m_isNewRun = false;
            }
            showState();
            showLatest();
        } catch (const ChangedError& error) {
            cannotRead(error, kPatienceWithOthers);
            return;
        } catch (const Error& error) {
            cannotRead(error, kPatience);
            return;
        }
        m_unreadable = false;
        if (!std::exchange(m_reportedReason, "").empty()) {
            say("# readable again\n");
        }
    }

    Refresh refresh()
    {
        const Watchdog::Asking asking(m_watchdog);
        return m_reader.refresh();
    }

    /// Reports each reason once, and tries again at the next poll.
    void cannotRead(const Error& error, double patience)
    {
        if (!std::exchange(m_unreadable, true)) {
            m_unreadableSince = Clock::now();
        }
        if (elapsed(m_unreadableSince) >= patience && m_reportedReason != error.reason()) {
            complain(std::string(error.what()) + "; waiting for it to be readable again");
            m_reportedReason = error.reason();
        }
    }

    void showState()
    {
        const RunState before = std::exchange(m_state, m_reader.state());
        const std::string textBefore = std::exchange(m_stateText, m_reader.stateText());
        if ((before != m_state || textBefore != m_stateText) && isLive(m_state)) {
            say("# " + std::string(toString(m_state)) +
                (m_stateText.empty() ? " again" : ": " + escaped(m_stateText)) + "\n");
        }
    }

    void showLatest()
    {
        const std::size_t steps = m_table->steps(m_reader);
        if (steps > m_shownSteps) {
            say(rowOf(steps - 1));
            m_shownSteps = steps;
        }
    }

    std::string rowOf(std::size_t step)
    {
        const Watchdog::Asking asking(m_watchdog);
        return m_table->row(m_reader, step);
    }

    int finish()
    {
        switch (m_reader.openState()) {
        case RunState::Failed: {
            const std::string& reason = m_reader.writerStatus().reason;
            complain(m_reader.path().string() + ": the run failed after " + stepCount(m_reader.steps()) +
                     ": " + (reason.empty() ? "its writer gave no reason" : reason));
            return 1;
        }
        case RunState::Crashed:
            complain(m_reader.path().string() + ": " + m_reader.stateText());
            return 1;
        case RunState::Stopped: { // the user wanted it and all steps are committed: no failure
            const std::string& reason = m_reader.writerStatus().reason;
            say("# stopped: " + stepCount(m_reader.steps()) + (reason.empty() ? "" : ": " + escaped(reason)) +
                "\n");
            return 0;
        }
        default:
            say("# finished: " + stepCount(m_reader.steps()) + "\n");
            return 0;
        }
    }

    static constexpr double kPatience = 1.0; ///< seconds before a read failure is reported
    static constexpr double kPatienceWithOthers =
        5.0; ///< seconds before it is reported while another program rewrites the file

    const FollowOptions& m_options;
    Watchdog& m_watchdog;
    std::vector<std::size_t> m_component;
    Reader m_reader;
    std::optional<FollowTable> m_table;
    std::size_t m_shownSteps = 0;
    RunState m_state = RunState::Running;
    std::string m_stateText;
    double m_changeTime = 0.0;        ///< last change of the file, by the clock of its file system
    Clock::time_point m_lastChange{}; ///< the same, by our clock
    bool m_isNewRun = false;          ///< its titles have not been printed yet
    bool m_unreadable = false;
    Clock::time_point m_unreadableSince{};
    std::string m_reportedReason; ///< reported reason why the file is unreadable
};

int follow(const FollowOptions& options)
{
    catchInterrupts();
    Watchdog watchdog(options.run.file.string());
    return Follower(options, watchdog).run();
}

} // namespace

void addFollow(CLI::App& app, Action& action)
{
    const auto options = std::make_shared<FollowOptions>();
    CLI::App* command = addCommand(app, "follow", "Print one line per poll while a run grows", kFollowFooter);
    addRunOptions(*command, options->run);
    command->add_option("--field", options->field, "Field to show")->type_name("NAME");
    command->add_option("--component", options->component, "Component to show, as in 3 or 3,4")
        ->type_name("I");
    const CLI::Validator seconds(checkSeconds, "");
    command->add_option("--interval", options->interval, "Time between polls (default: 0.5)")
        ->type_name("SECONDS")
        ->check(seconds);
    command
        ->add_option("--wait", options->wait,
                     "Wait this long for a file that does not exist yet (default: 0)")
        ->type_name("SECONDS")
        ->check(seconds);
    command
        ->add_option(
            "--stall-after", options->run.stallAfter,
            "Call a live run stalled after this long without a commit. A file of another program that does "
            "not mark its end counts as finished after this long without a change (default: 10)")
        ->type_name("SECONDS")
        ->check(seconds);
    command
        ->add_option(
            "--timeout", options->timeout,
            "Give up after this long, with status 1; otherwise follow until the run ends (default: never)")
        ->type_name("SECONDS")
        ->check(seconds);
    command->callback([&action, options] { action = [options] { return follow(*options); }; });
}

} // namespace h5pulse::cli
