// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fields/field_model.h"

#include "core/format.h"
#include "core/labels.h"
#include "core/texts.h"

#include <algorithm>
#include <map>

namespace h5pulse::viewer {

/// One row of the tree: a group, a field, or a component of a field.
struct FieldModel::Node
{
    Node* parent = nullptr;
    QString label{};
    FieldPtr field{};                   // null: a group
    std::optional<TraceId> component{}; // nullopt: the field itself
    std::uint64_t steps = 0;            // of the field
    bool growing = false;
    int row = 0; // in its parent
    std::vector<std::unique_ptr<Node>> children{};

    Node& add(Node child)
    {
        child.parent = this;
        child.row = static_cast<int>(children.size());
        return *children.emplace_back(std::make_unique<Node>(std::move(child)));
    }
};

FieldModel::FieldModel(QObject* parent)
    : QAbstractItemModel(parent)
    , m_root(std::make_unique<Node>())
{
}

FieldModel::~FieldModel() = default;

void FieldModel::setRun(RunDescriptionPtr run)
{
    beginResetModel();
    m_run = std::move(run);
    m_root = std::make_unique<Node>();
    m_groups.clear();
    m_fields.clear();
    m_byName.clear();
    if (m_run) {
        for (const FieldPtr& field : m_run->fields) {
            const QString name = toText(field->name);
            const qsizetype slash = name.lastIndexOf(QLatin1Char('/'));
            Node& group = groupOf(name.left(std::max<qsizetype>(slash, 0)));
            Node& node = group.add({.label = name.mid(slash + 1), .field = field});
            m_fields.push_back(&node);
            m_byName.insert(name, &node);
        }
        for (Node* field : m_fields) {
            addComponents(*field, componentsOf(*field)); // no signals during a reset
        }
    }
    endResetModel();
}

FieldModel::Node& FieldModel::groupOf(const QString& path)
{
    if (path.isEmpty()) {
        return *m_root;
    }
    if (Node* known = m_groups.value(path)) {
        return *known;
    }
    const qsizetype slash = path.lastIndexOf(QLatin1Char('/'));
    Node& parent = groupOf(path.left(std::max<qsizetype>(slash, 0)));
    Node& group = parent.add({.label = path.mid(slash + 1)});
    m_groups.insert(path, &group);
    return group;
}

void FieldModel::setTraces(const std::vector<TraceId>& traces)
{
    const std::vector<TraceId> old = std::exchange(m_traces, traces);
    for (const std::vector<TraceId>& ids : {old, m_traces}) {
        for (const TraceId& id : ids) {
            if (Node* field = m_byName.value(toText(id.field))) {
                setComponents(*field);
                emit dataChanged(indexOf(*field), indexOf(*field), {Qt::CheckStateRole});
            }
        }
    }
}

/// Components of a field that are shown as traces. Each is a row of its own.
std::vector<TraceId> FieldModel::componentsOf(const Node& field) const
{
    std::vector<TraceId> components;
    for (const TraceId& id : m_traces) {
        if (id.field == field.field->name && !field.field->isScalar() &&
            id.component < field.field->components()) {
            components.push_back(id);
        }
    }
    return components;
}

void FieldModel::addComponents(Node& field, const std::vector<TraceId>& components)
{
    for (const TraceId& id : components) {
        field.add({.label = traceLabel(*field.field, id), .field = field.field, .component = id});
    }
}

void FieldModel::setComponents(Node& field)
{
    const std::vector<TraceId> wanted = componentsOf(field);
    const bool same = std::ranges::equal(
        wanted, field.children, [](const TraceId& id, const auto& node) { return node->component == id; });
    if (same) {
        return;
    }
    const QModelIndex parent = indexOf(field);
    if (!field.children.empty()) {
        beginRemoveRows(parent, 0, static_cast<int>(field.children.size()) - 1);
        field.children.clear();
        endRemoveRows();
    }
    if (!wanted.empty()) {
        beginInsertRows(parent, 0, static_cast<int>(wanted.size()) - 1);
        addComponents(field, wanted);
        endInsertRows();
    }
}

void FieldModel::setSteps(const RunStatus& status)
{
    if (status.run != m_run || !m_run) {
        return;
    }
    std::map<Node*, std::pair<Node*, Node*>> changed; // first and last changed row of each parent
    for (std::size_t i = 0; i < m_fields.size(); ++i) {
        Node& node = *m_fields[i];
        const std::uint64_t steps = status.fieldSteps ? (*status.fieldSteps)[i] : status.steps;
        const bool growing = steps > node.steps && isGrowing(status.phase);
        if (steps != node.steps || growing != node.growing) {
            node.steps = steps;
            node.growing = growing;
            changed.try_emplace(node.parent, &node, &node).first->second.second = &node;
        }
    }
    for (const auto& [parent, rows] : changed) {
        emit dataChanged(indexOf(*rows.first, Steps), indexOf(*rows.second, Steps));
    }
}

void FieldModel::setGrowingColor(const QColor& color)
{
    m_growingColor = color;
}

std::optional<TraceId> FieldModel::traceOf(const Node& node) const
{
    if (!node.field || node.component) {
        return node.component;
    }
    return node.field->isScalar() ? std::optional(TraceId{node.field->name, 0, Part::Real}) : std::nullopt;
}

bool FieldModel::isChecked(const Node& node) const
{
    const std::optional<TraceId> id = traceOf(node);
    return id && std::ranges::find(m_traces, *id) != m_traces.end();
}

FieldModel::Node* FieldModel::nodeOf(const QModelIndex& index) const
{
    return index.isValid() ? static_cast<Node*>(index.internalPointer()) : m_root.get();
}

QModelIndex FieldModel::indexOf(const Node& node, int column) const
{
    return createIndex(node.row, column, const_cast<Node*>(&node));
}

QString FieldModel::fieldAt(const QModelIndex& index) const
{
    const Node* node = nodeOf(index);
    return node->field ? toText(node->field->name) : QString();
}

QModelIndex FieldModel::indexOf(const QString& field) const
{
    const Node* node = m_byName.value(field);
    return node ? indexOf(*node) : QModelIndex();
}

QModelIndex FieldModel::index(int row, int column, const QModelIndex& parent) const
{
    return hasIndex(row, column, parent)
               ? createIndex(row, column, nodeOf(parent)->children[static_cast<std::size_t>(row)].get())
               : QModelIndex();
}

QModelIndex FieldModel::parent(const QModelIndex& child) const
{
    Node* parent = child.isValid() ? nodeOf(child)->parent : nullptr;
    return parent && parent != m_root.get() ? indexOf(*parent) : QModelIndex();
}

int FieldModel::rowCount(const QModelIndex& parent) const
{
    return parent.column() > Name ? 0 : static_cast<int>(nodeOf(parent)->children.size());
}

int FieldModel::columnCount(const QModelIndex&) const
{
    return ColumnCount;
}

QString FieldModel::text(const Node& node, int column) const
{
    if (column == Name) {
        return node.label;
    }
    if (!node.field || node.component) {
        return {};
    }
    switch (column) {
    case Shape:
        return shapeText(node.field->shape);
    case Steps:
        return formatCount(node.steps);
    case Units:
        return toText(node.field->units);
    default: {
        const std::string_view name = toString(node.field->type);
        return QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size()));
    }
    }
}

