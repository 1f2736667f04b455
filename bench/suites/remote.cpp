// SPDX-License-Identifier: MIT
// A run on another machine, through a stand-in for ssh that is slow and counts bytes.
#include "progress.h"
#include "scratch_folder.h"
#include "suites/live_run.h"
#include "suites/pixel_latency.h"
#include "suites/suite.h"
#include "suites/synthetic_file.h"
#include "suites/window.h"

#include <h5pulse/service/service_process.h>

#include <array>
#include <condition_variable>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <mutex>
#include <stdexcept>

namespace bench {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kDelay = 25ms; // in each direction
constexpr double kRoundTrip = 2 * 0.025;           // seconds
constexpr double kSlow = 1e6 / 8;                  // bytes per second: 1 Mbit/s
constexpr const char* kHost = "far";
constexpr std::size_t kPixels = 800;

double secondsSince(Clock::time_point begin)
{
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

/// While it exists, programs that are started reach other machines through a slow line to this machine.
class FarMachine
{
public:
    /// @param bytesPerSecond  0: no limit
    FarMachine(const ScratchFolder& folder, double bytesPerSecond)
        : m_counts(folder.path() / "counts")
    {
        std::filesystem::remove(m_counts);
        set("H5PULSE_SSH", helperProgram("h5pulse_bench_slow_line") + " " + std::to_string(kDelay.count()) +
                               " " + std::to_string(bytesPerSecond) + " " + m_counts.string());
        set("H5PULSE_REMOTE_COMMAND", helperProgram("h5pulse"));
    }
    ~FarMachine()
    {
        ::unsetenv("H5PULSE_SSH");
        ::unsetenv("H5PULSE_REMOTE_COMMAND");
    }
    FarMachine(const FarMachine&) = delete;
    FarMachine& operator=(const FarMachine&) = delete;

    static std::string addressOf(const std::filesystem::path& file)
    {
        return kHost + (":" + std::filesystem::absolute(file).string());
    }

    /// Bytes that have come over the line.
    double received() const
    {
        std::array<std::uint64_t, 2> counts{};
        std::ifstream(m_counts, std::ios::binary)
            .read(reinterpret_cast<char*>(counts.data()), sizeof(counts));
        return static_cast<double>(counts[1]);
    }

private:
    static void set(const char* name, const std::string& value) { ::setenv(name, value.c_str(), 1); }

    std::filesystem::path m_counts;
};

/// A client that asks for one thing after the other.
class Client
{
public:
    explicit Client(const std::string& address)
        : m_service({}, [this] { onReplied(); })
    {
        m_request.opening = 1;
        m_request.path = address;
    }

    void ask(const std::string& name, const h5pulse::Query& query)
    {
        m_request.queries[name] = {++m_query, query};
        post();
    }

    void goTo(const h5pulse::CursorPosition& cursor)
    {
        m_request.cursor = cursor;
        post();
    }

    /// Takes replies until `isLast` returns true for a result.
    template <typename Result, typename IsLast>
    void wait(IsLast isLast)
    {
        const auto deadline = Clock::now() + 60s;
        for (;;) {
            std::unique_lock lock(m_mutex);
            if (!m_changed.wait_until(lock, deadline, [this] { return m_replied; })) {
                throw std::runtime_error("no answer over the line: " + m_service.state().lastProblem);
            }
            m_replied = false;
            lock.unlock();
            const auto reply = m_service.take();
            for (const auto& [name, result] : reply ? reply->results : h5pulse::QueryReplies()) {
                if (!result.result->problem.empty()) {
                    throw std::runtime_error(result.result->problem);
                }
                const auto found = std::dynamic_pointer_cast<const Result>(result.result);
                if (found && isLast(*found)) {
                    return;
                }
            }
        }
    }

private:
    void post()
    {
        ++m_request.number;
        m_service.post(m_request);
    }

    void onReplied()
    {
        const std::scoped_lock lock(m_mutex);
        m_replied = true;
        m_changed.notify_one();
    }

    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_replied = false;
    h5pulse::RunRequest m_request;
    std::uint64_t m_query = 0;
    h5pulse::ServiceProcess m_service; // ends first
};

h5pulse::FrameQuery frameOfPlot()
{
    return {.field = "y", .detail = {.pixels = kPixels}};
}

struct Figures
{
    std::vector<double> firstPicture{}, traceTime{}, traceBytes{}, states{}, bytes{}, load{};
    std::vector<double> slowStates{}, slowWrong{}, settled{};
    Quantiles here{}, there{};

    std::vector<double> added(std::vector<double> Quantiles::*which) const
    {
        std::vector<double> differences;
        for (std::size_t i = 0; i < (here.*which).size(); ++i) {
            differences.push_back((there.*which)[i] - (here.*which)[i]);
        }
        return differences;
    }

    void addTo(const Settings& settings, SuiteReport& report, const std::string& steps) const
    {
        report.target("first picture of a run of " + steps + " steps, from the start of the viewer", "s",
                      firstPicture, atMost(2.0));
        report.target("trace of one component over " + steps + " steps", "s", traceTime, atMost(0.3));
        report.target("trace of one component over " + steps + " steps, received", "B", traceBytes,
                      atMost(100e3));
        report.target("following 100,000 points: states drawn a second", "1/s", states, atLeast(60.0));
        report.target("following 100,000 points: received a second", "B/s", bytes, atMost(1e6));
        report.add({"following 100,000 points/cores", "x", load, Better::Less});
        here.addTo(report, "append to a pixel, here");
        there.addTo(report, "append to a pixel, there");
        report.target("append to a pixel, there minus here, p50", "s", added(&Quantiles::p50),
                      atMost(2 * kRoundTrip));
        report.target("append to a pixel, there minus here, p99", "s", added(&Quantiles::p99),
                      atMost(2 * kRoundTrip));
        report.target("1 Mbit/s, 100,000 points at 60 steps a second: states a second", "1/s", slowStates,
                      atLeast(settings.quick ? 0.0 : 1.0));
        report.target("1 Mbit/s: states with a wrong value", "", slowWrong, atMost(0.0));
        report.target("1 Mbit/s: from the last of 100 jumps to its state", "s", settled, atMost(1.0));
    }
};

void seeLongRun(const ScratchFolder& folder, const SyntheticFile& longRun, Figures& figures)
{
    const FarMachine machine(folder, 0.0);
    const std::string address = FarMachine::addressOf(longRun.path);
    {
        const Window window(address, {});
        figures.firstPicture.push_back(window.startTime());
    }
    Client client(address);
    client.ask("frame", frameOfPlot());
    client.wait<h5pulse::FrameResult>(
        [](const h5pulse::FrameResult& result) { return result.frame != nullptr; });
    const double before = machine.received();
    const auto asked = Clock::now();
    client.ask("traces", h5pulse::TraceQuery{.ids = {{"y", 0}}, .window = {}, .pixels = kPixels});
    client.wait<h5pulse::TraceSet>(
        [](const h5pulse::TraceSet& set) { return set.traces.size() == 1 && set.isComplete(); });
    figures.traceTime.push_back(secondsSince(asked));
    figures.traceBytes.push_back(machine.received() - before);
}

void followInWindow(const Settings& settings, const ScratchFolder& folder, Figures& figures)
{
    const FarMachine machine(folder, 0.0);
    const auto file = folder.path() / "live.h5";
    {
        const LiveRun run(file, 150.0, {.commitInterval = 5ms});
        Window window(FarMachine::addressOf(file), {});
        window.watch(settings.quick ? 200ms : 2s); // settled
        const double before = machine.received();
        const auto begin = Clock::now();
        const WindowFigures watched = window.watch(settings.quick ? 500ms : 20s);
        figures.bytes.push_back((machine.received() - before) / secondsSince(begin));
        figures.states.push_back(watched.framesPerSecond);
        figures.load.push_back(watched.load);
    }
    std::filesystem::remove(file);
}

/// Every value of a frame must be that of its step, on any line.
bool isRight(const h5pulse::Frame& frame)
{
    for (std::size_t i = 0; i < frame.real.size(); ++i) {
        if (frame.real[i] != LiveRun::valueAt(frame.step, frame.componentAt(i))) {
            return false;
        }
    }
    return !frame.real.empty();
}

void followOnSlowLine(const Settings& settings, const ScratchFolder& folder, Figures& figures)
{
    const FarMachine machine(folder, kSlow);
    const auto file = folder.path() / "live.h5";
    {
        const LiveRun run(file, 60.0, {.commitInterval = 5ms});
        Client client(FarMachine::addressOf(file));
        client.ask("frame", frameOfPlot());
        client.wait<h5pulse::FrameResult>([](const auto& result) { return result.frame != nullptr; });
        double states = 0.0, wrong = 0.0;
        const auto begin = Clock::now();
        const auto end = begin + (settings.quick ? 1s : 10s);
        std::uint64_t last = 0;
        client.wait<h5pulse::FrameResult>([&](const h5pulse::FrameResult& result) {
            states += 1.0;
            wrong += isRight(*result.frame) ? 0.0 : 1.0;
            last = result.frame->step;
            return Clock::now() >= end;
        });
        figures.slowStates.push_back(states / secondsSince(begin));
        Clock::time_point asked;
        const std::uint64_t wanted = last / 2;
        for (std::uint64_t jump = 0; jump < 100; ++jump) {
            asked = Clock::now();
            client.goTo(
                {.at = h5pulse::CursorPosition::At::Step, .step = jump == 99 ? wanted : jump * last / 100});
            std::this_thread::sleep_for(10ms);
        }
        client.wait<h5pulse::FrameResult>([&](const h5pulse::FrameResult& result) {
            wrong += isRight(*result.frame) ? 0.0 : 1.0;
            return result.frame->step == wanted;
        });
        figures.settled.push_back(secondsSince(asked));
        figures.slowWrong.push_back(wrong);
    }
    std::filesystem::remove(file);
}

} // namespace

void runRemote(const Settings& settings, SuiteReport& report)
{
    if (helperProgram("h5pulse_bench_frames").empty()) {
        report.skip("runs on another machine", "built without the viewer");
        return;
    }
    const ScratchFolder folder(settings.dir);
    const SyntheticFile longRun = buildRun("trace", settings.quick ? 100'000 : 100'000'000, folder.path());
    Figures figures;
    for (std::size_t round = 0; round < settings.rounds; ++round) {
        showProgress("another machine, round " + std::to_string(round + 1));
        seeLongRun(folder, longRun, figures);
        followInWindow(settings, folder, figures);
        followOnSlowLine(settings, folder, figures);
        const ScratchFolder live(settings.dir);
        const std::size_t steps = settings.quick ? 10 : 200;
        watchPixels(steps, live, {}, figures.here);
        const FarMachine machine(folder, 0.0);
        watchPixels(steps, live, kHost, figures.there);
    }
    showProgress("");
    figures.addTo(settings, report, shortNumber(longRun.steps));
}

} // namespace bench
