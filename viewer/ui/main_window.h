// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comparison/comparison.h"
#include "core/health/alarms.h"
#include "core/playback/playback.h"
#include "core/run/run_document.h"
#include "core/session/preferences.h"
#include "plot/theme.h"
#include "ui/preferences/system_colors.h"
#include "ui/session/window_state.h"
#include "ui/welcome/demo_run.h"
#include "ui/welcome/recent_files.h"

#include <QMainWindow>

class QDockWidget;
class QMenu;
class QStackedWidget;

namespace h5pulse::viewer {

class BookmarkDock;
class ExportActions;
class AlarmReactions;
class FieldPanel;
class FocusCycle;
class KeySheet;
class OpenRemote;
class MessageBar;
class PreferenceDialog;
class RepairOffer;
class Session;
class RunMessage;
class RunPanel;
class SliderMarks;
class StatusLine;
class TimeBar;
class StaleOverlay;
class ViewArea;
class ViewHistory;
class WelcomePage;

/// The main window. It composes panels, views and actions around one RunDocument.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Opens a file now or when it appears, and adds it to the recent files.
    void openFile(const QString& path);
    /// Compares the open run with another file, now or when it appears, and adds it to the recent files.
    void compareWith(const QString& path);
    /// Shows a problem with the command line until the user dismisses it or opens another file.
    void showProblem(const QString& text);
    /// Starts to save and restore the layout per structure of run, in this folder.
    /// @param geometry  false: the window keeps its position and size
    void keepSessions(const QString& folder, bool geometry);

    RunDocument& document() { return m_document; }
    Comparison& comparison() { return m_comparison; }
    PreferenceStore& preferences() { return m_preferences; }
    SystemColors& systemColors() { return m_systemColors; }
    Session& session() { return *m_session; }
    ViewHistory& history() { return *m_history; }
    DemoRun& demo() { return m_demo; }
    Playback& playback() { return m_playback; }
    ViewArea& views() { return *m_views; }
    TimeBar& timeBar() { return *m_timeBar; }
    StatusLine& statusLine() { return *m_statusLine; }
    MessageBar& messageBar() { return *m_messages; }
    ExportActions& exports() { return *m_exports; }
    FieldPanel& fieldPanel() { return *m_fields; }
    BookmarkDock& bookmarks() { return *m_bookmarks; }
    Alarms& alarms() { return m_alarms; }
    RunPanel& runPanel() { return *m_runPanel; }

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void changeEvent(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void moveEvent(QMoveEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void compose();
    void composeRunDock();
    void showAlarms();
    void createMenus();
    void createFileMenu();
    void addViewActions(QMenu* menu);
    void addWindowActions(QMenu* menu);
    void addParts();
    void noteChange();
    void applyPreferences();
    void openDemo();
    void chooseFile();
    void chooseRemote();
    void chooseComparison();
    QString askForFile(const QString& title);
    void showAbout();
    void showKeys();
    void showPreferences();
    void showState();
    void refreshPage();
    void applyTheme();

    PreferenceStore m_preferences;
    SystemColors m_systemColors;
    RunDocument m_document{RunDocument::Start::Ahead}; // before everything else, which takes some time
    Comparison m_comparison;
    Playback m_playback;
    Alarms m_alarms;
    RecentFiles m_recent;
    DemoRun m_demo;
    QString m_sessionFolder; ///< empty: layouts are neither saved nor restored
    WindowState m_windowState;
    QStackedWidget* m_pages = nullptr;
    WelcomePage* m_welcome = nullptr;
    QWidget* m_workspace = nullptr;
    MessageBar* m_messages = nullptr;
    RepairOffer* m_repair = nullptr;
    RunMessage* m_runMessage = nullptr;
    ExportActions* m_exports = nullptr;
    QAction* m_repairAction = nullptr;
    StaleOverlay* m_staleOverlay = nullptr;
    ViewArea* m_views = nullptr;
    TimeBar* m_timeBar = nullptr;
    SliderMarks* m_marks = nullptr;
    StatusLine* m_statusLine = nullptr;
    FieldPanel* m_fields = nullptr;
    QDockWidget* m_fieldDock = nullptr;
    Session* m_session = nullptr;
    ViewHistory* m_history = nullptr;
    FocusCycle* m_focus = nullptr;
    KeySheet* m_keys = nullptr;
    OpenRemote* m_openRemote = nullptr;
    PreferenceDialog* m_preferenceDialog = nullptr;
    BookmarkDock* m_bookmarks = nullptr;
    AlarmReactions* m_reactions = nullptr;
    RunPanel* m_runPanel = nullptr;
    QDockWidget* m_runDock = nullptr;
};

} // namespace h5pulse::viewer
