// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/attribute.h>
#include <h5pulse/element_type.h>
#include <h5pulse/error.h>
#include <h5pulse/reduction.h>
#include <h5pulse/require_cxx20.h>
#include <h5pulse/run_state.h>

#include <chrono>
#include <complex>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <memory>
#include <optional>
#include <ranges>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace h5pulse {

/// One dataset that gets a row at each step.
struct FieldInfo
{
    std::string name{};                      ///< path below the root, without the leading slash
    std::vector<std::size_t> shape{};        ///< of one step; empty: a scalar
    ElementType type = ElementType::Float64; ///< nearest type of ours
    std::string units{};                     ///< empty: not said
    std::string longName{};                  ///< empty: not said
    std::vector<std::string> axes{};         ///< for each entry of shape its axis, or an empty string

    /// Elements of one step; 1 for a scalar.
    std::size_t components() const noexcept;
};

/// Coordinates along one dimension of a field.
struct AxisInfo
{
    std::string name{};
    std::vector<double> values{}; ///< one per index
    std::string units{};
    std::string longName{};
};

/// What does not change while a run is written, but for endTime, which a writer that resumes it may move.
struct RunInfo
{
    int formatVersion = 0;     ///< of h5pulse's file format; 0: the file of another program
    std::string writer{};      ///< program that wrote the file; empty: not said
    std::string created{};     ///< ISO 8601; empty: not said
    std::string timeDataset{}; ///< empty: there is none, and the time of a step is its number
    std::string timeUnits{};   ///< empty: not said
    double endTime = std::numeric_limits<double>::quiet_NaN(); ///< expected last time; NaN: not said
    Attributes attributes{};                                   ///< the user's own, of the root group
    std::vector<std::string> skipped{}; ///< growing datasets that cannot be followed, each with the reason
};

