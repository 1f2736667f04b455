// SPDX-License-Identifier: GPL-3.0-or-later
// Rules that all actions and controls of the window must follow.
#include "ui/keys/key_sheet.h"
#include "ui/preferences/preference_dialog.h"
#include "ui/views/title_bar.h"
#include "ui/views/view_dock.h"
#include "views/registry/view_registry.h"
#include "window_fixture.h"

#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QDialog>
#include <QHeaderView>
#include <QMenuBar>
#include <QSettings>
#include <QTreeWidget>

#include <map>

namespace h5pulse::viewer::test {

namespace {

class Manners : public WindowTest
{
protected:
    /// Opens a run and a view of each kind.
    void openRun()
    {
        LiveWriter writer(m_path);
        writer.append(5);
        writer.close();
        open();
        ASSERT_TRUE(waitForStep(4));
        ASSERT_TRUE(waitFor([&] { return traces().isVisible(); }));
    }
    void openAll()
    {
        openRun();
        for (const ViewKind& kind : viewKinds()) {
            m_window->views().show(kind.id);
        }
        m_window->show();
    }

    QAction* menuAction(const QString& text)
    {
        for (QAction* action : m_window->findChildren<QAction*>()) {
            if (action->text().remove(QLatin1Char('&')) == text) {
                return action;
            }
        }
        return nullptr;
    }

