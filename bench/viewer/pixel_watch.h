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

/// Time at which the pixels of a window's plot first showed a step.
struct Sight
{
    quint64 step;
    qint64 nanoseconds; ///< on the steady clock
};

/// A step is drawn by a replot of the plot and painted by its next paint event; it is seen when the pixels
/// differ.
///
/// PixelWatch inspects the window's own image, which a screen would show, after each repaint of the plot.
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
    /// Records the step if the pixels differ from those of the previous step.
    void look(quint64 step);
    /// Image of the plot in the window's present state.
    QImage pixels() const;

    h5pulse::viewer::MainWindow& m_window;
    QWidget* m_plot;
    std::optional<quint64> m_drawn; ///< step drawn by the last replot
    QImage m_last;
    std::vector<Sight> m_sights;
};

} // namespace bench
