// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window.h"

#include "core/format.h"
#include "core/run/run_address.h"
#include "core/texts.h"
#include "ui/alarms/alarm_reactions.h"
#include "ui/bookmarks/bookmark_dock.h"
#include "ui/export/export_actions.h"
#include "ui/fields/field_panel.h"
#include "ui/keys/focus_cycle.h"
#include "ui/keys/key_guard.h"
#include "ui/keys/key_sheet.h"
#include "ui/preferences/preference_dialog.h"
#include "ui/preferences/theme_menu.h"
#include "ui/remote/open_remote.h"
#include "ui/run/comparison_actions.h"
#include "ui/run/repair_offer.h"
#include "ui/run/run_message.h"
#include "ui/run/run_panel.h"
#include "ui/run/status_line.h"
#include "ui/session/run_choices.h"
#include "ui/session/session.h"
#include "ui/slider/slider_marks.h"
#include "ui/time/time_bar.h"
#include "ui/time/time_menu.h"
#include "ui/views/view_area.h"
#include "ui/views/view_dock.h"
#include "ui/views/view_history.h"
#include "ui/welcome/recent_menu.h"
#include "ui/welcome/welcome_page.h"
#include "views/registry/view_registry.h"
#include "widgets/fixed_tabs.h"
#include "widgets/message_bar.h"
#include "widgets/stale_overlay.h"

#include <h5pulse/version.h>

#include <QApplication>
#include <QDir>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QScreen>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <utility>

namespace h5pulse::viewer {

namespace {
constexpr int kNarrow = 800; // pixels; narrower windows hide the list of fields
constexpr int kWide = 1100;  // pixels; narrower windows hide the Run panel

QStringList droppedFiles(const QMimeData& data)
{
    QStringList files;
    for (const QUrl& url : data.urls()) {
        if (url.isLocalFile()) {
            files << url.toLocalFile();
        }
    }
    return files;
}
} // namespace

MainWindow::MainWindow(QWidget* parent)
    : QMainWindow(parent)
    , m_comparison(m_document)
    , m_playback(m_document)
    , m_alarms(m_document)
    , m_recent(m_preferences.value().recentFiles)
    , m_demo(QCoreApplication::applicationDirPath())
    , m_windowState(*this)
{
    setWindowTitle(tr("h5pulse"));
    setAcceptDrops(true);
    resize(firstSize(screen()->availableSize()));
    compose();
    addParts();
    createMenus();
    qApp->installEventFilter(new KeyGuard(this));

    connect(&m_document, &RunDocument::statusChanged, this, &MainWindow::showState);
    connect(m_repair, &RepairOffer::changed, this, &MainWindow::showState);
    connect(&m_document, &RunDocument::runChanged, this, &MainWindow::refreshPage);
    connect(&m_document, &RunDocument::note, m_messages, &MessageBar::showNote);
    connect(m_bookmarks, &BookmarkDock::note, m_messages, &MessageBar::showNote);
    connect(m_welcome, &WelcomePage::openWanted, this, &MainWindow::chooseFile);
    connect(m_welcome, &WelcomePage::remoteWanted, this, &MainWindow::chooseRemote);
    connect(m_welcome, &WelcomePage::fileWanted, this, &MainWindow::openFile);
    connect(m_welcome, &WelcomePage::demoWanted, this, &MainWindow::openDemo);
    connect(&m_document, &RunDocument::closing, this, [this] {
        if (toText(m_document.status().path) == m_demo.path()) {
            m_demo.stop();
        }
    });
    connect(&m_demo, &DemoRun::failed, this, [this](const QString& problem) {
        m_welcome->setProblem(problem);
        m_document.open(QString());
    });
    connect(&m_preferences, &PreferenceStore::changed, this, &MainWindow::applyPreferences);
    connect(&m_systemColors, &SystemColors::changed, this, &MainWindow::applyPreferences);
    connect(m_timeBar, &TimeBar::entryDone, m_views, qOverload<>(&QWidget::setFocus));
    setShownDigits(m_preferences.value().digits);
    m_document.setFrameRate(m_preferences.value().framesPerSecond);
    applyTheme();
    refreshPage();
}

MainWindow::~MainWindow()
{
    delete std::exchange(m_session, nullptr); // saves the state of the panels
    delete m_history;
    // These use the document, so they are deleted first.
    delete m_exports;
    delete m_runMessage;
    delete m_repair;
    delete m_marks;
    delete takeCentralWidget();
    delete m_fieldDock;
    delete m_bookmarks;
    delete m_runDock;
}

void MainWindow::compose()
{
    new FixedTabs(*this);
    m_pages = new QStackedWidget(this);
    m_welcome = new WelcomePage(m_recent, m_demo.isAvailable(), m_pages);
    m_workspace = new QWidget(m_pages);
    m_messages = new MessageBar(m_workspace);
    m_views = new ViewArea(m_document, m_workspace);
    m_views->setComparison(m_comparison);
    m_staleOverlay = new StaleOverlay(m_views);
    m_repair = new RepairOffer(m_document, this);
    m_runMessage = new RunMessage(m_document, m_comparison, *m_repair, *m_messages, this);
    m_exports = new ExportActions(*this, m_document, m_demo, *m_views, *m_messages);
    m_timeBar = new TimeBar(m_document, m_playback, m_workspace);
    m_statusLine = new StatusLine(m_document, m_workspace);
    auto* layout = new QVBoxLayout(m_workspace);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_messages);
    layout->addWidget(m_views, 1);
    layout->addWidget(m_timeBar);
    layout->addWidget(m_statusLine);
    m_pages->addWidget(m_welcome);
    m_pages->addWidget(m_workspace);
    setCentralWidget(m_pages);

