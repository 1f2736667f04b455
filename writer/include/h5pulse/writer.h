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

/// Counts and durations of one Writer.
struct WriterStatistics
{
    std::size_t steps = 0;          ///< steps that this writer appended
    std::size_t committedSteps = 0; ///< appended steps that readers can see
    std::size_t commits = 0;        ///< commits that this writer completed
    std::uint64_t bytes = 0;        ///< bytes of the committed values and times
    std::size_t waits = 0;          ///< number of append() calls that waited because the buffer was full
    double waitSeconds = 0.0;       ///< total duration of these waits, in seconds
    double longestCommit = 0.0;     ///< duration of the longest commit, in seconds
};

/// Writes a run to one HDF5 file that any program can read while it grows.
///
/// The constructor creates the file with all its datasets, and returns when readers can open it. It refuses
/// an existing file unless WriterOptions::existing says otherwise, and always refuses a live one.
///
/// Errors: the functions throw h5pulse::Error for file system errors, InUseError if another writer has the
/// file, and std::invalid_argument for specifications and values that do not fit. On a full disk the writer
/// waits for space; after other write errors it tries again (WriterOptions::whenFull, retryFor). If that does
/// not help, the writer stays failed and every later call reports the error. The file keeps all committed
/// steps, and readers never see a half-written step.
///
/// Program end: if the program ends with exit(), a return from main() or quick_exit(), the runs of all live
/// writers are finished, as by their destructors. std::terminate() (an uncaught exception), _exit() and fatal
/// signals leave a run that recover() repairs without losing a committed step.
///
/// fork(): the child process cannot use the writer. Its copy throws Error, its destructor does nothing, and
/// the parent continues. fork() waits until a commit in progress is complete, at most some seconds.
///
/// Thread-safety: any thread may call a Writer, but only one at a time. interrupt() and statistics() may be
/// called at any time from any thread.
class Writer
{
public:
    explicit Writer(const std::filesystem::path& path, RunSpec run, WriterOptions options = {});

    /// Continues a finished, failed, stopped or crashed run of h5pulse after its last committed step; steps()
    /// gives the number of steps. First repairs what a crash left. Readers may keep the file open. Throws
    /// InUseError while another writer has the file.
    static Writer resume(const std::filesystem::path& path, WriterOptions options = {});

    /// Does the same for a file that must match `expected`: the same fields in the same order with the same
    /// shapes and types, and every unit, long name, axis, time unit and attribute that `expected` gives.
    /// Empty parts of `expected` are not compared, not even an empty list of fields; the file may have more
    /// attributes.
    /// Throws std::invalid_argument with all differences if the file does not match, and leaves the file
    /// untouched. A finite RunSpec::endTime replaces the end time in the file.
    static Writer resume(const std::filesystem::path& path, const RunSpec& expected,
                         WriterOptions options = {});

    /// Commits the remaining steps and closes the run as close() does, but cannot report errors: call close()
    /// to get them. Marks the run failed if an exception unwinds the stack. Does nothing after close(),
    /// fail() or a move.
    ~Writer();

    Writer(Writer&&) noexcept;
    Writer& operator=(Writer&&) noexcept;

    /// After a move, the source has no run: its functions throw std::logic_error, and its counts are 0.

    /// Appends one step: its time, then one value or array per field, in the order of the fields. Copies the
    /// values. Returns at once, except that it waits for the disk while the buffer is full.
    ///
    /// Values are numbers, ranges of numbers (flat in the field's own order, or nested like its dimensions),
    /// and arrays of Eigen, Armadillo, xtensor, Boost.MultiArray and types like std::mdspan. If an argument
    /// has sizes, they must be the field's; if its index order differs, it is transposed during the copy.
    /// Numbers of another type are converted if the field's type holds every value of that type (float32 to
    /// float64, int32 to float64, uint8 to float32, real to complex). A single integer is converted if its
    /// value fits.
    ///
    /// Times are stored as given, including repeated, decreasing and NaN times.
    /// Throws std::invalid_argument with the field's name if sizes or element type do not fit; nothing of
    /// that step is then stored.
    template <typename... Values>
    void append(double t, const Values&... values)
    {
        appendInputs(t, detail::StepInput<Values>(values)...);
    }

    /// Does the same for fields that are known only at run time.
    void appendStep(double t, std::span<const StepValues> values);

    /// Appends a block of n steps: n times, and per field the elements of n steps one after the other, or an
    /// array whose first dimension is the step. It is faster than n calls of append(). If it throws while it
    /// waits, it may have taken part of the block; steps() gives the number.
    template <typename Times, typename... Values>
    void appendMany(const Times& times, const Values&... values)
    {
        appendManyInputs(detail::TimesInput(times), detail::StepInput<Values>(values)...);
    }

    /// Does the same for fields that are known only at run time.
    void appendSteps(std::span<const double> times, std::span<const StepValues> values);

    /// Appends a step field by field: call beginStep(), then put() once per field in any order, then
    /// endStep(). beginStep() waits while the buffer is full, as append() does.
    ///
    /// They throw std::logic_error for calls in another order, and std::invalid_argument for an unknown
    /// field, a field that was already put, a value that does not fit, and fields that are missing at
    /// endStep(). The step then stays open, and the missing fields can be put. close() throws while a step is
    /// open; fail(), stop() and the destructor drop the open step.
    void beginStep(double t);
    template <typename Value>
    void put(std::string_view field, const Value& value)
    {
        const detail::StepInput<Value> input(value);
        putValues(field, input.values());
    }
    /// Does the same for a value that is known only at run time.
    void putValues(std::string_view field, const StepValues& values);
    void endStep();

    /// Number of steps that can be appended now without waiting. Call it from the thread that appends.
    std::size_t room() const noexcept;

    /// Returns when readers can see all appended steps.
    void commit();

    /// Commits all steps and closes the HDF5 file until the next append reopens it. Meanwhile any program can
    /// open the file without SWMR. Readers still see a live run with its writer.
    void pause();

    /// Commits the remaining steps, marks the run finished and closes the file. Later calls do nothing. If it
    /// throws because space is missing, or throws InterruptedError, nothing is lost: more steps may be
    /// appended, and close() may be called again.
    void close();

    /// Works like close(), but marks the run failed, with a reason for people. The mark stays if this call
    /// throws because space is missing and another call or the destructor closes the run.
    void fail(std::string_view reason);

    /// Works like close(), but marks the run stopped: the user ended it early, by a signal or in a menu, and
    /// nothing is wrong with it. The reason is for people.
    void stop(std::string_view reason);

    /// Ends the waits of this writer: append() with a full buffer, and commit(), close(), fail(), stop() and
    /// the destructor on a full or failing disk. These calls throw InterruptedError (the destructor gives
    /// up), and later calls throw it instead of waiting. Everything that can be written is still written. May
    /// be called from any thread and from a signal handler.
    void interrupt() noexcept;

    /// Number of appended steps.
    std::size_t steps() const noexcept;
    /// Number of steps that readers can see.
    std::size_t committedSteps() const noexcept;
    /// Number of steps that survive a power loss: those at the last synchronisation
    /// (WriterOptions::syncInterval). 0 without synchronisation.
    std::size_t syncedSteps() const noexcept;
    /// May be called from any thread.
    WriterStatistics statistics() const noexcept;
    const std::filesystem::path& path() const noexcept;
    /// Fields as stored in the file: shape and axes of a field with Order::ColumnMajor are reversed.
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
