// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/describe.h"

#include <h5pulse/reader.h>

#include <QLocale>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace h5pulse::viewer {

namespace {

constexpr std::size_t kMaxAttribute = 1000; // characters
constexpr std::size_t kBytesPerCharacter = 4;   // at most, in UTF-8

QString text(const std::string& utf8)
{
    return QString::fromStdString(utf8);
}

/// Null where the file gives no coordinates, or none that could be drawn.
AxisPtr describeAxis(const Reader& reader, const FieldInfo& field, std::size_t dimension)
{
    std::optional<AxisInfo> axis;
    try {
        axis = reader.axis(field.name, dimension);
    } catch (const Error&) {
        return nullptr; // unreadable coordinates: the index serves
    }
    if (!axis || axis->values.size() != field.shape[dimension] ||
        !std::ranges::all_of(axis->values, [](double x) { return std::isfinite(x); })) {
        return nullptr;
    }
    AxisDescription result{text(axis->name), text(axis->units), text(axis->longName), nullptr};
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
    field->name = text(info.name);
    field->shape = info.shape;
    field->type = info.type;
    field->units = text(info.units);
    field->longName = text(info.longName);
    for (std::size_t dimension = 0; dimension < info.shape.size(); ++dimension) {
        field->axes.push_back(describeAxis(reader, info, dimension));
    }
    if (info.shape.size() == 1) {
        addProfileCoordinates(*field);
    }
    return field;
}

QString numberText(double value)
{
    return QString::number(value, 'g', QLocale::FloatingPointShortest);
}

QString attributeText(const Attribute& attribute)
{
    if (const auto* word = std::get_if<std::string>(&attribute)) {
        return text(word->substr(0, kMaxAttribute * kBytesPerCharacter));
    }
    if (const auto* integer = std::get_if<std::int64_t>(&attribute)) {
        return QString::number(*integer);
    }
    if (const auto* number = std::get_if<double>(&attribute)) {
        return numberText(*number);
    }
    const auto& list = std::get<std::vector<double>>(attribute);
    QStringList numbers;
    for (std::size_t i = 0; i < std::min(list.size(), kMaxAttribute); ++i) {
        numbers << numberText(list[i]);
    }
    return numbers.join(QStringLiteral(", "));
}

QString cut(const QString& value)
{
    constexpr auto most = static_cast<qsizetype>(kMaxAttribute);
    return value.size() > most ? value.left(most) + QStringLiteral("…") : value;
}

} // namespace

RunDescriptionPtr describe(const Reader& reader)
{
    auto run = std::make_shared<RunDescription>();
    for (const FieldInfo& info : reader.fields()) {
        run->fields.push_back(describeField(reader, info));
    }
    run->hasTimes = !reader.info().timeDataset.empty();
    run->timeName = text(reader.info().timeDataset);
    run->timeUnits = text(reader.info().timeUnits);
    run->endTime = reader.info().endTime;
    for (const std::string& reason : reader.info().skipped) {
        run->skipped << text(reason);
    }
    run->formatVersion = reader.info().formatVersion;
    run->writer = text(reader.info().writer);
    run->created = text(reader.info().created);
    for (const auto& [name, value] : reader.info().attributes) {
        run->attributes.push_back({cut(text(name)), cut(attributeText(value))});
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

} // namespace h5pulse::viewer
