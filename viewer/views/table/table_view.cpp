// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/table/table_view.h"

#include "core/format.h"
#include "core/labels.h"
#include "core/texts.h"
#include "plot/placeholder.h"
#include "plot/plot_header.h"
#include "views/table/value_grid.h"

#include <h5pulse/service/frame.h>

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace h5pulse::viewer {

namespace {

// Pages consist of whole blocks, with one block more than visible on each side. So a little scrolling needs
// no reading.
constexpr std::uint64_t kBlockRows = 128;
constexpr std::uint64_t kBlockColumns = 32;

constexpr int kMinHeight = 100;

const auto kCoordinates = QStringLiteral("coordinates");

/// [first, first + count) with blocks around it, within `all`.
void widen(std::uint64_t& first, std::uint64_t& count, std::uint64_t block, std::uint64_t all)
{
    const std::uint64_t end = std::min((first + count + block - 1) / block * block + block, all);
    first = first / block * block;
    first -= std::min(first, block);
    count = end - first;
}

QString textOf(const QAbstractItemModel& model, const QItemSelectionRange& range)
{
    QString text;
    for (int row = range.top(); row <= range.bottom(); ++row) {
        for (int column = range.left(); column <= range.right(); ++column) {
            text += (column > range.left() ? QStringLiteral("\t") : QString()) +
                    model.index(row, column).data().toString();
        }
        text += row < range.bottom() ? QStringLiteral("\n") : QString();
    }
    return text;
}

} // namespace

TableView::TableView(QWidget* parent)
    : View(parent)
    , m_model(new TableModel(this))
    , m_table(new ValueGrid(this))
    , m_placeholder(new Placeholder(this))
    , m_entry(new QLineEdit(this))
{
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Values"));
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_entry->setAccessibleName(tr("Component to go to"));
    m_entry->hide();
    addBody(m_placeholder);
    addBody(m_table);
    addBody(m_entry, 0);
    m_placeholder->hide();
    setMinimumHeight(kMinHeight);
    makeActions();
    applyTheme(lightTheme());
    connect(m_table, &ValueGrid::visibleChanged, this, &TableView::ask);
    connect(m_entry, &QLineEdit::returnPressed, this, &TableView::goToComponent);
    connect(m_entry, &QLineEdit::textEdited, this, [this] { header().setReadout(QString()); });
}

/// The grid scrolls once more when Qt hides it, after the members of the view are gone.
TableView::~TableView()
{
    m_table->disconnect(this);
}

void TableView::makeActions()
{
    QAction* follow = offer(tr("This component over &time"), tr("Add this component to the traces"),
                            QKeySequence(Qt::Key_Return), [this] { followComponent(); });
    QAction* copy = offer(tr("&Copy"), tr("Copy the selected cells as text, separated by tabs"),
                          QKeySequence::Copy, [this] { copySelection(); });
    QAction* find =
        offer(tr("&Go to component…"), tr("Enter a component number, or one index for each dimension"),
              QKeySequence(Qt::CTRL | Qt::Key_G), [this] { openEntry(); });
    follow->setShortcutContext(Qt::WidgetShortcut); // Return has another effect in m_entry
    m_table->addActions({follow, copy, find});
    m_coordinates = offer(tr("C&oordinates"), tr("Show coordinates beside the indices"), {}, [this](bool on) {
        m_model->setShowsCoordinates(on);
        fitColumns();
        emit stateChanged();
    });
    m_coordinates->setCheckable(true);
    m_coordinates->setChecked(m_model->showsCoordinates());
    m_previousSlice = offer(tr("&Previous slice"), tr("Show the previous slice of a 3-D field"), {},
                            [this] { emit sliceWanted(m_model->slice() - 1); });
    m_nextSlice = offer(tr("&Next slice"), tr("Show the next slice of a 3-D field"), {},
                        [this] { emit sliceWanted(m_model->slice() + 1); });
}

void TableView::showContext(const ViewContext& before)
{
    const ViewContext& now = context();
    const bool otherField = now.run != before.run || now.field != before.field;
    if (otherField) {
        startField();
    }
    if (otherField || now.slice != before.slice) {
        setSlice(now.slice);
        ask();
    }
}

void TableView::startField()
{
    const FieldPtr& field = context().field;
    m_copied.reset();
    m_model->setLayout(TableLayout(context().run, field));
    const bool grid = m_model->layout().kind() == TableLayout::Kind::Grid;
    m_table->verticalHeader()->setVisible(grid);
    m_table->scrollToTop();
    m_table->horizontalScrollBar()->setValue(0);
    fitColumns();
    m_entry->hide();
    m_entry->clear();
    m_entry->setPlaceholderText(grid ? tr("component, or an index for each dimension, as in 3, 17")
                                     : tr("component"));
    showPlaceholder(field && m_model->rowCount() == 0 ? tr("'%1' has no components.").arg(toText(field->name))
                                                      : QString());
    showTitle();
}

void TableView::setSlice(std::size_t slice)
{
    const std::size_t slices = m_model->layout().slices();
    m_model->setSlice(std::min(slice, slices - 1));
    m_previousSlice->setEnabled(m_model->slice() > 0);
    m_nextSlice->setEnabled(m_model->slice() + 1 < slices);
}

/// Makes columns wide enough for all digits of a number.
void TableView::fitColumns()
{
    const QFontMetrics metrics = m_table->fontMetrics();
    const int padding = metrics.horizontalAdvance(QStringLiteral("MM"));
    const int number = metrics.horizontalAdvance(QStringLiteral("-0.12345678901234567")) + padding;
    QHeaderView* columns = m_table->horizontalHeader();
    columns->setDefaultSectionSize(number);
    if (m_model->layout().kind() == TableLayout::Kind::Grid || m_model->columnCount() == 0) {
        return;
    }
    for (int column = 0; column < m_model->columnCount(); ++column) {
        const QString title = m_model->headerData(column, Qt::Horizontal).toString();
        columns->resizeSection(column,
                               std::clamp(metrics.horizontalAdvance(title) + padding, number, 2 * number));
    }
    if (m_model->layout().kind() == TableLayout::Kind::Line) {
        columns->resizeSection(0, metrics.horizontalAdvance(QString::number(m_model->layout().rows())) +
                                      metrics.horizontalAdvance(tr("index")));
    }
}

CellBox TableView::visibleBox() const
{
    CellBox box = m_model->cellsBetween(m_table->firstVisible(), m_table->lastVisible());
    if (box.cells() > 0) {
        widen(box.row, box.rows, kBlockRows, m_model->layout().rows());
        widen(box.column, box.columns, kBlockColumns, m_model->layout().columns());
    }
    return box;
}

void TableView::ask()
{
    if (!m_copied) {
        askFor(visibleBox());
    }
}

void TableView::askFor(const CellBox& box)
{
    if (box.cells() == 0) {
        clearQuery<TableQuery>();
        return;
    }
    const FieldPtr& field = m_model->layout().field();
    setQuery(TableQuery{field ? field->name : std::string(), m_model->slice(), box});
}

void TableView::showAnswer(const Answer& answer)
{
    const QueryResultPtr& result = answer.result;
    m_latest = result;
    if (result && !result->problem.empty()) {
        m_copied.reset();
        showPlaceholder(toText(result->problem));
        return;
    }
    const auto page = answer.as<TablePage>();
    if (page && m_model->rowCount() > 0) {
        showPlaceholder(QString());
    }
    m_model->setPage(page);
    if (m_copied && copyIfRead()) {
        ask();
    }
    showTitle();
}

bool TableView::isComplete() const
{
    const auto* page = dynamic_cast<const TablePage*>(m_latest.get());
    const TableQuery* asked = query<TableQuery>();
    return !asked || (m_latest && (!page || page->query == *asked));
}

void TableView::showPlaceholder(const QString& sentence)
{
    m_placeholder->setText(sentence);
    m_placeholder->setVisible(!sentence.isEmpty());
    m_table->setVisible(sentence.isEmpty());
    if (!sentence.isEmpty()) {
        header().setTitle(QString());
    }
}

QString TableView::placeholder() const
{
    return m_placeholder->isVisibleTo(this) ? m_placeholder->text() : QString();
}

void TableView::showTitle()
{
    const TablePagePtr& page = m_model->page();
    if (!page || !context().run) {
        header().setTitle(QString());
        return;
    }
    const TableLayout& layout = m_model->layout();
    FieldDescription scalars;
    scalars.name = tr("Scalars").toStdString();
    QStringList parts{
        titleOf(*context().run, layout.field() ? *layout.field() : scalars, page->step, page->time)};
    if (layout.slices() > 1) {
        parts << tr("slice %1").arg(page->query.slice);
    }
    const CellBox& part = m_model->part();
    const auto sayPart = [&](const QString& text, std::uint64_t first, std::uint64_t count,
                             std::uint64_t all) {
        if (count < all) {
            parts << text.arg(formatCount(first), formatCount(first + count - 1), formatCount(all));
        }
    };
    sayPart(tr("rows %1 to %2 of %3"), part.row, part.rows, layout.rows());
    sayPart(tr("columns %1 to %2 of %3"), part.column, part.columns, layout.columns());
    header().setTitle(parts.join(QStringLiteral("   ")));
}

void TableView::followComponent()
{
    if (const std::optional<TraceId> id = m_model->traceAt(m_table->currentIndex())) {
        emit traceWanted(*id);
    }
}

void TableView::openEntry()
{
    m_entry->show();
    m_entry->selectAll();
    m_entry->setFocus();
}

void TableView::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && m_entry->isVisible()) {
        header().setReadout(QString());
        m_entry->hide();
        m_table->setFocus();
    } else {
        View::keyPressEvent(event);
    }
}

