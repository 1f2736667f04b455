// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/information/information_text.h"

#include "core/format.h"
#include "core/labels.h"
#include "core/run/run_texts.h"
#include "core/texts.h"

#include <QDateTime>

#include <cmath>

namespace h5pulse::viewer {

namespace {

/// Adds a row, unless the value is empty.
void add(InformationRows& rows, const QString& name, const QString& value)
{
    if (!value.isEmpty()) {
        rows.push_back({name, value});
    }
}

/// Date and time of a number of seconds since 1970; empty if it is not known.
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
           : name.isEmpty() ? Texts::tr("process %1").arg(processId)
                            : Texts::tr("process %1 on %2").arg(processId).arg(name);
}

QString stepsText(std::uint64_t first, std::uint64_t end)
{
    return first == end ? Texts::tr("no steps")
                        : Texts::tr("steps %1 to %2").arg(formatCount(first), formatCount(end - 1));
}

/// Wall time from the start of the run until now, or until the end of the run.
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
    add(rows, Texts::tr("path"), toText(status.path));
    if (status.run) {
        const RunDescription& run = *status.run;
        add(rows, Texts::tr("size"),
            Texts::tr("%1 (%2 bytes)").arg(formatBytes(status.fileSize), formatCount(status.fileSize)));
        if (run.sharedFileSystem) {
            add(rows, Texts::tr("file system"),
                Texts::tr("%1, shared: steps from another machine can appear late")
                    .arg(run.fileSystem.empty() ? Texts::tr("unknown") : toText(run.fileSystem)));
        }
        add(rows, Texts::tr("format"),
            run.formatVersion > 0 ? Texts::tr("h5pulse, version %1").arg(run.formatVersion)
                                  : Texts::tr("HDF5 of another program"));
        add(rows, Texts::tr("written by"), toText(run.writer));
        add(rows, Texts::tr("created"), toText(run.created));
    }
    return rows;
}

InformationRows runRows(const RunStatus& status, const Information* information)
{
    InformationRows rows;
    add(rows, Texts::tr("state"), stateWord(status));
    add(rows, Texts::tr("message"), toText(status.message));
    if (!status.run) {
        return rows;
    }
    const RunDescription& run = *status.run;
    add(rows, Texts::tr("steps"), formatCount(status.steps));
    add(rows, Texts::tr("time"), run.hasTimes ? toText(run.timeName) : Texts::tr("step number"));
    add(rows, Texts::tr("first time"), timeText(run, status.firstTime));
    add(rows, Texts::tr("last time"), timeText(run, status.lastTime));
    add(rows, Texts::tr("end time"), timeText(run, run.endTime));
    if (std::isfinite(status.progress)) {
        add(rows, Texts::tr("progress"),
            Texts::tr("%1 %").arg(static_cast<int>(std::floor(status.progress * 100.0))));
    }
    if (information) {
        add(rows, isGrowing(status.phase) ? Texts::tr("since the start") : Texts::tr("duration"),
            durationText(status, *information));
    }
    return rows;
}

InformationRows writerRows(const RunStatus& status, const Information* information)
{
    InformationRows rows;
    if (information) {
        const WriterStatus& writer = information->writer;
        add(rows, Texts::tr("who"), whoText(writer.processId, writer.host));
        add(rows, Texts::tr("started"), momentText(writer.startTime));
        add(rows, Texts::tr("values written"), writer.bytes == 0 ? QString() : formatBytes(writer.bytes));
    }
    add(rows, Texts::tr("commits"), commitsText(status));
    add(rows, Texts::tr("last commit"), momentText(status.lastCommitTime));
    if (status.commits > 0) {
        add(rows, Texts::tr("waits"), status.waits == 0 ? Texts::tr("none") : heldText(status));
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
        add(rows, Texts::tr("earlier segments"), formatCount(information->segmentsLeftOut));
    }
    for (const Segment& segment : information->segments) {
        QStringList parts{whoText(segment.processId, segment.host)};
        const QString start = momentText(segment.startTime);
        const QString end = momentText(segment.endTime);
        if (!start.isEmpty() && !end.isEmpty()) {
            parts << Texts::tr("%1 to %2").arg(start, end);
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
                      QString::fromLatin1(type.data(), static_cast<qsizetype>(type.size())),
                      toText(field.units), toText(field.longName),
                      Texts::tr("%1 a step").arg(formatBytes(field.components() * sizeOf(field.type)))};
    if (information && i < information->fieldSteps.size()) {
        parts << Texts::tr("%1 steps").arg(formatCount(information->fieldSteps[i]));
    }
    parts.removeAll(QString());
    return {toText(field.name), parts.join(QStringLiteral("   "))};
}

InformationRows attributeRows(const RunDescription& run)
{
    InformationRows rows;
    for (const AttributeText& attribute : run.attributes) {
        rows.push_back({toText(attribute.name), toText(attribute.value)});
    }
    return rows;
}

InformationRows skippedRows(const RunDescription& run)
{
    InformationRows rows;
    for (const std::string& reason : run.skipped) {
        rows.push_back({QString(), toText(reason)});
    }
    return rows;
}

} // namespace h5pulse::viewer
