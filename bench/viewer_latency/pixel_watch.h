// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QObject>

#include <vector>

namespace h5pulse::viewer {
class MainWindow;
}

namespace bench {

/// When the pixels of a window's plot first were those of a step.
struct Sight
{
    quint64 step;
    qint64 nanoseconds; ///< on the steady clock
};

/// Looks at what the window has painted, after each of the plot's repaints. The image is the window's own:
/// what a screen would be given.
class PixelWatch : public QObject
{
    Q_OBJECT

public:
    explicit PixelWatch(h5pulse::viewer::MainWindow& window);

    const std::vector<Sight>& sights() const { return m_sights; }

signals:
    /// For the first time.
    void seen();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void look();
    /// Of the plot, as it is on the window now.
    QImage pixels() const;

    h5pulse::viewer::MainWindow& m_window;
    QWidget* m_plot;
    QImage m_last;
    std::vector<Sight> m_sights;
};

} // namespace bench
