// SPDX-License-Identifier: GPL-3.0-or-later
// A window with two runs.
#include "ui/run/comparison_actions.h"
#include "ui/views/view_dock.h"
#include "views/profile/profile_overlays.h"
#include "window_fixture.h"

#include <QMenuBar>

namespace h5pulse::viewer::test {

namespace {

class WindowComparison : public WindowTest
{
protected:
    WindowComparison()
    {
        LiveWriter other(m_other, 500.0);
        other.append(20);
        other.close();
    }

    OverlayCurves& curves() { return profile().overlays().curves(); }
    void compare() { m_window->compareWith(QString::fromStdString(m_other.string())); }
    /// Whether the profile shows this step of the second run, with its values.
    bool draws(double step)
    {
        if (curves().curves().size() != 1) {
            return false;
        }
        const auto data = curves().graph(0)->data();
        return data->size() == 64 && data->at(63)->value == 500.0 + step + 63 * 1e-3 &&
               data->at(63)->key == 31.5;
    }
    QAction* action(const QString& text)
    {
        for (QAction* found : m_window->findChild<ComparisonActions*>()->actions()) {
            if (found->text() == text) {
                return found;
            }
        }
        return nullptr;
    }

    /// The points of the dashed line of a trace.
    std::vector<std::pair<double, double>> dashed(const QString& field)
    {
        std::vector<std::pair<double, double>> points;
        QCPAxis* axis = traces().valueControl(field) ? traces().valueControl(field)->axis() : nullptr;
        for (int i = 0; i < traces().plot().graphCount(); ++i) {
            QCPGraph* graph = traces().plot().graph(i);
            if (graph->valueAxis() == axis && graph->pen().style() == Qt::DashLine) {
                for (const QCPGraphData& point : *graph->data()) {
                    points.emplace_back(point.key, point.value);
                }
            }
        }
        return points;
    }

