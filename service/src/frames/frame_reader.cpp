// SPDX-License-Identifier: MIT
#include "frames/frame_reader.h"

#include "frames/field_step.h"
#include "frames/reduce.h"

#include <h5pulse/reader.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <stdexcept>

namespace h5pulse {

namespace {

/// "1,234,567"
std::string groupedDigits(std::uint64_t number)
{
    std::string digits = std::to_string(number);
    for (std::size_t end = digits.size(); end > 3; end -= 3) {
        digits.insert(end - 3, ",");
    }
    return digits;
}

std::string quotedNames(const std::vector<std::string>& names)
{
    std::string text;
    for (const std::string& name : names) {
        text += (text.empty() ? "'" : ", '") + name + "'";
    }
    return text;
}

std::string noSuchStep(const FieldDescription& field, std::uint64_t step, std::uint64_t steps)
{
    return "There is no step " + std::to_string(step) + ": '" + field.name + "' has " + groupedDigits(steps) +
           " steps, 0 to " + std::to_string(steps - 1) + ".";
}

std::uint64_t findStep(Reader& reader, const FieldDescription& field, const CursorPosition& position)
{
    const std::uint64_t steps = stepsOf(reader, field);
    switch (position.at) {
    case CursorPosition::At::Latest:
        return steps - 1;
    case CursorPosition::At::Time:
        return std::min<std::uint64_t>(reader.stepAt(position.time), steps - 1);
    case CursorPosition::At::Step:
        break;
    }
    if (position.step >= steps) {
        throw std::out_of_range(noSuchStep(field, position.step, steps));
    }
    return position.step;
}

/// The shown part of a step: one slice of a 3-D field, else the whole step.
struct ShownPart
{
    std::vector<std::size_t> start;
    std::vector<std::size_t> count;

    std::size_t elements() const
    {
        return std::accumulate(count.begin(), count.end(), std::size_t{1}, std::multiplies<>());
    }
};

ShownPart shownPart(const FieldDescription& field, std::size_t slice)
{
    ShownPart part{std::vector<std::size_t>(field.shape.size(), 0), field.shape};
    if (field.shape.size() == 3) {
        part.start.front() = slice;
        part.count.front() = 1;
    }
    return part;
}

template <typename Values>
void readPart(Reader& reader, const Frame& frame, const ShownPart& part, Values& values)
{
    values.resize(part.elements());
    const std::string field = frame.field->name;
    if (part.count == frame.field->shape) {
        reader.readStep(field, frame.step, values);
    } else {
        reader.readBox(field, frame.step, part.start, part.count, values);
    }
}

template <typename T>
void readComplex(Reader& reader, const ShownPart& part, Frame& frame)
{
    std::vector<std::complex<T>> values;
    readPart(reader, frame, part, values);
    frame.real.resize(values.size());
    frame.imaginary.resize(values.size());
    std::ranges::transform(values, frame.real.begin(), [](const auto& z) { return double{z.real()}; });
    std::ranges::transform(values, frame.imaginary.begin(), [](const auto& z) { return double{z.imag()}; });
}

void readValues(Reader& reader, Frame& frame)
{
    const ShownPart part = shownPart(*frame.field, frame.slice);
    visitElementType(frame.field->type, [&]<typename T>(std::type_identity<T>) {
        if constexpr (kIsComplex<T>) {
            readComplex<RealOf<T>>(reader, part, frame);
        } else {
            readPart(reader, frame, part, frame.real);
        }
    });
}

void putInOrder(std::vector<double>& values, const std::vector<std::uint64_t>& order)
{
    if (!values.empty()) {
        std::vector<double> sorted(order.size());
        std::ranges::transform(order, sorted.begin(), [&](std::uint64_t i) { return values[i]; });
        values = std::move(sorted);
    }
}

void makeProfile(Frame& frame, const FrameDetail& detail)
{
    frame.x = frame.field->profileCoordinates;
    frame.components = frame.field->profileOrder;
    if (frame.components) {
        putInOrder(frame.real, *frame.components);
        putInOrder(frame.imaginary, *frame.components);
    }
    measure(frame);
    reduceProfile(frame, detail);
}

void makeImage(Frame& frame, const FrameDetail& detail)
{
    const std::vector<std::size_t>& shape = frame.field->shape;
    frame.rows = shape[shape.size() - 2];
    frame.columns = shape[shape.size() - 1];
    if (!frame.imaginary.empty()) {
        std::ranges::transform(frame.real, frame.imaginary, frame.real.begin(),
                               [](double re, double im) { return std::hypot(re, im); });
        frame.imaginary.clear();
    }
    measure(frame);
    reduceImage(frame, detail);
}

} // namespace

FramePtr readFrame(Reader& reader, const RunDescriptionPtr& run, const FrameQuery& query,
                   const CursorPosition& position)
{
    auto frame = std::make_shared<Frame>();
    frame->run = run;
    frame->field = run->field(query.field);
    if (!frame->field) {
        throw std::invalid_argument("There is no field '" + query.field + "'. The fields are " +
                                    quotedNames(run->fieldNames()) + ".");
    }
    frame->step = findStep(reader, *frame->field, position);
    frame->time = reader.readTimes(frame->step, 1).front();
    if (frame->field->shape.size() == 3) {
        frame->slices = frame->field->shape.front();
        frame->slice = std::min(query.slice, std::max<std::size_t>(frame->slices, 1) - 1);
    }
    readValues(reader, *frame);
    if (frame->field->shape.size() == 1) {
        makeProfile(*frame, query.detail);
    } else if (frame->field->shape.size() >= 2) {
        makeImage(*frame, query.detail);
    } else {
        measure(*frame);
    }
    return frame;
}

} // namespace h5pulse
