// SPDX-License-Identifier: GPL-3.0-or-later
// Makes frames and traces without a file, for tests of single views.
#pragma once

#include "colors.h"

#include <h5pulse/service/frame.h>
#include <h5pulse/service/trace.h>

#include <numeric>

namespace h5pulse::viewer::test {

inline RunDescriptionPtr makeRun(bool hasTimes = true)
{
    auto run = std::make_shared<RunDescription>();
    run->hasTimes = hasTimes;
    run->timeName = hasTimes ? "t" : "";
    run->timeUnits = hasTimes ? "s" : "";
    return run;
}

inline AxisPtr makeAxis(const std::string& name, std::vector<double> values, const std::string& units = {})
{
    return std::make_shared<const AxisDescription>(
        AxisDescription{name, units, {}, std::make_shared<const std::vector<double>>(std::move(values))});
}

inline std::shared_ptr<FieldDescription> makeField(const std::string& name, std::vector<std::size_t> shape,
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
    auto field = makeField("u", {values.size()});
    field->units = "V";
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
    frame->field = makeField("m", {rows, columns}, ElementType::UInt16);
    frame->rows = rows;
    frame->columns = columns;
    frame->real = std::move(values);
    measure(*frame);
    return frame;
}

inline TracePtr makeTrace(const std::string& field, const std::vector<double>& times,
                          const std::vector<double>& values)
{
    auto trace = std::make_shared<Trace>();
    trace->id = {field, 0, Part::Real};
    trace->field = makeField(field, {});
    for (std::size_t k = 0; k < values.size(); ++k) {
        trace->bins.push_back({k, k + 1, times[k], times[k], values[k], values[k]});
    }
    trace->steps = values.size();
    trace->complete = true;
    return trace;
}

} // namespace h5pulse::viewer::test
