// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/preferences.h"
#include "ui/main_window.h"

#include <functional>
#include <memory>
#include <vector>

namespace h5pulse::viewer::test {

/// The content of a picture: a window of a given size, with the recorded run or without a file, after
/// `arrange`.
struct Scene
{
    const char* name;
    QSize size;
    std::function<void(MainWindow&)> arrange;
    bool withRun = true;
    std::size_t alarms = 1; ///< number of alarms in the complete window
};

const std::vector<Scene>& scenes();

/// The complete window of a scene, at step 97 of the recorded run. Null: something is missing at the
/// deadline.
std::unique_ptr<MainWindow> makeWindow(const Scene& scene, ThemeChoice theme, const QSize& size = {});

/// The picture of a window that does not change any more. Null: it still changes at the deadline.
QImage settledPicture(QWidget& window);

} // namespace h5pulse::viewer::test
