// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/theme.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QPushButton;

namespace h5pulse::viewer {

/// Bar above the plots that shows one message, with an optional button. The user can dismiss it.
class MessageBar : public QWidget
{
    Q_OBJECT

public:
    enum class Kind { Note, Warning, Error };

    explicit MessageBar(QWidget* parent = nullptr);

    /// Sets the message; empty: none. A message that the user has dismissed is not shown again.
    /// @param action  text of the button; empty: no button
    void setMessage(Kind kind, const QString& text, const QString& action = {});
    /// Shows a note for a few seconds, if there is no message.
    void showNote(const QString& text);
    /// Shows the result of a user action for a few seconds, also in place of a message.
    void showAnswer(const QString& text);
    void applyTheme(const Theme& theme);

    /// The shown text; empty: none.
    QString text() const;
    /// The button of setMessage's action.
    QPushButton& actionButton() { return *m_actionButton; }

signals:
    void actionWanted();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void refresh();
    bool showsMessage() const;
    QColor color() const;

    const Theme* m_theme;
    QLabel* m_label;
    QPushButton* m_actionButton;
    QTimer m_noteTimer;
    Kind m_kind = Kind::Note;
    QString m_message;
    QString m_action;
    QString m_dismissed;
    QString m_note;
    bool m_noteFirst = false;
};

} // namespace h5pulse::viewer
