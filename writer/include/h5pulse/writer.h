// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/error.h>
#include <h5pulse/require_cxx20.h>
#include <h5pulse/run_spec.h>
#include <h5pulse/step_input.h>
#include <h5pulse/step_values.h>
#include <h5pulse/writer_options.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace h5pulse {

/// What a writer has done so far.
struct WriterStatistics
{
    std::size_t steps = 0;          ///< appended, by this writer
    std::size_t committedSteps = 0; ///< of them, those that readers can see
    std::size_t commits = 0;        ///< that this writer has finished
    std::uint64_t bytes = 0;        ///< of the values and times that were committed
    std::size_t waits = 0;          ///< how often append() has waited because the buffer was full
    double waitSeconds = 0.0;       ///< and for how long, in all
    double longestCommit = 0.0;     ///< seconds
};

/// Writes a run to one HDF5 file that anybody can read while it grows.
///
/// The constructor creates the file with all its datasets, and returns when readers can open it. A file of
/// that name is refused unless WriterOptions::existing says otherwise; a live one always is.
///
/// Errors: h5pulse::Error for what the file system does, InUseError for a second writer,
/// std::invalid_argument for specifications and values that do not fit. A full disk is waited for, and other
/// write errors are tried again (WriterOptions::whenFull, retryFor); when that does not help the writer stays
/// failed: every later call reports it. The file keeps all that was committed before, and readers see no
/// half-written step.
///
/// The end: a program that ends by exit(), by return from main() or by quick_exit() finishes the runs of the
/// writers that still live, as their destructors do. std::terminate() (an exception that nobody catches),
/// _exit() and signals that kill leave a run that recover() repairs, with all that was committed.
///
/// fork(): the child has no part in the run. Its copy of the writer throws Error when it is used, its
/// destructor does nothing, and the parent goes on. The fork waits for a commit that is at work, for some
/// seconds at most.
///
/// Thread-safety: calls of one Writer by one thread at a time, any thread; interrupt() and statistics()
/// beside them.
class Writer
{
public:
    explicit Writer(const std::filesystem::path& path, RunSpec run, WriterOptions options = {});

    /// Continues a finished, failed, stopped or crashed run of h5pulse after its last committed step, which
    /// steps() tells. What a crash left is repaired first. Readers may have the file open all the while.
    /// Refused with InUseError while its writer lives.
    static Writer resume(const std::filesystem::path& path, WriterOptions options = {});

    /// The same, where the file must be as `expected` says: these fields, in this order, with these shapes
    /// and types, and those units, long names, axes with their values, units of the time and attributes that
    /// `expected` gives. What it leaves empty is not compared, the fields too, and the file may have more
    /// attributes.
    /// Otherwise std::invalid_argument that names every difference, and the file is left untouched. A finite
    /// RunSpec::endTime replaces the file's.
    static Writer resume(const std::filesystem::path& path, const RunSpec& expected,
                         WriterOptions options = {});

    /// Commits what is left and closes as close() does, but reports errors to nobody: call close() to know.
    /// When an exception unwinds the stack the run is marked as failed. Does nothing after close(), fail() or
    /// a move.
    ~Writer();

    Writer(Writer&&) noexcept;
    Writer& operator=(Writer&&) noexcept;

    /// A writer that was moved from has no run: its functions throw std::logic_error, and its counts are 0.

    /// Adds one step: its time, then one value or array for each field, in the order of the fields. The
    /// values are copied. Returns at once unless the buffer is full: then waits until the disk has followed.
    ///
    /// Values are numbers, ranges of numbers (flat, in the field's own order, or nested as its dimensions
    /// are), and arrays of Eigen, Armadillo, xtensor, Boost.MultiArray and the like of std::mdspan. Those
    /// that tell their sizes must have the field's; they are transposed while they are copied, where they lie
    /// otherwise than the field. Numbers of another type are converted where no value of it is lost (float32
    /// to float64, int32 to float64, uint8 to float32, real to complex); a single integer wherever its value
    /// fits.
    ///
    /// Times are taken as they come: repeated, decreasing and NaN times are stored like any others.
    /// Throws std::invalid_argument naming the field where sizes or element type do not fit; then nothing of
    /// that step is stored.
    template <typename... Values>
    void append(double t, const Values&... values)
    {
        appendInputs(t, detail::StepInput<Values>(values)...);
    }

