// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/number_entry.h"

#include <QKeyEvent>

namespace h5pulse::viewer {

NumberEntry::NumberEntry(QWidget* parent)
    : QLineEdit(parent)
{
    setAlignment(Qt::AlignRight);
    connect(this, &QLineEdit::textEdited, this, [this] { m_typing = true; });
}

void NumberEntry::follow(const QString& text)
{
    m_followed = text;
    if (!m_typing && text != this->text()) {
        const bool all = hasSelectedText();
        setText(text);
        if (all) {
            selectAll();
        }
    }
}

void NumberEntry::forget()
{
    m_typing = false;
    setText(m_followed);
}

void NumberEntry::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_typing) {
            m_typing = false;
            emit entered(text().trimmed());
        }
        clearFocus();
        break;
    case Qt::Key_Escape:
        forget();
        clearFocus();
        break;
    case Qt::Key_Up:
    case Qt::Key_Down:
        m_typing = false;
        emit stepped(event->key() == Qt::Key_Up ? 1 : -1);
        break;
    default:
        QLineEdit::keyPressEvent(event);
    }
}

void NumberEntry::focusOutEvent(QFocusEvent* event)
{
    QLineEdit::focusOutEvent(event);
    if (m_typing && event->reason() != Qt::PopupFocusReason &&
        event->reason() != Qt::ActiveWindowFocusReason) {
        forget();
    }
}

} // namespace h5pulse::viewer
