// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window.h"

#include "ui/bookmark_dock.h"
#include "export/export_actions.h"
#include "ui/alarm_reactions.h"
#include "ui/field_panel.h"
#include "ui/key_guard.h"
#include "ui/message_bar.h"
#include "ui/repair_offer.h"
#include "ui/run_panel.h"
#include "ui/status_line.h"
#include "ui/time_bar.h"
#include "ui/time_menu.h"
#include "ui/veil.h"
#include "ui/view_area.h"
#include "ui/view_dock.h"
#include "ui/welcome_page.h"
#include "views/view_registry.h"

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
#include <QStackedWidget>
#include <QVBoxLayout>

namespace h5pulse::viewer {

namespace {
constexpr int kNarrow = 800; // windows this wide have room for the list of fields
constexpr int kWide = 1100;  // and for the run's panel

QString sentence(const QString& text)
{
    return text.isEmpty() ? text : text.front().toUpper() + text.mid(1) + QLatin1Char('.');
}
} // namespace

MainWindow::MainWindow(QWidget* parent)
    : QMainWindow(parent)
    , m_playback(m_document)
    , m_alarms(m_document)
{
    setWindowTitle(tr("h5pulse"));
    setAcceptDrops(true);
    resize(1280, 800);
    compose();
    createMenus();
    qApp->installEventFilter(new KeyGuard(this));

    connect(&m_document, &RunDocument::statusChanged, this, &MainWindow::showState);
    connect(m_repair, &RepairOffer::changed, this, &MainWindow::showState);
    connect(m_messages, &MessageBar::actionWanted, m_repair, &RepairOffer::ask);
    connect(&m_document, &RunDocument::frameChanged, this, &MainWindow::refreshMessage);
    connect(&m_document, &RunDocument::runChanged, this, &MainWindow::refreshPage);
    connect(&m_document, &RunDocument::note, m_messages, &MessageBar::showNote);
    connect(m_bookmarks, &BookmarkDock::note, m_messages, &MessageBar::showNote);
    connect(m_welcome, &WelcomePage::openWanted, this, &MainWindow::chooseFile);
    connect(m_welcome, &WelcomePage::fileWanted, this, &MainWindow::openFile);
    connect(m_timeBar, &TimeBar::entryDone, m_views, qOverload<>(&QWidget::setFocus));
    applyTheme();
    refreshPage();
}

MainWindow::~MainWindow()
{
    // Panels look at the document: they go first.
    delete m_exports;
    delete m_repair;
    delete takeCentralWidget();
    delete m_fieldDock;
    delete m_bookmarks;
    delete m_runDock;
}

void MainWindow::compose()
{
    m_pages = new QStackedWidget(this);
    m_welcome = new WelcomePage(m_recent, m_pages);
    m_workspace = new QWidget(m_pages);
    m_messages = new MessageBar(m_workspace);
    m_views = new ViewArea(m_document, m_workspace);
    m_veil = new Veil(m_views);
    m_repair = new RepairOffer(m_document, this);
    m_exports = new ExportActions(*this, m_document, *m_views, *m_messages);
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
    m_fieldDock->setTitleBarWidget(new QWidget(m_fieldDock)); // calm: no title
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
    m_runDock->setTitleBarWidget(new QWidget(m_runDock)); // the panel has one
    m_runDock->setWidget(m_runPanel);
    addDockWidget(Qt::RightDockWidgetArea, m_runDock);
    connect(&m_alarms, &Alarms::changed, this, &MainWindow::showAlarms);
    connect(&m_alarms, &Alarms::raised, this, [this](const QList<Alarm>& alarms) {
        if (!testAttribute(Qt::WA_DontShowOnScreen)) { // a picture has no consequences
            m_reactions->react(m_document.status().path, alarms);
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

void MainWindow::createMenus()
{
    createFileMenu();
    QMenu* view = menuBar()->addMenu(tr("&View"));
    QAction* reset = view->addAction(tr("&Reset zoom"), this, [this] { m_views->resetZoom(); });
    reset->setShortcuts({QKeySequence(Qt::Key_R), QKeySequence(Qt::CTRL | Qt::Key_0)});
    addViewActions(view);
    QAction* fields = m_fieldDock->toggleViewAction();
    fields->setText(tr("&Fields"));
    fields->setShortcut(QKeySequence(Qt::Key_F9));
    view->addAction(fields);
    QAction* run = m_runDock->toggleViewAction();
    run->setText(tr("R&un"));
    run->setShortcut(QKeySequence(Qt::Key_F10));
    view->addAction(run);
    auto* time = new TimeMenu(m_document, m_playback, m_timeBar->slider(), *m_bookmarks, this);
    menuBar()->addMenu(time);
    m_timeBar->setPlayingMenu(time->playing());
    QMenu* help = menuBar()->addMenu(tr("&Help"));
    QAction* keys = help->addAction(tr("&Keys and mouse"), this, &MainWindow::showKeys);
    keys->setShortcut(QKeySequence(Qt::Key_F1));
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

void MainWindow::createFileMenu()
{
    QMenu* file = menuBar()->addMenu(tr("&File"));
    file->addAction(tr("&Open…"), this, &MainWindow::chooseFile)->setShortcut(QKeySequence::Open);
    QMenu* recent = file->addMenu(tr("Open &recent"));
    connect(&m_recent, &RecentFiles::changed, recent, [this, recent] { listRecent(recent); });
    listRecent(recent);
    QAction* reload = file->addAction(tr("Re&load"), &m_document, &RunDocument::reload);
    reload->setShortcut(QKeySequence(Qt::Key_F5));
    m_repairAction = file->addAction(tr("Re&pair…"), m_repair, &RepairOffer::ask);
    m_repairAction->setEnabled(false);
    file->addSeparator();
    m_exports->addTo(file->addMenu(tr("&Export")));
    file->addSeparator();
    file->addAction(tr("&Close run"), this, [this] { m_document.open(QString()); })
        ->setShortcut(QKeySequence::Close);
    file->addAction(tr("&Quit"), this, &QWidget::close)->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Q));
}

void MainWindow::listRecent(QMenu* menu)
{
    menu->clear();
    for (const QString& path : m_recent.files()) {
        QAction* action = menu->addAction(QFileInfo(path).fileName(), this, [this, path] { openFile(path); });
        action->setToolTip(path);
        action->setStatusTip(path);
    }
    menu->setToolTipsVisible(true);
    menu->setEnabled(!m_recent.files().isEmpty());
    menu->addSeparator();
    menu->addAction(tr("&Clear this list"), &m_recent, &RecentFiles::clear);
}

void MainWindow::openFile(const QString& path)
{
    m_problem.clear();
    m_playback.pause();
    m_recent.add(path);
    m_document.open(path);
}

void MainWindow::showProblem(const QString& text)
{
    m_problem = text;
    refreshMessage();
}

void MainWindow::chooseFile()
{
    // A folder that does not answer would hold the dialog, and us with it.
    const RunStatus& status = m_document.status();
    const QString folder = status.silentSince == 0 ? QFileInfo(status.path).absolutePath() : QDir::homePath();
    const QString path = QFileDialog::getOpenFileName(
        this, tr("Open a run"), folder, tr("HDF5 files (*.h5 *.hdf5 *.he5 *.nxs *.nc);;All files (*)"));
    if (!path.isEmpty()) {
        openFile(path);
    }
}

void MainWindow::refreshMessage()
{
    const RunStatus& status = m_document.status();
    switch (status.phase) {
    case RunPhase::Waiting:
        m_messages->setMessage(MessageBar::Kind::Note, status.message);
        return;
    case RunPhase::Unreadable:
        m_messages->setMessage(MessageBar::Kind::Error,
                               status.run ? tr("%1. Shown is what was read before.").arg(status.message)
                                          : status.message);
        return;
    case RunPhase::Failed:
        m_messages->setMessage(MessageBar::Kind::Error, sentence(status.message));
        return;
    case RunPhase::Crashed:
        showCrash();
        return;
    case RunPhase::Unreachable:
    case RunPhase::Stalled:
        m_messages->setMessage(MessageBar::Kind::Warning, sentence(status.message));
        return;
    case RunPhase::Idle:
    case RunPhase::Live:
    case RunPhase::Finished:
        break;
    }
    const bool frameProblem = !m_document.frameProblem().isEmpty() && status.steps > 0;
    m_messages->setMessage(MessageBar::Kind::Warning, frameProblem ? m_document.frameProblem() : m_problem);
}

void MainWindow::showState()
{
    refreshMessage();
    m_veil->setVisible(showsOldData(m_document.status()));
    m_repairAction->setEnabled(m_repair->isOpen());
}

void MainWindow::showCrash()
{
    const RunStatus& status = m_document.status();
    const QString repair = sentence(m_repair->text());
    if (!status.needsRepair) { // nothing to be done here: whether it goes on is its writer's affair
        m_messages->setMessage(MessageBar::Kind::Warning,
                               (repair + ' ' + sentence(status.message)).trimmed());
    } else if (m_repair->isOpen()) {
        m_messages->setMessage(MessageBar::Kind::Error,
                               m_repair->hasFailed() ? repair : sentence(status.message), tr("Repair…"));
    } else {
        m_messages->setMessage(MessageBar::Kind::Note, repair);
    }
}

void MainWindow::refreshPage()
{
    const RunStatus& status = m_document.status();
    const bool idle = status.phase == RunPhase::Idle;
    m_pages->setCurrentWidget(idle ? static_cast<QWidget*>(m_welcome) : m_workspace);
    m_fieldDock->setEnabled(!idle);
    if (idle != m_fieldDock->property("idle").toBool()) { // leave a panel that the user put away alone
        m_fieldDock->setProperty("idle", idle);
        m_fieldDock->setVisible(!idle && width() >= kNarrow);
        m_runDock->setVisible(!idle && width() >= kWide);
    }
    setWindowTitle(idle ? tr("h5pulse") : tr("%1 – h5pulse").arg(QFileInfo(status.path).fileName()));
}

void MainWindow::applyTheme()
{
    const Theme& theme = themeFor(palette());
    m_views->applyTheme(theme);
    m_fields->applyTheme(theme);
    m_timeBar->applyTheme(theme);
    m_statusLine->applyTheme(theme);
    m_runPanel->applyTheme(theme);
    m_messages->applyTheme(theme);
    m_veil->setColor(theme.surface);
}

void MainWindow::changeEvent(QEvent* event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_views) {
        applyTheme();
    } else if (event->type() == QEvent::WindowStateChange) {
        m_document.setVisible(!isMinimized());
    }
}

void MainWindow::showEvent(QShowEvent* event)
{
    QMainWindow::showEvent(event);
    m_document.setVisible(true);
}

void MainWindow::hideEvent(QHideEvent* event)
{
    QMainWindow::hideEvent(event);
    m_document.setVisible(false);
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    // Where there is little room the plots get it; what the user opens or closes in between stays.
    const bool wasNarrow = event->oldSize().isValid() && event->oldSize().width() < kNarrow;
    const bool isNarrow = event->size().width() < kNarrow;
    if (isNarrow != wasNarrow && m_document.status().phase != RunPhase::Idle) {
        m_fieldDock->setVisible(!isNarrow);
    }
    const bool wasWide = event->oldSize().isValid() && event->oldSize().width() >= kWide;
    const bool isWide = event->size().width() >= kWide;
    if (isWide != wasWide && m_document.status().phase != RunPhase::Idle) {
        m_runDock->setVisible(isWide);
    }
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (!urls.isEmpty() && urls.front().isLocalFile()) {
        event->acceptProposedAction();
    }
}

void MainWindow::dropEvent(QDropEvent* event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (!urls.isEmpty()) {
        openFile(urls.front().toLocalFile());
        event->acceptProposedAction();
    }
}

void MainWindow::showKeys()
{
    QMessageBox::information(
        this, tr("Keys and mouse"),
        tr("End: follow the latest step\nLeft, Right: previous, next step\nPage Up, Page Down: many steps\n"
           "Home: first step\nSpace: play or pause; with Shift backward\nCtrl+Up, Ctrl+Down: faster, slower\n"
           "[ and ]: play from here on, up to here\nCtrl+B: bookmark; F4, Shift+F4: next, previous\nR, "
           "Ctrl+0 or double click: reset the zoom\n\n"
           "Wheel: zoom; beside a plot only that axis; with Ctrl the vertical axis\nDrag: pan\n"
           "Click in the upper plot: show that component over time\n"
           "Click in the lower plot: go to that time\nRight click: what can be chosen for a plot"));
}

void MainWindow::showAbout()
{
    QMessageBox::about(
        this, tr("About h5pulse"),
        tr("<b>h5pulse %1</b><p>Watch a simulation's state while it runs.</p>"
           "<p>The viewer is free software under the GNU General Public License, version 3 or later. "
           "It uses Qt, QCustomPlot, FFTW and HDF5.</p>")
            .arg(QStringLiteral(H5PULSE_VERSION)));
}

} // namespace h5pulse::viewer
