// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

#include <functional>

namespace h5pulse::viewer {

class BookmarkDock;
class Playback;
class RunDocument;
class StepSlider;

/// Menu Time: live mode, playback, steps and bookmarks.
class TimeMenu : public QMenu
{
    Q_OBJECT

public:
    TimeMenu(RunDocument& document, Playback& playback, StepSlider& slider, BookmarkDock& bookmarks,
             QWidget* parent = nullptr);

    /// Submenu with speed, stride, loop and range.
    QMenu& playing() { return *m_playing; }

private:
    QAction* add(QMenu& menu, const QString& text, const QKeySequence& key, std::function<void()> action);
    void addPlaying();
    void addSpeeds();
    void addStride();
    void addSteps();
    void addBookmarks();
    void refreshPlaying();

    RunDocument& m_document;
    Playback& m_playback;
    StepSlider& m_slider;
    BookmarkDock& m_bookmarks;
    QMenu* m_playing;
    QAction* m_bySteps = nullptr;
    QAction* m_byTime = nullptr;
};

} // namespace h5pulse::viewer
