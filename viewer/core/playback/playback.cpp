// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/playback.h"

#include "core/run/run_document.h"
#include "core/texts.h"

#include <QScopedValueRollback>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace h5pulse::viewer {

namespace {

constexpr int kTick = 17; // milliseconds, about 60 Hz
constexpr double kUsualSeconds = 20.0;
constexpr double kSlowest = 0.01; // steps per second
constexpr double kFastest = 1e9;

double now()
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// The next number of the series 1, 2, 5, 10, … above or below a positive number.
double nextOnLadder(double value, bool up)
{
    const double decade = std::pow(10.0, std::floor(std::log10(value)));
    const double least = value * (1.0 + 1e-6);
    const double most = value * (1.0 - 1e-6);
    double below = decade * 0.5;
    for (const double rung : {1.0, 2.0, 5.0, 10.0, 20.0}) {
        const double speed = decade * rung;
        if (up && speed > least) {
            return speed;
        }
        if (!up && speed >= most) {
            return below;
        }
        below = speed;
    }
    return value;
}

QJsonObject toJson(const PlaybackMark& mark)
{
    QJsonObject json{{QStringLiteral("step"), static_cast<double>(mark.step)}};
    if (std::isfinite(mark.time)) {
        json.insert(QStringLiteral("time"), mark.time);
    }
    return json;
}

std::optional<PlaybackMark> markOf(const QJsonValue& json)
{
    const double step = json[QStringLiteral("step")].toDouble(-1.0);
    if (!(step >= 0.0 && step < 0x1p53)) {
        return std::nullopt;
    }
    PlaybackMark mark{.step = static_cast<std::uint64_t>(step)};
    mark.time = json[QStringLiteral("time")].toDouble(mark.time);
    return mark;
}

} // namespace

Playback::Playback(RunDocument& document, QObject* parent)
    : QObject(parent)
    , m_document(document)
    , m_timer(this)
    , m_clock(now)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(kTick);
    connect(&m_timer, &QTimer::timeout, this, &Playback::tick);
    // Playback stops when anything else moves the cursor.
    connect(&m_document, &RunDocument::navigated, this, [this] {
        if (!m_moving) {
            pause();
        }
    });
    connect(&m_document, &RunDocument::runChanged, this, &Playback::forgetOtherRun);
}

void Playback::forgetOtherRun()
{
    const RunStatus& status = m_document.status();
    const bool replaced = status.run && status.generation != m_generation &&
                          (status.generation >> 32U) == (m_generation >> 32U);
    if (status.path != m_path || replaced) {
        pause();
        clearRange();
    }
    m_path = status.path;
    if (status.run) {
        m_generation = status.generation;
    }
}

QString Playback::timeProblem() const
{
    const RunStatus& status = m_document.status();
    if (!status.run || !status.run->hasTimes) {
        return tr("The run has no times");
    }
    const TraceSetPtr& traces = m_document.traces();
    const bool ascend = !traces || traces->run != status.run || traces->timesAscend;
    // Not lastTime <= firstTime, because of NaN.
    if (!ascend || (status.steps > 1 && !(status.lastTime - status.firstTime > 0.0)) ||
        !std::isfinite(status.lastTime - status.firstTime)) {
        return tr("The run's times do not ascend");
    }
    return {};
}

double Playback::usualTimeSpeed() const
{
    const RunStatus& status = m_document.status();
    const double speed = (status.lastTime - status.firstTime) / kUsualSeconds;
    return speed > std::numeric_limits<double>::min() && std::isfinite(speed) ? nextOnLadder(speed, false)
                                                                              : 1.0;
}

void Playback::setSpeed(PlaybackSpeed speed)
{
    const bool good = std::isnormal(speed.perSecond) && speed.perSecond > 0.0;
    if (!good || speed == m_speed) {
        return;
    }
    if (speed.unit == PlaybackSpeed::Unit::Steps) {
        speed.perSecond = std::clamp(speed.perSecond, kSlowest, kFastest);
    }
    m_speed = speed;
    if (isPlaying()) {
        anchor(m_document.cursor().step);
    }
    emit changed();
}

void Playback::faster()
{
    setSpeed({nextOnLadder(m_speed.perSecond, true), m_speed.unit});
}

void Playback::slower()
{
    setSpeed({nextOnLadder(m_speed.perSecond, false), m_speed.unit});
}

void Playback::setStride(std::uint64_t stride)
{
    stride = std::clamp<std::uint64_t>(stride, 1, kMaxStride);
    if (stride != m_stride) {
        m_stride = stride;
        if (isPlaying()) {
            anchor(m_document.cursor().step);
        }
        emit changed();
    }
}

void Playback::setLooping(bool loop)
{
    if (loop != m_loop) {
        m_loop = loop;
        emit changed();
    }
}

void Playback::toggleMark(std::optional<PlaybackMark>& mark)
{
    const FramePtr& frame = m_document.frame();
    if (!frame) {
        return;
    }
    const PlaybackMark here{frame->step,
                            frame->run->hasTimes ? frame->time : std::numeric_limits<double>::quiet_NaN()};
    const bool again = mark && mark->step == here.step;
    mark = again ? std::nullopt : std::optional(here);
    if (m_begin && m_end && m_begin->step >= m_end->step) {
        (&mark == &m_begin ? m_end : m_begin).reset();
    }
    if (isPlaying()) {
        anchor(frame->step);
    }
    emit changed();
}

void Playback::toggleRangeBegin()
{
    toggleMark(m_begin);
}

void Playback::toggleRangeEnd()
{
    toggleMark(m_end);
}

void Playback::clearRange()
{
    if (m_begin || m_end) {
        m_begin.reset();
        m_end.reset();
        emit changed();
    }
}