    m_fields = new FieldPanel(m_document, this);
    m_fieldDock = new QDockWidget(tr("Fields"), this);
    m_fieldDock->setObjectName(QStringLiteral("fields"));
    m_fieldDock->setFeatures(QDockWidget::DockWidgetClosable);
    m_fieldDock->setTitleBarWidget(new QWidget(m_fieldDock)); // hides the title
    m_fieldDock->setWidget(m_fields);
    addDockWidget(Qt::LeftDockWidgetArea, m_fieldDock);
    m_bookmarks = new BookmarkDock(m_document, m_timeBar->slider(), this);
    addDockWidget(Qt::RightDockWidgetArea, m_bookmarks);
    composeRunDock();
}

void MainWindow::composeRunDock()
{
    m_reactions = new AlarmReactions(this);
    m_runPanel = new RunPanel(m_document, m_alarms, *m_reactions, this);
    m_runDock = new QDockWidget(tr("Run"), this);
    m_runDock->setObjectName(QStringLiteral("run"));
    m_runDock->setFeatures(QDockWidget::DockWidgetClosable);
    m_runDock->setTitleBarWidget(new QWidget(m_runDock)); // the panel has its own title
    m_runDock->setWidget(m_runPanel);
    addDockWidget(Qt::RightDockWidgetArea, m_runDock);
    tabifyDockWidget(m_runDock, m_bookmarks);
    m_marks = new SliderMarks(m_timeBar->slider(), m_alarms, *m_views, this);
    connect(&m_alarms, &Alarms::changed, this, &MainWindow::showAlarms);
    connect(&m_alarms, &Alarms::raised, this, [this](const QList<Alarm>& alarms) {
        if (!testAttribute(Qt::WA_DontShowOnScreen)) { // snapshots trigger no reactions
            m_reactions->react(toText(m_document.status().path), alarms);
        }
    });
    connect(m_reactions, &AlarmReactions::failed, this, &MainWindow::showProblem);
    connect(m_statusLine, &StatusLine::alarmsWanted, m_runDock, &QWidget::show);
}

void MainWindow::showAlarms()
{
    const std::size_t count = m_alarms.list().size();
    m_statusLine->showAlarms(count, m_alarms.worst());
    m_runDock->setWindowTitle(count == 0 ? tr("Run") : tr("Run (%1)").arg(count));
}

