// SPDX-License-Identifier: GPL-3.0-or-later
// A window that the user arranged, closed and opened again.
#include "process.h"
#include "ui/session/session.h"
#include "ui/views/view_dock.h"
#include "ui/views/view_history.h"
#include "views/registry/view_registry.h"
#include "window_fixture.h"

#include <h5pulse/writer.h>

#include <QDir>
#include <QFile>
#include <QMenuBar>
#include <QSettings>

namespace h5pulse::viewer::test {

namespace {

class SessionTest : public WindowTest
{
protected:
    SessionTest() { QSettings().clear(); }

    QString file(const char* name, double offset = 0.0)
    {
        const std::filesystem::path path = m_folder / name;
        LiveWriter writer(path, offset);
        writer.append(20);
        writer.close();
        return QString::fromStdString(path.string());
    }

    /// Another window, which saves and restores its state.
    void start(bool geometry = false)
    {
        m_window.reset();
        m_window = std::make_unique<MainWindow>();
        m_window->resize(1000, 700);
        m_window->keepSessions(m_sessions, geometry);
        m_window->show();
    }

    /// Opens a file and waits until the session is restored.
    testing::AssertionResult openRestored(const QString& path)
    {
        bool restored = false;
        const auto connection = QObject::connect(&m_window->session(), &Session::restored, m_window.get(),
                                                 [&] { restored = true; });
        m_window->openFile(path);
        const bool good = waitFor([&] { return restored; });
        QObject::disconnect(connection);
        return good ? testing::AssertionSuccess() : testing::AssertionFailure() << "nothing was restored";
    }

    ViewDock& dock(const char* name)
    {
        return *m_window->findChild<ViewDock*>(QLatin1String(name) + QStringLiteral("-dock"));
    }

    QStringList openViews()
    {
        QStringList names;
        for (const ViewDock* d : m_window->views().docks()) {
            if (!d->isHidden()) {
                names << d->view().objectName();
            }
        }
        return names;
    }

    QStringList sessionFiles() { return QDir(m_sessions).entryList(QDir::Files); }

