// SPDX-License-Identifier: GPL-3.0-or-later
// A window without a file: examples, demo run, recent files, and dropped files.
#include "ui/export/export_actions.h"
#include "ui/welcome/recent_menu.h"
#include "ui/welcome/welcome_page.h"
#include "widgets/copy_button.h"
#include "window_fixture.h"

#include <QClipboard>
#include <QDialog>
#include <QDir>
#include <QDropEvent>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QSettings>
#include <QStandardPaths>
#include <QTabBar>
#include <QTemporaryFile>
#include <QTimer>
#include <QUrl>

#include <csignal>

namespace h5pulse::viewer::test {

namespace {

class Welcome : public WindowTest
{
protected:
    Welcome() { QSettings().clear(); }

    QWidget& page() { return *m_window->findChild<WelcomePage*>(); }
};

} // namespace

TEST_F(Welcome, EachLanguageShowsTheExampleThatIsBuilt)
{
    struct Language
    {
        const char* name;
        const char* file;
        const char* firstLine;
        const char* lastLine;
    };
    const Language languages[] = {{"Python", "ten_lines.py", "import h5pulse", "y**2))"},
                                  {"C++", "ten_lines.cpp", "#include <h5pulse/writer.h>", "}"},
                                  {"C", "ten_lines.c", "#include <h5pulse/c.h>", "}"},
                                  {"Fortran", "ten_lines.f90", "program ten_lines", "end program"}};
    auto* tabs = page().findChild<QTabBar*>();
    ASSERT_EQ(tabs->count(), 4);
    EXPECT_EQ(tabs->currentIndex(), 0);
    const auto* label = page().findChild<QLabel*>(QStringLiteral("example"));
    auto* copy = page().findChild<CopyButton*>();
    for (int i = 0; i < tabs->count(); ++i) {
        const Language& language = languages[i];
        SCOPED_TRACE(language.name);
        EXPECT_EQ(tabs->tabText(i), language.name);
        tabs->setCurrentIndex(i);
        QFile file(QStringLiteral(EXAMPLES "/") + QLatin1String(language.file));
        ASSERT_TRUE(file.open(QIODevice::ReadOnly));
        const QString source = QString::fromUtf8(file.readAll());
        const QString shown = label->text();
        EXPECT_TRUE(shown.startsWith(QLatin1String(language.firstLine))) << shown.toStdString();
        EXPECT_TRUE(shown.endsWith(QLatin1String(language.lastLine))) << shown.toStdString();
        EXPECT_TRUE(source.trimmed().endsWith(shown));
        copy->click();
        EXPECT_EQ(QGuiApplication::clipboard()->text(), shown);
        EXPECT_EQ(copy->text(), "Copied");
    }
}

TEST_F(Welcome, ChoosingALanguageMovesNothing)
{
    auto* tabs = page().findChild<QTabBar*>();
    const QRect before(tabs->mapTo(&page(), QPoint()), tabs->size());
    for (int i = tabs->count() - 1; i >= 0; --i) {
        tabs->setCurrentIndex(i);
        QCoreApplication::processEvents();
        EXPECT_EQ(QRect(tabs->mapTo(&page(), QPoint()), tabs->size()), before) << i;
    }
}

TEST_F(Welcome, TheDemoRunsAndIsGoneAfterwards)
{
    auto* button = page().findChild<QPushButton*>(QStringLiteral("demo"));
    ASSERT_NE(button, nullptr);
    button->click();
    ASSERT_TRUE(waitFor([&] { return shownStep() > 3; }));
    EXPECT_EQ(state(), "live");
    EXPECT_EQ(document().field(), "u");
    EXPECT_TRUE(RecentFiles().files().isEmpty()) << "it will not be there again";
    const QString path = QString::fromStdString(document().status().path);
    const qint64 process = m_window->demo().processId();
    ASSERT_GT(process, 0);
    EXPECT_EQ(::kill(static_cast<pid_t>(process), 0), 0);
    EXPECT_TRUE(QFile::exists(path));
    m_window.reset();
    EXPECT_NE(::kill(static_cast<pid_t>(process), 0), 0);
    EXPECT_FALSE(QFile::exists(path));
    EXPECT_FALSE(QFileInfo::exists(QFileInfo(path).path()));
}

TEST_F(Welcome, WhatIsSavedOfTheDemoOutlivesIt)
{
    page().findChild<QPushButton*>(QStringLiteral("demo"))->click();
    ASSERT_TRUE(waitFor([&] { return shownStep() > 0; }));
    const QString run = QString::fromStdString(document().status().path);
    const QString pictures = QStandardPaths::writableLocation(QStandardPaths::PicturesLocation);
    const QString kept = QFileInfo(pictures).isDir() ? pictures : QDir::homePath();
    m_window->exports().askForPicture();
    m_window->exports().askForSequence();
    for (const char* name : {"export-picture", "export-sequence"}) {
        auto* dialog = m_window->findChild<QDialog*>(QLatin1String(name));
        ASSERT_TRUE(dialog) << name;
        const QString path = dialog->findChild<QLineEdit*>(QStringLiteral("path"))->text();
        EXPECT_EQ(QFileInfo(path).path(), kept) << name;
        EXPECT_EQ(QFileInfo(path).completeBaseName(), "demo");
    }
    QString folder;
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, [&] {
        if (auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget())) {
            folder = dialog->directory().path();
            dialog->reject();
        }
    });
    look.start(10);
    m_window->exports().askForValues();
    EXPECT_EQ(folder, kept);
    LiveWriter writer(m_path); // for other runs, the folder of the run is used again
    writer.append(5);
    open();
    ASSERT_TRUE(waitForStep(4));
    m_window->exports().askForValues();
    EXPECT_EQ(folder, QString::fromStdString(m_folder.path().string()));
}

