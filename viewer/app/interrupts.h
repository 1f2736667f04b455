// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace h5pulse::viewer {

/// While it lives, the first SIGINT, SIGTERM or SIGHUP is told by a signal of Qt; a second one kills as ever.
/// At most one object.
class Interrupts : public QObject
{
    Q_OBJECT

public:
    explicit Interrupts(QObject* parent = nullptr);
    ~Interrupts() override;

signals:
    void caught(int signal);

private:
    int m_ends[2] = {-1, -1};
};

} // namespace h5pulse::viewer
