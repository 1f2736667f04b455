// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/service/data_extent.h>
#include <h5pulse/service/result.h>

#include <compare>
#include <optional>

namespace h5pulse {

/// Profiles with more points are thinned out.
inline constexpr std::size_t kMaxProfilePoints = 200'000;
/// Images with more rows or columns are reduced to at most this many.
inline constexpr std::size_t kMaxImageSide = 2048;

/// One field at one step, ready to be drawn. Immutable once sent.
///
/// Profiles: real[i] belongs to coordinate x[i], ascending. Images: rows * columns values, row-major; of 3-D fields
/// one slice along the first dimension. Both may be reduced (kMaxProfilePoints, kMaxImageSide), with extremes kept.
struct Frame
{
    RunDescriptionPtr run;
    FieldPtr field;
    std::uint64_t step = 0;
    double time = 0.0;
    std::size_t slice = 0;
    std::size_t slices = 1;
    std::size_t rows = 0;         ///< of an image; 0: not an image
    std::size_t columns = 0;      ///< of an image
    std::size_t blockRows = 1;    ///< rows of the field per row of the image
    std::size_t blockColumns = 1; ///< columns of the field per column of the image
    std::vector<double> real;
    /// Empty: the field is real. Images of complex fields hold magnitudes in real.
    std::vector<double> imaginary;
    Coordinates x;      ///< of a profile
    Indices components; ///< of a profile: component of each value; null: its index
    double minimum = std::numeric_limits<double>::quiet_NaN(); ///< of the finite values; NaN: there are none
    double maximum = std::numeric_limits<double>::quiet_NaN();
    double lowestPositive = std::numeric_limits<double>::quiet_NaN();
    std::uint64_t notPositive = 0; ///< finite values ≤ 0
    std::uint64_t nonFinite = 0;

    bool isImage() const { return rows > 0; }
    std::uint64_t componentAt(std::size_t i) const { return components ? (*components)[i] : i; }
};

using FramePtr = std::shared_ptr<const Frame>;

/// Sets minimum, maximum and the other measures from the values.
void measure(Frame& frame);

/// The measures of measure() as an extent.
DataExtent extentOf(const Frame& frame);

/// Part of a profile, in its coordinates.
struct ProfileWindow
{
    double first = 0.0;
    double last = 0.0;

    friend auto operator<=>(const ProfileWindow&, const ProfileWindow&) = default;
};

/// How much of a frame can be seen. The rest is left out, with extremes kept.
struct FrameDetail
{
    /// Width of the picture, or the longer side of an image. A profile keeps two points per pixel (a complex one four),
    /// an image at least one value. 0: as many as Frame allows.
    std::size_t pixels = 0;
    /// The visible part of a profile, which has the given pixels; what lies outside is coarse. None: the whole profile.
    std::optional<ProfileWindow> window{};

    friend auto operator<=>(const FrameDetail&, const FrameDetail&) = default;
};

/// The detail that suffices for both.
FrameDetail finer(const FrameDetail& a, const FrameDetail& b);

/// Asks for a field at the cursor. Answered with a FrameResult, before all other queries.
struct FrameQuery
{
    std::string field;
    std::size_t slice = 0; ///< of 3-D fields
    FrameDetail detail{};

    friend bool operator==(const FrameQuery&, const FrameQuery&) = default;
};

struct FrameResult : QueryResult
{
    FrameQuery query;
    FramePtr frame; ///< null: see problem
};

/// One frame of a set: a field at a given step, or at a step counted back from the cursor.
struct FrameWanted
{
    enum class From { Start, Cursor };

    std::string field;
    std::size_t slice = 0;
    From from = From::Cursor;
    std::uint64_t steps = 0; ///< the step's number, or the number of steps before the cursor
    FrameDetail detail{};

    friend bool operator==(const FrameWanted&, const FrameWanted&) = default;
};

/// Asks for several frames that belong together: the answer has all of them.
struct FrameSetQuery
{
    std::vector<FrameWanted> frames;

    friend bool operator==(const FrameSetQuery&, const FrameSetQuery&) = default;
};

/// The frames of a FrameSetQuery, in its order. Null: the run has no such step or field.
struct FrameSet : QueryResult
{
    FrameSetQuery query;
    std::uint64_t cursor = 0; ///< the step that relative frames were counted from
    std::vector<FramePtr> frames;
};

/// A position in another run.
struct RunPosition
{
    bool byStep = false;
    std::uint64_t step = 0; ///< if byStep
    double time = 0.0;      ///< else; finite

    friend bool operator==(const RunPosition&, const RunPosition&) = default;
};

/// Asks for a field at the step that matches a position of another run: the step of that number, or the last one that
/// is not later. Positions before the first or after the last step give that step.
struct MatchedFrameQuery
{
    std::string field;
    RunPosition position;
    FrameDetail detail{};

    friend bool operator==(const MatchedFrameQuery&, const MatchedFrameQuery&) = default;
};

struct MatchedFrame : QueryResult
{
    MatchedFrameQuery query;
    FramePtr frame;          ///< null: the field has no step yet
    std::uint64_t steps = 0; ///< of the field
    double lastTime = 0.0;   ///< of the last step
};

} // namespace h5pulse
