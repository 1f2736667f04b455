// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <h5pulse/service/run_status.h>
#include <h5pulse/service/trace.h>

#include <QAbstractItemModel>
#include <QColor>
#include <QHash>

#include <memory>

namespace h5pulse::viewer {

/// Tree model of the fields of a run: groups of the file, fields, and below each field the components that
/// are shown over time. Scalars and components have check boxes; a checked row has a trace.
class FieldModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { Name, Shape, Type, Steps, Units, ColumnCount };

    explicit FieldModel(QObject* parent = nullptr);
    ~FieldModel() override;

    void setRun(RunDescriptionPtr run);
    void setTraces(const std::vector<TraceId>& traces);
    /// Sets the number of steps of each field. Numbers that grew since the last call have the growing colour.
    void setSteps(const RunStatus& status);
    void setGrowingColor(const QColor& color);

    /// Field of a row, also for the row of a component; empty: a group.
    QString fieldAt(const QModelIndex& index) const;
    /// Row of a field; invalid: unknown field.
    QModelIndex indexOf(const QString& field) const;

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    using QObject::parent;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

signals:
    /// The user checked or unchecked a row. The model changes only with the next setTraces().
    void traceToggled(const h5pulse::TraceId& id, bool wanted);

private:
    struct Node;

    Node* nodeOf(const QModelIndex& index) const;
    QModelIndex indexOf(const Node& node, int column = Name) const;
    Node& groupOf(const QString& path);
    std::vector<TraceId> componentsOf(const Node& field) const;
    void addComponents(Node& field, const std::vector<TraceId>& components);
    void setComponents(Node& field);
    std::optional<TraceId> traceOf(const Node& node) const;
    bool isChecked(const Node& node) const;
    QString text(const Node& node, int column) const;
    QString toolTip(const Node& node) const;

    RunDescriptionPtr m_run;
    std::vector<TraceId> m_traces;
    std::unique_ptr<Node> m_root;
    QHash<QString, Node*> m_groups;
    std::vector<Node*> m_fields; // in the run's order
    QHash<QString, Node*> m_byName;
    QColor m_growingColor;
};

} // namespace h5pulse::viewer
