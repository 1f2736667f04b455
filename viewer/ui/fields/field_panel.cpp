// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fields/field_panel.h"

#include "core/run/run_address.h"
#include "core/run/run_document.h"
#include "core/texts.h"

#include <QComboBox>
#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSortFilterProxyModel>
#include <QStyledItemDelegate>
#include <QTreeView>

namespace h5pulse::viewer {

namespace {

constexpr std::size_t kFilterFrom = 12;  // fields; runs with fewer fields have no filter
constexpr std::size_t kExpandUpTo = 200; // fields; in larger runs all groups start closed
constexpr qsizetype kMaxTimes = 200;     // datasets in the list of times
constexpr int kWidthWithType = 300;      // pixels; narrower panels hide the column of types
constexpr int kRowSpace = 8;
constexpr int kStepsInterval = 1000; // milliseconds

/// Adds space between rows.
class RowDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        return {QStyledItemDelegate::sizeHint(option, index).width(),
                option.fontMetrics.height() + kRowSpace};
    }
};

} // namespace

FieldPanel::FieldPanel(RunDocument& document, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_found(new QSortFilterProxyModel(this))
    , m_file(new QLabel(this))
    , m_filter(new QLineEdit(this))
    , m_tree(new QTreeView(this))
    , m_timeRow(new QWidget(this))
    , m_time(new QComboBox(m_timeRow))
    , m_hint(new QLabel(this))
{
    build();
    connectParts();
    showRun();
}

void FieldPanel::build()
{
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    m_file->setFont(bold);
    m_file->setTextFormat(Qt::PlainText);
    m_file->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_file->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_filter->setPlaceholderText(tr("Find a field"));
    m_filter->setAccessibleName(tr("Find a field"));
    m_filter->setClearButtonEnabled(true);
    m_hint->setWordWrap(true);
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    m_hint->setMinimumWidth(1);

    m_found->setSourceModel(&m_model);
    m_found->setRecursiveFilteringEnabled(true);
    m_found->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_tree->setModel(m_found);
    m_tree->setItemDelegate(new RowDelegate(m_tree));
    m_tree->setUniformRowHeights(true); // saves the measurement of 10,000 rows
    m_tree->setSelectionMode(QAbstractItemView::SingleSelection);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setAccessibleName(tr("Fields"));
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // names are elided instead
    m_tree->setIndentation(fontMetrics().height());
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setHighlightSections(false);
    m_tree->header()->setMinimumSectionSize(20);
    m_tree->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_tree->header()->setSectionResizeMode(FieldModel::Name, QHeaderView::Stretch);
    m_tree->header()->setContextMenuPolicy(Qt::CustomContextMenu);
    m_tree->installEventFilter(this);

    m_time->setAccessibleName(tr("Time dataset"));
    m_time->setToolTip(tr("Dataset that holds the time of each step"));
    m_time->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_time->setFocusPolicy(Qt::StrongFocus);
    auto* label = new QLabel(tr("&Time"), m_timeRow);
    label->setBuddy(m_time);
    auto* row = new QHBoxLayout(m_timeRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(label);
    row->addWidget(m_time, 1);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(m_file);
    layout->addWidget(m_filter);
    layout->addWidget(m_tree, 1);
    layout->addWidget(m_timeRow);
    layout->addWidget(m_hint);
}

void FieldPanel::connectParts()
{
    m_stepsTimer.setSingleShot(true);
    m_stepsTimer.setInterval(kStepsInterval);
    connect(&m_stepsTimer, &QTimer::timeout, this, &FieldPanel::showSteps);
    connect(&m_document, &RunDocument::runChanged, this, &FieldPanel::showRun);
    connect(&m_document, &RunDocument::fieldChanged, this, &FieldPanel::showSelection);
    connect(&m_document, &RunDocument::statusChanged, this, [this] {
        if (!m_stepsTimer.isActive()) {
            m_stepsTimer.start();
        }
    });
    connect(&m_document, &RunDocument::traceIdsChanged, this, [this] {
        m_model.setTraces(m_document.traceIds());
        showSelection();
    });
    connect(&m_model, &FieldModel::traceToggled, this, [this](const TraceId& id, bool wanted) {
        if (wanted) {
            m_document.addTrace(id);
        } else {
            m_document.removeTrace(id);
        }
    });
    // Makes the new row of a component visible.
    connect(m_found, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex& parent) { m_tree->expand(parent); });
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& current) {
                const QString field = m_model.fieldAt(m_found->mapToSource(current));
                if (!field.isEmpty()) {
                    m_document.selectField(field.toStdString());
                }
            });
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_found->setFilterFixedString(text);
        if (!text.isEmpty()) {
            m_tree->expandAll();
        }
        showSelection();
    });
    connect(m_tree->header(), &QHeaderView::customContextMenuRequested, this, &FieldPanel::chooseColumns);
    connect(m_time, &QComboBox::activated, this, &FieldPanel::chooseTime);
}

