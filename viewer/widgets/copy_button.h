// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPushButton>
#include <QTimer>

namespace h5pulse::viewer {

/// Button that copies a text to the clipboard and briefly confirms it.
class CopyButton : public QPushButton
{
    Q_OBJECT

public:
    explicit CopyButton(QWidget* parent = nullptr);

    void setCopiedText(const QString& text) { m_copied = text; }

private:
    QString m_copied;
    QTimer m_timer;
};

} // namespace h5pulse::viewer