    KeySheet& keySheet()
    {
        press(Qt::Key_F1);
        return *m_window->findChild<KeySheet*>();
    }
};

/// The dock whose view has an action; null: the action belongs to the window.
const ViewDock* scopeOf(const QAction& action)
{
    if (action.shortcutContext() != Qt::WidgetShortcut &&
        action.shortcutContext() != Qt::WidgetWithChildrenShortcut) {
        return nullptr;
    }
    for (const QObject* object : action.associatedObjects()) {
        for (; object; object = object->parent()) {
            if (const auto* dock = qobject_cast<const ViewDock*>(object)) {
                return dock;
            }
        }
    }
    return nullptr;
}

QChar mnemonicOf(const QString& text)
{
    const QKeySequence key = QKeySequence::mnemonic(text);
    return key.isEmpty() ? QChar() : QChar(key[0].key());
}

void checkMnemonics(const QString& where, const QList<QAction*>& actions)
{
    std::map<QChar, QString> seen;
    for (const QAction* action : actions) {
        if (action->isSeparator()) {
            continue;
        }
        EXPECT_FALSE(action->text().isEmpty()) << where.toStdString();
        const QChar key = mnemonicOf(action->text());
        if (!key.isNull()) {
            const auto [other, fresh] = seen.emplace(key, action->text());
            EXPECT_TRUE(fresh) << where.toStdString() << ": " << other->second.toStdString() << " and "
                               << action->text().toStdString();
        }
    }
}

/// Actions of a hidden view are not reachable, for example those of the image while a profile is shown.
bool isReachable(const QAction& action)
{
    const QList<QObject*> owners = action.associatedObjects();
    return owners.isEmpty() || std::ranges::any_of(owners, [](const QObject* owner) {
               const auto* view = qobject_cast<const View*>(owner);
               return !view || view->isVisible();
           });
}

bool isPartOfAnother(const QWidget* widget)
{
    return qobject_cast<QAbstractSpinBox*>(widget->parentWidget()) ||
           qobject_cast<QComboBox*>(widget->parentWidget()) || qobject_cast<const QHeaderView*>(widget) ||
           widget->objectName().startsWith(QLatin1String("qt_")) || widget->inherits("QTabBar") ||
           (widget->parentWidget() && widget->parentWidget()->inherits("QTabBar")) ||
           widget->inherits("QComboBoxListView") || widget->inherits("QTableCornerButton") ||
           widget->inherits("QLineEditIconButton") || widget->inherits("QMenuBarExtension");
}

bool hasName(QWidget* widget)
{
    const auto* button = qobject_cast<const QAbstractButton*>(widget);
    return !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
}

bool needsName(QWidget* widget)
{
    return (qobject_cast<QAbstractButton*>(widget) || qobject_cast<QLineEdit*>(widget) ||
            qobject_cast<QAbstractItemView*>(widget) || qobject_cast<QAbstractSpinBox*>(widget) ||
            qobject_cast<QComboBox*>(widget) || qobject_cast<StepSlider*>(widget)) &&
           !isPartOfAnother(widget);
}

} // namespace

TEST_F(Manners, NoTwoActionsShareAKey)
{
    openAll();
    std::map<QString, std::vector<const QAction*>> byKey;
    for (const QAction* action : m_window->findChildren<QAction*>()) {
        for (const QKeySequence& key : action->shortcuts()) {
            if (action->isEnabled() && isReachable(*action)) {
                byKey[key.toString()].push_back(action);
            }
        }
    }
    EXPECT_GT(byKey.size(), 15U);
    for (const auto& [key, actions] : byKey) {
        for (std::size_t i = 0; i < actions.size(); ++i) {
            for (std::size_t k = 0; k < i; ++k) {
                const ViewDock* one = scopeOf(*actions[i]);
                const ViewDock* other = scopeOf(*actions[k]);
                EXPECT_TRUE(one && other && one != other)
                    << key.toStdString() << ": " << actions[i]->text().toStdString() << " and "
                    << actions[k]->text().toStdString();
            }
        }
    }
}

TEST_F(Manners, MenusHaveTextsAndNoTwoMnemonicsAreTheSame)
{
    openAll();
    checkMnemonics(QStringLiteral("menu bar"), m_window->menuBar()->actions());
    for (QMenu* menu : m_window->findChildren<QMenu*>()) {
        emit menu->aboutToShow(); // some menus make their entries then
        if (!menu->inherits("QColumnViewMenu")) {
            checkMnemonics(menu->title().isEmpty() ? menu->parent()->objectName() : menu->title(),
                           menu->actions());
        }
    }
}

TEST_F(Manners, ControlsHaveNames)
{
    openAll();
    m_window->findChild<QAction*>();
    menuAction(QStringLiteral("Preferences…"))->trigger();
    keySheet();
    int controls = 0;
    for (QWidget* widget : m_window->findChildren<QWidget*>()) {
        if (needsName(widget) &&
            widget != &m_window->messageBar().actionButton()) { // has no text while it is hidden
            ++controls;
            EXPECT_TRUE(hasName(widget))
                << widget->metaObject()->className() << " " << widget->objectName().toStdString() << " in "
                << widget->parentWidget()->metaObject()->className();
        }
    }
    EXPECT_GT(controls, 15);
}

TEST_F(Manners, TheKeySheetTellsOfMenusViewsAndMouse)
{
    openAll();
    auto* extra = new QAction(QStringLiteral("&Frobnicate && more"), m_window->views().docks().front());
    extra->setShortcut(QKeySequence(Qt::ALT | Qt::Key_F8));
    extra->setToolTip(QStringLiteral("Does what no other does"));
    m_window->views().docks().front()->view().addAction(extra);
    KeySheet& sheet = keySheet();
    EXPECT_TRUE(sheet.isVisible());
    EXPECT_FALSE(sheet.isModal());
    const auto row = [&](const QString& text) -> QTreeWidgetItem* {
        const auto found = sheet.list().findItems(text, Qt::MatchExactly | Qt::MatchRecursive, 0);
        return found.isEmpty() ? nullptr : found.front();
    };
    ASSERT_NE(row(QStringLiteral("Live")), nullptr);
    EXPECT_EQ(row(QStringLiteral("Live"))->text(1), "End");
    ASSERT_NE(row(QStringLiteral("Reset zoom")), nullptr);
    EXPECT_EQ(row(QStringLiteral("Reset zoom"))->text(1), "R, Ctrl+0");
    ASSERT_NE(row(QStringLiteral("Frobnicate & more")), nullptr);
    EXPECT_EQ(row(QStringLiteral("Frobnicate & more"))->text(1), "Alt+F8");
    EXPECT_EQ(row(QStringLiteral("Frobnicate & more"))->text(2), "Does what no other does");
    ASSERT_NE(row(QStringLiteral("Pan")), nullptr);
    EXPECT_EQ(row(QStringLiteral("Pan"))->parent()->text(0), "Mouse");

    QTest::keyClicks(&sheet.entry(), QStringLiteral("frob"));
    EXPECT_FALSE(row(QStringLiteral("Frobnicate & more"))->isHidden());
    EXPECT_TRUE(row(QStringLiteral("Live"))->isHidden());
    EXPECT_TRUE(row(QStringLiteral("Pan"))->parent()->isHidden());
    sheet.entry().clear();
    QTest::keyClicks(&sheet.entry(), QStringLiteral("Ctrl+0"));
    EXPECT_FALSE(row(QStringLiteral("Reset zoom"))->isHidden()) << "keys can be looked for";
    QTest::keyClick(&sheet, Qt::Key_Escape);
    EXPECT_FALSE(sheet.isVisible());
    QTest::keyClick(m_window.get(), Qt::Key_Question);
    EXPECT_TRUE(sheet.isVisible());
}

TEST_F(Manners, F6GoesThroughTheWindowAndTitleBarsTellWhere)
{
    openRun();
    const auto focusIn = [&](const QWidget& area) {
        const QWidget* focus = QApplication::focusWidget();
        return focus && area.isAncestorOf(focus);
    };
    m_window->fieldPanel().tree().setFocus();
    const auto stripe = [&](int i) {
        return m_window->views().docks()[i]->findChild<TitleBar*>()->grab().toImage().pixelColor(40, 0);
    };
    EXPECT_EQ(stripe(0), themeFor(m_window->palette()).surface);
    press(Qt::Key_F6);
    EXPECT_TRUE(focusIn(*m_window->views().docks()[0]));
    EXPECT_EQ(stripe(0), themeFor(m_window->palette()).selection);
    EXPECT_EQ(stripe(1), themeFor(m_window->palette()).surface);
    press(Qt::Key_F6);
    EXPECT_TRUE(focusIn(*m_window->views().docks()[1]));
    EXPECT_EQ(m_window->views().current(), m_window->views().docks()[1]);
    EXPECT_EQ(stripe(0), themeFor(m_window->palette()).surface);
    QTest::keyClick(m_window.get(), Qt::Key_F6, Qt::ShiftModifier);
    EXPECT_TRUE(focusIn(*m_window->views().docks()[0]));
    QTest::keyClick(m_window.get(), Qt::Key_F6, Qt::ShiftModifier);
    EXPECT_TRUE(focusIn(m_window->fieldPanel()));
    QTest::keyClick(m_window.get(), Qt::Key_F6, Qt::ShiftModifier);
    EXPECT_TRUE(focusIn(m_window->timeBar()));
    press(Qt::Key_F6);
    EXPECT_TRUE(focusIn(m_window->fieldPanel())) << "round and round";
}

TEST_F(Manners, TheThemeChangesWhileItRuns)
{
    QSettings().clear();
    openAll();
    ViewDock* floating = m_window->views().docks()[1];
    floating->setFloating(true);
    const auto dark = [](const QImage& image) { return qGray(image.pixel(3, image.height() - 3)) < 100; };
    const auto isDark = [&](QWidget* widget) { return dark(widget->grab().toImage()); };
    for (const QString& choice : {QStringLiteral("Dark"), QStringLiteral("Light"), QStringLiteral("Dark")}) {
        const bool wanted = choice == QLatin1String("Dark");
        menuAction(choice)->trigger();
        ASSERT_TRUE(waitFor([&] { return themeFor(m_window->palette()).dark == wanted; }));
        QTest::qWait(0);
        EXPECT_EQ(isDark(m_window->menuBar()), wanted);
        EXPECT_EQ(isDark(&m_window->fieldPanel()), wanted);
        EXPECT_EQ(isDark(m_window->fieldPanel().tree().viewport()), wanted);
        EXPECT_EQ(isDark(&m_window->timeBar()), wanted);
        EXPECT_EQ(isDark(&m_window->timeBar().stepEntry()), wanted);
        EXPECT_EQ(isDark(&m_window->statusLine()), wanted);
        EXPECT_EQ(isDark(m_window->findChild<QMenu*>()), wanted);
        EXPECT_EQ(isDark(floating->findChild<TitleBar*>()), wanted) << "a window of its own";
        for (ViewDock* dock : m_window->views().docks()) {
            if (!dock->isHidden() && dock->view().plotWidget()) {
                EXPECT_EQ(isDark(dock->findChild<TitleBar*>()), wanted);
                EXPECT_EQ(isDark(dock->view().plotWidget()), wanted);
            }
        }
        QToolTip::showText(QPoint(50, 50), QStringLiteral("a tool tip %1").arg(choice), m_window.get());
        QWidget* tip = nullptr;
        for (QWidget* widget : QApplication::topLevelWidgets()) {
            tip = widget->inherits("QTipLabel") && widget->isVisible() ? widget : tip;
        }
        ASSERT_NE(tip, nullptr);
        EXPECT_EQ(isDark(tip), wanted);
        QToolTip::hideText();
    }
    EXPECT_EQ(PreferenceStore().value().theme, ThemeChoice::Dark) << "it is stored";
    menuAction(QStringLiteral("System"))->trigger();
    EXPECT_TRUE(waitFor([&] { return !themeFor(m_window->palette()).dark; }));
    QSettings().clear();
}

TEST_F(Manners, PreferencesApplyAtOnce)
{
    QSettings().clear();
    openAll();
    menuAction(QStringLiteral("Preferences…"))->trigger();
    auto* dialog = m_window->findChild<PreferenceDialog*>();
    ASSERT_NE(dialog, nullptr);
    EXPECT_FALSE(dialog->isModal());
    const auto spinBoxes = dialog->findChildren<QSpinBox*>();
    const auto digits = std::ranges::find(spinBoxes, Preferences::kMaxDigits, &QSpinBox::maximum);
    ASSERT_NE(digits, spinBoxes.end());
    QSettings().clear();
    const QString before = m_window->timeBar().timeEntry().text();
    EXPECT_EQ(before, "0.4");
    LiveWriter writer(m_folder / "long.h5");
    writer.append(1235);
    m_window->openFile(QString::fromStdString((m_folder / "long.h5").string()));
    ASSERT_TRUE(waitForStep(1234));
    EXPECT_EQ(m_window->timeBar().timeEntry().text(), "123.4");
    EXPECT_TRUE(profile().header().title().contains(QStringLiteral("123.4")));
    (*digits)->setValue(3);
    EXPECT_EQ(m_window->timeBar().timeEntry().text(), "123");
    EXPECT_TRUE(profile().header().title().endsWith(QStringLiteral("123 s")))
        << profile().header().title().toStdString();
    EXPECT_EQ(PreferenceStore().value().digits, 3) << "it is stored";
    m_window->preferences().setForNow({.digits = 4});
    EXPECT_EQ((*digits)->value(), 4) << "it follows";
    m_window->preferences().setForNow({});
    QSettings().clear();
}

TEST_F(Manners, NewStepsComeNoMoreOftenThanWanted)
{
    LiveWriter writer(m_path);
    writer.append(5);
    m_window->preferences().setForNow({.framesPerSecond = 4});
    open();
    ASSERT_TRUE(waitForStep(4));
    ASSERT_TRUE(waitFor([&] { return state() == QStringLiteral("live"); }));
    writer.runFree();
    qint64 last = shownStep();
    int pictures = 0;
    QElapsedTimer clock;
    ASSERT_TRUE(waitFor([&] {
        pictures += shownStep() != last ? 1 : 0;
        last = shownStep();
        if (pictures == 1 && !clock.isValid()) {
            clock.start();
        }
        return pictures == 6;
    }));
    EXPECT_GT(clock.elapsed(), 5 * 200) << "a quarter of a second each";
    writer.stopFree();
    m_window->preferences().setForNow({});
}

} // namespace h5pulse::viewer::test
