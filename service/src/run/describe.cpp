// SPDX-License-Identifier: MIT
#include "run/describe.h"

#include <h5pulse/reader.h>
#include <h5pulse/values.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace h5pulse {

namespace {

constexpr std::size_t kMaxAttribute = 1000;   // characters
constexpr std::size_t kBytesPerCharacter = 4; // maximum in UTF-8

/// Coordinates of one dimension; null: the file has none, or none that can be drawn.
AxisPtr describeAxis(const Reader& reader, const FieldInfo& field, std::size_t dimension)
{
    std::optional<AxisInfo> axis;
    try {
        axis = reader.axis(field.name, dimension);
    } catch (const Error&) {
        return nullptr; // coordinates cannot be read; views use the index
    }
    if (!axis || axis->values.size() != field.shape[dimension] ||
        !std::ranges::all_of(axis->values, [](double x) { return std::isfinite(x); })) {
        return nullptr;
    }
    AxisDescription result{axis->name, axis->units, axis->longName, nullptr};
    result.values = std::make_shared<const std::vector<double>>(std::move(axis->values));
    return std::make_shared<const AxisDescription>(std::move(result));
}

void addProfileCoordinates(FieldDescription& field)
{
    const std::size_t count = field.components();
    if (!field.axes.front()) {
        std::vector<double> x(count);
        std::iota(x.begin(), x.end(), 0.0);
        field.profileCoordinates = std::make_shared<const std::vector<double>>(std::move(x));
        return;
    }
    field.profileCoordinates = field.axes.front()->values;
    const std::vector<double>& x = *field.profileCoordinates;
    if (std::ranges::is_sorted(x)) {
        return;
    }
    std::vector<std::uint64_t> order(count);
    std::iota(order.begin(), order.end(), 0);
    std::ranges::stable_sort(order, {}, [&](std::uint64_t i) { return x[i]; });
    std::vector<double> sorted(count);
    std::ranges::transform(order, sorted.begin(), [&](std::uint64_t i) { return x[i]; });
    field.profileCoordinates = std::make_shared<const std::vector<double>>(std::move(sorted));
    field.profileOrder = std::make_shared<const std::vector<std::uint64_t>>(std::move(order));
}

FieldPtr describeField(const Reader& reader, const FieldInfo& info)
{
    auto field = std::make_shared<FieldDescription>();
    field->name = info.name;
    field->shape = info.shape;
    field->type = info.type;
    field->units = info.units;
    field->longName = info.longName;
    for (std::size_t dimension = 0; dimension < info.shape.size(); ++dimension) {
        field->axes.push_back(describeAxis(reader, info, dimension));
    }
    if (info.shape.size() == 1) {
        addProfileCoordinates(*field);
    }
    return field;
}

std::string attributeText(const Attribute& attribute)
{
    if (const auto* word = std::get_if<std::string>(&attribute)) {
        return word->substr(0, kMaxAttribute * kBytesPerCharacter);
    }
    if (const auto* integer = std::get_if<std::int64_t>(&attribute)) {
        return std::to_string(*integer);
    }
    std::string text;
    if (const auto* number = std::get_if<double>(&attribute)) {
        appendExact(text, *number);
        return text;
    }
    const auto& list = std::get<std::vector<double>>(attribute);
    for (std::size_t i = 0; i < std::min(list.size(), kMaxAttribute); ++i) {
        text += i > 0 ? ", " : "";
        appendExact(text, list[i]);
    }
    return text;
}

/// The first kMaxAttribute characters of UTF-8 text.
std::string cut(const std::string& text)
{
    std::size_t characters = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool continues = (static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U;
        if (!continues && ++characters > kMaxAttribute) {
            return text.substr(0, i) + "…";
        }
    }
    return text;
}

} // namespace

RunDescriptionPtr describe(const Reader& reader)
{
    auto run = std::make_shared<RunDescription>();
    for (const FieldInfo& info : reader.fields()) {
        run->fields.push_back(describeField(reader, info));
    }
    run->hasTimes = !reader.info().timeDataset.empty();
    run->timeName = reader.info().timeDataset;
    run->timeUnits = reader.info().timeUnits;
    run->endTime = reader.info().endTime;
    run->skipped = reader.info().skipped;
    run->formatVersion = reader.info().formatVersion;
    run->writer = reader.info().writer;
    run->created = reader.info().created;
    run->fileSystem = reader.info().fileSystem;
    run->sharedFileSystem = reader.info().sharedFileSystem;
    for (const auto& [name, value] : reader.info().attributes) {
        run->attributes.push_back({cut(name), cut(attributeText(value))});
    }
    return run;
}

RunPhase phaseOf(const Reader& reader)
{
    switch (reader.state()) {
    case RunState::Running:
        return RunPhase::Live;
    case RunState::Stalled:
        return RunPhase::Stalled;
    case RunState::Finished:
        return RunPhase::Finished;
    case RunState::Failed:
        return RunPhase::Failed;
    case RunState::Stopped:
        return RunPhase::Stopped;
    case RunState::Crashed:
        return RunPhase::Crashed;
    case RunState::Unreachable:
        return RunPhase::Unreachable;
    }
    return RunPhase::Finished;
}

} // namespace h5pulse
