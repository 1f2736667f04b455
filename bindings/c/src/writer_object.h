// SPDX-License-Identifier: MIT
#pragma once

#include "handles.h"

#include <h5pulse/c_writer.h>
#include <h5pulse/writer.h>

#include <atomic>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace h5pulse::c {

/// Description of a run before it is opened.
struct Description
{
    std::filesystem::path path{};
    RunSpec run{};
    WriterOptions options{};

    /// Throws Misuse for an unknown field.
    FieldSpec& field(const char* name);
};

/// The caller's function that decides whether to wait on.
struct KeepWaiting
{
    int (*function)(void*) = nullptr;
    void* data = nullptr;
};

/// The object behind h5pulse_writer*: first a description, then an open run, then a closed run.
class WriterObject
{
public:
    static constexpr std::uint64_t kTag = 0x68357075'6c736557U;
    static constexpr const char* kName = "writer";

    explicit WriterObject(const char* path) { m_description.path = path; }

    /// Throws Misuse once the run is open.
    Description& description();
    /// Keeps the first error of the description, which open() reports again.
    void keepProblem(int code, std::string_view text);

    void open();
    void resume();

    /// The open run. Throws Misuse if no run is open.
    Writer& run()
    {
        if (!m_writer || m_closed) [[unlikely]] {
            refuseRun();
        }
        return *m_writer;
    }
    /// For another thread or a signal handler; null if no run is open.
    Writer* runningRun() const noexcept { return m_running.load(std::memory_order_acquire); }
    /// The run, open or closed; null before it is opened.
    const Writer* anyRun() const noexcept { return m_writer.get(); }

    bool isClosed() const noexcept { return m_closed; }
    void setClosed() noexcept { m_closed = true; }

    /// Element type and count of each field; the caller sets data.
    std::vector<StepValues>& layout() noexcept { return m_layout; }
    /// One entry per field for the values of a call.
    std::vector<StepValues>& given() noexcept { return m_given; }
    /// Index of a field of the open run. Throws Misuse with all field names if there is no such field.
    std::size_t indexOf(const char* field);
    const std::string& nameOf(std::size_t field) const { return m_names[field]; }

    KeepWaiting keepWaiting{};

private:
    [[noreturn]] void refuseRun() const;
    void requireReady() const;
    void begin(Writer&& writer);

    Description m_description;
    int m_problemCode = H5PULSE_OK;
    std::string m_problem;
    std::unique_ptr<Writer> m_writer;
    std::atomic<Writer*> m_running{nullptr};
    bool m_closed = false;
    std::vector<StepValues> m_layout;
    std::vector<StepValues> m_given;
    std::vector<std::string> m_names;
    std::size_t m_nextField = 0; ///< hosts usually put fields in the same order at each step
};

/// While it lives, waits of this thread call the writer's own function, if it has one.
class AskKeepWaiting
{
public:
    explicit AskKeepWaiting(const KeepWaiting& keepWaiting) noexcept
        : m_has(keepWaiting.function != nullptr)
    {
        if (m_has) {
            begin(keepWaiting);
        }
    }
    ~AskKeepWaiting()
    {
        if (m_has) {
            end();
        }
    }
    AskKeepWaiting(const AskKeepWaiting&) = delete;
    AskKeepWaiting& operator=(const AskKeepWaiting&) = delete;

    /// WriterOptions::keepWaiting for a writer with such a function.
    static bool ask();

private:
    void begin(const KeepWaiting& keepWaiting) noexcept;
    void end() noexcept;

    bool m_has;
    const KeepWaiting* m_before = nullptr;
};

inline WriterObject& writerOf(const h5pulse_writer* writer)
{
    return objectOf<WriterObject>(writer);
}

/// Runs a call that describes the run, and keeps its error for open().
template <typename Function>
int describe(h5pulse_writer* pointer, const Function& function) noexcept
{
    return guarded([&] {
        WriterObject& writer = writerOf(pointer);
        Description& description = writer.description();
        const int code = guarded([&] { function(description); });
        if (code != H5PULSE_OK) {
            writer.keepProblem(code, lastError());
            throw Misuse(code, lastError());
        }
    });
}

/// Runs a call on the open run.
template <typename Function>
int onRun(h5pulse_writer* pointer, const Function& function) noexcept
{
    return guarded([&] {
        WriterObject& writer = writerOf(pointer);
        Writer& run = writer.run();
        const AskKeepWaiting asking(writer.keepWaiting);
        function(writer, run);
    });
}

} // namespace h5pulse::c
