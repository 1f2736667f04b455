// SPDX-License-Identifier: GPL-3.0-or-later
#include "odd_runs.h"

#include "process.h"

#include <h5pulse/writer.h>

#include <cmath>
#include <limits>
#include <stdexcept>

namespace h5pulse::viewer::test {

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr int kSteps = 30;
constexpr std::size_t kLongProfile = 10'000'000;

using Value = std::function<double(int step, std::size_t component)>;
using Time = std::function<double(int step)>;

double evenTime(int step)
{
    return 0.1 * step;
}

double wave(int step, std::size_t i)
{
    return std::sin(0.2 * static_cast<double>(i) + 0.1 * step);
}

struct Shapes
{
    std::size_t points = 24;
    std::vector<std::size_t> grid{4, 6};
};

void record(const std::filesystem::path& path, int steps, const Value& value, const Time& time,
            const Shapes& shapes = {})
{
    Writer writer(path, {.fields = {{.name = "y", .shape = {shapes.points}},
                                    {.name = "m", .shape = shapes.grid},
                                    {.name = "energy"}}});
    std::vector<double> y(shapes.points), m(shapes.grid[0] * shapes.grid[1]);
    for (int step = 0; step < steps; ++step) {
        for (std::size_t i = 0; i < y.size(); ++i) {
            y[i] = value(step, i);
        }
        for (std::size_t i = 0; i < m.size(); ++i) {
            m[i] = value(step, i);
        }
        writer.append(time(step), y, m, value(step, 0));
    }
    writer.close();
}

OddRun ofValues(const char* name, const Value& value)
{
    return {name, [value](const auto& path) { record(path, kSteps, value, evenTime); }};
}

OddRun ofTimes(const char* name, const Time& time)
{
    return {name, [time](const auto& path) { record(path, kSteps, wave, time); }};
}

OddRun ofSteps(const char* name, int steps)
{
    return {name, [steps](const auto& path) { record(path, steps, wave, evenTime); }};
}

OddRun ofOthers(const char* name, const char* kind, int fields)
{
    const auto write = [kind](const std::filesystem::path& path) {
        const auto result = h5pulse::test::run(
            {H5PULSE_TEST_PYTHON, H5PULSE_TEST_SCRIPTS "/odd_runs.py", kind, path.string()});
        if (result.status != 0) {
            throw std::runtime_error(result.err);
        }
    };
    return {name, write, fields};
}

void recordLongProfile(const std::filesystem::path& path)
{
    Writer writer(path, {.fields = {{.name = "y", .shape = {kLongProfile}, .type = ElementType::Float32}}},
                  {.overviewStepBytes = 0});
    std::vector<float> y(kLongProfile);
    for (int step = 0; step < 2; ++step) {
        for (std::size_t i = 0; i < y.size(); ++i) {
            y[i] = static_cast<float>(i % 1000) + static_cast<float>(step);
        }
        writer.append(evenTime(step), y);
    }
    writer.close();
}

} // namespace

const std::vector<OddRun>& oddRuns()
{
    static const std::vector<OddRun> all{
        ofSteps("NoSteps", 0),
        ofSteps("OneStep", 1),
        ofValues("Constant", [](int, std::size_t) { return 3.0; }),
        ofValues("Zero", [](int, std::size_t) { return 0.0; }),
        ofValues("AllNaN", [](int, std::size_t) { return kNaN; }),
        ofValues(
            "Infinite",
            [](int step, std::size_t i) { return (step + static_cast<int>(i)) % 2 ? HUGE_VAL : -HUGE_VAL; }),
        ofValues("Huge", [](int, std::size_t i) { return i % 2 ? 1e308 : -1.7e308; }),
        ofValues("Denormal",
                 [](int step, std::size_t i) {
                     return 5e-324 * static_cast<double>(i + static_cast<std::size_t>(step));
                 }),
        ofValues("EveryKind",
                 [](int step, std::size_t i) {
                     const double kinds[] = {0.0,   -0.0,   kNaN,   HUGE_VAL, -HUGE_VAL,
                                             1e308, -1e308, 5e-324, 1.0};
                     return kinds[(i + static_cast<std::size_t>(step)) % std::size(kinds)];
                 }),
        ofTimes("DecreasingTimes", [](int step) { return -0.5 * step; }),
        ofTimes("RepeatedTimes", [](int step) { return static_cast<double>(step / 10); }),
        ofTimes("OneTime", [](int) { return 1.0; }),
        ofTimes("TimesThatAreNoNumbers", [](int step) { return step % 3 ? kNaN : 0.1 * step; }),
        ofTimes("HugeTimes", [](int step) { return step % 2 ? 1e308 : -1e308; }),
        {"OnePoint",
         [](const auto& path) {
             record(path, kSteps, wave, evenTime, {1, {1, 1}});
         }},
        {"LongProfile", recordLongProfile, 1},
        ofOthers("Names", "names", 6),
        ofOthers("LongNames", "long_names", 3),
        ofOthers("EmptyFields", "empty_fields", 3),
        ofOthers("TenThousandFields", "many_fields", 1),
        ofOthers("OddTypes", "odd_types", 3),
        ofOthers("UnequalLengths", "unequal_lengths", 3),
    };
    return all;
}

} // namespace h5pulse::viewer::test
