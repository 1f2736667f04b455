// SPDX-License-Identifier: GPL-3.0-or-later
// The run information of a real file, as the view lists it.
#include "query_answer.h"
#include "run/describe.h"
#include "synthetic.h"
#include "temporary_folder.h"
#include "view_feed.h"
#include "views/information/information_view.h"

#include <h5pulse/service/information.h>
#include <h5pulse/writer.h>

#include <QAbstractItemModelTester>
#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

#include <algorithm>

namespace h5pulse::viewer::test {

namespace {

class InformationViewTest : public testing::Test
{
protected:
    InformationViewTest()
    {
        m_view.resize(600, 500);
        m_view.show();
    }

    /// Writes a run, and shows the service's answer about it.
    void show(const RunSpec& specification, int steps)
    {
        std::filesystem::remove(m_path);
        {
            Writer writer(m_path, specification);
            for (int step = 0; step < steps; ++step) {
                writer.append(0.5 * step, std::vector<double>(12, 1.0), 2.0F);
            }
            writer.close();
        }
        showFile();
    }

    void showFile()
    {
        h5pulse::test::Answering answering(m_path, InformationQuery());
        const auto information = answering.answer<Information>();
        RunStatus status;
        status.path = m_path.string();
        status.phase = phaseOf(answering.reader());
        status.run = answering.run();
        status.steps = answering.reader().steps();
        status.fileSize = 1536;
        status.commits = 1234;
        status.longestCommit = 0.025;
        giveStatus(m_view, status);
        giveSubject(m_view, answering.run(), nullptr, 0);
        giveResult(m_view, information);
        m_view.drawNow();
    }

