// SPDX-License-Identifier: GPL-3.0-or-later
// The table and its model, with the answers that the service would give.
#include "plot/plot_header.h"
#include "query_answer.h"
#include "run/describe.h"
#include "synthetic.h"
#include "temporary_folder.h"
#include "view_feed.h"
#include "views/table/table_view.h"
#include "views/table/value_grid.h"
#include "waiting.h"

#include <h5pulse/writer.h>

#include <QAbstractItemModelTester>
#include <QAction>
#include <QClipboard>
#include <QHeaderView>
#include <QLineEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include <cmath>

namespace h5pulse::viewer::test {

namespace {

constexpr std::size_t kLong = 5000;
constexpr std::int64_t kLarge = (std::int64_t{1} << 53U) + 1; // a double cannot represent this integer

class TableViewTest : public testing::Test
{
protected:
    TableViewTest()
    {
        writeRun();
        m_reader.emplace(m_path);
        m_run = describe(*m_reader);
        m_view.resize(600, 400);
        m_view.show();
    }

    void writeRun()
    {
        std::vector<double> x(kLong);
        for (std::size_t i = 0; i < kLong; ++i) {
            x[i] = 0.1 * static_cast<double>(i);
        }
        Writer writer(
            m_path,
            {.fields =
                 {{.name = "u", .shape = {kLong}, .type = ElementType::Int64, .units = "V", .axes = {"x"}},
                  {.name = "z", .shape = {3}, .type = ElementType::Complex128},
                  {.name = "m", .shape = {40, 6}},
                  {.name = "v", .shape = {2, 3, 4}},
                  {.name = "e", .units = "J"},
                  {.name = "count", .type = ElementType::UInt64}},
             .axes = {{.name = "x", .values = x, .units = "mm"}},
             .timeUnits = "s"});
        for (int step = 0; step < 4; ++step) {
            std::vector<std::int64_t> u(kLong);
            for (std::size_t i = 0; i < kLong; ++i) {
                u[i] = kLarge + 10'000 * step + static_cast<std::int64_t>(i);
            }
            const std::vector<std::complex<double>> z{{1.0, -2.0}, {NAN, 0.0}, {0.1, INFINITY}};
            std::vector<double> m(240);
            std::vector<double> v(24);
            for (std::size_t i = 0; i < m.size(); ++i) {
                m[i] = static_cast<double>(i) + 0.5 * step;
            }
            for (std::size_t i = 0; i < v.size(); ++i) {
                v[i] = static_cast<double>(i);
            }
            writer.append(0.5 * step, u, z, m, v, 0.1 * step, UINT64_MAX - static_cast<std::uint64_t>(step));
        }
        writer.close();
    }

    FieldPtr field(const char* name) { return m_run->field(name); }

    void show(const char* name, std::size_t slice = 0)
    {
        giveSubject(m_view, m_run, field(name), slice);
        answer();
    }

    /// The service's answer to the view's query.
    void answer(std::uint64_t cursor = 3)
    {
        ASSERT_NE(m_view.query<TableQuery>(), nullptr);
        h5pulse::test::Answering answering(m_path, *m_view.query<TableQuery>());
        auto page = std::make_shared<TablePage>(*answering.answer<TablePage>(cursor));
        page->run = m_run;
        giveResult(m_view, page);
    }

    const CellBox& asked() { return m_view.query<TableQuery>()->box; }
    QString cell(int row, int column) { return m_view.model().index(row, column).data().toString(); }
    QString title(int column) { return m_view.model().headerData(column, Qt::Horizontal).toString(); }
    static QString clipboard() { return QGuiApplication::clipboard()->text(); }

    void select(int top, int left, int bottom, int right)
    {
        const QModelIndex last = m_view.model().index(bottom, right);
        m_view.table().selectionModel()->select({m_view.model().index(top, left), last},
                                                QItemSelectionModel::ClearAndSelect);
    }

    QAction* action(const QString& text)
    {
        for (QAction* candidate : m_view.actions()) {
            if (candidate->text().remove(QLatin1Char('&')) == text) {
                return candidate;
            }
        }
        return nullptr;
    }

    void goTo(const QString& component)
    {
        action(QStringLiteral("Go to component…"))->trigger();
        m_view.entry().setText(component);
        QTest::keyClick(&m_view.entry(), Qt::Key_Return);
    }