PlaybackPath Playback::path() const
{
    const std::uint64_t steps = std::max<std::uint64_t>(1, m_document.status().steps);
    PlaybackPath path{.stride = m_stride, .backward = m_direction == Direction::Backward, .loop = m_loop};
    path.last = std::min(m_end ? m_end->step : steps - 1, steps - 1);
    path.first = std::min(m_begin ? m_begin->step : 0, path.last);
    return path;
}

bool Playback::reachesEndOfRun() const
{
    return m_direction == Direction::Forward && !m_end && isGrowing(m_document.status().phase);
}

void Playback::anchor(std::uint64_t step)
{
    const PlaybackPath path = this->path();
    m_startStep = std::clamp(step, path.first, path.last);
    m_startTime.reset();
    m_startClock = m_clock();
}

void Playback::anchorTime(const PlaybackMark& at)
{
    m_startTime = at.time;
    m_startStep = at.step;
    m_startClock = m_clock();
}

void Playback::play(Direction direction)
{
    const RunStatus& status = m_document.status();
    if (status.steps == 0 || (isPlaying() && direction == m_direction)) {
        return;
    }
    m_direction = direction;
    const PlaybackPath path = this->path();
    const std::uint64_t step = m_document.cursor().step;
    const bool outside = step < path.first || step > path.last;
    anchor(outside || (path.isEnd(step) && !reachesEndOfRun()) ? path.begin() : step);
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
        m_document.moveBy(0); // stay at this step while the run grows
    } else {
        play();
    }
}

void Playback::toggleBackward()
{
    if (isPlaying() && m_direction == Direction::Backward) {
        pause();
    } else {
        play(Direction::Backward);
    }
}

void Playback::move(const std::function<void()>& how)
{
    const QScopedValueRollback<bool> ours(m_moving, true);
    how();
}

void Playback::tick()
{
    if (m_document.status().steps == 0) {
        pause();
    } else if (m_speed.unit == PlaybackSpeed::Unit::Steps) {
        tickBySteps();
    } else if (timeProblem().isEmpty()) {
        tickByTime();
    } else { // a new run, whose times do not allow this speed
        setSpeed({});
    }
}

void Playback::tickBySteps()
{
    const PlaybackPath path = this->path();
    const double moved = std::max(0.0, (m_clock() - m_startClock) * m_speed.perSecond);
    const PlaybackPath::Place place = path.placeAfter(std::clamp(m_startStep, path.first, path.last), moved);
    if (place.wrapped) {
        m_startStep = path.begin();
        m_startClock = m_clock() - place.since / m_speed.perSecond;
    }
    move([&] { m_document.goToStep(place.step); });
    if (place.ended || (path.first == path.last && !reachesEndOfRun())) {
        end();
    }
}

void Playback::tickByTime()
{
    const RunStatus& status = m_document.status();
    const FramePtr& frame = m_document.frame();
    if (!m_startTime) { // unknown until the frame of the first step has been read
        move([this] { m_document.goToStep(m_startStep); });
        if (frame && frame->run == status.run && frame->step == m_startStep) {
            anchorTime({frame->step, frame->time});
        }
        return;
    }
    const auto timeOf = [](const std::optional<PlaybackMark>& mark, double otherwise) {
        return mark && std::isfinite(mark->time) ? mark->time : otherwise;
    };
    const PlaybackPath path = this->path();
    const PlaybackMark first{path.first, timeOf(m_begin, status.firstTime)};
    const PlaybackMark last{path.last, timeOf(m_end, status.lastTime)};
    const double passed = std::max(0.0, m_clock() - m_startClock) * m_speed.perSecond;
    const double time = *m_startTime + (path.backward ? -passed : passed);
    if (path.backward ? time > first.time : time < last.time) {
        move([&] { m_document.goToTime(time); });
        return;
    }
    move([&] { m_document.goToStep(path.backward ? path.first : path.last); });
    if (!m_loop || path.first == path.last) {
        end();
    } else {
        anchorTime(path.backward ? last : first);
    }
}

void Playback::end()
{
    pause();
    if (reachesEndOfRun() && !m_loop) {
        m_document.goLive();
    }
}

QJsonObject Playback::saveState() const
{
    QJsonObject state{{QStringLiteral("speed"), m_speed.perSecond},
                      {QStringLiteral("byTime"), m_speed.unit == PlaybackSpeed::Unit::Time},
                      {QStringLiteral("stride"), static_cast<double>(m_stride)},
                      {QStringLiteral("loop"), m_loop}};
    if (m_begin) {
        state.insert(QStringLiteral("begin"), toJson(*m_begin));
    }
    if (m_end) {
        state.insert(QStringLiteral("end"), toJson(*m_end));
    }
    return state;
}

void Playback::restoreState(const QJsonObject& state)
{
    setSpeed(
        {state[QStringLiteral("speed")].toDouble(m_speed.perSecond),
         state[QStringLiteral("byTime")].toBool() ? PlaybackSpeed::Unit::Time : PlaybackSpeed::Unit::Steps});
    const double stride = state[QStringLiteral("stride")].toDouble(static_cast<double>(m_stride));
    setStride(stride >= 1.0 ? static_cast<std::uint64_t>(std::min<double>(stride, kMaxStride)) : m_stride);
    setLooping(state[QStringLiteral("loop")].toBool());
    m_begin = markOf(state[QStringLiteral("begin")]);
    m_end = markOf(state[QStringLiteral("end")]);
    if (m_begin && m_end && m_begin->step >= m_end->step) {
        m_end.reset();
    }
    m_path = m_document.status().path;
    emit changed();
}

} // namespace h5pulse::viewer
