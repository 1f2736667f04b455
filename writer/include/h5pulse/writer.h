// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/element_type.h>
#include <h5pulse/error.h>
#include <h5pulse/run_spec.h>
#include <h5pulse/writer_options.h>

#include <array>
#include <complex>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <ranges>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

namespace h5pulse {

/// One field's elements of one step, by what they are; the memory stays the caller's.
struct StepValues
{
    const void* data = nullptr;
    std::size_t count = 0;
    ElementType type = ElementType::Float64;

    /// A scalar; any contiguous range of elements (std::vector, std::array, std::span, C array, ...); or
    /// whatever else converts to a std::span of constant elements.
    template <typename T>
    static StepValues of(const T& value)
    {
        if constexpr (Element<T>) {
            return {&value, 1, elementTypeOf<T>()};
        } else if constexpr (std::ranges::contiguous_range<const T> && std::ranges::sized_range<const T>) {
            using E = std::remove_cv_t<std::ranges::range_value_t<const T>>;
            static_assert(Element<E>, "append takes ranges of numbers or complex numbers");
            return {std::ranges::data(value), std::ranges::size(value), elementTypeOf<E>()};
        } else {
            return ofConvertible<T, double, float, std::complex<double>, std::complex<float>, std::int64_t,
                                 std::int32_t, std::int16_t, std::int8_t, std::uint64_t, std::uint32_t,
                                 std::uint16_t, std::uint8_t>(value);
        }
    }

private:
    template <typename T, typename E, typename... Others>
    static StepValues ofConvertible(const T& value)
    {
        if constexpr (std::is_convertible_v<const T&, std::span<const E>>) {
            const std::span<const E> values = value;
            return {values.data(), values.size(), elementTypeOf<E>()};
        } else {
            static_assert(sizeof...(Others) > 0, "append takes numbers and contiguous ranges of numbers");
            return ofConvertible<T, Others...>(value);
        }
    }
};

/// What a writer has done so far.
struct WriterStatistics
{
    std::size_t steps = 0;          ///< appended, by this writer
    std::size_t committedSteps = 0; ///< of them, those that readers can see
    std::size_t commits = 0;        ///<
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
    /// `expected` gives. What it leaves empty is not compared, and the file may have more attributes.
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

    /// Adds one step: its time, then one value or contiguous range for each field, in the order of the
    /// fields. The values are copied. Returns at once unless the buffer is full: then waits until the disk
    /// has followed.
    ///
    /// Times are taken as they come: repeated, decreasing and NaN times are stored like any others.
    /// Throws std::invalid_argument naming the field where count or element type do not fit; then nothing of
    /// that step is stored.
    template <typename... Values>
    void append(double t, const Values&... values)
    {
        const std::array<StepValues, sizeof...(Values)> list{StepValues::of(values)...};
        appendStep(t, list);
    }

    /// The same for fields that are known only at run time.
    void appendStep(double t, std::span<const StepValues> values);

    /// Returns when all steps so far are visible to readers.
    void commit();

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

private:
    class Impl;
    struct Release
    {
        void operator()(Impl* impl) const noexcept;
    };
    explicit Writer(Impl* impl) noexcept;
    Impl& impl() const;
    std::unique_ptr<Impl, Release> m_impl;
};

} // namespace h5pulse