    h5pulse::test::TemporaryFolder m_folder;
    std::filesystem::path m_path = m_folder / "run.h5";
    std::optional<Reader> m_reader;
    RunDescriptionPtr m_run;
    TableView m_view{nullptr};
};

} // namespace

TEST_F(TableViewTest, AProfileIsListedWithIndexCoordinateAndExactValue)
{
    QAbstractItemModelTester tester(&m_view.model());
    show("u");
    EXPECT_EQ(m_view.model().rowCount(), static_cast<int>(kLong));
    EXPECT_EQ(title(0), "index");
    EXPECT_EQ(title(1), "x [mm]");
    EXPECT_EQ(title(2), "u [V]");
    EXPECT_EQ(cell(3, 0), "3");
    EXPECT_EQ(cell(3, 1), "0.30000000000000004") << "as it is in the file";
    EXPECT_EQ(cell(3, 2), QString::number(kLarge + 30'003));
    EXPECT_EQ(m_view.header().title(), "u   step 3   t = 1.5 s");
    EXPECT_LT(asked().rows, 1000U) << "of 5000";
    EXPECT_EQ(cell(4000, 2), QStringLiteral("…")) << "is not read before it is seen";
    EXPECT_EQ(cell(4000, 1), "400");
    EXPECT_TRUE(m_view.isComplete());
}

TEST_F(TableViewTest, ScrollingReadsWhatIsSeen)
{
    show("u");
    const CellBox before = asked();
    m_view.table().verticalScrollBar()->setValue(3);
    EXPECT_EQ(asked(), before) << "a little needs nothing";
    m_view.table().scrollTo(m_view.model().index(4000, 0));
    EXPECT_TRUE(asked().contains(4000, 0));
    EXPECT_FALSE(m_view.isComplete());
    answer();
    EXPECT_TRUE(m_view.isComplete());
    EXPECT_EQ(cell(4000, 2), QString::number(kLarge + 34'000));
    EXPECT_EQ(cell(0, 2), QStringLiteral("…")) << "what is not seen is not kept";
}

TEST_F(TableViewTest, AnotherStepKeepsSelectionAndPlace)
{
    show("u");
    m_view.table().scrollTo(m_view.model().index(1000, 0));
    answer(2);
    select(990, 2, 995, 2);
    const int place = m_view.table().verticalScrollBar()->value();
    answer(1);
    EXPECT_EQ(cell(990, 2), QString::number(kLarge + 10'990));
    EXPECT_EQ(m_view.table().verticalScrollBar()->value(), place);
    EXPECT_EQ(m_view.table().selectionModel()->selectedIndexes().size(), 6);
    EXPECT_EQ(m_view.header().title(), "u   step 1   t = 0.5 s");
    show("m");
    EXPECT_EQ(m_view.table().verticalScrollBar()->value(), 0) << "another field begins at its top";
}

TEST_F(TableViewTest, ComplexPartsStandBesideEachOtherAndWhatIsNotFiniteIsColoured)
{
    show("z");
    EXPECT_EQ(title(1), "Re z");
    EXPECT_EQ(title(2), "Im z");
    EXPECT_EQ(cell(0, 1), "1");
    EXPECT_EQ(cell(0, 2), "-2");
    EXPECT_EQ(cell(1, 1), "nan");
    EXPECT_EQ(cell(2, 2), "inf");
    for (const Theme* theme : {&lightTheme(), &darkTheme()}) {
        m_view.applyTheme(*theme);
        const auto color = [this](int row, int column) {
            return m_view.model().index(row, column).data(Qt::ForegroundRole);
        };
        EXPECT_EQ(color(1, 1).value<QColor>(), theme->error);
        EXPECT_FALSE(color(0, 1).isValid());
        EXPECT_FALSE(color(1, 0).isValid()) << "the index is well";
    }
    EXPECT_EQ(m_view.data().columns.size(), 3U);
    EXPECT_EQ(m_view.data().columns[2].values[0], -2.0);
}

TEST_F(TableViewTest, AMatrixIsAGridAndAVolumeASlice)
{
    QAbstractItemModelTester tester(&m_view.model());
    show("m");
    EXPECT_EQ(m_view.model().rowCount(), 40);
    EXPECT_EQ(m_view.model().columnCount(), 6);
    EXPECT_EQ(cell(5, 4), "35.5");
    EXPECT_EQ(m_view.model().headerData(5, Qt::Vertical), "5");
    show("v", 1);
    EXPECT_EQ(m_view.model().rowCount(), 3);
    EXPECT_EQ(cell(2, 1), "21");
    EXPECT_EQ(m_view.header().title(), "v   step 3   t = 1.5 s   slice 1");
    EXPECT_EQ(m_view.data().matrix.front(), 12.0);
    QSignalSpy wanted(&m_view, &View::sliceWanted);
    EXPECT_FALSE(action(QStringLiteral("Next slice"))->isEnabled());
    action(QStringLiteral("Previous slice"))->trigger();
    ASSERT_EQ(wanted.count(), 1);
    EXPECT_EQ(wanted[0][0].value<std::size_t>(), 0U);
    giveSubject(m_view, m_run, field("v"), 0); // selected in another part of the window
    answer();
    EXPECT_EQ(cell(2, 1), "9");
}

TEST_F(TableViewTest, OfAScalarAllScalarsAreShown)
{
    QAbstractItemModelTester tester(&m_view.model());
    show("e");
    ASSERT_EQ(m_view.model().rowCount(), 2);
    EXPECT_EQ(cell(0, 0), "e");
    EXPECT_EQ(cell(0, 1), "0.30000000000000004");
    EXPECT_EQ(cell(0, 2), "J");
    EXPECT_EQ(cell(1, 0), "count");
    EXPECT_EQ(cell(1, 1), "18446744073709551612");
    EXPECT_EQ(m_view.header().title(), "Scalars   step 3   t = 1.5 s");
}

TEST_F(TableViewTest, CopiesTheSelectionWithTabs)
{
    show("m");
    select(1, 2, 2, 4);
    action(QStringLiteral("Copy"))->trigger();
    EXPECT_EQ(clipboard(), "9.5\t10.5\t11.5\n15.5\t16.5\t17.5");
    show("u");
    select(0, 2, 4999, 2);
    const CellBox seen = asked();
    action(QStringLiteral("Copy"))->trigger();
    EXPECT_EQ(asked(), (CellBox{0, 0, kLong, 1})) << "what is not there is read first";
    answer();
    const QStringList lines = clipboard().split(QLatin1Char('\n'));
    ASSERT_EQ(lines.size(), static_cast<qsizetype>(kLong));
    EXPECT_EQ(lines[4999], QString::number(kLarge + 34'999));
    EXPECT_EQ(asked(), seen) << "then what is seen again";
}

TEST_F(TableViewTest, GoesToComponents)
{
    show("u");
    goTo(QStringLiteral("4321"));
    EXPECT_EQ(m_view.table().currentIndex(), m_view.model().index(4321, 2));
    EXPECT_TRUE(asked().contains(4321, 0));
    EXPECT_FALSE(m_view.entry().isVisible());
    goTo(QStringLiteral("5000"));
    EXPECT_EQ(m_view.header().readout(), "'u' has no component 5000: it has 5000");
    EXPECT_TRUE(m_view.entry().isVisible());
    EXPECT_EQ(m_view.table().currentIndex().row(), 4321);
    for (const char* nonsense : {"", "-1", "x", "1, 2", "99999999999999999999999"}) {
        goTo(QString::fromLatin1(nonsense));
        EXPECT_EQ(m_view.table().currentIndex().row(), 4321) << nonsense;
    }
    show("m");
    goTo(QStringLiteral("5, 4"));
    EXPECT_EQ(m_view.table().currentIndex(), m_view.model().index(5, 4));
    goTo(QStringLiteral("14"));
    EXPECT_EQ(m_view.table().currentIndex(), m_view.model().index(2, 2)) << "row-major";
    show("v");
    QSignalSpy wanted(&m_view, &View::sliceWanted);
    goTo(QStringLiteral("1 2 3"));
    EXPECT_EQ(m_view.table().currentIndex(), m_view.model().index(2, 3));
    EXPECT_EQ(wanted.count(), 1);
    action(QStringLiteral("Go to component…"))->trigger();
    EXPECT_TRUE(m_view.entry().isVisible());
    QTest::keyClick(&m_view.entry(), Qt::Key_Escape);
    EXPECT_FALSE(m_view.entry().isVisible());
}

TEST_F(TableViewTest, AsksForTheComponentOverTime)
{
    QSignalSpy wanted(&m_view, &View::traceWanted);
    const auto last = [&] { return wanted.back()[0].value<TraceId>(); };
    QAction* follow = action(QStringLiteral("This component over time"));
    show("u");
    follow->trigger();
    EXPECT_EQ(wanted.count(), 0) << "none is chosen";
    m_view.table().setCurrentIndex(m_view.model().index(17, 0));
    follow->trigger();
    EXPECT_EQ(last(), (TraceId{"u", 17, Part::Real}));
    show("z");
    m_view.table().setCurrentIndex(m_view.model().index(1, 2));
    follow->trigger();
    EXPECT_EQ(last(), (TraceId{"z", 1, Part::Imaginary}));
    show("v", 1);
    m_view.table().setCurrentIndex(m_view.model().index(2, 1));
    follow->trigger();
    EXPECT_EQ(last(), (TraceId{"v", 21, Part::Real}));
    show("e");
    m_view.table().setCurrentIndex(m_view.model().index(1, 1));
    m_view.activateWindow();
    m_view.table().setFocus();
    ASSERT_TRUE(waitFor([&] { return m_view.table().hasFocus(); }));
    QTest::keyClick(&m_view.table(), Qt::Key_Return);
    EXPECT_EQ(last(), (TraceId{"count", 0, Part::Real}));
    EXPECT_EQ(wanted.count(), 4);
}

TEST_F(TableViewTest, CoordinatesCanBeLeftOut)
{
    QAbstractItemModelTester tester(&m_view.model());
    show("u");
    QSignalSpy changed(&m_view, &View::stateChanged);
    action(QStringLiteral("Coordinates"))->trigger();
    EXPECT_EQ(changed.count(), 1);
    EXPECT_EQ(title(1), "u [V]");
    EXPECT_EQ(cell(3, 1), QString::number(kLarge + 30'003));
    const QJsonObject state = m_view.saveState();
    TableView other(nullptr);
    other.restoreState(state);
    EXPECT_EQ(other.saveState(), state);
    EXPECT_FALSE(other.model().showsCoordinates());
    other.restoreState({{QStringLiteral("coordinates"), QStringLiteral("x")}});
    EXPECT_TRUE(other.model().showsCoordinates());
}

TEST_F(TableViewTest, OfTenMillionRowsAPartIsShownThatGoToMoves)
{
    auto huge = makeField("huge", {10'000'000});
    auto run = std::make_shared<RunDescription>(*m_run);
    run->fields.push_back(huge);
    giveSubject(m_view, run, huge, 0);
    EXPECT_EQ(m_view.model().rowCount(), 1'000'000);
    goTo(QStringLiteral("9999999"));
    EXPECT_EQ(m_view.model().rowCount(), 1'000'000);
    EXPECT_EQ(m_view.table().currentIndex().row(), 999'999);
    EXPECT_EQ(m_view.table().currentIndex().siblingAtColumn(0).data(), "9999999");
    EXPECT_TRUE(asked().contains(9'999'999, 0));
    auto page = std::make_shared<TablePage>();
    page->run = run;
    page->query = *m_view.query<TableQuery>();
    giveResult(m_view, page);
    EXPECT_TRUE(
        m_view.header().title().endsWith(QStringLiteral("rows 9,000,000 to 9,999,999 of 10,000,000")));
    goTo(QStringLiteral("5000000"));
    EXPECT_EQ(m_view.table().currentIndex().siblingAtColumn(0).data(), "5000000");
}

TEST_F(TableViewTest, EmptyFieldsAndProblemsAreSaid)
{
    auto empty = makeField("empty", {0});
    giveSubject(m_view, m_run, empty, 0);
    EXPECT_EQ(m_view.placeholder(), "'empty' has no components.");
    EXPECT_EQ(m_view.query<TableQuery>(), nullptr);
    show("u");
    EXPECT_EQ(m_view.placeholder(), "");
    auto problem = std::make_shared<QueryResult>();
    problem->problem = "No.";
    giveResult(m_view, problem);
    EXPECT_EQ(m_view.placeholder(), "No.");
    giveSubject(m_view, m_run, nullptr, 0);
    EXPECT_EQ(m_view.placeholder(), "");
    EXPECT_EQ(m_view.model().rowCount(), 0);
}

} // namespace h5pulse::viewer::test
