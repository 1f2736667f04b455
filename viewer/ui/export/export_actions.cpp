// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/export_actions.h"

#include "core/run/run_address.h"
#include "core/run/run_document.h"
#include "core/texts.h"
#include "export/data_file.h"
#include "export/picture_form.h"
#include "export/save_file.h"
#include "plot/plot_header.h"
#include "ui/export/sequence_form.h"
#include "ui/views/view_area.h"
#include "ui/views/view_dock.h"
#include "ui/welcome/demo_run.h"
#include "views/registry/view_registry.h"
#include "widgets/message_bar.h"

#include <QClipboard>
#include <QDeadlineTimer>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMainWindow>
#include <QMenu>
#include <QProgressDialog>
#include <QPushButton>
#include <QStandardPaths>
#include <QTimer>
#include <QVBoxLayout>

namespace h5pulse::viewer {

namespace {
constexpr std::uint64_t kMaxTold = 1'000'000'000; // QProgressDialog counts with int
constexpr int kLookInterval = 20;                 // milliseconds between looks whether all values are here
constexpr int kMaxFetch = 60;                     // seconds

QString picturesFolder()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::PicturesLocation);
    return QFileInfo(folder).isDir() ? folder : QDir::homePath();
}
} // namespace

ExportActions::ExportActions(QMainWindow& window, RunDocument& document, const DemoRun& demo, ViewArea& views,
                             MessageBar& messages)
    : QObject(&window)
    , m_window(window)
    , m_document(document)
    , m_demo(demo)
    , m_views(views)
    , m_messages(messages)
{
    m_pool.setMaxThreadCount(1);
}

ExportActions::~ExportActions()
{
    delete m_sequence;
    m_pool.waitForDone();
}

