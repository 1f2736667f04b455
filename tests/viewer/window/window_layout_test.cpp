// SPDX-License-Identifier: GPL-3.0-or-later
// Several views: each shows its field, and hidden views cause no reading.
#include "ui/views/view_dock.h"
#include "views/state/state_view.h"
#include "window_fixture.h"

#include <QJsonArray>
#include <QMap>
#include <QTabBar>

#include <random>

namespace h5pulse::viewer::test {

namespace {

class WindowLayout : public WindowTest
{
protected:
    ViewArea& area() { return m_window->views(); }
    ViewDock* second() { return area().open(QStringLiteral("state")); }
    View* current(ViewDock* dock) { return static_cast<StateView&>(dock->view()).current(); }
    /// Names of the views that are open.
    QStringList openViews()
    {
        QStringList names;
        for (const ViewDock* dock : area().docks()) {
            if (dock->view().isVisible()) {
                names << dock->view().objectName();
            }
        }
        return names;
    }
};

} // namespace

TEST_F(WindowLayout, AViewCanShowAFieldOfItsOwn)
{
    LiveWriter writer(m_path);
    writer.append(10);
    open();
    ASSERT_TRUE(waitForStep(9));
    ViewDock* dock = second();
    ASSERT_NE(dock, nullptr);
    EXPECT_EQ(dock->view().objectName(), "state-2");
    ASSERT_TRUE(waitFor([&] { return current(dock) != nullptr; }));
    EXPECT_EQ(current(dock)->objectName(), "profile")
        << "the selected field, as long as it has none of its own";
    dock->setOwnField(QStringLiteral("energy"));
    ASSERT_TRUE(waitFor([&] { return current(dock) && current(dock)->objectName() == "value"; }));
    EXPECT_TRUE(profile().isVisible()) << "the first view goes on with the selected field";
    document().goToStep(4);
    EXPECT_TRUE(waitFor([&] { return dock->view().header().title().contains(QStringLiteral("step 4 ")); }));
    EXPECT_TRUE(waitFor([&] { return profile().header().title().contains(QStringLiteral("step 4 ")); }));
    document().goLive();
    writer.append(5);
    EXPECT_TRUE(waitFor([&] { return dock->view().header().title().contains(QStringLiteral("step 14 ")); }))
        << dock->view().header().title().toStdString();
}

TEST_F(WindowLayout, SeveralThatAreAskedForStandInTwoColumnsOfTheSameWidth)
{
    area().open(QStringLiteral("map"));
    area().showOnly({QStringLiteral("state"), QStringLiteral("traces"), QStringLiteral("map"),
                     QStringLiteral("spectrum"), QStringLiteral("table"), QStringLiteral("state")});
    LiveWriter writer(m_path);
    writer.append(10);
    open();
    ASSERT_TRUE(waitForStep(9));
    QMap<QString, QRect> places;
    for (const ViewDock* dock : area().docks()) {
        if (!dock->isHidden()) {
            places.insert(dock->view().objectName(), dock->geometry());
        }
    }
    ASSERT_EQ(places.keys().join(QLatin1Char(' ')), "map spectrum state state-2 table traces");
    const char* const rows[][2] = {{"state", "traces"}, {"map", "spectrum"}, {"table", "state-2"}};
    for (const auto& row : rows) {
        const QRect left = places[QLatin1String(row[0])];
        const QRect right = places[QLatin1String(row[1])];
        EXPECT_EQ(left.top(), right.top()) << row[0];
        EXPECT_LT(left.right(), right.left()) << row[0];
        EXPECT_LE(std::abs(left.width() - right.width()), 2) << row[0];
    }
    EXPECT_LE(std::abs(places[QStringLiteral("state")].height() - places[QStringLiteral("map")].height()), 2);
}

TEST_F(WindowLayout, WhatIsNotSeenIsNotReadFor)
{
    LiveWriter writer(m_path);
    writer.append(10);
    open();
    ASSERT_TRUE(waitForStep(9));
    ViewDock* dock = second();
    dock->setOwnField(QStringLiteral("energy"));
    const QString query = QStringLiteral("%1/%2").arg(dock->objectName()).arg(Query(FrameQuery{}).index());
    ASSERT_TRUE(waitFor([&] { return document().result(query) != nullptr; }));
    dock->close();
    EXPECT_EQ(document().result(query), nullptr);
    writer.append(1);
    ASSERT_TRUE(waitForStep(10));
    EXPECT_EQ(document().result(query), nullptr);
    EXPECT_EQ(area().open(QStringLiteral("state")), dock) << "a closed view comes back";
    EXPECT_EQ(dock->ownField(), "energy") << "as it was";
    EXPECT_TRUE(waitFor([&] { return document().result(query) != nullptr; }));
}

TEST_F(WindowLayout, IsRestored)
{
    LiveWriter writer(m_path);
    writer.append(10);
    open();
    ASSERT_TRUE(waitForStep(9));
    ASSERT_TRUE(waitFor([&] { return traces().isVisible(); }));
    ViewDock* dock = second();
    dock->setOwnField(QStringLiteral("energy"));
    area().addDockWidget(Qt::BottomDockWidgetArea, dock);
    const QStringList before = openViews();
    const QJsonObject layout = area().saveLayout();
    area().arrangeDefault();
    EXPECT_EQ(openViews(), QStringList({QStringLiteral("state"), QStringLiteral("traces")}));
    EXPECT_EQ(dock->ownField(), QString());

    ASSERT_TRUE(area().restoreLayout(layout));
    EXPECT_EQ(openViews(), before);
    EXPECT_EQ(dock->ownField(), "energy");
    EXPECT_EQ(area().dockWidgetArea(dock), Qt::BottomDockWidgetArea);

    // A window that never had the second view restores the layout.
    m_window = std::make_unique<MainWindow>();
    m_window->show();
    open();
    ASSERT_TRUE(waitForStep(9));
    ASSERT_TRUE(area().restoreLayout(layout));
    EXPECT_TRUE(waitFor([&] { return openViews() == before; })) << openViews().join(' ').toStdString();
}

TEST_F(WindowLayout, WhatCannotBeMadeOutChangesNothing)
{
    LiveWriter writer(m_path);
    writer.append(10);
    open();
    ASSERT_TRUE(waitForStep(9));
    const QJsonObject good = area().saveLayout();
    const auto with = [&](const char* key, const QJsonValue& value) {
        QJsonObject layout = good;
        layout[QLatin1String(key)] = value;
        return layout;
    };
    QJsonArray many;
    for (int i = 0; i < 10'000; ++i) {
        many << QJsonObject{{QStringLiteral("kind"), QStringLiteral("state")},
                            {QStringLiteral("name"), QString::number(i)}};
    }
    for (const QJsonObject& layout :
         {QJsonObject(), with("version", 99), with("views", 7), with("views", many),
          with("places", QStringLiteral("rubbish")), with("places", 3),
          with("views", QJsonArray{QJsonObject{{QStringLiteral("kind"), QStringLiteral("telepathy")}}})}) {
        EXPECT_FALSE(area().restoreLayout(layout));
        EXPECT_TRUE(openViews().contains(QStringLiteral("state")));
    }
    EXPECT_LE(area().docks().size(), 3);
    document().goToStep(3);
    EXPECT_TRUE(waitForStep(3));
    EXPECT_TRUE(curveBelongsToTitle());
}

/// Qt 6.4 crashes sooner or later in this case.
TEST_F(WindowLayout, TabsKeepTheirOrderUnderTheMouseAlsoWithClosedOnesAmongThem)
{
    LiveWriter writer(m_path);
    writer.append(10);
    open();
    ASSERT_TRUE(waitForStep(9));
    QList<ViewDock*> docks{area().current()};
    for (const char* kind : {"map", "spectrum", "table", "diagnostics"}) {
        docks << area().open(QString::fromLatin1(kind));
        area().tabifyDockWidget(docks.front(), docks.back());
    }
    const auto bar = [&]() -> QTabBar* {
        for (QTabBar* tabs : area().findChildren<QTabBar*>()) {
            if (tabs->isVisible() && tabs->count() > 1) {
                return tabs;
            }
        }
        return nullptr;
    };
    ASSERT_TRUE(waitFor([&] { return bar() && bar()->count() == docks.size(); }));
    const auto titles = [&] {
        QStringList texts;
        for (int i = 0; i < bar()->count(); ++i) {
            texts << bar()->tabText(i);
        }
        return texts;
    };
    const QStringList before = titles();
    std::mt19937 random(2);
    const auto below = [&](int end) { return static_cast<int>(random() % static_cast<unsigned>(end)); };
    for (int round = 0; round < 300; ++round) {
        ViewDock* dock = docks[below(static_cast<int>(docks.size()))];
        dock->setVisible(below(4) != 0 || !dock->isVisible());
        QCoreApplication::processEvents();
        if (QTabBar* tabs = bar()) {
            const auto place = [&] { return QPoint(below(tabs->width()), tabs->height() / 2); };
            QTest::mousePress(tabs, Qt::LeftButton, {}, place());
            for (int i = 0; i < 3; ++i) {
                QTest::mouseMove(tabs, place());
            }
            QTest::mouseRelease(tabs, Qt::LeftButton, {}, place());
        }
    }
    for (ViewDock* dock : docks) {
        dock->show();
    }
    ASSERT_TRUE(waitFor([&] { return bar() && bar()->count() == docks.size(); }));
    EXPECT_EQ(titles(), before);
}

} // namespace h5pulse::viewer::test
