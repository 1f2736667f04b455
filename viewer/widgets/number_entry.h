// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace h5pulse::viewer {

/// Entry for a number. It follows the current value until the user types. Return accepts the entry, Escape
/// discards it; Up and Down step to the next value.
class NumberEntry : public QLineEdit
{
    Q_OBJECT

public:
    explicit NumberEntry(QWidget* parent = nullptr);

    /// Sets the text that is shown while the user is not typing.
    void follow(const QString& text);

signals:
    void entered(const QString& text);
    /// Up: 1, down: -1.
    void stepped(int direction);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void forget();

    QString m_followed;
    bool m_typing = false;
};

} // namespace h5pulse::viewer
