// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace.h"

#include <QAbstractTableModel>

#include <optional>

namespace h5pulse::viewer {

/// The fields of a run, each followed by those of its components that are shown over time. Scalars and such
/// components can be checked: checked ones have a trace.
class FieldModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Shape, Units, Type, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setRun(RunDescriptionPtr run);
    void setTraces(const std::vector<TraceId>& traces);

    /// Name of the field in a row; a component's row belongs to its field.
    QString fieldAt(int row) const;
    /// Row of a field itself; -1: there is none.
    int rowOf(const QString& field) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

signals:
    /// The user checked or unchecked a row. The model follows when setTraces() is called.
    void traceToggled(const h5pulse::viewer::TraceId& id, bool wanted);

private:
    struct Row
    {
        FieldPtr field;
        std::optional<TraceId> component{}; // set: the row of a component

        friend bool operator==(const Row&, const Row&) = default;
    };

    std::vector<Row> makeRows() const;
    std::optional<TraceId> traceOf(const Row& row) const;
    bool isChecked(const Row& row) const;
    QString text(const Row& row, int column) const;

    RunDescriptionPtr m_run;
    std::vector<TraceId> m_traces;
    std::vector<Row> m_rows;
};

} // namespace h5pulse::viewer
