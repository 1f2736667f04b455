// SPDX-License-Identifier: GPL-3.0-or-later
// Spectrum, table and run information in a window, on the file of a live writer.
#include "window_fixture.h"

#include "ui/views/view_dock.h"
#include "views/information/information_view.h"
#include "views/spectrum/spectrum_view.h"
#include "views/table/table_view.h"
#include "views/table/value_grid.h"

#include <QClipboard>

#include <cmath>

namespace h5pulse::viewer::test {

class WindowNumbers : public WindowTest
{
protected:
    template <typename T>
    T& openView(const QString& kind)
    {
        return static_cast<T&>(m_window->views().open(kind)->view());
    }

    /// The value of a line of the run information.
    static QString valueOf(InformationView& view, const QString& group, const QString& name)
    {
        for (const InformationRow& row : view.model().rowsOf(group)) {
            if (row.name == name) {
                return row.value;
            }
        }
        return {};
    }
};

TEST_F(WindowNumbers, TheSpectrumFollowsTheRunAndTheCursor)
{
    LiveWriter writer(m_path);
    writer.append(10);
    open();
    ASSERT_TRUE(waitForStep(9));
    auto& spectrum = openView<SpectrumView>(QStringLiteral("spectrum"));
    ASSERT_TRUE(waitFor([&] {
        return spectrum.header().title() == QStringLiteral("Spectrum of y   step 9   t = 0.9 s");
    })) << spectrum.header().title().toStdString();
    EXPECT_EQ(spectrum.plot().xAxis->label(), "wave number [1/mm]");
    ASSERT_EQ(spectrum.plot().graph(0)->dataCount(), 33) << "of 64 points";
    EXPECT_EQ(spectrum.plot().graph(0)->data()->at(32)->key, 1.0) << "of points half a millimetre apart";
    // y is a ramp of slope 1e-3: its k-th amplitude is 1e-3 / sin(pi k / N).
    for (const int k : {1, 7, 31}) {
        EXPECT_NEAR(spectrum.plot().graph(0)->data()->at(k)->value, 1e-3 / std::sin(M_PI * k / 64.0), 1e-9);
    }
    writer.append(5);
    EXPECT_TRUE(waitFor([&] { return spectrum.header().title().contains(QStringLiteral("step 14")); }));
    document().goToStep(3);
    EXPECT_TRUE(waitFor([&] { return spectrum.header().title().contains(QStringLiteral("step 3 ")); }));

    document().selectField("energy");
    ASSERT_TRUE(waitFor([&] {
        return spectrum.header().title() == QStringLiteral("Spectrum of energy   t = 0 to 1.4 s");
    })) << spectrum.header().title().toStdString();
    EXPECT_EQ(spectrum.plot().xAxis->label(), "frequency [Hz]");
    EXPECT_EQ(spectrum.plot().graph(0)->dataCount(), 8) << "of 15 steps";
    writer.append(1);
    EXPECT_TRUE(waitFor([&] { return spectrum.plot().graph(0)->dataCount() == 9; }))
        << "it grows with the run";
    EXPECT_EQ(message(), "");
}

TEST_F(WindowNumbers, TheTableFollowsTheRunAndAddsTraces)
{
    LiveWriter writer(m_path);
    writer.append(10);
    open();
    ASSERT_TRUE(waitForStep(9));
    auto& table = openView<TableView>(QStringLiteral("table"));
    const auto value = [&](int row) { return table.model().index(row, 2).data().toString(); };
    ASSERT_TRUE(waitFor([&] { return value(0) == QStringLiteral("9"); }));
    for (int row = 0; row < 64; ++row) {
        EXPECT_EQ(value(row).toDouble(), 9.0 + row * 1e-3);
    }
    EXPECT_EQ(table.model().index(3, 1).data(), "1.5");
    table.table().setCurrentIndex(table.model().index(5, 2));
    writer.append(90);
    ASSERT_TRUE(waitFor([&] { return value(0) == QStringLiteral("99"); }));
    EXPECT_EQ(table.table().currentIndex().row(), 5);
    table.table().setFocus();
    QTest::keyClick(&table.table(), Qt::Key_Down);
    EXPECT_EQ(table.table().currentIndex().row(), 6);
    QTest::keyClick(&table.table(), Qt::Key_Left);
    EXPECT_TRUE(document().cursor().live) << "the key was the table's";
    QTest::keyClick(&table.table(), Qt::Key_Right);
    QTest::keyClick(&table.table(), Qt::Key_C, Qt::ControlModifier);
    EXPECT_EQ(QGuiApplication::clipboard()->text().toDouble(), 99.006);
    QTest::keyClick(&table.table(), Qt::Key_Return);
    EXPECT_EQ(document().traceIds().back(), (TraceId{"y", 6, Part::Real}));
    document().goToStep(42);
    EXPECT_TRUE(waitFor([&] { return value(0) == QStringLiteral("42"); }));
    EXPECT_EQ(table.header().title(), "y   step 42   t = 4.2 s");

    document().selectField("energy");
    EXPECT_TRUE(waitFor([&] { return table.model().index(0, 1).data() == QStringLiteral("84"); }));
}

TEST_F(WindowNumbers, TheInformationFollowsTheRunToItsEnd)
{
    LiveWriter writer(m_path);
    writer.append(10);
    open();
    ASSERT_TRUE(waitForStep(9));
    auto& view = openView<InformationView>(QStringLiteral("information"));
    const auto run = [&](const char* name) {
        return valueOf(view, QStringLiteral("run"), QString::fromLatin1(name));
    };
    ASSERT_TRUE(waitFor([&] { return run("steps") == QStringLiteral("10"); }));
    EXPECT_EQ(run("state"), "live");
    EXPECT_EQ(run("last time"), "0.9 s");
    EXPECT_EQ(valueOf(view, QStringLiteral("file"), QStringLiteral("path")),
              QString::fromStdString(m_path.string()));
    writer.append(1000);
    EXPECT_TRUE(waitFor([&] { return run("steps") == QStringLiteral("1,010"); }));
    EXPECT_TRUE(waitFor([&] {
        return valueOf(view, QStringLiteral("fields"), QStringLiteral("energy"))
            .endsWith(QStringLiteral("1,010 steps"));
    }));
    EXPECT_TRUE(waitFor([&] { return !run("since the start").isEmpty(); }));
    writer.fail("enough of it");
    EXPECT_TRUE(waitFor([&] { return run("state") == QStringLiteral("failed"); }));
    EXPECT_TRUE(waitFor([&] {
        const InformationRows segments = view.model().rowsOf(QStringLiteral("segments"));
        return segments.size() == 1 && segments.front().name == QStringLiteral("steps 0 to 1,009") &&
               segments.front().value.endsWith(QStringLiteral("failed, enough of it"));
    }));
}

} // namespace h5pulse::viewer::test
