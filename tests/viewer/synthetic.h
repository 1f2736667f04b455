// SPDX-License-Identifier: GPL-3.0-or-later
// Frames and traces without a file, for tests of single views.
#pragma once

#include "colors.h"
#include "core/run/frame.h"
#include "core/trace/trace.h"

#include <numeric>

namespace h5pulse::viewer::test {

inline RunDescriptionPtr makeRun(bool hasTimes = true)
{
    auto run = std::make_shared<RunDescription>();
    run->hasTimes = hasTimes;
    run->timeName = hasTimes ? QStringLiteral("t") : QString();
    run->timeUnits = hasTimes ? QStringLiteral("s") : QString();
    return run;
}

inline AxisPtr makeAxis(const QString& name, std::vector<double> values, const QString& units = {})
{
    return std::make_shared<const AxisDescription>(
        AxisDescription{name, units, {}, std::make_shared<const std::vector<double>>(std::move(values))});
}

inline std::shared_ptr<FieldDescription> makeField(const QString& name, std::vector<std::size_t> shape,
                                                   ElementType type = ElementType::Float64)
{
    auto field = std::make_shared<FieldDescription>();
    field->name = name;
    field->axes.resize(shape.size());
    field->shape = std::move(shape);
    field->type = type;
    return field;
}

inline std::shared_ptr<Frame> makeProfile(std::vector<double> values)
{
    auto frame = std::make_shared<Frame>();
    auto field = makeField(QStringLiteral("u"), {values.size()});
    field->units = QStringLiteral("V");
    std::vector<double> x(values.size());
    std::iota(x.begin(), x.end(), 0.0);
    field->profileCoordinates = std::make_shared<const std::vector<double>>(std::move(x));
    frame->run = makeRun();
    frame->field = field;
    frame->step = 7;
    frame->time = 0.5;
    frame->x = field->profileCoordinates;
    frame->real = std::move(values);
    measure(*frame);
    return frame;
}

inline std::shared_ptr<Frame> makeImage(std::size_t rows, std::size_t columns, std::vector<double> values)
{
    auto frame = std::make_shared<Frame>();
    frame->run = makeRun();
    frame->field = makeField(QStringLiteral("m"), {rows, columns}, ElementType::UInt16);
    frame->rows = rows;
    frame->columns = columns;
    frame->real = std::move(values);
    measure(*frame);
    return frame;
}

inline TracePtr makeTrace(const QString& field, const std::vector<double>& times,
                          const std::vector<double>& values)
{
    auto trace = std::make_shared<Trace>();
    trace->id = {field, 0, TracePart::Real};
    trace->field = makeField(field, {});
    trace->label = field;
    for (std::size_t k = 0; k < values.size(); ++k) {
        trace->bins.push_back({k, k + 1, times[k], times[k], values[k], values[k]});
    }
    trace->steps = values.size();
    trace->complete = true;
    return trace;
}

} // namespace h5pulse::viewer::test
