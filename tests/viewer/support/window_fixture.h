// SPDX-License-Identifier: GPL-3.0-or-later
// A fixture with a whole window, offscreen, that shows the file of a real writer process.
#pragma once

#include "live_writer.h"
#include "plot/plot_header.h"
#include "plot/plot_widget.h"
#include "temporary_folder.h"
#include "ui/fields/field_panel.h"
#include "ui/main_window.h"
#include "ui/run/status_line.h"
#include "ui/slider/step_slider.h"
#include "ui/time/time_bar.h"
#include "ui/views/view_area.h"
#include "views/profile/profile_view.h"
#include "views/traces/trace_view.h"
#include "waiting.h"
#include "widgets/message_bar.h"
#include "widgets/number_entry.h"

#include <QTest>
#include <QToolButton>

#include <gtest/gtest.h>

#include <memory>

namespace h5pulse::viewer::test {

class WindowTest : public testing::Test
{
protected:
    WindowTest()
    {
        m_window = std::make_unique<MainWindow>();
        m_window->resize(1000, 700);
        m_window->show();
        m_window->activateWindow();
        EXPECT_TRUE(waitFor([&] { return m_window->isActiveWindow(); }));
    }

    void open() { m_window->openFile(QString::fromStdString(m_path.string())); }
    RunDocument& document() { return m_window->document(); }
    ProfileView& profile()
    {
        return *static_cast<ProfileView*>(m_window->views().view(QStringLiteral("profile")));
    }
    TraceView& traces() { return *static_cast<TraceView*>(m_window->views().view(QStringLiteral("traces"))); }
    QString state() { return m_window->statusLine().stateText(); }
    QString message() { return m_window->messageBar().text(); }
    void press(Qt::Key key) { QTest::keyClick(m_window.get(), key); }

    /// The drawn step; -1: none.
    qint64 shownStep() { return document().frame() ? static_cast<qint64>(document().frame()->step) : -1; }
    bool waitForStep(qint64 step)
    {
        return waitFor([&] { return shownStep() == step; });
    }
    /// The number of steps that the window knows.
    qint64 steps() { return static_cast<qint64>(document().status().steps); }

    /// Whether the curve shows the step in the title, by the values that test_writer wrote.
    testing::AssertionResult curveBelongsToTitle(double offset = 0.0)
    {
        const QString title = profile().header().title();
        const double step =
            title.section(QStringLiteral("step "), 1).section(QLatin1Char(' '), 0, 0).toDouble();
        const auto curve = profile().plot().graph(0)->data();
        if (curve->size() != 64) {
            return testing::AssertionFailure() << curve->size() << " points";
        }
        for (int i = 0; i < curve->size(); ++i) {
            if (curve->at(i)->value != offset + step + i * 1e-3 || curve->at(i)->key != 0.5 * i) {
                return testing::AssertionFailure() << title.toStdString() << ": point " << i << " is at ("
                                                   << curve->at(i)->key << ", " << curve->at(i)->value << ")";
            }
        }
        return testing::AssertionSuccess();
    }

    h5pulse::test::TemporaryFolder m_folder;
    std::filesystem::path m_path = m_folder / "run.h5";
    std::unique_ptr<MainWindow> m_window;
};

} // namespace h5pulse::viewer::test