    QString m_sessions = QString::fromStdString((m_folder / "sessions").string());
};

} // namespace

TEST_F(SessionTest, ARunOpensAsTheLastOneOfItsStructureWasLeft)
{
    const QString first = file("first.h5");
    const QString second = file("second.h5", 500.0);
    start();
    ASSERT_TRUE(openRestored(first));
    ASSERT_EQ(openViews(), QStringList({QStringLiteral("state"), QStringLiteral("traces")})) << "by default";

    ViewDock* added = m_window->views().open(QStringLiteral("state"));
    ASSERT_NE(added, nullptr);
    added->setOwnField(QStringLiteral("energy"));
    dock("traces").close();
    document().selectField("energy");
    document().setTraceIds({{"y", 12, Part::Real}, {"y", 3, Part::Real}});
    m_window->fieldPanel().parentWidget()->hide();
    ASSERT_TRUE(waitForStep(19));
    ASSERT_TRUE(waitFor([&] { return dock("state-2").height() < 100; })) << "a number needs little";
    const QRect place = dock("state-2").geometry();

    start();
    m_window->fieldPanel().parentWidget()->show();
    ASSERT_TRUE(openRestored(second));
    EXPECT_EQ(openViews(), QStringList({QStringLiteral("state"), QStringLiteral("state-2")}));
    EXPECT_EQ(dock("state-2").ownField(), "energy");
    EXPECT_EQ(document().field(), "energy");
    EXPECT_EQ(document().traceIds(), (std::vector<TraceId>{{"y", 12, Part::Real}, {"y", 3, Part::Real}}));
    EXPECT_TRUE(m_window->fieldPanel().parentWidget()->isHidden());
    EXPECT_TRUE(waitFor([&] { return document().traces() && document().traces()->traces.size() == 2; }));
    EXPECT_TRUE(waitFor([&] { return std::abs(dock("state-2").width() - place.width()) <= 5; }))
        << "up to the rounding of shares";
    EXPECT_LE(std::abs(dock("state-2").x() - place.x()), 5);
    EXPECT_TRUE(dock("traces").isHidden()) << "also when traces come";
    EXPECT_TRUE(document().cursor().live) << "the newest step is shown";
    EXPECT_FALSE(m_window->history().stack().canUndo()) << "this is the beginning";
    EXPECT_EQ(message(), "");
}

TEST_F(SessionTest, TheChosenTimeIsChosenAgain)
{
    const auto foreign = [this](const char* name) {
        const std::string path = (m_folder / name).string();
        const std::string code =
            "import h5py, numpy as np\n"
            "f = h5py.File('" +
            path +
            "', 'w')\n"
            "for name, values in (('clock', 100 + 0.5 * np.arange(40.0)), ('a', np.arange(40.0))):\n"
            "    f.create_dataset(name, data=values, maxshape=(None,), chunks=True)\n";
        EXPECT_EQ(h5pulse::test::run({H5PULSE_TEST_PYTHON, "-c", code}).status, 0);
        return QString::fromStdString(path);
    };
    const auto hasTimes = [this] { return document().status().run && document().status().run->hasTimes; };
    start();
    ASSERT_TRUE(openRestored(foreign("one.h5")));
    ASSERT_FALSE(hasTimes());
    document().setTraceIds({{"clock", 0, Part::Real}, {"a", 0, Part::Real}});
    document().setTimeDataset(QStringLiteral("clock"));
    ASSERT_TRUE(waitFor(hasTimes));

    start();
    ASSERT_TRUE(openRestored(foreign("two.h5")));
    ASSERT_TRUE(waitFor(hasTimes));
    EXPECT_EQ(document().status().run->timeName, "clock");
    document().goToTime(110.0);
    ASSERT_TRUE(waitForStep(20));
    document().setTimeDataset(QStringLiteral("a"));
    ASSERT_TRUE(waitFor([&] { return hasTimes() && document().status().run->timeName == "a"; }));
    document().setTraceIds({{"clock", 0, Part::Real}});

    start();
    ASSERT_TRUE(openRestored(foreign("three.h5")));
    ASSERT_TRUE(waitFor([&] { return hasTimes() && document().status().run->timeName == "a"; }));
    EXPECT_EQ(document().traceIds(), (std::vector<TraceId>{{"clock", 0, Part::Real}}));
    EXPECT_EQ(sessionFiles().size(), 1);
}

TEST_F(SessionTest, AnotherStructureHasALayoutOfItsOwn)
{
    const QString one = file("one.h5");
    const QString other = QString::fromStdString((m_folder / "other.h5").string());
    {
        h5pulse::Writer writer((m_folder / "other.h5").string(), {.fields = {{.name = "z", .shape = {5}}}});
        writer.append(0.0, std::vector<double>(5, 1.0));
        writer.close();
    }
    start();
    ASSERT_TRUE(openRestored(one));
    dock("traces").close();
    ASSERT_TRUE(openRestored(other));
    EXPECT_EQ(openViews(), QStringList({QStringLiteral("state")})) << "it has no scalars";
    m_window->views().open(QStringLiteral("state"));
    ASSERT_TRUE(openRestored(one));
    EXPECT_EQ(openViews(), QStringList({QStringLiteral("state")}));
    EXPECT_EQ(document().field(), "y");
    ASSERT_TRUE(openRestored(other));
    EXPECT_EQ(openViews(), QStringList({QStringLiteral("state"), QStringLiteral("state-2")}));
    EXPECT_EQ(sessionFiles().size(), 2);
}

TEST_F(SessionTest, AChangeIsWrittenAfterASecondWithoutClosing)
{
    start();
    ASSERT_TRUE(openRestored(file("run.h5")));
    EXPECT_TRUE(sessionFiles().isEmpty());
    document().selectField("energy");
    EXPECT_TRUE(waitFor([&] { return sessionFiles().size() == 1; }));
}

TEST_F(SessionTest, DamageIsToldOnceAndDefaultsAreShown)
{
    const QString path = file("run.h5");
    start();
    ASSERT_TRUE(openRestored(path));
    document().selectField("energy");
    start();
    ASSERT_EQ(sessionFiles().size(), 1);
    {
        QFile session(m_sessions + QLatin1Char('/') + sessionFiles().front());
        ASSERT_TRUE(session.resize(100));
    }
    ASSERT_TRUE(openRestored(path));
    EXPECT_EQ(document().field(), "y");
    EXPECT_TRUE(message().contains(QStringLiteral("renamed to"))) << message().toStdString();
    EXPECT_EQ(sessionFiles().size(), 1) << "nothing is lost";
}

TEST_F(SessionTest, NonsenseInPartsIsPassedOver)
{
    const QString path = file("run.h5");
    start();
    ASSERT_TRUE(openRestored(path));
    document().selectField("energy");
    m_window->session().keep();
    ASSERT_TRUE(waitFor([&] { return sessionFiles().size() == 1; }));
    m_window.reset();
    QFile session(m_sessions + QLatin1Char('/') + sessionFiles().front());
    ASSERT_TRUE(session.open(QIODevice::ReadOnly));
    QByteArray bytes = session.readAll();
    session.close();
    bytes.replace("\"field\": \"energy\"", "\"field\": \"no such\"")
        .replace("\"component\": 0", "\"component\": -5");
    bytes.replace("\"kind\": \"", "\"kind\": \"no-").replace("\"geometry\": \"", "\"geometry\": \"!!");
    ASSERT_TRUE(session.open(QIODevice::WriteOnly));
    session.write(bytes);
    session.close();
    start(true);
    ASSERT_TRUE(openRestored(path));
    EXPECT_TRUE(openViews().contains(QStringLiteral("state")));
    EXPECT_EQ(document().field(), "y");
    EXPECT_TRUE(document().traceIds().empty());
    EXPECT_TRUE(waitForStep(19));
}

TEST_F(SessionTest, WhereNothingCanBeKeptItIsSaidOnce)
{
    QFile file(m_sessions);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly)); // a file in place of the session folder
    const QString path = this->file("run.h5");
    start();
    ASSERT_TRUE(openRestored(path));
    document().selectField("energy");
    m_window->session().keep();
    EXPECT_TRUE(waitFor([&] { return message().contains(QStringLiteral("cannot be saved")); }));
    EXPECT_EQ(document().field(), "energy");
}

