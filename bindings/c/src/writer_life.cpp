// SPDX-License-Identifier: MIT
#include "writer_object.h"

using namespace h5pulse;
using c::Misuse;
using c::WriterObject;

namespace {

c::Handle<WriterObject>* handleOf(h5pulse_writer* writer)
{
    return reinterpret_cast<c::Handle<WriterObject>*>(writer);
}

/// Ends the run. A second end does nothing.
template <typename Function>
int end(h5pulse_writer* pointer, const Function& function)
{
    return c::guarded([&] {
        WriterObject& writer = c::writerOf(pointer);
        if (writer.isClosed()) {
            return;
        }
        Writer& run = writer.run();
        const c::AskKeepWaiting asking(writer.keepWaiting);
        function(run);
        writer.setClosed();
    });
}

/// Returns a count of the run, which is 0 before it is opened.
template <typename Function>
size_t count(const h5pulse_writer* pointer, const Function& function)
{
    return c::guardedOr(size_t{0}, [&] {
        WriterObject& writer = c::writerOf(pointer);
        return writer.anyRun() != nullptr ? function(*writer.anyRun()) : 0;
    });
}

} // namespace

h5pulse_writer* h5pulse_writer_new(const char* path)
{
    const auto made = c::guardedOr<c::Handle<WriterObject>*>(nullptr, [&] {
        if (*c::requireText(path, "the path of the run") == '\0') {
            throw Misuse(H5PULSE_INVALID_ARGUMENT, "the path of the run is empty");
        }
        return c::HandlePool<WriterObject>::instance().add(std::make_unique<WriterObject>(path));
    });
    if (made == nullptr) {
        c::rememberNullReason();
    }
    return reinterpret_cast<h5pulse_writer*>(made);
}

void h5pulse_writer_free(h5pulse_writer* writer)
{
    if (writer == nullptr) {
        return;
    }
    c::guarded([&] {
        const c::KeepWaiting keepWaiting = c::writerOf(writer).keepWaiting;
        const c::AskKeepWaiting asking(keepWaiting);
        c::HandlePool<WriterObject>::instance().remove(handleOf(writer)).reset();
    });
}

int h5pulse_writer_open(h5pulse_writer* writer)
{
    return c::guarded([&] { c::writerOf(writer).open(); });
}

int h5pulse_writer_resume(h5pulse_writer* writer)
{
    return c::guarded([&] { c::writerOf(writer).resume(); });
}

int h5pulse_writer_commit(h5pulse_writer* writer)
{
    return c::onRun(writer, [](WriterObject&, Writer& run) { run.commit(); });
}

int h5pulse_writer_pause(h5pulse_writer* writer)
{
    return c::onRun(writer, [](WriterObject&, Writer& run) { run.pause(); });
}

/// May run in a signal handler, so the correct case uses no memory and no lock.
int h5pulse_writer_interrupt(h5pulse_writer* writer)
{
    return c::guarded([&] {
        WriterObject& object = c::writerOf(writer);
        if (Writer* run = object.runningRun()) {
            run->interrupt();
        } else {
            object.run(); // throws the error that it is not open
        }
    });
}

size_t h5pulse_writer_steps(const h5pulse_writer* writer)
{
    return count(writer, [](const Writer& run) { return run.steps(); });
}

size_t h5pulse_writer_committed_steps(const h5pulse_writer* writer)
{
    return count(writer, [](const Writer& run) { return run.committedSteps(); });
}

size_t h5pulse_writer_synced_steps(const h5pulse_writer* writer)
{
    return count(writer, [](const Writer& run) { return run.syncedSteps(); });
}

size_t h5pulse_writer_room(const h5pulse_writer* writer)
{
    return count(writer, [](const Writer& run) { return run.room(); });
}

int h5pulse_writer_close(h5pulse_writer* writer)
{
    return end(writer, [](Writer& run) { run.close(); });
}

int h5pulse_writer_fail(h5pulse_writer* writer, const char* reason)
{
    return end(writer, [&](Writer& run) { run.fail(reason != nullptr ? reason : ""); });
}

int h5pulse_writer_stop(h5pulse_writer* writer, const char* reason)
{
    return end(writer, [&](Writer& run) { run.stop(reason != nullptr ? reason : ""); });
}
