// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace h5pulse::viewer {

/// A number that follows what is shown until the user types another. Return takes it, Escape forgets it; Up
/// and Down ask for the next one.
class NumberEntry : public QLineEdit
{
    Q_OBJECT

public:
    explicit NumberEntry(QWidget* parent = nullptr);

    /// What is shown while nobody types.
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