void MainWindow::addParts()
{
    m_history = new ViewHistory(*m_views, this);
    m_focus = new FocusCycle(*this, *m_views, {m_welcome, m_messages, m_timeBar});
    m_session = new Session(m_document, this);
    m_session->add(QStringLiteral("window"), m_windowState);
    m_session->add(
        QStringLiteral("run"), [this] { return saveChoices(m_document); },
        [this](const QJsonObject& choices) { restoreChoices(m_document, choices); });
    m_session->add(
        QStringLiteral("views"), [this] { return m_views->saveLayout(); },
        [this](const QJsonObject& layout) {
            if (!m_views->restoreLayout(layout)) {
                m_views->arrangeDefault();
            }
        });
    m_session->add(QStringLiteral("alarms"), m_alarms);
    m_session->add(QStringLiteral("time"), *m_timeBar);
    connect(&m_alarms, &Alarms::stateChanged, m_session, &Session::noteChange);
    connect(m_timeBar, &TimeBar::stateChanged, m_session, &Session::noteChange);
    connect(m_session, &Session::restored, m_history, &ViewHistory::restart);
    connect(m_session, &Session::problem, m_messages, &MessageBar::showNote);
    connect(m_views, &ViewArea::layoutChanged, m_session, &Session::noteChange);
    connect(m_views, &ViewArea::viewChanged, m_session, &Session::noteChange);
    connect(m_fieldDock, &QDockWidget::visibilityChanged, m_session, &Session::noteChange);
    connect(&m_document, &RunDocument::runChanged, m_session, &Session::noteChange); // the time dataset
    connect(&m_document, &RunDocument::fieldChanged, m_session, &Session::noteChange);
    connect(&m_document, &RunDocument::traceIdsChanged, m_session, &Session::noteChange);
}

void MainWindow::keepSessions(const QString& folder, bool geometry)
{
    m_sessionFolder = folder;
    if (geometry && m_preferences.value().restore) {
        m_windowState.freeGeometry();
    }
    applyPreferences();
}

void MainWindow::applyPreferences()
{
    const Preferences& value = m_preferences.value();
    applyThemeChoice(value.theme, m_systemColors.preferDark());
    m_recent.setMaximum(value.recentFiles);
    m_document.setFrameRate(value.framesPerSecond);
    if (value.digits != shownDigits()) {
        setShownDigits(value.digits);
        m_views->refresh();
        m_statusLine->refresh();
        m_timeBar->refresh();
    }
    if (!value.restore || m_sessionFolder.isEmpty()) {
        m_session->stop();
    } else {
        m_session->start(m_sessionFolder);
    }
}

void MainWindow::createMenus()
{
    createFileMenu();
    QMenu* view = menuBar()->addMenu(tr("&View"));
    m_history->addTo(view);
    view->addSeparator();
    QAction* reset = view->addAction(tr("&Reset zoom"), this, [this] { m_views->resetZoom(); });
    reset->setShortcuts({QKeySequence(Qt::Key_R), QKeySequence(Qt::CTRL | Qt::Key_0)});
    addViewActions(view);
    QAction* fields = m_fieldDock->toggleViewAction();
    fields->setText(tr("&Fields"));
    fields->setShortcut(QKeySequence(Qt::Key_F9));
    view->addAction(fields);
    QAction* run = m_runDock->toggleViewAction();
    run->setText(tr("Run &state"));
    run->setShortcut(QKeySequence(Qt::Key_F10));
    view->addAction(run);
    addWindowActions(view);
    auto* time = new TimeMenu(m_document, m_playback, m_timeBar->slider(), *m_bookmarks, this);
    menuBar()->addMenu(time);
    m_timeBar->setPlayingMenu(time->playing());
    QMenu* help = menuBar()->addMenu(tr("&Help"));
    QAction* keys = help->addAction(tr("&Keys and mouse"), this, &MainWindow::showKeys);
    keys->setShortcuts({QKeySequence(Qt::Key_F1), QKeySequence(Qt::Key_Question)});
    help->addAction(tr("&About h5pulse"), this, &MainWindow::showAbout);
}

void MainWindow::addViewActions(QMenu* menu)
{
    menu->addSeparator();
    for (const ViewKind& kind : viewKinds()) {
        QAction* action = menu->addAction(kind.title, this, [this, &kind] { m_views->open(kind.id); });
        action->setShortcut(kind.shortcut);
        action->setToolTip(kind.tip);
        action->setStatusTip(kind.tip);
    }
    menu->addSeparator();
    QAction* close = menu->addAction(tr("&Close view"), this, [this] {
        if (ViewDock* dock = m_views->current()) {
            dock->close();
        }
    });
    close->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_W));
    menu->addAction(tr("&Default layout"), m_views, &ViewArea::arrangeDefault);
    menu->addSeparator();
}