    /// The same for fields that are known only at run time.
    void appendStep(double t, std::span<const StepValues> values);

    /// Adds a block of n steps: n times, and for each field n times its elements, step after step, or an
    /// array whose first dimension is the steps. Takes less time than n calls of append(). Where it throws
    /// for what it waits for, a part may have been taken: steps() tells how many there are.
    template <typename Times, typename... Values>
    void appendMany(const Times& times, const Values&... values)
    {
        appendManyInputs(detail::TimesInput(times), detail::StepInput<Values>(values)...);
    }

    /// The same for fields that are known only at run time.
    void appendSteps(std::span<const double> times, std::span<const StepValues> values);

    /// Adds a step field by field: beginStep(), then put() once for each field in any order, then endStep().
    /// beginStep() waits where append() does.
    ///
    /// Throws std::logic_error for calls in another order, and std::invalid_argument for an unknown field,
    /// one that was put before, a value that does not fit, and where fields are missing at endStep(). The
    /// step then stays open, and what is missing can be put. close() refuses while a step is open; fail(),
    /// stop() and the destructor drop it.
    void beginStep(double t);
    template <typename Value>
    void put(std::string_view field, const Value& value)
    {
        const detail::StepInput<Value> input(value);
        putValues(field, input.values());
    }
    /// The same for a value that is known only at run time.
    void putValues(std::string_view field, const StepValues& values);
    void endStep();

    /// How many steps can be appended now without waiting. For the thread that appends.
    std::size_t room() const noexcept;

    /// Returns when all steps so far are visible to readers.
    void commit();

    /// Commits all steps and leaves the file closed in order: until the next append, which opens it again,
    /// any program can open it plainly. The run goes on meanwhile: it has its writer, and readers see that.
    void pause();

    /// Commits what is left, marks the run finished and closes the file. Later calls do nothing. Where it
    /// throws for want of room, or InterruptedError, nothing is lost: more steps may be appended, and it may
    /// be called again.
    void close();

    /// Like close(), but marks the run failed, with a reason for people. It stays so where this throws for
    /// want of room and the run is closed by another call, or by the destructor.
    void fail(std::string_view reason);

    /// Like close(), but marks the run stopped: its user ended it early, on a signal or in a menu, and
    /// nothing is wrong with it. The reason is for people.
    void stop(std::string_view reason);

    /// Ends what this writer waits for: append() with a full buffer, commit(), close(), fail(), stop() and
    /// the destructor on a full disk or one that does not work. They then throw InterruptedError (the
    /// destructor gives up), and so do later ones instead of waiting. What can be written is written as ever.
    /// From any thread, and from a handler of a signal.
    void interrupt() noexcept;

    /// Steps appended.
    std::size_t steps() const noexcept;
    /// Steps that readers can see.
    std::size_t committedSteps() const noexcept;
    /// Steps that survive a power loss as well: those at the last synchronisation
    /// (WriterOptions::syncInterval); 0 where none is asked for.
    std::size_t syncedSteps() const noexcept;
    /// From any thread.
    WriterStatistics statistics() const noexcept;
    const std::filesystem::path& path() const noexcept;
    /// As they are in the file: of a field with Order::ColumnMajor sizes and axes are reversed.
    const std::vector<FieldSpec>& fields() const;

private:
    class Impl;
    struct Release
    {
        void operator()(Impl* impl) const noexcept;
    };
    template <typename... Values>
    void appendInputs(double t, const detail::StepInput<Values>&... inputs)
    {
        const std::array<StepValues, sizeof...(Values)> list{inputs.values()...};
        appendStep(t, list);
    }
    template <typename... Values>
    void appendManyInputs(const detail::TimesInput& times, const detail::StepInput<Values>&... inputs)
    {
        const std::array<StepValues, sizeof...(Values)> list{inputs.values()...};
        appendSteps(times.times(), list);
    }

    explicit Writer(Impl* impl) noexcept;
    Impl& impl() const;
    std::unique_ptr<Impl, Release> m_impl;
};

} // namespace h5pulse
