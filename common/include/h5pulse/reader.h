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

/// A dataset that grows by one row per step.
struct FieldInfo
{
    std::string name{};                      ///< path below the root, without the leading slash
    std::vector<std::size_t> shape{};        ///< of one step; empty: a scalar
    ElementType type = ElementType::Float64; ///< the nearest ElementType
    std::string units{};                     ///< empty: not given
    std::string longName{};                  ///< empty: not given
    std::vector<std::string> axes{};         ///< name of the axis of each dimension of `shape`; empty: none

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

/// Properties of a run. They stay the same while it is written, except endTime: a writer that resumes the
/// run may change it.
struct RunInfo
{
    int formatVersion = 0;     ///< of h5pulse's file format; 0: the file of another program
    std::string writer{};      ///< program that wrote the file; empty: not given
    std::string created{};     ///< ISO 8601; empty: not given
    std::string timeDataset{}; ///< empty: the file has no times; the time of a step is its number
    std::string timeUnits{};   ///< empty: not given
    double endTime = std::numeric_limits<double>::quiet_NaN(); ///< expected last time; NaN: not given
    Attributes attributes{};                                   ///< of the root group, except those of h5pulse
    std::vector<std::string> skipped{}; ///< growing datasets that cannot be followed, each with the reason
    std::string fileSystem{};           ///< that the file lies on: "ext4", "NFS", "FUSE"; empty: unknown
    /// Whether other machines may write to that file system. What they write can be seen late, and their locks
    /// may not be visible here.
    bool sharedFileSystem = false;
};

struct ReaderOptions
{
    /// Dataset that holds the times: 1-D, growing. Empty: `t`, or `time`, or the step number.
    std::string timeDataset{};
    /// A live writer that commits nothing for this long, and for five times its usual interval, is stalled.
    /// Zero or more, as callLimit; milliseconds::max() means no limit.
    std::chrono::milliseconds stallAfter{10'000};
    /// A call that takes longer throws Error, so that a broken file cannot block the caller.
    std::chrono::milliseconds callLimit{5'000};
    /// A call whose result needs more memory than this throws Error.
    std::size_t maximumReadBytes = std::size_t{512} << 20;
};

/// Result of Reader::refresh().
enum class Refresh {
    Unchanged, ///< no new step
    Grew,      ///< there are new steps
    Restarted  ///< the file now holds another run, or an earlier state of this one: discard what was read
};

/// Reads a run while it is written and afterwards. The file may come from Writer, from h5py or from any
/// other program.
///
/// A reader shows only the committed prefix: a step below steps() is never torn, zero or out of order. It
/// takes no lock that could block a writer, and does not change the file. It may run in the process of the
/// writer.
///
/// Every call returns or throws within ReaderOptions::callLimit. Errors: h5pulse::Error for problems of
/// the file (ChangedError: try again), std::invalid_argument for a wrong name or element type,
/// std::out_of_range for a step or component that does not exist.
///
/// Thread-safety: a Reader may be used by one thread at a time. Readers in several threads need a
/// thread-safe HDF5, such as Debian's; its lock makes their calls take turns.
class Reader
{
public:
    explicit Reader(const std::filesystem::path& path, ReaderOptions options = {});
    ~Reader();
    Reader(Reader&&) noexcept;
    Reader& operator=(Reader&&) noexcept;

    /// Updates steps() and state() from the file. No other call makes new steps visible. Takes 10-20 us on
    /// a small file.
    Refresh refresh();

    const std::filesystem::path& path() const noexcept;
    /// Number of steps that can be read, as of the last refresh.
    std::size_t steps() const noexcept;
    /// Number of steps of one field: steps(), or fewer if another program writes its datasets at different
    /// rates.
    std::size_t steps(std::string_view field) const;
    /// As of the last refresh that did not throw.
    RunState state() const noexcept;
    /// state() as a sentence with its consequences: "the writer is gone; 'h5pulse recover run.h5' repairs
    /// it".
    std::string stateText() const;
    /// State of the run in the open file. It differs from state() while state() is Unreachable.
    RunState openState() const noexcept;
    /// Whether the run has crashed and its file needs recover().
    bool needsRepair() const noexcept;
    const WriterStatus& writerStatus() const noexcept;
    /// The segments of the run, one per writer, oldest first; empty for files of other programs. As of the
    /// last refresh.
    const std::vector<Segment>& segments() const noexcept;
    const RunInfo& info() const noexcept;
    const std::vector<FieldInfo>& fields() const noexcept;
    /// Throws std::invalid_argument with the names of all fields if there is no such field.
    const FieldInfo& field(std::string_view name) const;
    /// Coordinates along dimension `dimension` of the field's shape, if the file has them.
    std::optional<AxisInfo> axis(std::string_view field, std::size_t dimension) const;
    /// Size of the file in bytes, as of the last refresh.
    std::uintmax_t fileSize() const noexcept;

    /// Times of steps [first, first + count).
    std::vector<double> readTimes(std::size_t first, std::size_t count);

    /// The last step whose time is not after `time`; 0 if there is no such step. Uses bisection, so times
    /// must not decrease.
    std::size_t stepAt(double time);

    /// One step of one field, row-major, into any contiguous range of `double` (every real type converts)
    /// or of the field's own type. The range must have components() elements.
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
    /// the field's shape, both empty for a scalar. Elements outside of the box are not read, except those
    /// in the same compressed chunks.
    template <std::ranges::contiguous_range R>
    void readBox(std::string_view field, std::size_t step, std::span<const std::size_t> start,
                 std::span<const std::size_t> count, R&& values)
    {
        const Target target = targetOf(values);
        readPart(field, step, start, count, target);
    }

    /// One component (row-major index into the shape) of steps [first, first + count): count elements.
    /// Reads in blocks, so that memory does not grow with count. Split a long range into several calls
    /// because of callLimit.
    template <std::ranges::contiguous_range R>
    void readComponent(std::string_view field, std::size_t component, std::size_t first, std::size_t count,
                       R&& values)
    {
        const Target target = targetOf(values);
        readColumn(field, component, first, count, target);
    }

    /// Whether reduce() of this field (empty: of the times) uses the overview in the file, and so takes no
    /// longer for many steps than for few. Files of other programs have no overview (see
    /// ProgressiveReduction), and neither have fields with very large steps
    /// (WriterOptions::overviewStepBytes).
    bool hasOverview(std::string_view field) const;

    /// Reduces steps [first, first + count) of components [firstComponent, firstComponent + components) of
    /// a field, or of the times if `field` is empty, to at most `bins` bins of about the same number of
    /// steps. Bins with many steps have their edges at block borders of the overview.
    ///
    /// Each value of these steps counts in its bin, whether the overview contains it already or not. Means
    /// are accurate to 1e-5 of the range of the values.
    ///
    /// Number of bins: one per step if there are no more steps than `bins`, otherwise at least about half
    /// of `bins`. One exception: if more than 128 MiB of rows would have to be read although there is an
    /// overview, bins are blocks of its first level.
    ///
    /// Without an overview all steps are read, within callLimit; use ProgressiveReduction for many steps.
    ///
    /// Errors as for all calls; std::invalid_argument also for the imaginary part of real numbers.
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
