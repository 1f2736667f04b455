// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/playback/playback.h"

#include <QComboBox>

namespace h5pulse::viewer {

/// Combo box for the playback speed, in steps or in simulated time per second. The user can also type a
/// speed: "45", "45 steps/s" or "t: 0.3 s/s". A bare number keeps the current unit.
class SpeedBox : public QComboBox
{
    Q_OBJECT

public:
    SpeedBox(RunDocument& document, Playback& playback, QWidget* parent = nullptr);

    QString textOf(const PlaybackSpeed& speed) const;

    void showPopup() override;

signals:
    /// The user has finished typing.
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
