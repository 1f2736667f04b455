// SPDX-License-Identifier: GPL-3.0-or-later
// Comparison of two real files.
#include "core/comparison/comparison.h"
#include "core/texts.h"
#include "temporary_folder.h"
#include "waiting.h"

#include <h5pulse/writer.h>

#include <gtest/gtest.h>

#include <QFile>

namespace h5pulse::viewer::test {

namespace {

const auto kView = QStringLiteral("view");

class ComparisonTest : public testing::Test
{
protected:
    /// u[i] = offset + step + i / 10 at t = start + step * dt.
    QString write(const char* name, int steps, double dt, double offset, double start = 0.0,
                  std::size_t points = 4, const std::string& field = "u")
    {
        const std::filesystem::path path = m_folder / name;
        Writer writer(path, {.fields = {{.name = field, .shape = {points}}, {.name = "e"}}, .timeUnits = "s"},
                      {.existing = Existing::Replace});
        for (int k = 0; k < steps; ++k) {
            std::vector<double> u(points);
            for (std::size_t i = 0; i < points; ++i) {
                u[i] = offset + k + static_cast<double>(i) / 10.0;
            }
            writer.append(start + k * dt, u, offset * k);
        }
        writer.close();
        return QString::fromStdString(path.string());
    }

    void open(const QString& first, const QString& other, std::uint64_t step)
    {
        m_first.open(first);
        m_comparison.setQueries(kView, {FrameQuery{"u"}});
        m_comparison.open(other);
        goTo(step);
    }
    void goTo(std::uint64_t step)
    {
        ASSERT_TRUE(waitFor([&] { return m_first.frame() != nullptr; }));
        m_first.goToStep(step);
        ASSERT_TRUE(waitFor([&] { return m_first.frame()->step == step && m_comparison.isComplete(kView); }));
    }
    ComparedRun other() { return m_comparison.describe(kView); }
    TraceSetPtr traces()
    {
        return std::dynamic_pointer_cast<const TraceSet>(
            m_comparison.answer(kView, Query(TraceQuery{}).index()));
    }
    FramePtr frame()
    {
        const auto result = std::dynamic_pointer_cast<const FrameResult>(
            m_comparison.answer(kView, Query(FrameQuery{}).index()));
        return result ? result->frame : nullptr;
    }
    qint64 shownStep() { return frame() ? static_cast<qint64>(frame()->step) : -1; }

