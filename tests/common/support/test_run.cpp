// SPDX-License-Identifier: MIT
#include "support/test_run.h"

namespace h5pulse::test {

double timeOf(std::size_t step)
{
    return 0.5 * static_cast<double>(step);
}

double valueOf(std::size_t step, std::size_t component)
{
    return 1000.0 * static_cast<double>(step) + static_cast<double>(component) + 0.25;
}

std::vector<double> rowOf(std::size_t step, std::size_t components)
{
    std::vector<double> row(components);
    for (std::size_t i = 0; i < components; ++i) {
        row[i] = valueOf(step, i);
    }
    return row;
}

double energyOf(std::size_t step)
{
    return -1.0 - static_cast<double>(step);
}

RunSpec testRun(std::size_t components)
{
    return {.fields = {{.name = "y", .shape = {components}}, {.name = "energy"}}};
}

WriterOptions commitByHand()
{
    return {.commitInterval = std::chrono::milliseconds(0), .background = false};
}

void appendSteps(Writer& writer, std::size_t count, std::size_t components)
{
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t step = writer.steps();
        writer.append(timeOf(step), rowOf(step, components), energyOf(step));
    }
}

void writeFinished(const std::filesystem::path& path, std::size_t steps, std::size_t components)
{
    Writer writer(path, testRun(components), commitByHand());
    appendSteps(writer, steps, components);
    writer.close();
}

std::size_t wrongElements(Reader& reader, std::size_t steps)
{
    const std::size_t components = reader.field("y").components();
    std::size_t wrong = 0;
    std::vector<double> y(components);
    std::vector<double> energy(1);
    const std::vector<double> times = reader.readTimes(0, steps);
    for (std::size_t step = 0; step < steps; ++step) {
        reader.readStep("y", step, y);
        reader.readStep("energy", step, energy);
        for (std::size_t i = 0; i < components; ++i) {
            wrong += y[i] != valueOf(step, i);
        }
        wrong += energy[0] != energyOf(step);
        wrong += times[step] != timeOf(step);
    }
    return wrong;
}

} // namespace h5pulse::test