void MainWindow::addWindowActions(QMenu* menu)
{
    menu->addSeparator();
    const auto add = [&](const QString& text, const QKeySequence& key, auto&& action) {
        menu->addAction(text, this, std::forward<decltype(action)>(action))->setShortcut(key);
    };
    add(tr("&Next part of the window"), Qt::Key_F6, [this] { m_focus->next(); });
    add(tr("&Previous part of the window"), Qt::SHIFT | Qt::Key_F6, [this] { m_focus->previous(); });
    add(tr("&Menu of the view"), Qt::SHIFT | Qt::Key_F10, [this] {
        if (ViewDock* dock = m_views->current()) {
            dock->openMenu();
        }
    });
    menu->addSeparator();
    menu->addMenu(new ThemeMenu(m_preferences, menu));
    add(tr("Pr&eferences…"), Qt::CTRL | Qt::Key_Comma, [this] { showPreferences(); });
}

void MainWindow::createFileMenu()
{
    QMenu* file = menuBar()->addMenu(tr("&File"));
    file->addAction(tr("&Open…"), this, &MainWindow::chooseFile)->setShortcut(QKeySequence::Open);
    file->addAction(tr("Open on &another machine…"), this, &MainWindow::chooseRemote)
        ->setShortcut(QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_O));
    auto* recent = new RecentMenu(m_recent, file);
    connect(recent, &RecentMenu::fileWanted, this, &MainWindow::openFile);
    file->addMenu(recent);
    auto* compare = new ComparisonActions(m_comparison, m_recent, file);
    connect(compare, &ComparisonActions::choiceWanted, this, &MainWindow::chooseComparison);
    connect(compare, &ComparisonActions::fileWanted, this, &MainWindow::compareWith);
    file->addMenu(compare);
    QAction* reload = file->addAction(tr("Re&load"), &m_document, &RunDocument::reload);
    reload->setShortcut(QKeySequence(Qt::Key_F5));
    m_repairAction = file->addAction(tr("Re&pair…"), m_repair, &RepairOffer::ask);
    m_repairAction->setEnabled(false);
    file->addSeparator();
    m_exports->addTo(file->addMenu(tr("&Export")));
    file->addSeparator();
    file->addAction(tr("&Close run"), this, [this] { m_document.open(QString()); })
        ->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_W));
    file->addAction(tr("&Quit"), this, &QWidget::close)->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Q));
}

void MainWindow::openFile(const QString& path)
{
    m_runMessage->setProblem(QString());
    m_playback.pause();
    m_recent.add(path);
    m_document.open(path);
}

void MainWindow::compareWith(const QString& path)
{
    m_recent.add(path);
    m_comparison.open(path);
}

void MainWindow::chooseComparison()
{
    if (const QString path = askForFile(tr("Compare with a run")); !path.isEmpty()) {
        compareWith(path);
    }
}

void MainWindow::openDemo()
{
    m_document.open(QString()); // ends a running demo
    m_welcome->setProblem(QString());
    if (m_demo.start()) {
        m_runMessage->setProblem(QString());
        m_playback.pause();
        m_document.open(m_demo.path());
    }
}

void MainWindow::showProblem(const QString& text)
{
    m_runMessage->setProblem(text);
}

void MainWindow::chooseFile()
{
    if (const QString path = askForFile(tr("Open a run")); !path.isEmpty()) {
        openFile(path);
    }
}

void MainWindow::chooseRemote()
{
    if (!m_openRemote) {
        m_openRemote = new OpenRemote(this);
        connect(m_openRemote, &OpenRemote::runWanted, this, &MainWindow::openFile);
    }
    m_openRemote->present();
}

QString MainWindow::askForFile(const QString& title)
{
    // A folder that does not respond would block the dialog, and the window with it.
    const RunStatus& status = m_document.status();
    const QString folder = status.silentSince == 0 ? folderHere(toText(status.path)) : QDir::homePath();
    return QFileDialog::getOpenFileName(this, title, folder,
                                        tr("HDF5 files (*.h5 *.hdf5 *.he5 *.nxs *.nc);;All files (*)"));
}

void MainWindow::showState()
{
    m_staleOverlay->setVisible(showsOldData(m_document.status()));
    m_repairAction->setEnabled(m_repair->isOpen());
}

