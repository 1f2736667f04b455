// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/options.h"

#include <QTimer>

namespace h5pulse::viewer {

class MainWindow;

/// Takes the picture of --snapshot: opens the file, waits until all that belongs into the picture was read,
/// writes it. The steps are those that the file had when it was opened, so that the picture does not depend
/// on when it is taken.
class Snapshot : public QObject
{
    Q_OBJECT

public:
    Snapshot(MainWindow& window, const Options& options);

    void start();

signals:
    /// Exit status of the program; what happened was printed.
    void finished(int status);

private:
    void look();
    bool isComplete() const;
    void take();
    void fail(const QString& sentence);

    MainWindow& m_window;
    Options m_options;
    QTimer m_deadline;
    bool m_ready = false;
    bool m_finished = false;
};

} // namespace h5pulse::viewer
