// SPDX-License-Identifier: MIT
#include "reader_object.h"

#include <limits>
#include <string>

using namespace h5pulse;
using c::ReaderObject;

namespace {

h5pulse_reader* openReader(const char* path, const ReaderOptions& options)
{
    const auto made = c::guardedOr<c::Handle<ReaderObject>*>(nullptr, [&] {
        c::requireText(path, "the path of the run");
        return c::HandlePool<ReaderObject>::instance().add(std::make_unique<ReaderObject>(path, options));
    });
    if (made == nullptr) {
        c::rememberNullReason();
    }
    return reinterpret_cast<h5pulse_reader*>(made);
}

h5pulse_state stateOf(RunState state) noexcept
{
    switch (state) {
    case RunState::Running:
        return H5PULSE_STATE_RUNNING;
    case RunState::Stalled:
        return H5PULSE_STATE_STALLED;
    case RunState::Finished:
        return H5PULSE_STATE_FINISHED;
    case RunState::Failed:
        return H5PULSE_STATE_FAILED;
    case RunState::Stopped:
        return H5PULSE_STATE_STOPPED;
    case RunState::Crashed:
        return H5PULSE_STATE_CRASHED;
    case RunState::Unreachable:
        return H5PULSE_STATE_UNREACHABLE;
    }
    return H5PULSE_STATE_UNKNOWN;
}

/// Returns a text that the reader keeps.
template <typename Function>
const char* text(const h5pulse_reader* reader, const Function& function)
{
    return c::guardedOr<const char*>(nullptr, [&] { return function(c::readerOf(reader)).c_str(); });
}

} // namespace

h5pulse_reader* h5pulse_reader_open(const char* path)
{
    return openReader(path, {});
}

h5pulse_reader* h5pulse_reader_open_with_times(const char* path, const char* time_dataset)
{
    ReaderOptions options;
    options.timeDataset = time_dataset != nullptr ? time_dataset : "";
    return openReader(path, options);
}

void h5pulse_reader_free(h5pulse_reader* reader)
{
    if (reader == nullptr) {
        return;
    }
    c::guarded([&] {
        c::readerOf(reader);
        c::HandlePool<ReaderObject>::instance()
            .remove(reinterpret_cast<c::Handle<ReaderObject>*>(reader))
            .reset();
    });
}

int h5pulse_reader_refresh(h5pulse_reader* reader)
{
    return c::guarded([&] {
        ReaderObject& object = c::readerOf(reader);
        object.change = object.reader.refresh();
    });
}

h5pulse_change h5pulse_reader_change(const h5pulse_reader* reader)
{
    return c::guardedOr(int{H5PULSE_UNCHANGED}, [&]() -> int {
        switch (c::readerOf(reader).change) {
        case Refresh::Unchanged:
            return H5PULSE_UNCHANGED;
        case Refresh::Grew:
            return H5PULSE_GREW;
        case Refresh::Restarted:
            return H5PULSE_RESTARTED;
        }
        return H5PULSE_UNCHANGED;
    });
}

size_t h5pulse_reader_steps(const h5pulse_reader* reader)
{
    return c::guardedOr(size_t{0}, [&] { return c::readerOf(reader).reader.steps(); });
}

h5pulse_state h5pulse_reader_state(const h5pulse_reader* reader)
{
    return c::guardedOr(int{H5PULSE_STATE_ERROR},
                        [&] { return stateOf(c::readerOf(reader).reader.state()); });
}

const char* h5pulse_reader_state_name(const h5pulse_reader* reader)
{
    return text(reader, [](ReaderObject& object) -> const std::string& {
        return object.stateName = toString(object.reader.state());
    });
}

const char* h5pulse_reader_state_text(const h5pulse_reader* reader)
{
    return text(reader, [](ReaderObject& object) -> const std::string& {
        return object.stateText = object.reader.stateText();
    });
}

const char* h5pulse_reader_reason(const h5pulse_reader* reader)
{
    return text(reader, [](const ReaderObject& object) -> const std::string& {
        return object.reader.writerStatus().reason;
    });
}

double h5pulse_reader_end_time(const h5pulse_reader* reader)
{
    return c::guardedOr(std::numeric_limits<double>::quiet_NaN(),
                        [&] { return c::readerOf(reader).reader.info().endTime; });
}

const char* h5pulse_reader_time_units(const h5pulse_reader* reader)
{
    return text(reader, [](const ReaderObject& object) -> const std::string& {
        return object.reader.info().timeUnits;
    });
}
