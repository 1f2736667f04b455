// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/headless.h"

namespace h5pulse::viewer {

/// Keeps the picture of --watch-snapshot: renews it every so often while the run goes on, whatever happens to
/// its file, and ends with the run.
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
    QString m_problem; // with the last picture
};

} // namespace h5pulse::viewer
