// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace h5pulse::viewer {

/// During its lifetime, the first SIGINT, SIGTERM or SIGHUP emits caught(); a second one kills the process.
/// At most one object may exist.
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
