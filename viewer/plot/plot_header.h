// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/theme.h"

#include <QWidget>

namespace h5pulse::viewer {

/// The line above a plot: a title at the left, the readout under the mouse at the right. Text that does not
/// fit is elided, the title first. The header never demands a wider window.
class PlotHeader : public QWidget
{
    Q_OBJECT

public:
    explicit PlotHeader(QWidget* parent = nullptr);

    void setTitle(const QString& title);
    void setReadout(const QString& readout);
    QString title() const { return m_title; }
    QString readout() const { return m_readout; }
    /// The texts as drawn, elided to the available width.
    QString shownTitle() const;
    QString shownReadout() const;
    void applyTheme(const Theme& theme);

    QSize sizeHint() const override;

signals:
    void changed();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Widths
    {
        int title;
        int readout;
    };

    QFont titleFont() const;
    QRect textArea() const;
    Widths widths() const;

    QString m_title;
    QString m_readout;
    QColor m_background;
    QColor m_titleColor;
    QColor m_readoutColor;
};

} // namespace h5pulse::viewer