TEST_F(Welcome, AnotherFileEndsTheDemo)
{
    page().findChild<QPushButton*>(QStringLiteral("demo"))->click();
    ASSERT_TRUE(waitFor([&] { return shownStep() > 0; }));
    LiveWriter writer(m_path);
    writer.append(5);
    open();
    EXPECT_FALSE(m_window->demo().isRunning());
    EXPECT_TRUE(waitForStep(4));
    EXPECT_EQ(document().field(), "y");
}

TEST_F(Welcome, WithoutTheProgramThereIsASentenceInstead)
{
    RecentFiles recent;
    const WelcomePage without(recent, DemoRun(QStringLiteral("/no/such/folder")).isAvailable());
    EXPECT_EQ(without.findChild<QPushButton*>(QStringLiteral("demo")), nullptr);
    const auto labels = without.findChildren<QLabel*>();
    EXPECT_TRUE(std::ranges::any_of(
        labels, [](const QLabel* l) { return l->text().contains(QStringLiteral("h5pulse-demo")); }));
}

TEST_F(Welcome, AProgramThatDoesNotStartIsToldOf)
{
    const QString folder = QString::fromStdString(m_folder.path().string());
    QFile program(folder + QStringLiteral("/h5pulse-demo"));
    ASSERT_TRUE(program.open(QIODevice::WriteOnly));
    program.write("#!/no/such/interpreter\n");
    program.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    program.close();
    DemoRun demo(folder);
    EXPECT_TRUE(demo.isAvailable());
    QString problem;
    QObject::connect(&demo, &DemoRun::failed, &demo, [&](const QString& text) {
        problem = text;
        demo.stop();
    });
    demo.start();
    EXPECT_TRUE(waitFor([&] { return problem.contains(QStringLiteral("cannot be started")); }));
    EXPECT_FALSE(demo.isRunning());
}

TEST_F(Welcome, FilesThatAreGoneAreGrey)
{
    QTemporaryFile there;
    ASSERT_TRUE(there.open());
    RecentFiles recent;
    recent.add(there.fileName());
    recent.add(QStringLiteral("/no/such/folder/a&b.h5"));
    RecentMenu menu(recent);
    EXPECT_TRUE(menu.actions()[0]->isEnabled()) << "nobody has looked";
    emit menu.aboutToShow();
    EXPECT_TRUE(waitFor([&] { return !menu.actions()[0]->isEnabled(); }));
    EXPECT_TRUE(menu.actions()[0]->text().contains(QStringLiteral("a&&b.h5")));
    EXPECT_TRUE(menu.actions()[1]->isEnabled());
    WelcomePage page(recent, false);
    EXPECT_FALSE(page.findChild<QPushButton*>(QString(), Qt::FindChildrenRecursively)->text().isEmpty());
    const auto buttons = page.findChildren<QPushButton*>();
    EXPECT_EQ(std::ranges::count_if(buttons, [](const QPushButton* b) { return !b->isEnabled(); }), 1);
    menu.actions().back()->trigger();
    EXPECT_TRUE(recent.files().isEmpty());
    EXPECT_FALSE(menu.isEnabled());
}

TEST_F(Welcome, OfSeveralFilesThatAreDroppedTheFirstOpens)
{
    LiveWriter writer(m_path);
    writer.append(5);
    QMimeData data;
    data.setUrls({QUrl(QStringLiteral("https://example.org/a.h5")),
                  QUrl::fromLocalFile(QString::fromStdString(m_path.string())),
                  QUrl::fromLocalFile(QStringLiteral("/tmp/other.h5"))});
    QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_window.get(), &enter);
    EXPECT_TRUE(enter.isAccepted());
    QDropEvent drop(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_window.get(), &drop);
    EXPECT_TRUE(waitForStep(4));
    EXPECT_TRUE(message().contains(QStringLiteral("Of the 2 dropped files"))) << message().toStdString();
    EXPECT_TRUE(message().contains(QStringLiteral("run.h5")));
}

} // namespace h5pulse::viewer::test