    h5pulse::test::TemporaryFolder m_folder;
    RunDocument m_first;
    Comparison m_comparison{m_first};
};

} // namespace

TEST_F(ComparisonTest, ByTimeIsTheLastStepNotAfter)
{
    open(write("a.h5", 20, 0.1, 0.0), write("b.h5", 20, 0.3, 50.0), 7); // t = 0.7: b has 0.6 and 0.9
    EXPECT_EQ(shownStep(), 2);
    EXPECT_EQ(frame()->real, (std::vector<double>{52.0, 52.1, 52.2, 52.3}));
    EXPECT_EQ(other().name, "b.h5");
    EXPECT_EQ(other().note, "");
    goTo(9); // 0.9 in both, up to rounding
    EXPECT_EQ(shownStep(), 3);
    goTo(0);
    EXPECT_EQ(shownStep(), 0);
}

TEST_F(ComparisonTest, ByStepIsTheSameNumber)
{
    open(write("a.h5", 20, 0.1, 0.0), write("b.h5", 10, 0.3, 50.0), 7);
    m_comparison.setMatch(Comparison::Match::Step);
    ASSERT_TRUE(waitFor([&] { return m_comparison.isComplete(kView); }));
    EXPECT_EQ(shownStep(), 7);
    EXPECT_TRUE(other().bySteps);
    EXPECT_EQ(other().note, "");
    goTo(15);
    EXPECT_EQ(shownStep(), 9);
    EXPECT_EQ(other().note, "it ends at step 9");
    m_comparison.setMatch(Comparison::Match::Time);
    ASSERT_TRUE(waitFor([&] { return m_comparison.isComplete(kView); }));
    EXPECT_EQ(shownStep(), 5);
}

TEST_F(ComparisonTest, OneThatEndsEarlierOrBeginsLaterIsSaidTo)
{
    open(write("a.h5", 40, 0.1, 0.0), write("b.h5", 5, 0.1, 50.0, 2.0), 30);
    EXPECT_EQ(shownStep(), 4);
    EXPECT_EQ(other().note, "it ends at 2.4 s");
    goTo(22);
    EXPECT_EQ(shownStep(), 2);
    EXPECT_EQ(other().note, "");
    goTo(3);
    EXPECT_EQ(shownStep(), -1);
    EXPECT_EQ(other().note, "it begins at 2 s");
}

TEST_F(ComparisonTest, OtherStructures)
{
    open(write("a.h5", 5, 0.1, 0.0), write("b.h5", 5, 0.1, 0.0, 0.0, 9), 2);
    ASSERT_EQ(shownStep(), 2);
    EXPECT_EQ(frame()->real.size(), 9U) << "more points can be drawn";
    m_comparison.open(write("c.h5", 5, 0.1, 0.0, 0.0, 4, "w"));
    ASSERT_TRUE(waitFor([&] { return m_comparison.isComplete(kView); }));
    EXPECT_EQ(shownStep(), -1);
    EXPECT_EQ(other().note, "it has no field 'u'");
    ASSERT_TRUE(waitFor([&] { return traces() && traces()->traces.size() == 1; }))
        << "the scalar of both is there";
    EXPECT_EQ(traces()->traces[0]->id.field, "e");
}

TEST_F(ComparisonTest, GoneAndBrokenFilesAreSaidToBe)
{
    const QString a = write("a.h5", 5, 0.1, 0.0);
    open(a, QString::fromStdString((m_folder / "none.h5").string()), 2);
    EXPECT_TRUE(m_comparison.problem().startsWith(QStringLiteral("compared run none.h5: ")));
    EXPECT_EQ(shownStep(), -1);
    write("none.h5", 5, 0.1, 7.0);
    EXPECT_TRUE(waitFor([&] { return shownStep() == 2; })) << "it comes";
    EXPECT_EQ(m_comparison.problem(), "");

    QFile junk(QString::fromStdString((m_folder / "junk.h5").string()));
    ASSERT_TRUE(junk.open(QIODevice::WriteOnly));
    junk.write(QByteArray(5000, 'x'));
    junk.close();
    m_comparison.open(junk.fileName());
    EXPECT_EQ(shownStep(), -1) << "nothing of the file before";
    EXPECT_TRUE(waitFor([&] { return !m_comparison.problem().isEmpty(); }));
    m_comparison.open({});
    EXPECT_FALSE(m_comparison.isOpen());
    EXPECT_FALSE(other().isOn());
    EXPECT_EQ(m_comparison.problem(), "");
    EXPECT_TRUE(m_comparison.isComplete(kView));
}

TEST_F(ComparisonTest, OneThatIsReplacedByAShorterOne)
{
    open(write("a.h5", 30, 0.1, 0.0), write("b.h5", 30, 0.1, 50.0), 25);
    EXPECT_EQ(shownStep(), 25);
    write("b.h5", 3, 0.1, 90.0);
    EXPECT_TRUE(waitFor([&] { return shownStep() == 2 && frame()->real[0] == 92.0; }));
    EXPECT_EQ(other().note, "it ends at 0.2 s");
    ASSERT_TRUE(QFile::remove(m_comparison.path()));
    EXPECT_TRUE(waitFor([&] { return !m_comparison.status().message.empty(); }));
    EXPECT_EQ(shownStep(), 2) << "what was read of it stays";
}

TEST_F(ComparisonTest, OneThatGrowsIsFollowed)
{
    const std::filesystem::path path = m_folder / "b.h5";
    Writer writer(path, {.fields = {{.name = "u", .shape = {2}}}});
    const auto append = [&](int count) {
        for (int k = 0; k < count; ++k) {
            const auto step = static_cast<double>(writer.steps());
            writer.append(step, std::vector{step, -step});
        }
        writer.commit();
    };
    append(3);
    open(write("a.h5", 30, 1.0, 0.0, 0.0, 2), QString::fromStdString(path.string()), 5);
    EXPECT_EQ(shownStep(), 2);
    EXPECT_EQ(other().note, "it has reached 2");
    append(10);
    EXPECT_TRUE(waitFor([&] { return shownStep() == 5; }));
    EXPECT_EQ(other().note, "");
    EXPECT_EQ(frame()->real, (std::vector<double>{5, -5}));
}

TEST_F(ComparisonTest, FilesOfOneNameAreToldApart)
{
    std::filesystem::create_directory(m_folder / "old");
    open(write("run.h5", 3, 0.1, 0.0), write("old/run.h5", 3, 0.1, 1.0), 1);
    EXPECT_EQ(other().name, "old/run.h5");
    m_comparison.open(toText(m_first.status().path));
    EXPECT_TRUE(waitFor([&] { return m_comparison.isComplete(kView); }));
    EXPECT_EQ(shownStep(), 1) << "a run can be compared with itself";
    m_comparison.forget(kView);
    EXPECT_EQ(shownStep(), -1);
}

} // namespace h5pulse::viewer::test
