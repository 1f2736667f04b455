// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/playback/playback.h"

#include <QComboBox>

namespace h5pulse::viewer {

/// The speed of playing: a choice of steps and of simulated time a second, or what the user types ("45",
/// "45 steps/s", "t: 0.3 s/s"; a bare number is meant as the one before it).
class SpeedBox : public QComboBox
{
    Q_OBJECT

public:
    SpeedBox(RunDocument& document, Playback& playback, QWidget* parent = nullptr);

    QString textOf(const PlaybackSpeed& speed) const;

    void showPopup() override;

signals:
    /// Nobody types any more.
    void entryDone();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void refresh();
    void enter();
    void fill();
    std::optional<PlaybackSpeed> speedOf(const QString& text) const;

    RunDocument& m_document;
    Playback& m_playback;
};

} // namespace h5pulse::viewer
