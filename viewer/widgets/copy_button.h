// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPushButton>
#include <QTimer>

namespace h5pulse::viewer {

/// Copies a text to the clipboard, and says so for a moment.
class CopyButton : public QPushButton
{
    Q_OBJECT

public:
    explicit CopyButton(QWidget* parent = nullptr);

    /// What a click copies from now on.
    void setCopiedText(const QString& text) { m_copied = text; }

private:
    QString m_copied;
    QTimer m_timer;
};

} // namespace h5pulse::viewer