void MainWindow::refreshPage()
{
    const RunStatus& status = m_document.status();
    const bool idle = status.phase == RunPhase::Idle;
    m_pages->setCurrentWidget(idle ? static_cast<QWidget*>(m_welcome) : m_workspace);
    m_fieldDock->setEnabled(!idle);
    if (idle != m_fieldDock->property("idle").toBool()) { // do not reopen a panel that the user closed
        m_fieldDock->setProperty("idle", idle);
        m_fieldDock->setVisible(!idle && width() >= kNarrow);
        m_runDock->setVisible(!idle && width() >= kWide);
    }
    setWindowTitle(idle ? tr("h5pulse") : tr("%1 – h5pulse").arg(runName(toText(status.path))));
}

void MainWindow::applyTheme()
{
    const Theme& theme = themeFor(palette());
    m_views->applyTheme(theme);
    m_fields->applyTheme(theme);
    m_timeBar->applyTheme(theme);
    m_marks->applyTheme(theme);
    m_statusLine->applyTheme(theme);
    m_runPanel->applyTheme(theme);
    m_messages->applyTheme(theme);
    m_staleOverlay->setColor(theme.surface);
}

void MainWindow::changeEvent(QEvent* event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_views) {
        applyTheme();
    } else if (event->type() == QEvent::WindowStateChange) {
        m_document.setVisible(!isMinimized());
        m_comparison.setVisible(!isMinimized());
    }
}

void MainWindow::noteChange()
{
    if (m_session) { // null while the window is constructed or destroyed
        m_session->noteChange();
    }
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    m_session->keep();
    if (!m_sessionFolder.isEmpty()) {
        m_windowState.keepGeometry();
    }
    QMainWindow::closeEvent(event);
}

void MainWindow::moveEvent(QMoveEvent* event)
{
    QMainWindow::moveEvent(event);
    noteChange();
}

void MainWindow::showEvent(QShowEvent* event)
{
    QMainWindow::showEvent(event);
    m_document.setVisible(true);
    m_comparison.setVisible(true);
}

void MainWindow::hideEvent(QHideEvent* event)
{
    QMainWindow::hideEvent(event);
    m_document.setVisible(false);
    m_comparison.setVisible(false);
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    // Panels close and open only when the width crosses a limit, so that changes by the user stay.
    const bool wasNarrow = event->oldSize().isValid() && event->oldSize().width() < kNarrow;
    const bool isNarrow = event->size().width() < kNarrow;
    if (isNarrow != wasNarrow && m_document.status().phase != RunPhase::Idle) {
        m_fieldDock->setVisible(!isNarrow);
    }
    noteChange();
    const bool wasWide = event->oldSize().isValid() && event->oldSize().width() >= kWide;
    const bool isWide = event->size().width() >= kWide;
    if (isWide != wasWide && m_document.status().phase != RunPhase::Idle) {
        m_runDock->setVisible(isWide);
    }
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (!droppedFiles(*event->mimeData()).isEmpty()) {
        event->acceptProposedAction();
    }
}

void MainWindow::dropEvent(QDropEvent* event)
{
    const QStringList files = droppedFiles(*event->mimeData());
    if (files.isEmpty()) {
        return;
    }
    event->acceptProposedAction();
    openFile(files.front());
    if (files.size() > 1) {
        m_messages->showNote(tr("A window shows one file. Of the %1 dropped files, it opened %2.")
                                 .arg(files.size())
                                 .arg(QFileInfo(files.front()).fileName()));
    }
}

void MainWindow::showKeys()
{
    m_keys = m_keys ? m_keys : new KeySheet(this);
    m_keys->setLines(keyLines(*menuBar(), *m_views));
    m_keys->present();
}

void MainWindow::showPreferences()
{
    m_preferenceDialog = m_preferenceDialog ? m_preferenceDialog : new PreferenceDialog(m_preferences, this);
    m_preferenceDialog->present();
}

void MainWindow::showAbout()
{
    QMessageBox::about(
        this, tr("About h5pulse"),
        tr("<b>h5pulse %1</b><p>Watch a simulation's state while it runs.</p>"
           "<p>The viewer is free software under the GNU General Public License, version 3 or later. "
           "It uses Qt and QCustomPlot.</p>")
            .arg(QStringLiteral(H5PULSE_VERSION)));
}

} // namespace h5pulse::viewer
