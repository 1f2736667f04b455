// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/frame_reader.h"

#include "core/format.h"
#include "core/run/field_step.h"
#include "core/texts.h"
#include "core/trace/reduce.h"

#include <h5pulse/reader.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace h5pulse::viewer {

namespace {

QString noSuchStep(const FieldDescription& field, std::uint64_t step, std::uint64_t steps)
{
    return Texts::tr("There is no step %1: '%2' has %3 steps, 0 to %4.")
        .arg(step)
        .arg(field.name, formatCount(steps))
        .arg(steps - 1);
}

std::uint64_t findStep(Reader& reader, const FieldDescription& field, const FrameQuery& query)
{
    const std::uint64_t steps = stepsOf(reader, field);
    switch (query.at) {
    case FrameQuery::At::Latest:
        return steps - 1;
    case FrameQuery::At::Time:
        return std::min<std::uint64_t>(reader.stepAt(query.time), steps - 1);
    case FrameQuery::At::Step:
        break;
    }
    if (query.step >= steps) {
        throw std::out_of_range(noSuchStep(field, query.step, steps).toStdString());
    }
    return query.step;
}

template <typename T>
void readComplex(Reader& reader, const FieldDescription& field, std::uint64_t step, Frame& frame)
{
    std::vector<std::complex<T>> values(field.components());
    reader.readStep(field.name.toStdString(), step, values);
    frame.real.resize(values.size());
    frame.imaginary.resize(values.size());
    std::ranges::transform(values, frame.real.begin(), [](const auto& z) { return double{z.real()}; });
    std::ranges::transform(values, frame.imaginary.begin(), [](const auto& z) { return double{z.imag()}; });
}

void readValues(Reader& reader, const FieldDescription& field, std::uint64_t step, Frame& frame)
{
    if (field.type == ElementType::Complex64) {
        readComplex<float>(reader, field, step, frame);
    } else if (field.type == ElementType::Complex128) {
        readComplex<double>(reader, field, step, frame);
    } else {
        frame.real.resize(field.components());
        reader.readStep(field.name.toStdString(), step, frame.real);
    }
}

void putInOrder(std::vector<double>& values, const std::vector<std::uint64_t>& order)
{
    if (!values.empty()) {
        std::vector<double> sorted(order.size());
        std::ranges::transform(order, sorted.begin(), [&](std::uint64_t i) { return values[i]; });
        values = std::move(sorted);
    }
}

void makeProfile(Frame& frame, std::size_t points)
{
    frame.x = frame.field->profileCoordinates;
    frame.components = frame.field->profileOrder;
    if (frame.components) {
        putInOrder(frame.real, *frame.components);
        putInOrder(frame.imaginary, *frame.components);
    }
    measure(frame);
    reduceProfile(frame, points);
}

void makeImage(Frame& frame, std::size_t slice)
{
    const std::vector<std::size_t>& shape = frame.field->shape;
    frame.rows = shape[shape.size() - 2];
    frame.columns = shape[shape.size() - 1];
    if (!frame.imaginary.empty()) {
        std::ranges::transform(frame.real, frame.imaginary, frame.real.begin(),
                               [](double re, double im) { return std::hypot(re, im); });
        frame.imaginary.clear();
    }
    if (shape.size() == 3) {
        frame.slices = shape.front();
        frame.slice = std::min(slice, frame.slices - 1);
        const auto begin =
            frame.real.begin() + static_cast<std::ptrdiff_t>(frame.slice * frame.rows * frame.columns);
        frame.real =
            std::vector<double>(begin, begin + static_cast<std::ptrdiff_t>(frame.rows * frame.columns));
    }
    measure(frame);
    reduceImage(frame);
}

} // namespace

FramePtr readFrame(Reader& reader, const RunDescriptionPtr& run, const FrameQuery& query, std::size_t points)
{
    auto frame = std::make_shared<Frame>();
    frame->run = run;
    frame->field = run->field(query.field);
    if (!frame->field) {
        throw std::invalid_argument(Texts::tr("There is no field '%1'. The fields are %2.")
                                        .arg(query.field, formatNames(run->fieldNames()))
                                        .toStdString());
    }
    frame->step = findStep(reader, *frame->field, query);
    frame->time = reader.readTimes(frame->step, 1).front();
    readValues(reader, *frame->field, frame->step, *frame);
    if (frame->field->shape.size() == 1) {
        makeProfile(*frame, points);
    } else if (frame->field->shape.size() >= 2) {
        makeImage(*frame, query.slice);
    } else {
        measure(*frame);
    }
    return frame;
}

} // namespace h5pulse::viewer
