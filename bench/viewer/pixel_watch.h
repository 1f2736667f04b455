// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QObject>

#include <optional>
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

/// A step is drawn by a replot of the plot, painted by its next paint event, and seen when the pixels differ.
///
/// Looks at what the window has painted, after each of the plot's repaints. The image is the window's own:
/// what a screen would be given.
class PixelWatch : public QObject
{
    Q_OBJECT

public:
    explicit PixelWatch(h5pulse::viewer::MainWindow& window);

    const std::vector<Sight>& sights() const { return m_sights; }

signals:
    void seen(quint64 step);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    /// Records the step if the pixels are others than those of the one before.
    void look(quint64 step);
    /// Of the plot, as it is on the window now.
    QImage pixels() const;

    h5pulse::viewer::MainWindow& m_window;
    QWidget* m_plot;
    std::optional<quint64> m_drawn; ///< the step that the last replot draws
    QImage m_last;
    std::vector<Sight> m_sights;
};

} // namespace bench
