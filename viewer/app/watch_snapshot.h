// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/headless.h"

namespace h5pulse::viewer {

/// Writes the picture of --watch-snapshot at regular intervals until the run has ended. After the first
/// reading, problems of the file do not end it.
class WatchSnapshot : public Headless
{
    Q_OBJECT

public:
    WatchSnapshot(MainWindow& window, const Options& options);

protected:
    bool follows() const override { return true; }
    void look() override;

private:
    bool isEnd();
    bool isShown();
    void take();
    void save(const QString& name, const std::function<QString(QIODevice&)>& drawn);

    QTimer m_timer;
    bool m_due = true;
    bool m_taking = false;
    std::uint64_t m_pictures = 0;
    QString m_problem; // of the last picture
};

} // namespace h5pulse::viewer
