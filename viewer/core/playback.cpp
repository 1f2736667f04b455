// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback.h"

#include "core/run_document.h"

namespace h5pulse::viewer {

namespace {
constexpr int kTick = 16; // milliseconds
}

Playback::Playback(RunDocument& document, QObject* parent)
    : QObject(parent)
    , m_document(document)
    , m_timer(this)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(kTick);
    connect(&m_timer, &QTimer::timeout, this, &Playback::tick);
    // Whoever else moves the cursor takes over.
    connect(&m_document, &RunDocument::cursorChanged, this, [this] {
        if (isPlaying() && !m_moving && m_document.cursor() != Cursor{false, m_expectedStep}) {
            pause();
        }
    });
}

void Playback::setSpeed(double stepsPerSecond)
{
    m_speed = stepsPerSecond;
    if (isPlaying()) {
        startAt(m_document.cursor().step);
    }
}

void Playback::startAt(quint64 step)
{
    m_startStep = step;
    m_expectedStep = step;
    m_elapsed.start();
}

void Playback::play()
{
    const RunStatus& status = m_document.status();
    if (isPlaying() || status.steps == 0) {
        return;
    }
    const bool atEnd = m_document.cursor().step + 1 >= status.steps;
    startAt(atEnd && !isGrowing(status.phase) ? 0 : m_document.cursor().step);
    m_timer.start();
    emit playingChanged(true);
    tick();
}

void Playback::pause()
{
    if (isPlaying()) {
        m_timer.stop();
        emit playingChanged(false);
    }
}

void Playback::toggle()
{
    if (isPlaying()) {
        pause();
    } else if (m_document.cursor().live && isGrowing(m_document.status().phase)) {
        m_document.moveBy(0); // stay here while the run goes on
    } else {
        play();
    }
}

void Playback::tick()
{
    const RunStatus& status = m_document.status();
    const auto moved = static_cast<quint64>(static_cast<double>(m_elapsed.elapsed()) * 1e-3 * m_speed);
    const quint64 step = m_startStep + moved;
    m_moving = true;
    if (step + 1 >= status.steps) {
        pause();
        if (isGrowing(status.phase)) {
            m_document.goLive();
        } else {
            m_document.goToStep(status.steps > 0 ? status.steps - 1 : 0);
        }
    } else {
        m_expectedStep = step;
        m_document.goToStep(step);
    }
    m_moving = false;
}

} // namespace h5pulse::viewer
