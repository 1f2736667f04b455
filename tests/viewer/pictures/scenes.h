// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/preferences.h"
#include "ui/main_window.h"

#include <functional>
#include <memory>
#include <vector>

namespace h5pulse::viewer::test {

/// What a picture is of: a window of a size, on the recorded run or without a file, with something done to
/// it.
struct Scene
{
    const char* name;
    QSize size;
    std::function<void(MainWindow&)> arrange;
    bool withRun = true;
    std::size_t alarms = 1; ///< that there are when it is complete
};

const std::vector<Scene>& scenes();

/// The window of a scene, with all that it waits for, at the recorded run's step 97. Null: it never came.
std::unique_ptr<MainWindow> makeWindow(const Scene& scene, ThemeChoice theme, const QSize& size = {});

/// As it is when nothing moves in it any more. Null: something always does.
QImage settledPicture(QWidget& window);

} // namespace h5pulse::viewer::test