void ExportActions::addTo(QMenu* menu)
{
    const auto add = [&](const QString& text, const QKeySequence& key, void (ExportActions::*slot)()) {
        menu->addAction(text, this, slot)->setShortcut(key);
    };
    add(tr("&Picture…"), QKeySequence::Save, &ExportActions::askForPicture);
    add(tr("&Values…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S), &ExportActions::askForValues);
    add(tr("&Animation or pictures of many steps…"), {}, &ExportActions::askForSequence);
    menu->addSeparator();
    add(tr("&Copy picture"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P), &ExportActions::copyPicture);
    add(tr("C&opy values"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), &ExportActions::copyValues);
}

QString ExportActions::currentTitle() const
{
    const ViewDock* dock = m_views.current();
    const QString title = dock ? dock->view().header().title() : QString();
    return title.isEmpty() ? m_window.windowTitle() : title;
}

Picture ExportActions::pictureOf(bool window) const
{
    ViewDock* dock = m_views.current();
    return window || !dock ? Picture::ofWindow(m_window) : Picture::ofView(dock->view());
}

QString ExportActions::proposedPath(const QString& suffix) const
{
    const RunStatus& status = m_document.status();
    // A call on a folder that does not respond would block the window.
    const bool there = !status.path.empty() && status.silentSince == 0;
    const QString run = toText(status.path);
    const QString name = status.path.empty() ? QStringLiteral("h5pulse") : QFileInfo(run).completeBaseName();
    const QString folder = m_demo.removes(run) ? picturesFolder()
                           : there             ? folderHere(run)
                                               : QDir::homePath();
    return QStringLiteral("%1/%2.%3").arg(folder, name, suffix);
}

void ExportActions::withWholeFrames(const std::function<void()>& work)
{
    if (!m_views.thinsFrames()) {
        work();
        return;
    }
    m_messages.showAnswer(tr("Fetching all values of the views…"));
    auto* look = new QTimer(this);
    const QDeadlineTimer deadline(std::chrono::seconds{kMaxFetch});
    connect(look, &QTimer::timeout, this, [this, work, look, deadline, whole = m_views.wantWholeFrames()] {
        const bool complete = m_views.isComplete();
        if (!complete && !deadline.hasExpired()) {
            return;
        }
        look->stop();
        look->deleteLater(); // and `whole`
        if (complete) {
            work();
        } else {
            m_messages.showAnswer(
                tr("The other machine has not sent all values within %1 s. Nothing was exported.")
                    .arg(kMaxFetch));
        }
    });
    look->start(kLookInterval);
}

void ExportActions::copyPicture()
{
    const QImage image = pictureOf(false).image(m_window.devicePixelRatio());
    QGuiApplication::clipboard()->setImage(image);
    m_messages.showAnswer(tr("The picture of this view is in the clipboard."));
}

void ExportActions::copyValues()
{
    withWholeFrames([this] { copyAllValues(); });
}

void ExportActions::copyAllValues()
{
    const ViewDock* dock = m_views.current();
    const ViewData data = dock ? dock->view().data() : ViewData{};
    if (data.isEmpty()) {
        m_messages.showAnswer(tr("This view has no values to copy."));
        return;
    }
    const Cells cells = tabSeparated(data, kCellsToCopy);
    QGuiApplication::clipboard()->setText(cells.text);
    m_messages.showAnswer(cells.whole
                              ? tr("The values of this view are in the clipboard.")
                              : tr("The clipboard holds the first values of this view. To save all values, "
                                   "use File > Export > Values."));
}

QDialog* ExportActions::makeDialog(const QString& title, QWidget* body, const QString& doIt,
                                   const std::function<void()>& accepted)
{
    auto* dialog = new QDialog(&m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, dialog);
    QPushButton* button = buttons->addButton(doIt, QDialogButtonBox::AcceptRole);
    button->setDefault(true);
    auto* layout = new QVBoxLayout(dialog);
    layout->addWidget(body);
    layout->addStretch(1);
    layout->addWidget(buttons);
    const auto* form = qobject_cast<PictureForm*>(body);
    form = form ? form : body->findChild<PictureForm*>();
    button->setEnabled(form->isGood());
    connect(form, &PictureForm::goodChanged, button, &QWidget::setEnabled);
    connect(buttons, &QDialogButtonBox::accepted, dialog, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    connect(dialog, &QDialog::accepted, this, accepted);
    dialog->show(); // not modal: the window stays usable
    return dialog;
}

void ExportActions::askForPicture()
{
    const ViewDock* dock = m_views.current();
    auto* form = new PictureForm(dock ? dock->kind().title : QString(),
                                 {QStringLiteral("png"), QStringLiteral("svg"), QStringLiteral("pdf")},
                                 proposedPath(QStringLiteral("png")), nullptr);
    makeDialog(tr("Save a picture"), form, tr("&Save"), [this, form] {
        const Theme* theme = form->light() ? &lightTheme() : nullptr;
        withWholeFrames([this, theme, window = form->ofWindow(), path = form->path(), scale = form->scale()] {
            Picture picture = pictureOf(window);
            picture.setTheme(theme);
            const auto drawn = picture.drawn(*pictureFormatOf(path), scale, currentTitle());
            write(path, [path, drawn] { return saveFile(path, drawn); });
        });
    })->setObjectName(QStringLiteral("export-picture"));
}

void ExportActions::askForValues()
{
    const QString path =
        QFileDialog::getSaveFileName(&m_window, tr("Save the values of this view"),
                                     proposedPath(QStringLiteral("csv")), tr("Values (*.csv *.npy)"));
    if (!path.isEmpty()) {
        saveValues(path);
    }
}

void ExportActions::saveValues(const QString& path)
{
    withWholeFrames([this, path] { saveAllValues(path); });
}

void ExportActions::saveAllValues(const QString& path)
{
    const ViewDock* dock = m_views.current();
    const ViewData data = dock ? dock->view().data() : ViewData{};
    if (data.isEmpty()) {
        m_messages.showAnswer(tr("This view has no values to save."));
    } else {
        write(path, [path, data] { return saveData(path, data); });
    }
}

void ExportActions::askForSequence()
{
    const std::uint64_t steps = m_document.status().steps;
    if (steps == 0 || m_sequence) {
        m_messages.showAnswer(m_sequence ? tr("Another export of many steps is still running.")
                                         : tr("There are no steps yet."));
        return;
    }
    const ViewDock* dock = m_views.current();
    auto* pictures = new PictureForm(dock ? dock->kind().title : QString(),
                                     {QStringLiteral("webp"), QStringLiteral("png")},
                                     proposedPath(QStringLiteral("webp")), nullptr);
    auto* form = new SequenceForm(pictures, steps, nullptr);
    makeDialog(tr("Save many steps"), form, tr("&Save"), [this, form, pictures] {
        Picture picture = pictureOf(pictures->ofWindow());
        picture.setTheme(pictures->light() ? &lightTheme() : nullptr);
        exportSequence(picture, form->plan());
    })->setObjectName(QStringLiteral("export-sequence"));
}

void ExportActions::exportSequence(const Picture& picture, const SequencePlan& plan)
{
    if (m_sequence) {
        return;
    }
    m_sequence = new SequenceExport(m_document, m_views, picture, plan, this);
    // A separate window, so that it does not appear in pictures of the main window.
    auto* progress =
        new QProgressDialog(tr("Drawing the steps…"), tr("&Cancel"), 0,
                            static_cast<int>(std::min<std::uint64_t>(plan.frames(), kMaxTold)), &m_window);
    progress->setObjectName(QStringLiteral("export-progress"));
    progress->setWindowTitle(tr("Save many steps"));
    progress->setAutoClose(false);
    progress->setAutoReset(false);
    progress->setMinimumDuration(0);
    const auto end = [this, progress](const QString& answer) {
        m_sequence->deleteLater();
        m_sequence = nullptr;
        progress->deleteLater();
        m_messages.showAnswer(answer);
    };
    connect(m_sequence, &SequenceExport::progressed, progress,
            [progress](quint64 done) { progress->setValue(static_cast<int>(done)); });
    connect(m_sequence, &SequenceExport::written, this,
            [end, path = plan.path] { end(tr("The pictures are in %1.").arg(path)); });
    connect(m_sequence, &SequenceExport::failed, this,
            [end](const QString& problem) { end(problem + QLatin1Char('.')); });
    connect(m_sequence, &SequenceExport::canceled, this, [end] { end(tr("Canceled. No files were kept.")); });
    connect(progress, &QProgressDialog::canceled, m_sequence, &SequenceExport::cancel);
    progress->setValue(0);
    m_sequence->start();
}

void ExportActions::write(const QString& path, std::function<QString()> work)
{
    m_pool.start([this, path, work = std::move(work)] {
        const QString problem = work();
        QMetaObject::invokeMethod(
            this,
            [this, path, problem] {
                m_messages.showAnswer(problem.isEmpty() ? tr("Saved: %1").arg(path)
                                                        : problem + QLatin1Char('.'));
            },
            Qt::QueuedConnection);
    });
}

} // namespace h5pulse::viewer
