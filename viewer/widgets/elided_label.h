// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace h5pulse::viewer {

/// Label with one line of text. Text that does not fit is elided and shown in a tool tip. The size does not
/// depend on the text. Digits have equal widths.
class ElidedLabel : public QWidget
{
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget* parent = nullptr);

    const QString& text() const { return m_text; }
    void setText(const QString& text);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {20, sizeHint().height()}; }

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_text;
};

} // namespace h5pulse::viewer
