// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/run_choices.h"

#include "core/run/run_document.h"
#include "core/texts.h"

#include <QJsonArray>

#include <algorithm>
#include <set>

namespace h5pulse::viewer {

namespace {

const auto kTime = QStringLiteral("time");
const auto kField = QStringLiteral("field");
const auto kSlice = QStringLiteral("slice");
const auto kTraces = QStringLiteral("traces");
const auto kComponent = QStringLiteral("component");
const auto kImaginary = QStringLiteral("imaginary");

QJsonObject toJson(const TraceId& id)
{
    return {{kField, toText(id.field)},
            {kComponent, static_cast<qint64>(id.component)},
            {kImaginary, id.part == Part::Imaginary}};
}

std::optional<TraceId> traceFrom(const QJsonObject& json, const RunDescription& run)
{
    const QString name = json[kField].toString();
    const FieldPtr field = run.field(name.toStdString());
    // The current time dataset becomes a scalar field when another dataset gives the times.
    const std::size_t components = field ? field->components() : name.toStdString() == run.timeName ? 1 : 0;
    const qint64 component = json[kComponent].toInteger(-1);
    const bool imaginary = json[kImaginary].toBool();
    if (component < 0 || static_cast<std::size_t>(component) >= components ||
        (imaginary && !(field && field->isComplex()))) {
        return std::nullopt;
    }
    return TraceId{name.toStdString(), static_cast<std::uint64_t>(component),
                   imaginary ? Part::Imaginary : Part::Real};
}

std::vector<TraceId> tracesFrom(const QJsonArray& json, const RunDescription& run)
{
    std::vector<TraceId> ids;
    std::set<std::string> fields;
    for (const QJsonValue& value : json) {
        const std::optional<TraceId> id = traceFrom(value.toObject(), run);
        const bool fits = ids.size() < RunDocument::kMaxTraces &&
                          (!id || fields.contains(id->field) || fields.size() < RunDocument::kMaxTraceGroups);
        if (id && fits && std::ranges::find(ids, *id) == ids.end()) {
            ids.push_back(*id);
            fields.insert(id->field);
        }
    }
    return ids;
}

} // namespace

QJsonObject saveChoices(const RunDocument& document)
{
    QJsonArray traces;
    for (const TraceId& id : document.traceIds()) {
        traces << toJson(id);
    }
    return {{kTime, document.timeDataset()},
            {kField, toText(document.field())},
            {kSlice, static_cast<qint64>(document.slice())},
            {kTraces, traces}};
}

void restoreChoices(RunDocument& document, const QJsonObject& choices)
{
    const RunDescriptionPtr run = document.status().run; // a copy: setting the time dataset reopens the file
    if (!run) {
        return;
    }
    const QString time = choices[kTime].toString();
    if (!run->isOurs() && toTexts(run->timeCandidates()).contains(time)) {
        document.setTimeDataset(time);
    }
    if (const FieldPtr field = run->field(choices[kField].toString().toStdString())) {
        document.selectField(field->name);
        const qint64 slice = choices[kSlice].toInteger();
        if (slice > 0 && field->shape.size() == 3 && static_cast<std::size_t>(slice) < field->shape.front()) {
            document.setSlice(static_cast<std::size_t>(slice));
        }
    }
    if (choices[kTraces].isArray()) {
        document.setTraceIds(tracesFrom(choices[kTraces].toArray(), *run));
    }
}

} // namespace h5pulse::viewer