    static RunSpec specification()
    {
        return {.fields = {{.name = "u", .shape = {3, 4}, .units = "V", .longName = "voltage"},
                           {.name = "e", .type = ElementType::Float32}},
                .timeUnits = "s",
                .endTime = 40.0,
                .attributes = {{"author", std::string("Ünal")},
                               {"count", std::int64_t{9'007'199'254'740'993}},
                               {"list", std::vector<double>{1.0, 0.1}},
                               {"viscosity", 0.1}}};
    }

    /// The value of a line; empty: no such line.
    QString value(const char* group, const QString& name)
    {
        for (const InformationRow& row : m_view.model().rowsOf(QString::fromLatin1(group))) {
            if (row.name == name) {
                return row.value;
            }
        }
        return {};
    }

    QModelIndex groupIndex(const QString& id)
    {
        for (int i = 0; i < m_view.model().groupCount(); ++i) {
            if (m_view.model().groupId(i) == id) {
                return m_view.model().index(i, 0);
            }
        }
        return {};
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

    h5pulse::test::TemporaryFolder m_folder;
    std::filesystem::path m_path = m_folder / "run.h5";
    InformationView m_view{nullptr};
};

} // namespace

TEST_F(InformationViewTest, NamesASharedFileSystem)
{
    RunDescription run;
    run.fileSystem = "ext4";
    RunStatus status;
    status.run = std::make_shared<const RunDescription>(run);
    giveStatus(m_view, status);
    m_view.drawNow();
    EXPECT_EQ(value("file", "file system"), "") << "only other machines are worth a line";
    run.fileSystem = "NFS";
    run.sharedFileSystem = true;
    status.run = std::make_shared<const RunDescription>(run);
    giveStatus(m_view, status);
    m_view.drawNow();
    EXPECT_EQ(value("file", "file system"), "NFS, shared: steps from another machine can appear late");
}

TEST_F(InformationViewTest, TellsWhatTheFileSays)
{
    QAbstractItemModelTester tester(&m_view.model());
    show(specification(), 7);
    EXPECT_EQ(value("file", "path"), QString::fromStdString(m_path.string()));
    EXPECT_EQ(value("file", "size"), "1.5 KiB (1,536 bytes)");
    EXPECT_EQ(value("file", "format"), "h5pulse, version 1");
    EXPECT_EQ(value("run", "state"), "finished");
    EXPECT_EQ(value("run", "steps"), "7");
    EXPECT_EQ(value("run", "end time"), "40 s");
    EXPECT_NE(value("run", "duration"), "");
    EXPECT_EQ(value("writer", "commits"), "1,234 commits, the longest took 25 ms");
    EXPECT_EQ(value("writer", "waits"), "none");
    EXPECT_TRUE(value("writer", "who").startsWith(QStringLiteral("process %1").arg(getpid())));
    EXPECT_EQ(value("fields", "u"),
              QString::fromUtf8("3 × 4   float64   V   voltage   96 bytes a step   7 steps"));
    EXPECT_EQ(value("fields", "e"), "scalar   float32   4 bytes a step   7 steps");
    EXPECT_EQ(value("attributes", "author"), QString::fromUtf8("Ünal"));
    EXPECT_EQ(value("attributes", "count"), "9007199254740993");
    EXPECT_EQ(value("attributes", "list"), "1, 0.1");
    EXPECT_EQ(value("attributes", "viscosity"), "0.1");
    const InformationRows segments = m_view.model().rowsOf(QStringLiteral("segments"));
    ASSERT_EQ(segments.size(), 1U);
    EXPECT_EQ(segments.front().name, "steps 0 to 6");
    EXPECT_TRUE(segments.front().value.endsWith(QStringLiteral("finished")))
        << segments.front().value.toStdString();
    EXPECT_TRUE(m_view.tree().isRowHidden(groupIndex(QStringLiteral("skipped")).row(), {}));
    EXPECT_EQ(m_view.data().columns[0].values, (std::vector<double>{12.0, 1.0}));
    EXPECT_EQ(m_view.data().columns[2].values, (std::vector<double>{7.0, 7.0}));
}

TEST_F(InformationViewTest, ASecondWriterIsASecondSegment)
{
    show(specification(), 7);
    {
        Writer writer = Writer::resume(m_path);
        for (int step = 0; step < 3; ++step) {
            writer.append(100.0 + step, std::vector<double>(12, 1.0), 2.0F);
        }
        writer.fail("it diverged");
    }
    Writer::resume(m_path).stop("signal 2");
    showFile();
    EXPECT_EQ(value("run", "state"), "stopped");
    const InformationRows segments = m_view.model().rowsOf(QStringLiteral("segments"));
    ASSERT_EQ(segments.size(), 3U);
    EXPECT_EQ(segments[0].name, "steps 0 to 6");
    EXPECT_EQ(segments[1].name, "steps 7 to 9");
    EXPECT_TRUE(segments[1].value.endsWith(QStringLiteral("failed, it diverged")));
    EXPECT_EQ(segments[2].name, "no steps");
    EXPECT_TRUE(segments[2].value.endsWith(QStringLiteral("stopped, signal 2")));
    EXPECT_EQ(value("fields", "e").section(QStringLiteral("   "), -1), "10 steps");
}

TEST_F(InformationViewTest, LongAttributesAreCutAndOnOneLine)
{
    RunSpec many = specification();
    many.attributes = {{"long", std::string(5000, 'x')},
                       {"lines", std::string("two\nlines\tand\x01more")},
                       {"list", std::vector<double>(3000, 0.5)}};
    show(many, 1);
    EXPECT_EQ(value("attributes", "long"), QString(1000, QLatin1Char('x')) + QStringLiteral("…"));
    EXPECT_LE(value("attributes", "list").size(), 1001);
    for (int row = 0; row < 3; ++row) {
        const QModelIndex group = groupIndex(QStringLiteral("attributes"));
        const QString shown = m_view.model().index(row, 1, group).data().toString();
        EXPECT_FALSE(shown.contains(QLatin1Char('\n'))) << "one line";
    }
}

TEST_F(InformationViewTest, NumbersThatChangeKeepSelectionAndFolding)
{
    show(specification(), 7);
    const QModelIndex run = groupIndex(QStringLiteral("run"));
    const QModelIndex line = m_view.model().index(1, 0, run);
    m_view.tree().setCurrentIndex(line);
    m_view.tree().collapse(groupIndex(QStringLiteral("fields")));
    QSignalSpy reset(&m_view.model(), &QAbstractItemModel::modelReset);
    QSignalSpy changed(&m_view.model(), &QAbstractItemModel::dataChanged);
    show(specification(), 9);
    EXPECT_EQ(value("run", "steps"), "9");
    EXPECT_TRUE(std::ranges::any_of(changed, [&](const QList<QVariant>& what) {
        const QModelIndex index = what.front().toModelIndex();
        return index.parent() == run && index.siblingAtColumn(1).data() == QStringLiteral("9");
    })) << "the list is told";
    EXPECT_EQ(m_view.tree().currentIndex(), line);
    EXPECT_FALSE(m_view.tree().isExpanded(groupIndex(QStringLiteral("fields"))));
    EXPECT_TRUE(m_view.tree().isExpanded(run));
    EXPECT_EQ(reset.count(), 0);
}

TEST_F(InformationViewTest, TextCanBeCopied)
{
    show(specification(), 7);
    const QModelIndex fields = groupIndex(QStringLiteral("fields"));
    const QModelIndex attributes = groupIndex(QStringLiteral("attributes"));
    for (const QModelIndex& line :
         {m_view.model().index(3, 0, attributes), m_view.model().index(1, 0, fields)}) {
        m_view.tree().selectionModel()->select(line, QItemSelectionModel::Select | QItemSelectionModel::Rows);
    }
    action(QStringLiteral("Copy"))->trigger();
    EXPECT_EQ(QGuiApplication::clipboard()->text(),
              "e\tscalar   float32   4 bytes a step   7 steps\nviscosity\t0.1");
    action(QStringLiteral("Copy all as text"))->trigger();
    const QString all = QGuiApplication::clipboard()->text();
    EXPECT_TRUE(all.startsWith(QStringLiteral("File\npath\t")));
    EXPECT_TRUE(all.contains(QStringLiteral("\n\nAttributes\nauthor\tÜnal\n")));
    EXPECT_FALSE(all.contains(QStringLiteral("Passed over")));
}

TEST_F(InformationViewTest, RestoresWhatWasFolded)
{
    QSignalSpy changed(&m_view, &View::stateChanged);
    show(specification(), 2);
    m_view.tree().collapse(groupIndex(QStringLiteral("writer")));
    EXPECT_EQ(changed.count(), 1);
    const QJsonObject state = m_view.saveState();
    InformationView other(nullptr);
    QSignalSpy quiet(&other, &View::stateChanged);
    other.restoreState(state);
    EXPECT_EQ(other.saveState(), state);
    other.restoreState({{QStringLiteral("collapsed"), 5}});
    EXPECT_EQ(other.saveState(), InformationView(nullptr).saveState());
    EXPECT_EQ(quiet.count(), 0);
}

TEST_F(InformationViewTest, TenThousandFieldsAreListedWhenTheyAreSeen)
{
    auto run = std::make_shared<RunDescription>();
    for (int i = 0; i < 10'000; ++i) {
        run->fields.push_back(makeField("field " + std::to_string(i), {}));
    }
    run->skipped = {"'x': why"};
    RunStatus status;
    status.run = run;
    giveStatus(m_view, status);
    giveSubject(m_view, run, nullptr, 0);
    const QModelIndex fields = groupIndex(QStringLiteral("fields"));
    EXPECT_EQ(m_view.model().rowCount(fields), 10'000);
    EXPECT_EQ(m_view.model().index(9999, 0, fields).data(), "field 9999");
    EXPECT_EQ(fields.siblingAtColumn(1).data(), "10,000");
    EXPECT_FALSE(m_view.tree().isRowHidden(groupIndex(QStringLiteral("skipped")).row(), {}));
    giveSubject(m_view, nullptr, nullptr, 0);
    giveStatus(m_view, RunStatus{});
    m_view.drawNow();
    EXPECT_EQ(m_view.model().rowCount(groupIndex(QStringLiteral("fields"))), 0);
}

} // namespace h5pulse::viewer::test
