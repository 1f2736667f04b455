// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace h5pulse::viewer {

/// Event filter of the application. While a text entry has the focus, it reserves plain keys (Left, End,
/// Space, R) for the entry, so that they do not trigger shortcuts of the window.
class KeyGuard : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace h5pulse::viewer
