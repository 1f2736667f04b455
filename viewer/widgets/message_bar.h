// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/theme.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QPushButton;

namespace h5pulse::viewer {

/// A sentence above the plots, for as long as it is true or until the user has read it.
class MessageBar : public QWidget
{
    Q_OBJECT

public:
    enum class Kind { Note, Warning, Error };

    explicit MessageBar(QWidget* parent = nullptr);

    /// What is true now; an empty text: nothing. A sentence that the user put away does not come back.
    /// @param action  what a button beside it offers; empty: no button
    void setMessage(Kind kind, const QString& text, const QString& action = {});
    /// Shows a note for a few seconds where no message stands.
    void showNote(const QString& text);
    /// Shows for a few seconds what came of something that the user did, also before a message.
    void showAnswer(const QString& text);
    void applyTheme(const Theme& theme);

    /// What is on the screen; empty: nothing.
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