QString FieldModel::toolTip(const Node& node) const
{
    if (!node.field) {
        return node.label;
    }
    const Node field{.label = toText(node.field->name), .field = node.field};
    const QString about = tr("%1\n%2, %3").arg(labelOf(*node.field), text(field, Shape), text(field, Type));
    return traceOf(node) ? tr("%1\nChecked: shown over time").arg(about) : about;
}

QVariant FieldModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Node& node = *nodeOf(index);
    switch (role) {
    case Qt::DisplayRole:
        return text(node, index.column());
    case Qt::CheckStateRole:
        return index.column() == Name && traceOf(node)
                   ? QVariant(isChecked(node) ? Qt::Checked : Qt::Unchecked)
                   : QVariant();
    case Qt::ForegroundRole:
        return index.column() == Steps && node.growing ? QVariant(m_growingColor) : QVariant();
    case Qt::TextAlignmentRole:
        return index.column() == Steps ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case Qt::ToolTipRole:
        return toolTip(node);
    default:
        return {};
    }
}

bool FieldModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::CheckStateRole || !checkIndex(index, CheckIndexOption::IndexIsValid) ||
        index.column() != Name) {
        return false;
    }
    const std::optional<TraceId> id = traceOf(*nodeOf(index));
    if (!id) {
        return false;
    }
    emit traceToggled(*id, value.toInt() == Qt::Checked);
    return true;
}

Qt::ItemFlags FieldModel::flags(const QModelIndex& index) const
{
    Qt::ItemFlags result = QAbstractItemModel::flags(index);
    if (!index.isValid()) {
        return result;
    }
    const Node& node = *nodeOf(index);
    if (index.column() == Name && traceOf(node)) {
        result |= Qt::ItemIsUserCheckable;
    }
    if (!node.field) {
        result &= ~Qt::ItemIsSelectable;
    }
    return result;
}

QVariant FieldModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Name:
        return tr("Field");
    case Shape:
        return tr("Shape");
    case Type:
        return tr("Type");
    case Steps:
        return tr("Steps");
    case Units:
        return tr("Units");
    default:
        return {};
    }
}

} // namespace h5pulse::viewer
