// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keys/key_guard.h"

#include <QAbstractSpinBox>
#include <QKeyEvent>
#include <QLineEdit>

namespace h5pulse::viewer {

bool KeyGuard::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::ShortcutOverride) {
        return false;
    }
    const bool entry = qobject_cast<QLineEdit*>(watched) || qobject_cast<QAbstractSpinBox*>(watched);
    const Qt::KeyboardModifiers modifiers = static_cast<QKeyEvent*>(event)->modifiers();
    if (entry && !(modifiers & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier))) {
        event->accept();
        return true;
    }
    return false;
}

} // namespace h5pulse::viewer
