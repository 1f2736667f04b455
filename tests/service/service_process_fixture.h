// SPDX-License-Identifier: MIT
// A client of `h5pulse serve` in a process of its own, on a run with rows of three equal numbers.
#pragma once

#include "temporary_folder.h"
#include "wait_until.h"

#include <h5pulse/service/service_process.h>
#include <h5pulse/writer.h>

#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <functional>

namespace h5pulse::test {

inline void append(Writer& writer, int steps)
{
    for (int i = 0; i < steps; ++i) {
        const double time = static_cast<double>(writer.steps());
        writer.append(time, std::vector<double>(3, time));
    }
    writer.commit();
}

class ServiceProcessTest : public testing::Test
{
protected:
    ServiceProcessTest()
    {
        m_request.path = m_path.string();
        m_request.opening = 1;
        m_request.queries[kFrame] = {1, FrameQuery{.field = "y"}};
    }

    std::unique_ptr<Writer> newWriter(int steps)
    {
        auto writer = std::make_unique<Writer>(m_path, RunSpec{.fields = {{.name = "y", .shape = {3}}}});
        append(*writer, steps);
        return writer;
    }

    void start(ServiceCommands commands = {.here = H5PULSE_COMMAND_FILE})
    {
        commands.pause = std::chrono::milliseconds(20);
        m_process = std::make_unique<ServiceProcess>(std::move(commands), [this] { ++m_calls; });
        post();
    }

    /// A service that is a shell script.
    ServiceCommands script(const std::string& text)
    {
        const std::filesystem::path path = m_folder / "service.sh";
        std::ofstream(path) << "#!/bin/sh\n" << text;
        std::filesystem::permissions(path, std::filesystem::perms::owner_all);
        return {.here = path.string()};
    }

    void post()
    {
        ++m_request.number;
        m_process->post(m_request);
    }

    void take()
    {
        const std::optional<RunReply> reply = m_process->take();
        if (!reply) {
            return;
        }
        if (reply->status) {
            m_status = reply->status;
        }
        if (const auto found = reply->results.find(kFrame); found != reply->results.end()) {
            m_answered = found->second.request;
            if (const auto result = std::dynamic_pointer_cast<const FrameResult>(found->second.result);
                result && result->frame) {
                m_frame = result->frame;
            }
        }
    }

    bool waitUntil(const std::function<bool()>& condition)
    {
        return test::waitUntil([&] {
            take();
            return condition();
        });
    }

    bool shows(std::uint64_t steps) const
    {
        return m_frame && m_frame->step == steps - 1 &&
               m_frame->real.front() == static_cast<double>(steps - 1);
    }

    ServiceState state() const { return m_process->state(); }
    bool isLost() { return state().phase == ServiceState::Phase::Lost; }
    std::string problem() { return state().problem; }

    static constexpr auto kFrame = "frame";

    TemporaryFolder m_folder;
    std::filesystem::path m_path = m_folder / "run.h5";
    RunRequest m_request;
    StatusPtr m_status;
    FramePtr m_frame;
    std::uint64_t m_answered = 0; // request that the last frame answers
    std::atomic<int> m_calls = 0;
    std::unique_ptr<ServiceProcess> m_process;
};

} // namespace h5pulse::test
