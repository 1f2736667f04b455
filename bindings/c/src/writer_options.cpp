// SPDX-License-Identifier: MIT
#include "writer_object.h"

#include <chrono>
#include <cmath>

using namespace h5pulse;
using c::Description;
using c::Misuse;

namespace {

/// Converts seconds from a caller. A positive value does not become 0, which would turn the option off.
std::chrono::milliseconds duration(const char* option, double seconds)
{
    constexpr double kMaxSeconds = 1e12; // more than 30,000 years: for ever
    if (!(seconds >= 0.0)) {
        throw Misuse(H5PULSE_INVALID_ARGUMENT, "the " + std::string(option) + " is " +
                                                   std::to_string(seconds) + " s; give 0 or more seconds");
    }
    if (seconds > kMaxSeconds) {
        return std::chrono::milliseconds::max();
    }
    return std::chrono::milliseconds(
        static_cast<std::chrono::milliseconds::rep>(std::ceil(seconds * 1000.0)));
}

template <typename Function>
int setOption(h5pulse_writer* writer, const Function& function)
{
    return c::describe(writer, [&](Description& description) { function(description.options); });
}

} // namespace

int h5pulse_writer_set_commit_interval(h5pulse_writer* writer, double seconds)
{
    return setOption(writer,
                     [&](WriterOptions& o) { o.commitInterval = duration("commit interval", seconds); });
}

int h5pulse_writer_set_commit_steps(h5pulse_writer* writer, size_t steps)
{
    return setOption(writer, [&](WriterOptions& o) { o.commitSteps = steps; });
}

int h5pulse_writer_set_commit_time(h5pulse_writer* writer, double time)
{
    return setOption(writer, [&](WriterOptions& o) {
        if (!(time >= 0.0)) {
            throw Misuse(H5PULSE_INVALID_ARGUMENT, "the commit time is " + std::to_string(time) +
                                                       "; give 0 or more of the simulated time");
        }
        o.commitTime = time;
    });
}

int h5pulse_writer_set_background(h5pulse_writer* writer, int background)
{
    return setOption(writer, [&](WriterOptions& o) { o.background = background != 0; });
}

int h5pulse_writer_set_replace(h5pulse_writer* writer, int replace)
{
    return setOption(
        writer, [&](WriterOptions& o) { o.existing = replace != 0 ? Existing::Replace : Existing::Refuse; });
}

int h5pulse_writer_set_buffer_bytes(h5pulse_writer* writer, size_t bytes)
{
    return setOption(writer, [&](WriterOptions& o) { o.bufferBytes = bytes; });
}

int h5pulse_writer_set_sync_interval(h5pulse_writer* writer, double seconds)
{
    return setOption(writer, [&](WriterOptions& o) { o.syncInterval = duration("sync interval", seconds); });
}

int h5pulse_writer_set_retry_for(h5pulse_writer* writer, double seconds)
{
    return setOption(writer, [&](WriterOptions& o) { o.retryFor = duration("time to retry for", seconds); });
}

int h5pulse_writer_set_wait_when_full(h5pulse_writer* writer, int wait)
{
    return setOption(writer,
                     [&](WriterOptions& o) { o.whenFull = wait != 0 ? WhenFull::Wait : WhenFull::Throw; });
}

int h5pulse_writer_set_compression(h5pulse_writer* writer, const char* filter, int level)
{
    return setOption(writer, [&](WriterOptions& o) {
        const Filter chosen = c::requireFilter(c::requireText(filter, "the name of the filter"));
        o.compression.reset();
        if (chosen != Filter::None) {
            o.compression = Compression{.filter = chosen, .level = level};
        }
    });
}

int h5pulse_writer_set_overview_step_bytes(h5pulse_writer* writer, size_t bytes)
{
    return setOption(writer, [&](WriterOptions& o) { o.overviewStepBytes = bytes; });
}

int h5pulse_writer_set_without_lock(h5pulse_writer* writer, int without_lock)
{
    return setOption(writer, [&](WriterOptions& o) { o.withoutLock = without_lock != 0; });
}

int h5pulse_writer_set_keep_waiting(h5pulse_writer* writer, int (*keep_waiting)(void* data), void* data)
{
    return c::guarded([&] {
        c::WriterObject& object = c::writerOf(writer);
        object.description().options.keepWaiting =
            keep_waiting != nullptr ? &c::AskKeepWaiting::ask : nullptr;
        object.keepWaiting = {keep_waiting, data};
    });
}
