// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/information/information_view.h"

#include "core/format.h"
#include "plot/plot_header.h"
#include "views/information/information_text.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QJsonArray>
#include <QSignalBlocker>
#include <QTreeView>

#include <algorithm>

namespace h5pulse::viewer {

namespace {

constexpr int kPause = 250;    // milliseconds
constexpr int kNameWidth = 26; // characters
constexpr int kMinHeight = 100;

const auto kCollapsed = QStringLiteral("collapsed");
const auto kFile = QStringLiteral("file");
const auto kRun = QStringLiteral("run");
const auto kWriter = QStringLiteral("writer");
const auto kSegments = QStringLiteral("segments");
const auto kFields = QStringLiteral("fields");
const auto kAttributes = QStringLiteral("attributes");
const auto kSkipped = QStringLiteral("skipped");

bool isCounted(const QString& group)
{
    return group == kSegments || group == kAttributes || group == kSkipped;
}

} // namespace

InformationView::InformationView(QWidget* parent)
    : View(parent)
    , m_model(new InformationModel(this))
    , m_tree(new QTreeView(this))
{
    header().setTitle(tr("Run information"));
    m_model->addGroup(kFile, tr("File"));
    m_model->addGroup(kRun, tr("Run"));
    m_model->addGroup(kWriter, tr("Writer"));
    m_model->addGroup(kSegments, tr("Written by"));
    m_model->addGroup(kFields, tr("Fields"));
    m_model->addGroup(kAttributes, tr("Attributes"));
    m_model->addGroup(kSkipped, tr("Skipped"));
    m_tree->setModel(m_model);
    m_tree->setAccessibleName(tr("Run information"));
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setHeaderHidden(true);
    m_tree->setUniformRowHeights(true);
    m_tree->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_tree->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_tree->header()->resizeSection(0, m_tree->fontMetrics().averageCharWidth() * kNameWidth);
    m_tree->header()->setSectionResizeMode(1, QHeaderView::Stretch);
    setMinimumHeight(kMinHeight);
    m_tree->expandAll();
    addBody(m_tree);
    makeActions();
    setQuery(InformationQuery{});
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, [this] {
        if (m_due) {
            showNumbers();
        }
    });
    connect(m_tree, &QTreeView::collapsed, this, &View::stateChanged);
    connect(m_tree, &QTreeView::expanded, this, &View::stateChanged);
    showRun();
}

void InformationView::makeActions()
{
    m_tree->addAction(offer(tr("&Copy"), tr("Copy the selected lines as text"), QKeySequence::Copy,
                            [this] { copySelection(); }));
    m_tree->addAction(offer(tr("Copy &all as text"),
                            tr("Copy all lines, including those of collapsed groups"), {},
                            [this] { QGuiApplication::clipboard()->setText(m_model->text()); }));
}

void InformationView::copySelection() const
{
    QModelIndexList lines = m_tree->selectionModel()->selectedRows();
    std::ranges::sort(lines, [](const QModelIndex& a, const QModelIndex& b) {
        const auto place = [](const QModelIndex& index) {
            return index.parent().isValid() ? std::pair(index.parent().row(), index.row())
                                            : std::pair(index.row(), -1);
        };
        return place(a) < place(b);
    });
    QStringList text;
    for (const QModelIndex& line : lines) {
        const QString value = line.siblingAtColumn(1).data().toString();
        text << line.data().toString() + (value.isEmpty() ? QString() : QLatin1Char('\t') + value);
    }
    if (!text.isEmpty()) {
        QGuiApplication::clipboard()->setText(text.join(QLatin1Char('\n')));
    }
}

void InformationView::showContext(const ViewContext& before)
{
    const ViewContext& now = context();
    if (now.run != before.run) {
        m_information.reset();
        showRun();
    }
    if (now.status != before.status) {
        const bool otherState =
            now.status->phase != before.status->phase || now.status->path != before.status->path;
        m_due = true;
        if (otherState || !m_pause.isActive()) {
            showNumbers();
        }
    }
}

void InformationView::showAnswer(const Answer& answer)
{
    m_information = answer.as<Information>();
    m_due = true;
    if (!m_pause.isActive()) {
        showNumbers();
    }
}

void InformationView::showRows(const QString& group, const InformationRows& rows)
{
    m_model->setRows(group, rows, isCounted(group) ? formatCount(rows.size()) : QString());
}

/// Makes rows on demand, because a run may have many fields and few of them are visible.
void InformationView::showFields()
{
    const std::size_t count = context().run ? context().run->fields.size() : 0;
    m_model->setRows(
        kFields, count,
        [run = context().run, information = m_information](std::size_t i) {
            return fieldRow(*run, i, information.get());
        },
        formatCount(count));
}

void InformationView::hideEmpty()
{
    for (int i = 0; i < m_model->groupCount(); ++i) {
        const bool empty = m_model->rowCount(m_model->index(i, 0)) == 0;
        if (empty != m_tree->isRowHidden(i, {})) { // setRowHidden() lays out all rows again
            m_tree->setRowHidden(i, {}, empty);
        }
    }
}

/// Shows the groups that change only with the run, and then all others.
void InformationView::showRun()
{
    showRows(kAttributes, context().run ? attributeRows(*context().run) : InformationRows{});
    showRows(kSkipped, context().run ? skippedRows(*context().run) : InformationRows{});
    showNumbers();
}

void InformationView::showNumbers()
{
    m_due = false;
    m_pause.start(kPause);
    showRows(kFile, fileRows(*context().status));
    showRows(kRun, runRows(*context().status, m_information.get()));
    showRows(kWriter, writerRows(*context().status, m_information.get()));
    showRows(kSegments, segmentRows(m_information.get()));
    showFields();
    hideEmpty();
}

void InformationView::drawNow()
{
    if (m_due) {
        showNumbers();
    }
}

ViewData InformationView::data() const
{
    ViewData data;
    if (!context().run) {
        return data;
    }
    data.title = header().title();
    ViewData::Column components{tr("components"), {}};
    ViewData::Column bytes{tr("bytes a step"), {}};
    ViewData::Column steps{tr("steps"), {}};
    for (std::size_t i = 0; i < context().run->fields.size(); ++i) {
        const FieldDescription& field = *context().run->fields[i];
        const bool known = m_information && i < m_information->fieldSteps.size();
        components.values.push_back(static_cast<double>(field.components()));
        bytes.values.push_back(static_cast<double>(field.components() * sizeOf(field.type)));
        steps.values.push_back(known ? static_cast<double>(m_information->fieldSteps[i]) : qQNaN());
    }
    data.columns = {std::move(components), std::move(bytes), std::move(steps)};
    return data;
}

QJsonObject InformationView::saveState() const
{
    QJsonArray collapsed;
    for (int i = 0; i < m_model->groupCount(); ++i) {
        if (!m_tree->isExpanded(m_model->index(i, 0))) {
            collapsed << m_model->groupId(i);
        }
    }
    return {{kCollapsed, collapsed}};
}

void InformationView::restoreState(const QJsonObject& state)
{
    const QJsonArray collapsed = state[kCollapsed].toArray();
    const QSignalBlocker quiet(m_tree); // stateChanged() is for changes by the user
    for (int i = 0; i < m_model->groupCount(); ++i) {
        m_tree->setExpanded(m_model->index(i, 0), !collapsed.contains(QJsonValue(m_model->groupId(i))));
    }
}

} // namespace h5pulse::viewer
