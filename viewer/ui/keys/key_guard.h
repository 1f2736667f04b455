// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace h5pulse::viewer {

/// Lets text entries have their own keys: installed on the application, it keeps plain keys (Left, End,
/// Space, R) from the window's shortcuts while the focus is in an entry.
class KeyGuard : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace h5pulse::viewer