void TableView::goToComponent()
{
    const std::optional<TableLayout::Cell> cell = m_model->layout().find(m_entry->text());
    if (!cell) {
        const FieldPtr& field = context().field;
        header().setReadout(
            field ? tr("'%1' has no component %2: it has %3")
                        .arg(toText(field->name), m_entry->text().simplified(), shapeText(field->shape))
                  : QString());
        return;
    }
    if (cell->slice != m_model->slice()) {
        emit sliceWanted(cell->slice);
    }
    const QModelIndex index = m_model->moveTo(*cell);
    m_table->setCurrentIndex(index);
    m_table->scrollTo(index, QAbstractItemView::PositionAtCenter);
    header().setReadout(QString());
    m_table->setFocus();
    m_entry->hide();
    showTitle();
    ask();
}

void TableView::copySelection()
{
    const QItemSelection selection = m_table->selectionModel()->selection();
    if (selection.isEmpty()) {
        return;
    }
    const QItemSelectionRange range = selection.front();
    const auto cells = static_cast<std::uint64_t>(range.width()) * static_cast<std::uint64_t>(range.height());
    if (cells > kMaxCopied) {
        header().setReadout(tr("%1 cells are too many to copy, the limit is %2")
                                .arg(formatCount(cells), formatCount(kMaxCopied)));
        return;
    }
    header().setReadout(QString());
    m_copied = range;
    if (!copyIfRead()) {
        askFor(m_model->cellsBetween(range.topLeft(), range.bottomRight()));
    }
}

