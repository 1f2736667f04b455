// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/playback/playback_path.h"

#include <QJsonObject>
#include <QObject>
#include <QTimer>

#include <functional>
#include <limits>
#include <optional>

namespace h5pulse::viewer {

class RunDocument;

/// How fast a run is played.
struct PlaybackSpeed
{
    enum class Unit {
        Steps, ///< of the run
        Time   ///< of the simulation, in its units
    };

    double perSecond = 30.0; ///< of wall time
    Unit unit = Unit::Steps;

    friend bool operator==(const PlaybackSpeed&, const PlaybackSpeed&) = default;
};

/// An end of the stretch that is played.
struct PlaybackMark
{
    std::uint64_t step = 0;
    double time = std::numeric_limits<double>::quiet_NaN(); ///< of that step; NaN: not known

    friend bool operator==(const PlaybackMark&, const PlaybackMark&) = default;
};

/// Moves the cursor of a document through the steps at a steady speed, in either direction, over the whole
/// run or a stretch of it, once or again and again. At the last step it goes live if the run still grows, and
/// stops otherwise. Asks for at most one step a frame; what the screen cannot show is left out.
class Playback : public QObject
{
    Q_OBJECT

public:
    enum class Direction { Forward, Backward };
    using Clock = std::function<double()>; ///< seconds, from any start

    static constexpr std::uint64_t kMaxStride = 1'000'000;

    explicit Playback(RunDocument& document, QObject* parent = nullptr);

    bool isPlaying() const { return m_timer.isActive(); }
    Direction direction() const { return m_direction; }
    PlaybackSpeed speed() const { return m_speed; }
    std::uint64_t stride() const { return m_stride; }
    bool isLooping() const { return m_loop; }
    const std::optional<PlaybackMark>& rangeBegin() const { return m_begin; }
    const std::optional<PlaybackMark>& rangeEnd() const { return m_end; }
    /// Empty: the run can be played by simulated time. Else why it cannot.
    QString timeProblem() const;
    /// A speed for simulated time that takes the whole run in some 20 s.
    double usualTimeSpeed() const;

    void setClock(Clock clock) { m_clock = std::move(clock); }

    /// Speed, stride, loop and range, as the user chose them.
    QJsonObject saveState() const;
    /// Speed and stride that cannot be made out stay as they are; of the others there is none then.
    void restoreState(const QJsonObject& state);

public slots:
    /// What is no positive number is skipped. By simulated time it shows the step of each moment, and
    /// takes no notice of the stride.
    void setSpeed(h5pulse::viewer::PlaybackSpeed speed);
    void faster();
    void slower();
    void setStride(std::uint64_t stride);
    void setLooping(bool loop);
    /// The step that is shown becomes an end of what is played; if it is that already, no more.
    void toggleRangeBegin();
    void toggleRangeEnd();
    void clearRange();
    /// From the step that is shown, or from the start if there is nothing behind it.
    void play(h5pulse::viewer::Playback::Direction direction = Direction::Forward);
    void pause();
    /// Pauses when playing or live, else plays.
    void toggle();
    /// Plays backward, or pauses when it does.
    void toggleBackward();

signals:
    void playingChanged(bool playing);
    /// Another speed, stride, loop or range.
    void changed();

private:
    void tick();
    void tickBySteps();
    void tickByTime();
    void end();
    void anchor(std::uint64_t step);
    void anchorTime(const PlaybackMark& at);
    void move(const std::function<void()>& how);
    void toggleMark(std::optional<PlaybackMark>& mark);
    void forgetOtherRun();
    PlaybackPath path() const;
    bool reachesEndOfRun() const;

    RunDocument& m_document;
    QTimer m_timer;
    Clock m_clock;
    PlaybackSpeed m_speed;
    std::uint64_t m_stride = 1;
    bool m_loop = false;
    std::optional<PlaybackMark> m_begin;
    std::optional<PlaybackMark> m_end;
    Direction m_direction = Direction::Forward;
    // Where it was, and when.
    std::uint64_t m_startStep = 0;
    std::optional<double> m_startTime; // none: its frame is still to come
    double m_startClock = 0.0;
    bool m_moving = false;
    std::string m_path;             // of the run that the range belongs to,
    std::uint64_t m_generation = 0; // and which one in that file
};

} // namespace h5pulse::viewer

Q_DECLARE_METATYPE(h5pulse::viewer::PlaybackSpeed)
