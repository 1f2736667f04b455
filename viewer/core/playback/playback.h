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

/// Playback speed.
struct PlaybackSpeed
{
    enum class Unit {
        Steps, ///< steps of the run
        Time   ///< simulated time, in the units of the run
    };

    double perSecond = 30.0; ///< per second of wall time
    Unit unit = Unit::Steps;

    friend bool operator==(const PlaybackSpeed&, const PlaybackSpeed&) = default;
};

/// One end of the range that is played.
struct PlaybackMark
{
    std::uint64_t step = 0;
    double time = std::numeric_limits<double>::quiet_NaN(); ///< of that step; NaN: unknown

    friend bool operator==(const PlaybackMark&, const PlaybackMark&) = default;
};

/// Moves the cursor of a document through the steps at a steady speed, forward or backward, over the whole
/// run or a range, once or in a loop. At the last step it goes live if the run still grows, and stops
/// otherwise. It requests at most one step per frame and skips steps that the screen cannot show.
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
    /// Reason why the run cannot be played by simulated time, without full stop; empty: it can.
    QString timeProblem() const;
    /// A round speed in simulated time that plays the present run in 20 to 50 s.
    double usualTimeSpeed() const;

    void setClock(Clock clock) { m_clock = std::move(clock); }

    /// Speed, stride, loop and range, as the user chose them.
    QJsonObject saveState() const;
    /// Restores the settings. Without a valid speed or stride, the present one stays; without a valid loop or
    /// range, there is none.
    void restoreState(const QJsonObject& state);

public slots:
    /// Sets the speed. Values that are not positive and normal are ignored. In simulated time, playback shows
    /// the step of each moment and ignores the stride.
    void setSpeed(h5pulse::viewer::PlaybackSpeed speed);
    void faster();
    void slower();
    void setStride(std::uint64_t stride);
    void setLooping(bool loop);
    /// Makes the shown step the begin or end of the range; removes that end if it is at this step already.
    void toggleRangeBegin();
    void toggleRangeEnd();
    void clearRange();
    /// Plays from the shown step, or from the start if no step follows.
    void play(h5pulse::viewer::Playback::Direction direction = Direction::Forward);
    void pause();
    /// Pauses when playing or live, else plays.
    void toggle();
    /// Plays backward, or pauses if it plays backward.
    void toggleBackward();

signals:
    void playingChanged(bool playing);
    /// Speed, stride, loop or range has changed.
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
    // Step, simulated time and clock that positions are counted from.
    std::uint64_t m_startStep = 0;
    std::optional<double> m_startTime; // nullopt: the frame has not arrived yet
    double m_startClock = 0.0;
    bool m_moving = false;
    std::string m_path;             // file of the run that the range belongs to
    std::uint64_t m_generation = 0; // and the number of the run in this file
};

} // namespace h5pulse::viewer

Q_DECLARE_METATYPE(h5pulse::viewer::PlaybackSpeed)