    std::filesystem::path m_other = m_folder / "yesterday.h5";
};

} // namespace

TEST_F(WindowComparison, TheOtherRunFollowsTheCursor)
{
    LiveWriter writer(m_path);
    writer.append(30);
    open();
    compare();
    ASSERT_TRUE(waitForStep(29));
    ASSERT_TRUE(waitFor([&] { return draws(19); }));
    EXPECT_TRUE(profile().header().title().endsWith(QStringLiteral("yesterday.h5: it ends at 1.9 s")))
        << profile().header().title().toStdString();
    document().goToStep(7);
    EXPECT_TRUE(waitFor([&] { return shownStep() == 7 && draws(7); }));
    EXPECT_TRUE(curveBelongsToTitle());
    EXPECT_FALSE(profile().header().title().contains(QStringLiteral("ends")));
    EXPECT_TRUE(waitFor([&] { return m_window->views().isComplete(); }));

    action(QStringLiteral("Match by step &number"))->trigger();
    EXPECT_EQ(m_window->comparison().match(), Comparison::Match::Step);
    EXPECT_TRUE(waitFor([&] { return draws(7); }));
    document().goToStep(25);
    EXPECT_TRUE(waitFor([&] {
        return profile().header().title().endsWith(QStringLiteral("yesterday.h5: it ends at step 19"));
    }));
    ASSERT_TRUE(action(QStringLiteral("&Stop comparing"))->isEnabled());
    action(QStringLiteral("&Stop comparing"))->trigger();
    EXPECT_TRUE(waitFor([&] { return curves().isEmpty(); }));
    EXPECT_FALSE(action(QStringLiteral("&Stop comparing"))->isEnabled());
    EXPECT_FALSE(profile().plot().legend->visible());
}

TEST_F(WindowComparison, ViewsWithAFieldOfTheirOwnHaveItToo)
{
    LiveWriter writer(m_path);
    writer.append(10);
    open();
    compare();
    ASSERT_TRUE(waitFor([&] { return draws(9); }));
    document().selectField("energy");
    ViewDock* dock = m_window->views().docks().front();
    dock->setOwnField(QStringLiteral("y"));
    document().goToStep(4);
    EXPECT_TRUE(waitFor([&] { return draws(4); }));
}

TEST_F(WindowComparison, AGoneFileIsSaidToBeAndComesBack)
{
    LiveWriter writer(m_path);
    writer.append(10);
    open();
    ASSERT_TRUE(waitForStep(9));
    const QString gone = QString::fromStdString((m_folder / "gone.h5").string());
    m_window->compareWith(gone);
    EXPECT_TRUE(waitFor([&] { return message().startsWith(QStringLiteral("compared run gone.h5: ")); }));
    EXPECT_EQ(QApplication::activeModalWidget(), nullptr);
    std::filesystem::copy_file(m_other, m_folder / "gone.h5");
    EXPECT_TRUE(waitFor([&] { return draws(9); }));
    EXPECT_TRUE(waitFor([&] { return message().isEmpty(); }));
}

TEST_F(WindowComparison, StaysWhenAnotherFileIsOpened)
{
    LiveWriter writer(m_path);
    writer.append(10);
    open();
    compare();
    ASSERT_TRUE(waitFor([&] { return draws(9); }));
    LiveWriter second(m_folder / "second.h5");
    second.append(4);
    m_window->openFile(QString::fromStdString((m_folder / "second.h5").string()));
    EXPECT_TRUE(waitFor([&] { return shownStep() == 3 && draws(3); }));
}

TEST_F(WindowComparison, TracesOverTimeAndOverSteps)
{
    LiveWriter writer(m_path);
    writer.append(30);
    open();
    const auto energy = QStringLiteral("energy");
    ASSERT_TRUE(waitFor([&] { return traces().valueControl(energy) != nullptr; }));
    EXPECT_TRUE(dashed(energy).empty());
    compare();
    ASSERT_TRUE(waitFor([&] { return dashed(energy).size() == 20; }));
    for (std::size_t k = 0; k < 20; ++k) {
        EXPECT_EQ(dashed(energy)[k].first, static_cast<double>(k) * 0.1);
        EXPECT_EQ(dashed(energy)[k].second, 2.0 * (500.0 + static_cast<double>(k)));
    }
    EXPECT_GT(traces().valueControl(energy)->axis()->range().upper, 1038.0) << "there is room for it";
    EXPECT_TRUE(traces().header().title().contains(QStringLiteral("dashed: yesterday.h5")));

    const auto readAt = [&](double key) {
        traces().drawNow();
        PlotWidget& plot = traces().plot();
        const QCPAxisRect* subplot = plot.axisRects().front();
        QTest::mouseMove(
            &plot, QPoint(static_cast<int>(std::lround(subplot->axis(QCPAxis::atBottom)->coordToPixel(key))),
                          subplot->center().y()));
        QCoreApplication::processEvents();
        return traces().header().readout();
    };
    EXPECT_TRUE(waitFor([&] { return readAt(0.52).contains(QStringLiteral("energy 10, dashed 1010")); }))
        << traces().header().readout().toStdString();
    EXPECT_TRUE(waitFor([&] { return readAt(2.52).endsWith(QStringLiteral("energy 50")); }))
        << "there the other one has ended: " << traces().header().readout().toStdString();
    const ViewData data = traces().data();
    ASSERT_EQ(data.columns.size(), 6U) << "step, time and energy of both";
    EXPECT_EQ(data.columns[2].values.size(), 30U);
    EXPECT_EQ(data.columns[5].name, "energy [J] of yesterday.h5");
    ASSERT_EQ(data.columns[5].values.size(), 20U);
    EXPECT_EQ(data.columns[5].values[19], 1038.0);

    m_window->comparison().setMatch(Comparison::Match::Step);
    ASSERT_TRUE(waitFor([&] { return dashed(energy).size() == 20 && dashed(energy)[19].first == 19.0; }));
    EXPECT_TRUE(traces().timeControl().axis()->range().contains(29.0)) << "and this run is over steps too";
    document().addTrace({"y", 5, Part::Real});
    ASSERT_TRUE(waitFor([&] { return dashed(QStringLiteral("y")).size() == 20; }));
    EXPECT_EQ(dashed(QStringLiteral("y"))[3].second, 503.0 + 5 * 1e-3);

    m_window->comparison().open({});
    EXPECT_TRUE(waitFor([&] { return dashed(energy).empty() && dashed(QStringLiteral("y")).empty(); }));
    EXPECT_LT(traces().timeControl().axis()->range().upper, 25.0) << "over time again";
    EXPECT_FALSE(traces().header().title().contains(QStringLiteral("yesterday")));
}

} // namespace h5pulse::viewer::test