/// Copies the cells of m_copied if all of them were read. False: some are missing.
bool TableView::copyIfRead()
{
    const CellBox wanted = m_model->cellsBetween(m_copied->topLeft(), m_copied->bottomRight());
    if (wanted.cells() == 0) {
        m_copied.reset(); // the model was reset, and the selected cells are gone
        return true;
    }
    const TablePagePtr& page = m_model->page();
    const bool read =
        page && page->query.slice == m_model->slice() &&
        page->query.box.contains(wanted.row, wanted.column) &&
        page->query.box.contains(wanted.row + wanted.rows - 1, wanted.column + wanted.columns - 1);
    if (read) {
        QGuiApplication::clipboard()->setText(textOf(*m_model, *m_copied));
        m_copied.reset();
    }
    return read;
}

void TableView::applyTheme(const Theme& theme)
{
    View::applyTheme(theme);
    m_model->setErrorColor(theme.error);
    m_table->viewport()->update();
}

ViewData TableView::data() const
{
    const TablePagePtr& page = m_model->page();
    ViewData data;
    if (!page) {
        return data;
    }
    data.title = header().title();
    const TableLayout& layout = m_model->layout();
    const CellBox& box = page->query.box;
    const auto indices = [](std::uint64_t first, std::uint64_t count) {
        std::vector<double> numbers(count);
        std::ranges::generate(numbers, [first]() mutable { return static_cast<double>(first++); });
        return numbers;
    };
    const auto coordinates = [&](const AxisPtr& axis, std::uint64_t first, std::uint64_t count) {
        const auto begin = axis ? axis->values->begin() + static_cast<std::ptrdiff_t>(first)
                                : std::vector<double>::const_iterator();
        return axis ? ViewData::Column{labelOf(*axis), {begin, begin + static_cast<std::ptrdiff_t>(count)}}
                    : ViewData::Column{tr("index"), indices(first, count)};
    };
    std::vector<double> real;
    std::vector<double> imaginary;
    for (std::uint64_t cell = 0; cell < box.cells(); ++cell) {
        const TablePage::Position place =
            page->at(box.row + cell / box.columns, box.column + cell % box.columns);
        real.push_back(place ? place.values->real(place.index) : qQNaN());
        imaginary.push_back(place ? place.values->imaginary(place.index) : qQNaN());
    }
    if (layout.kind() == TableLayout::Kind::Grid) {
        std::ranges::transform(real, imaginary, real.begin(), [&](double re, double im) {
            return layout.field()->isComplex() ? std::hypot(re, im)
                                               : re; // a matrix has magnitudes, as images do
        });
        data.matrix = std::move(real);
        data.rowCoordinates = coordinates(layout.rowAxis(), box.row, box.rows);
        data.columnCoordinates = coordinates(layout.columnAxis(), box.column, box.columns);
        return data;
    }
    const bool complex = layout.field() && layout.field()->isComplex();
    const QString name = layout.field() ? labelOf(*layout.field()) : tr("value");
    data.columns.push_back({tr("index"), indices(box.row, box.rows)});
    if (layout.rowAxis()) {
        data.columns.push_back(coordinates(layout.rowAxis(), box.row, box.rows));
    }
    data.columns.push_back({complex ? tr("Re %1").arg(name) : name, std::move(real)});
    if (complex) {
        data.columns.push_back({tr("Im %1").arg(name), std::move(imaginary)});
    }
    return data;
}

QJsonObject TableView::saveState() const
{
    return {{kCoordinates, m_model->showsCoordinates()}};
}

void TableView::restoreState(const QJsonObject& state)
{
    const bool shows = state[kCoordinates].toBool(true);
    m_model->setShowsCoordinates(shows);
    m_coordinates->setChecked(shows);
    fitColumns();
}

} // namespace h5pulse::viewer
