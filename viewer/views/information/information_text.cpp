// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/information/information_text.h"

#include "core/format.h"
#include "core/run/run_texts.h"

#include <QCoreApplication>
#include <QDateTime>

#include <cmath>

namespace h5pulse::viewer {

namespace {

constexpr double kMillisecondsPerSecond = 1e3;

QString tr(const char* text)
{
    return QCoreApplication::translate("h5pulse::viewer::Information", text);
}

/// Adds a row, unless there is nothing to be said.
void add(InformationRows& rows, const QString& name, const QString& value)
{
    if (!value.isEmpty()) {
        rows.push_back({name, value});
    }
}

/// Seconds since 1970 as people say it; nothing where they are not known.
QString momentText(double seconds)
{
    return seconds > 0.0 && std::isfinite(seconds)
               ? QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(seconds * kMillisecondsPerSecond))
                     .toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"))
               : QString();
}

QString timeText(const RunDescription& run, double time)
{
    return std::isfinite(time) ? formatNumber(time, 12) + unitSuffix(run.timeUnits) : QString();
}

QString whoText(std::int64_t processId, const std::string& host)
{
    const QString name = QString::fromStdString(host);
    return processId == 0   ? name
           : name.isEmpty() ? tr("process %1").arg(processId)
                            : tr("process %1 on %2").arg(processId).arg(name);
}

QString stepsText(std::uint64_t first, std::uint64_t end)
{
    return first == end ? tr("no steps") : tr("steps %1 to %2").arg(formatCount(first), formatCount(end - 1));
}

/// Wall time from the start of the run until now, or until its end.
QString durationText(const RunStatus& status, const Information& information)
{
    if (information.segments.empty() || information.segmentsLeftOut > 0) {
        return {};
    }
    const double end = isGrowing(status.phase)
                           ? static_cast<double>(QDateTime::currentMSecsSinceEpoch()) / kMillisecondsPerSecond
                           : information.segments.back().endTime;
    return formatDuration(end - information.segments.front().startTime);
}

} // namespace

InformationRows fileRows(const RunStatus& status)
{
    InformationRows rows;
    add(rows, tr("path"), status.path);
    if (status.run) {
        const RunDescription& run = *status.run;
        add(rows, tr("size"),
            tr("%1 (%2 bytes)").arg(formatBytes(status.fileSize), formatCount(status.fileSize)));
        add(rows, tr("format"),
            run.formatVersion > 0 ? tr("h5pulse, version %1").arg(run.formatVersion)
                                  : tr("of another program"));
        add(rows, tr("written by"), run.writer);
        add(rows, tr("created"), run.created);
    }
    return rows;
}

InformationRows runRows(const RunStatus& status, const Information* information)
{
    InformationRows rows;
    add(rows, tr("state"), stateWord(status));
    add(rows, tr("what it means"), status.message);
    if (!status.run) {
        return rows;
    }
    const RunDescription& run = *status.run;
    add(rows, tr("steps"), formatCount(status.steps));
    add(rows, tr("time"), run.hasTimes ? run.timeName : tr("the step's number"));
    add(rows, tr("first time"), timeText(run, status.firstTime));
    add(rows, tr("last time"), timeText(run, status.lastTime));
    add(rows, tr("end time"), timeText(run, run.endTime));
    if (std::isfinite(status.progress)) {
        add(rows, tr("progress"), tr("%1 %").arg(static_cast<int>(std::floor(status.progress * 100.0))));
    }
    if (information) {
        add(rows, isGrowing(status.phase) ? tr("since the start") : tr("duration"),
            durationText(status, *information));
    }
    return rows;
}

InformationRows writerRows(const RunStatus& status, const Information* information)
{
    InformationRows rows;
    if (information) {
        const WriterStatus& writer = information->writer;
        add(rows, tr("who"), whoText(writer.processId, writer.host));
        add(rows, tr("started"), momentText(writer.startTime));
        add(rows, tr("values written"), writer.bytes == 0 ? QString() : formatBytes(writer.bytes));
    }
    add(rows, tr("commits"), commitsText(status));
    add(rows, tr("last commit"), momentText(status.lastCommitTime));
    if (status.commits > 0) {
        add(rows, tr("waits"), status.waits == 0 ? tr("none") : heldText(status));
    }
    return rows;
}

InformationRows segmentRows(const Information* information)
{
    InformationRows rows;
    if (!information) {
        return rows;
    }
    if (information->segmentsLeftOut > 0) {
        add(rows, tr("earlier ones"), formatCount(information->segmentsLeftOut));
    }
    for (const Segment& segment : information->segments) {
        QStringList parts{whoText(segment.processId, segment.host)};
        const QString start = momentText(segment.startTime);
        const QString end = momentText(segment.endTime);
        if (!start.isEmpty() && !end.isEmpty()) {
            parts << tr("%1 to %2").arg(start, end);
        }
        const std::string_view state = toString(segment.state);
        parts << QString::fromLatin1(state.data(), static_cast<qsizetype>(state.size()));
        parts << QString::fromStdString(segment.reason);
        parts.removeAll(QString());
        add(rows, stepsText(segment.firstStep, segment.endStep), parts.join(QStringLiteral(", ")));
    }
    return rows;
}

InformationRow fieldRow(const RunDescription& run, std::size_t i, const Information* information)
{
    const FieldDescription& field = *run.fields[i];
    const std::string_view type = toString(field.type);
    QStringList parts{shapeText(field.shape),
                      QString::fromLatin1(type.data(), static_cast<qsizetype>(type.size())), field.units,
                      field.longName,
                      tr("%1 a step").arg(formatBytes(field.components() * sizeOf(field.type)))};
    if (information && i < information->fieldSteps.size()) {
        parts << tr("%1 steps").arg(formatCount(information->fieldSteps[i]));
    }
    parts.removeAll(QString());
    return {field.name, parts.join(QStringLiteral("   "))};
}

InformationRows attributeRows(const RunDescription& run)
{
    InformationRows rows;
    for (const AttributeText& attribute : run.attributes) {
        rows.push_back({attribute.name, attribute.value});
    }
    return rows;
}

InformationRows passedOverRows(const RunDescription& run)
{
    InformationRows rows;
    for (const QString& reason : run.passedOver) {
        rows.push_back({QString(), reason});
    }
    return rows;
}

} // namespace h5pulse::viewer