void FieldPanel::showRun()
{
    const QString address = toText(m_document.status().path);
    m_file->setText(runName(address));
    m_file->setToolTip(address);
    const RunDescriptionPtr& run = m_document.status().run;
    m_filter->clear();
    m_filter->setVisible(run && run->fields.size() >= kFilterFrom);
    m_model.setRun(run);
    m_model.setTraces(m_document.traceIds());
    if (run && run->fields.size() <= kExpandUpTo) {
        m_tree->expandAll();
    }
    QString hint = tr("Check a scalar, or click in the plot, to see it over time.");
    if (run && !run->skipped.empty()) {
        hint += QLatin1Char('\n') +
                tr("%n dataset(s) cannot be shown.", nullptr, static_cast<int>(run->skipped.size()));
    }
    m_hint->setText(hint);
    m_hint->setToolTip(run ? toTexts(run->skipped).join(QLatin1Char('\n')) : QString());
    showColumns();
    showTimes();
    showSteps();
    showSelection();
}

void FieldPanel::showColumns()
{
    // In files of other programs, types and numbers of steps help to distinguish fields from settings.
    const RunDescriptionPtr& run = m_document.status().run;
    const bool foreign = run && !run->isOurs();
    if (!m_columnsChosen) {
        m_tree->setColumnHidden(FieldModel::Type, !foreign || width() < kWidthWithType);
        m_tree->setColumnHidden(FieldModel::Steps, !foreign);
        m_tree->setColumnHidden(FieldModel::Units, foreign);
    }
    m_tree->setRootIsDecorated(foreign || !run || run->fields.size() < kFilterFrom);
}

void FieldPanel::showTimes()
{
    const RunDescriptionPtr& run = m_document.status().run;
    const bool foreign = run && !run->isOurs();
    m_time->clear();
    m_timeRow->setVisible(foreign && !run->timeCandidates().empty());
    if (!foreign) {
        return;
    }
    const bool chosen = run->hasTimes && toText(run->timeName) == m_document.timeDataset();
    m_time->addItem(chosen          ? tr("automatic")
                    : run->hasTimes ? tr("%1 (automatic)").arg(toText(run->timeName))
                                    : tr("step number"));
    for (const QString& name : toTexts(run->timeCandidates()).mid(0, kMaxTimes)) {
        m_time->addItem(name, name);
    }
    m_time->setCurrentIndex(chosen ? m_time->findData(toText(run->timeName)) : 0);
}

void FieldPanel::chooseTime(int index)
{
    m_document.setTimeDataset(m_time->itemData(index).toString());
}

void FieldPanel::showSteps()
{
    m_model.setSteps(m_document.status());
}

void FieldPanel::showSelection()
{
    const QModelIndex current = m_tree->currentIndex();
    if (current.isValid() && m_model.fieldAt(m_found->mapToSource(current)) == toText(m_document.field())) {
        return; // the current row is the field or one of its components
    }
    const QModelIndex wanted = m_found->mapFromSource(m_model.indexOf(toText(m_document.field())));
    if (wanted.isValid()) {
        m_tree->setCurrentIndex(wanted);
    }
}

void FieldPanel::chooseColumns(const QPoint& position)
{
    QMenu menu;
    for (const int column : {FieldModel::Shape, FieldModel::Type, FieldModel::Steps, FieldModel::Units}) {
        QAction* action =
            menu.addAction(m_model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(!m_tree->isColumnHidden(column));
        connect(action, &QAction::toggled, this, [this, column](bool shown) {
            m_columnsChosen = true;
            m_tree->setColumnHidden(column, !shown);
        });
    }
    menu.exec(m_tree->header()->mapToGlobal(position));
}

void FieldPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    showColumns();
}

void FieldPanel::applyTheme(const Theme& theme)
{
    m_model.setGrowingColor(theme.accent);
}

bool FieldPanel::eventFilter(QObject* watched, QEvent* event)
{
    // In the tree, Space checks a row, and Left and Right open and close groups. They are not shortcuts of
    // the window.
    if (event->type() == QEvent::ShortcutOverride) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Space || key == Qt::Key_Left || key == Qt::Key_Right) {
            event->accept();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace h5pulse::viewer
