// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace h5pulse::viewer {

class RunDocument;

/// Moves the cursor of a document through the steps at a steady speed. At the last step it goes live if the
/// run still grows, and stops otherwise.
class Playback : public QObject
{
    Q_OBJECT

public:
    explicit Playback(RunDocument& document, QObject* parent = nullptr);

    bool isPlaying() const { return m_timer.isActive(); }
    double speed() const { return m_speed; }

public slots:
    /// Steps a second.
    void setSpeed(double stepsPerSecond);
    /// From the step that is shown, or from the first if that is the last of a finished run.
    void play();
    void pause();
    /// Pauses when playing or live, else plays.
    void toggle();

signals:
    void playingChanged(bool playing);

private:
    void tick();
    void startAt(quint64 step);

    RunDocument& m_document;
    QTimer m_timer;
    QElapsedTimer m_elapsed;
    double m_speed = 30.0;
    quint64 m_startStep = 0;
    quint64 m_expectedStep = 0;
    bool m_moving = false;
};

} // namespace h5pulse::viewer