struct ReaderOptions
{
    /// Dataset that holds the times: 1-D, growing. Empty: `t`, or `time`, or the step number.
    std::string timeDataset{};
    /// A live writer that commits nothing for this long, and for five times its usual interval, is stalled.
    /// Zero or more, as the next; milliseconds::max() is for ever.
    std::chrono::milliseconds stallAfter{10'000};
    /// A call that takes longer gives up with an Error: broken files cannot hold the caller for ever.
    std::chrono::milliseconds callLimit{5'000};
    /// A call that needs more memory than this for its result is refused with an Error.
    std::size_t maximumReadBytes = std::size_t{512} << 20;
};

/// What a refresh found.
enum class Refresh {
    Unchanged, ///< no new step
    Grew,      ///< there are new steps
    Restarted  ///< the file now holds another run (or an earlier state of it): forget what was read
};

/// Reads a run while it is written, and afterwards: files of Writer, of h5py, of anybody's.
///
/// A reader trusts the committed prefix only: step() < steps() is never torn, zero or out of order. It takes
/// no lock that a writer could meet, and changes nothing in the file. It may be in the writer's own process.
///
/// Every call returns or throws within ReaderOptions::callLimit. Errors: h5pulse::Error for what the file
/// does (ChangedError: try again), std::invalid_argument for a wrong name or element type, std::out_of_range
/// for a step or component that is not there.
///
/// Thread-safety: one thread at a time for one Reader. Readers in several threads need a thread-safe HDF5, as
/// Debian's is; its lock makes their calls take turns.
class Reader
{
public:
    explicit Reader(const std::filesystem::path& path, ReaderOptions options = {});
    ~Reader();
    Reader(Reader&&) noexcept;
    Reader& operator=(Reader&&) noexcept;

    /// Looks at what is committed now. 20-30 us on a small file, and the only call that makes new steps
    /// visible.
    Refresh refresh();

    const std::filesystem::path& path() const noexcept;
    /// Steps that can be read, as of the last refresh.
    std::size_t steps() const noexcept;
    /// Steps of one field: steps(), or fewer where another program writes its datasets at different rates.
    std::size_t steps(std::string_view field) const;
    /// As of the last refresh that did not throw.
    RunState state() const noexcept;
    /// state() as a sentence with its consequences: "the writer is gone; 'h5pulse recover run.h5' repairs
    /// it".
    std::string stateText() const;
    /// State of the run in the file that is open: differs from state() while that is Unreachable.
    RunState openState() const noexcept;
    /// Whether the run has crashed and recover() has something to do.
    bool needsRepair() const noexcept;
    const WriterStatus& writerStatus() const noexcept;
    /// The stretches of the run by their writers, oldest first; none for files of others. As of the last
    /// refresh.
    const std::vector<Segment>& segments() const noexcept;
    const RunInfo& info() const noexcept;
    const std::vector<FieldInfo>& fields() const noexcept;
    /// Throws std::invalid_argument that lists the fields there are.
    const FieldInfo& field(std::string_view name) const;
    /// Coordinates along dimension `dimension` of the field's shape; nothing where the file gives none.
    std::optional<AxisInfo> axis(std::string_view field, std::size_t dimension) const;
    /// Bytes of the file, as of the last refresh.
    std::uintmax_t fileSize() const noexcept;

    /// Times of steps [first, first + count).
    std::vector<double> readTimes(std::size_t first, std::size_t count);

    /// The last step whose time is not after `time`, or 0. By bisection, so times should not decrease.
    std::size_t stepAt(double time);

    /// One step of one field, row-major, into any contiguous range of `double` (every real type converts) or
    /// of the field's own type. The range must have components() elements.
    template <std::ranges::contiguous_range R>
    void readStep(std::string_view field, std::size_t step, R&& values)
    {
        readSteps(field, step, 1, std::forward<R>(values));
    }

    /// Steps [first, first + count): count * components() elements, the step varying slowest.
    template <std::ranges::contiguous_range R>
    void readSteps(std::string_view field, std::size_t first, std::size_t count, R&& values)
    {
        const Target target = targetOf(values);
        readRows(field, first, count, target);
    }

    /// A box of one step of one field, row-major: `count` elements from `start` on along each dimension of
    /// the field's shape, both empty for a scalar. What lies beside the box costs nothing, or little where
    /// chunks are compressed.
    template <std::ranges::contiguous_range R>
    void readBox(std::string_view field, std::size_t step, std::span<const std::size_t> start,
                 std::span<const std::size_t> count, R&& values)
    {
        const Target target = targetOf(values);
        readPart(field, step, start, count, target);
    }

    /// One component (row-major index into the shape) of steps [first, first + count): count elements.
    /// Read in blocks, with memory that does not grow with count; long ranges are better asked for in pieces.
    template <std::ranges::contiguous_range R>
    void readComponent(std::string_view field, std::size_t component, std::size_t first, std::size_t count,
                       R&& values)
    {
        const Target target = targetOf(values);
        readColumn(field, component, first, count, target);
    }

    /// Whether reduce() of this field (empty: of the times) goes by the file's overview, and so takes no
    /// longer for many steps than for few. Files of other programs have none (see ProgressiveReduction), nor
    /// have fields with very large steps (WriterOptions::overviewStepBytes).
    bool hasOverview(std::string_view field) const;

    /// Steps [first, first + count) of components [firstComponent, firstComponent + components) of a field,
    /// or of the times where `field` is empty, in at most `bins` bins of about the same number of steps. Bins
    /// that hold many steps have their edges where blocks of the overview have them. Exact: each value of
    /// these steps is in its bin, whether the overview has it already or not; means are to 1e-5 of the range
    /// of the values. As many bins as steps where these are fewer, and else at least about half of `bins`,
    /// with one exception: where more than 128 MiB of rows would have to be read although there is an
    /// overview, bins are blocks of its first level.
    ///
    /// Without an overview all steps are read, within callLimit: for many of them see ProgressiveReduction.
    ///
    /// Errors as of all calls; std::invalid_argument also for the imaginary part of real numbers.
    Reduction reduce(std::string_view field, std::size_t firstComponent, std::size_t components,
                     std::size_t first, std::size_t count, std::size_t bins, Part part = Part::Real);

private:
    struct Target
    {
        void* data;
        std::size_t count;
        ElementType type;
    };

    template <typename R>
    static Target targetOf(R& values)
    {
        using T = std::ranges::range_value_t<R>;
        static_assert(Element<T>, "fields are read into numbers or complex numbers");
        return {std::ranges::data(values), std::ranges::size(values), elementTypeOf<T>()};
    }

    static void requireTarget(const FieldInfo& field, std::size_t count, const Target& target);
    void readRows(std::string_view field, std::size_t first, std::size_t count, const Target& target);
    void readPart(std::string_view field, std::size_t step, std::span<const std::size_t> start,
                  std::span<const std::size_t> count, const Target& target);
    void readColumn(std::string_view field, std::size_t component, std::size_t first, std::size_t count,
                    const Target& target);

    friend class ProgressiveReduction;
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace h5pulse