TEST_F(SessionTest, ThePreferenceSwitchesItOff)
{
    const QString path = file("run.h5");
    start();
    Preferences value = m_window->preferences().value();
    value.restore = false;
    m_window->preferences().set(value);
    m_window->openFile(path);
    ASSERT_TRUE(waitForStep(19));
    document().selectField("energy");
    value.restore = true;
    m_window->preferences().set(value);
    value.restore = false;
    m_window->preferences().set(value);
    m_window.reset();
    EXPECT_TRUE(sessionFiles().isEmpty());
    start();
    m_window->openFile(path);
    ASSERT_TRUE(waitForStep(19));
    EXPECT_EQ(document().field(), "y");
    document().selectField("energy");
    value.restore = true;
    m_window->preferences().set(value);
    EXPECT_EQ(document().field(), "energy") << "what is open stays as it is";
    m_window.reset();
    EXPECT_EQ(sessionFiles().size(), 1) << "and is kept";
    QSettings().clear();
}

TEST_F(SessionTest, TheWindowHasItsSizeAgain)
{
    const QString path = file("run.h5");
    start(true);
    ASSERT_TRUE(openRestored(path));
    m_window->resize(700, 600);
    m_window->close();
    start(true);
    EXPECT_EQ(m_window->size(), QSize(700, 600)) << "before a file is open";
    ASSERT_TRUE(openRestored(path));
    EXPECT_EQ(m_window->size(), QSize(700, 600));
    start(false);
    EXPECT_EQ(m_window->size(), QSize(1000, 700)) << "a size was asked for";
    ASSERT_TRUE(openRestored(path));
    EXPECT_EQ(m_window->size(), QSize(1000, 700));
}

} // namespace h5pulse::viewer::test
