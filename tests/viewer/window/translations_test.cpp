// SPDX-License-Identifier: GPL-3.0-or-later
// Translatable texts. Qt's lupdate must find each text that the window asks for, and the window must show no
// other.
#include "ui/views/view_dock.h"
#include "views/registry/view_registry.h"
#include "window_fixture.h"

#include <QAbstractButton>
#include <QMenuBar>
#include <QProcess>
#include <QTranslator>
#include <QXmlStreamReader>

#include <mutex>
#include <set>

namespace h5pulse::viewer::test {

namespace {

using TextSet = std::set<std::pair<QString, QString>>; // context and text

/// A translator that puts every text of the viewer into brackets, and stores the texts.
class Brackets : public QTranslator
{
public:
    Brackets() { QCoreApplication::installTranslator(this); }
    ~Brackets() override { QCoreApplication::removeTranslator(this); }

    bool isEmpty() const override { return false; }
    QString translate(const char* context, const char* text, const char*, int) const override
    {
        if (!QByteArrayView(context).startsWith("h5pulse::")) {
            return {}; // a text of Qt
        }
        const std::lock_guard guard(m_mutex); // service threads translate texts too
        m_asked.insert({QString::fromUtf8(context), QString::fromUtf8(text)});
        return QStringLiteral("⟦%1⟧").arg(QString::fromUtf8(text));
    }

    TextSet asked() const
    {
        const std::lock_guard guard(m_mutex);
        return m_asked;
    }

private:
    mutable std::mutex m_mutex;
    mutable TextSet m_asked;
};

/// The texts that lupdate finds in the sources of the viewer.
TextSet gathered(const QString& file)
{
    QProcess lupdate;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8")); // Qt warns about other locales
    lupdate.setProcessEnvironment(environment);
    lupdate.start(QStringLiteral(H5PULSE_LUPDATE),
                  {QStringLiteral("-locations"), QStringLiteral("none"), QStringLiteral(VIEWER_SOURCES),
                   QStringLiteral("-ts"), file});
    EXPECT_TRUE(lupdate.waitForFinished(kDeadline)) << lupdate.errorString().toStdString();
    const QString complaints = QString::fromLocal8Bit(lupdate.readAllStandardError());
    EXPECT_EQ(complaints.toStdString(), "") << "texts would be looked up elsewhere than they are gathered";
    QFile found(file);
    EXPECT_TRUE(found.open(QIODevice::ReadOnly));
    QXmlStreamReader xml(&found);
    TextSet texts;
    QString context;
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isStartElement() && xml.name() == QLatin1String("name")) {
            context = xml.readElementText();
        } else if (xml.isStartElement() && xml.name() == QLatin1String("source")) {
            texts.insert({context, xml.readElementText()});
        }
    }
    EXPECT_FALSE(xml.hasError()) << xml.errorString().toStdString();
    return texts;
}

/// A base class, so that the translator exists before the window.
struct InBrackets
{
    Brackets m_brackets;
};

class Translations : protected InBrackets, public WindowTest
{
protected:
    /// Stores a text that is neither translated nor data.
    void expectTranslated(const QString& text, const QObject* of)
    {
        static const QRegularExpression word(QStringLiteral("[[:alpha:]]{2}"));
        const bool ofQt = of->objectName().startsWith(QStringLiteral("qt_")) ||
                          of->objectName().startsWith(QStringLiteral("Scroll"));
        if (text.contains(word) && !text.contains(QStringLiteral("⟦")) && !ofQt &&
            !text.endsWith(QStringLiteral("run.h5"))) {
            m_bare.insert(
                QStringLiteral("%1 '%2': %3")
                    .arg(QString::fromLatin1(of->metaObject()->className()), of->objectName(), text));
        }
    }
    void visit(QMenu* menu)
    {
        emit menu->aboutToShow();
        for (QAction* action : menu->actions()) {
            expectTranslated(action->text(), action);
            if (action->menu()) {
                visit(action->menu());
            }
        }
    }

    std::set<QString> m_bare;
};

} // namespace

TEST_F(Translations, EachTextIsTranslatedAndGathered)
{
    LiveWriter writer(m_path);
    writer.append(40);
    open();
    ASSERT_TRUE(waitForStep(39));
    for (const ViewKind& kind : viewKinds()) {
        m_window->views().open(kind.id);
    }
    ASSERT_TRUE(waitFor([&] { return m_window->views().isComplete(); }));
    writer.crash();
    ASSERT_TRUE(waitFor([&] { return document().status().phase == RunPhase::Crashed; }));
    for (QAction* action : m_window->menuBar()->actions()) {
        expectTranslated(action->text(), action);
        visit(action->menu());
    }
    for (const QAbstractButton* button : m_window->findChildren<QAbstractButton*>()) {
        expectTranslated(button->text(), button);
    }
    for (const QWidget* widget : m_window->findChildren<QWidget*>()) {
        expectTranslated(widget->toolTip(), widget);
        expectTranslated(widget->accessibleName(), widget);
    }
    for (const QString& text : m_bare) {
        ADD_FAILURE() << "not translated: " << text.toStdString();
    }

    const TextSet known = gathered(QString::fromStdString((m_folder / "viewer.ts").string()));
    const TextSet asked = m_brackets.asked();
    EXPECT_GT(asked.size(), 200U);
    for (const auto& [context, text] : asked) {
        EXPECT_TRUE(known.contains({context, text}))
            << "lupdate does not find '" << text.toStdString() << "' as a text of " << context.toStdString();
    }
}

} // namespace h5pulse::viewer::test
