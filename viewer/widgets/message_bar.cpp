// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/message_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace h5pulse::viewer {

namespace {
constexpr int kNoteMilliseconds = 6000;
constexpr int kStripe = 4;
} // namespace

MessageBar::MessageBar(QWidget* parent)
    : QWidget(parent)
    , m_theme(&lightTheme())
    , m_label(new QLabel(this))
    , m_actionButton(new QPushButton(this))
{
    m_label->setWordWrap(true);
    m_label->setTextFormat(Qt::PlainText);
    m_label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_label->setMinimumWidth(1);
    auto* dismiss = new QToolButton(this);
    dismiss->setText(QStringLiteral("✕"));
    dismiss->setAutoRaise(true);
    dismiss->setFocusPolicy(Qt::TabFocus);
    dismiss->setToolTip(tr("Dismiss this message"));
    dismiss->setAccessibleName(dismiss->toolTip());
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12 + kStripe, 6, 6, 6);
    layout->addWidget(m_label, 1);
    layout->addWidget(m_actionButton, 0, Qt::AlignTop);
    connect(m_actionButton, &QPushButton::clicked, this, &MessageBar::actionWanted);
    layout->addWidget(dismiss, 0, Qt::AlignTop);
    connect(dismiss, &QToolButton::clicked, this, [this] {
        if (showsMessage()) {
            m_dismissed = m_message;
        }
        m_note.clear();
        refresh();
    });
    m_noteTimer.setSingleShot(true);
    connect(&m_noteTimer, &QTimer::timeout, this, [this] {
        m_note.clear();
        refresh();
    });
    refresh();
}

void MessageBar::setMessage(Kind kind, const QString& text, const QString& action)
{
    if (kind == m_kind && text == m_message && action == m_action) {
        return;
    }
    m_action = action;
    m_kind = kind;
    m_message = text;
    if (text.isEmpty()) {
        m_dismissed.clear();
    }
    refresh();
}

void MessageBar::showNote(const QString& text)
{
    m_note = text;
    m_noteFirst = false;
    m_noteTimer.start(kNoteMilliseconds);
    refresh();
}

void MessageBar::showAnswer(const QString& text)
{
    showNote(text);
    m_noteFirst = true;
    refresh();
}

bool MessageBar::showsMessage() const
{
    const bool note = m_noteFirst && !m_note.isEmpty();
    return !note && !m_message.isEmpty() && m_message != m_dismissed;
}

QString MessageBar::text() const
{
    return isHidden() ? QString() : m_label->text();
}

void MessageBar::refresh()
{
    const bool message = showsMessage();
    m_label->setText(message ? m_message : m_note);
    m_actionButton->setText(m_action);
    m_actionButton->setVisible(message && !m_action.isEmpty());
    setVisible(message || !m_note.isEmpty());
    update();
}

QColor MessageBar::color() const
{
    if (!showsMessage() || m_kind == Kind::Note) {
        return m_theme->selection;
    }
    return m_kind == Kind::Warning ? m_theme->warning : m_theme->error;
}

void MessageBar::applyTheme(const Theme& theme)
{
    m_theme = &theme;
    update();
}

void MessageBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    QColor back = color();
    back.setAlpha(m_theme->dark ? 46 : 28);
    painter.fillRect(rect(), m_theme->surface);
    painter.fillRect(rect(), back);
    painter.fillRect(QRect(0, 0, kStripe, height()), color());
}

} // namespace h5pulse::viewer
