// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/interrupts.h"

#include <QSocketNotifier>

#include <array>
#include <atomic>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace h5pulse::viewer {

namespace {

constexpr std::array kSignals{SIGINT, SIGTERM, SIGHUP};
std::atomic<int> pipeEnd = -1; // write end, for the signal handler

void onSignal(int signal)
{
    const auto byte = static_cast<unsigned char>(signal);
    [[maybe_unused]] const ssize_t written = ::write(pipeEnd, &byte, 1);
}

} // namespace

Interrupts::Interrupts(QObject* parent)
    : QObject(parent)
{
    if (::pipe2(m_ends, O_CLOEXEC | O_NONBLOCK) != 0) {
        return; // signals keep their default action
    }
    auto* notifier = new QSocketNotifier(m_ends[0], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this] {
        unsigned char signal = 0;
        if (::read(m_ends[0], &signal, 1) == 1) {
            emit caught(signal);
        }
    });
    pipeEnd = m_ends[1];
    struct sigaction action = {};
    action.sa_handler = onSignal;
    action.sa_flags = static_cast<int>(SA_RESETHAND | SA_RESTART);
    for (const int signal : kSignals) {
        ::sigaction(signal, &action, nullptr);
    }
}

Interrupts::~Interrupts()
{
    for (const int signal : kSignals) {
        ::signal(signal, SIG_DFL);
    }
    for (const int end : m_ends) {
        if (end >= 0) {
            ::close(end);
        }
    }
}

} // namespace h5pulse::viewer
