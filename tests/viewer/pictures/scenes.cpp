// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenes.h"

#include "ui/alarms/alarm_panel.h"
#include "ui/export/sequence_export.h"
#include "ui/fields/field_panel.h"
#include "ui/run/run_panel.h"
#include "ui/views/view_area.h"
#include "ui/views/view_dock.h"
#include "ui/welcome/language_tabs.h"
#include "waiting.h"
#include "widgets/sparkline.h"

#include <QDockWidget>
#include <QFile>
#include <QListView>
#include <QPainter>
#include <QSettings>
#include <QTabBar>
#include <QTest>

#include <gtest/gtest.h>

#include <cmath>

namespace h5pulse::viewer::test {

namespace {

constexpr std::uint64_t kStep = 97;
constexpr QSize kView(760, 480);
constexpr int kAlarmMargin = 6;   // pixels
constexpr int kPatience = 15'000; // milliseconds, as below
constexpr int kStill = 400;       // milliseconds without a change
const auto kRun = QStringLiteral("waves.h5");

/// One view alone, of one field.
std::function<void(MainWindow&)> only(const char* view, const char* field)
{
    return [view, field](MainWindow& window) {
        window.document().selectField(field);
        window.views().showOnly({QLatin1String(view)});
        for (auto* dock : window.findChildren<QDockWidget*>(Qt::FindDirectChildrenOnly)) {
            dock->hide();
        }
    };
}

void followSome(MainWindow& window)
{
    window.document().setTraceIds(
        {{"energy", 0, Part::Real}, {"u", 17, Part::Real}, {"u", 40, Part::Real}, {"probe", 0, Part::Real}});
}

void watchEnergy(MainWindow& window)
{
    // Waits for the first alarm, because alarms are listed in the order in which they came.
    waitFor([&] { return window.alarms().list().size() == 1; });
    window.alarms().addThreshold({{"energy", 0, Part::Real}, Threshold::Side::Above, 27.8});
}

/// Fills the histories as if the window had shown the run while it was live.
void fillHistories(MainWindow& window)
{
    for (int i = 0; i < 300; ++i) {
        window.runPanel().stepsHistory().add(900.0 + 120.0 * std::sin(0.1 * i));
        window.runPanel().bytesHistory().add(2.1 + 0.3 * std::sin(0.03 * i));
    }
    emit window.document().statusChanged();
}

bool isComplete(MainWindow& window, const Scene& scene)
{
    RunDocument& document = window.document();
    return document.frame() && document.traces() && document.traces()->isComplete() &&
           showsStep(document, window.views(), kStep) && window.alarms().list().size() == scene.alarms &&
           window.alarms().searchText().contains(QStringLiteral("all 160"));
}

bool openRun(MainWindow& window)
{
    QFile::remove(kRun);
    QFile::copy(QStringLiteral(H5PULSE_TEST_SCRIPTS "/pictures/run.h5"), kRun);
    window.document().open(kRun);
    return waitFor([&] { return window.document().frame() != nullptr; });
}

/// Paints over the wall-clock times of alarms, which differ in each run of the test.
void paintOverClocks(QWidget& window, QImage& picture)
{
    auto* run = window.findChild<RunPanel*>();
    if (!run || !run->isVisible()) {
        return;
    }
    QListView& list = run->alarmPanel().list();
    QPainter painter(&picture); // in the units of the window
    for (int row = 0; row < list.model()->rowCount(); ++row) {
        QRect place = list.visualRect(list.model()->index(row, 0));
        place.setTop(place.center().y());
        place.setWidth(list.fontMetrics().horizontalAdvance(QStringLiteral("88:88:88")) + 2 * kAlarmMargin);
        place.moveTopLeft(list.viewport()->mapTo(&window, place.topLeft()));
        painter.fillRect(place.adjusted(kAlarmMargin, 0, 0, 0), Qt::gray);
    }
}

/// Selects the language of the example program on the start page.
void chooseLanguage(MainWindow& window, const char* name)
{
    auto* tabs = window.findChild<LanguageTabs*>()->findChild<QTabBar*>();
    for (int i = 0; i < tabs->count(); ++i) {
        if (tabs->tabText(i) == QLatin1String(name)) {
            tabs->setCurrentIndex(i);
        }
    }
}

} // namespace

const std::vector<Scene>& scenes()
{
    static const std::vector<Scene> all{
        {"start", {880, 620}, [](MainWindow&) {}, false},
        {"start c", {880, 620}, [](MainWindow& window) { chooseLanguage(window, "C"); }, false},
        {"window", {1200, 760}, followSome},
        {"profile", kView, only("state", "u")},
        {"image", kView, only("state", "vorticity")},
        {"value", kView, only("state", "energy")},
        {"traces", kView,
         [](MainWindow& window) {
             followSome(window);
             only("traces", "u")(window);
         }},
        {"map", kView, only("map", "u")},
        {"diagnostics", kView, only("diagnostics", "u")},
        {"spectrum", kView, only("spectrum", "u")},
        {"histogram", kView, only("histogram", "vorticity")},
        {"table", kView, only("table", "vorticity")},
        {"information", {760, 620}, only("information", "u")},
        {"alarms",
         {1100, 640},
         [](MainWindow& window) {
             watchEnergy(window);
             fillHistories(window);
         },
         true,
         2},
        {"six views",
         {1400, 900},
         [](MainWindow& window) {
             followSome(window);
             for (const char* view : {"map", "diagnostics", "spectrum", "table"}) {
                 window.views().open(QLatin1String(view));
             }
         }},
    };
    return all;
}

std::unique_ptr<MainWindow> makeWindow(const Scene& scene, ThemeChoice theme, const QSize& size)
{
    QSettings().clear();
    auto window = std::make_unique<MainWindow>();
    Preferences preferences;
    preferences.theme = theme;
    window->preferences().setForNow(preferences);
    window->resize(size.isEmpty() ? scene.size : size);
    window->show();
    window->activateWindow();
    if (!waitFor([&] { return window->isActiveWindow(); }) || (scene.withRun && !openRun(*window))) {
        return nullptr;
    }
    scene.arrange(*window);
    if (!scene.withRun) {
        return window;
    }
    window->views().setFocus();
    window->document().goToStep(kStep);
    if (!waitFor([&] { return isComplete(*window, scene); }, kPatience)) {
        ADD_FAILURE() << "step " << (window->document().frame() ? window->document().frame()->step : 0)
                      << ", views " << window->views().isComplete() << ", " << window->alarms().list().size()
                      << " alarms, '" << window->alarms().searchText().toStdString() << "'";
        return nullptr;
    }
    window->views().resetZoom(); // ranges do not depend on which steps were drawn before
    return window;
}

QImage settledPicture(QWidget& window)
{
    QImage last;
    QElapsedTimer still;
    const bool settled = waitFor([&] {
        QImage now = window.grab().toImage();
        paintOverClocks(window, now);
        if (now != last) {
            last = std::move(now);
            still.start();
        }
        return still.elapsed() > kStill;
    });
    return settled ? last : QImage();
}

} // namespace h5pulse::viewer::test
