// SPDX-License-Identifier: GPL-3.0-or-later
// The list of fields for files of other programs, with groups and a different number of steps per dataset.
#include "process.h"
#include "window_fixture.h"

#include <QComboBox>
#include <QLineEdit>
#include <QTreeView>

namespace h5pulse::viewer::test {

namespace {

class WindowFields : public WindowTest
{
protected:
    /// A file with /clock and /probe/temperature of 40 steps, /probe/flow of 20 steps, and this many more
    /// scalars.
    void writeForeign(int more = 0)
    {
        const std::string code =
            "import h5py, numpy as np\n"
            "f = h5py.File('" +
            m_path.string() +
            "', 'w')\n"
            "def grow(name, values):\n"
            "    f.create_dataset(name, data=values, maxshape=(None,) + values.shape[1:], chunks=True)\n"
            "grow('clock', 100 + 0.5 * np.arange(40.0))\n"
            "grow('probe/temperature', np.arange(40.0) ** 2)\n"
            "grow('probe/flow', np.arange(60.0).reshape(20, 3))\n"
            "for i in range(" +
            std::to_string(more) + "): grow(f'many/of/them/s{i:05}', np.arange(40.0))\n";
        const h5pulse::test::ProcessResult result = h5pulse::test::run({H5PULSE_TEST_PYTHON, "-c", code});
        ASSERT_EQ(result.status, 0) << result.err;
    }

    FieldPanel& panel() { return m_window->fieldPanel(); }
    QString text(const QString& field, int column)
    {
        const QModelIndex index = panel().model().indexOf(field);
        return index.siblingAtColumn(column).data().toString();
    }
    int visibleRows()
    {
        int rows = 0;
        const QTreeView& tree = panel().tree();
        for (QModelIndex index = tree.model()->index(0, 0); index.isValid(); index = tree.indexBelow(index)) {
            ++rows;
        }
        return rows;
    }
};

} // namespace

TEST_F(WindowFields, OfAnotherProgramStandInTheirGroups)
{
    writeForeign();
    open();
    ASSERT_TRUE(waitFor([&] { return text(QStringLiteral("probe/flow"), FieldModel::Steps) == "20"; }));
    EXPECT_EQ(text(QStringLiteral("probe/temperature"), FieldModel::Steps), "40");
    EXPECT_EQ(text(QStringLiteral("probe/flow"), FieldModel::Name), "flow");
    EXPECT_EQ(text(QStringLiteral("probe/flow"), FieldModel::Shape), "3");
    EXPECT_FALSE(panel().tree().isColumnHidden(FieldModel::Steps));
    EXPECT_TRUE(panel().tree().isColumnHidden(FieldModel::Type)) << "there is no room";
    panel().setFixedWidth(400);
    EXPECT_TRUE(waitFor([&] { return !panel().tree().isColumnHidden(FieldModel::Type); }));
    EXPECT_EQ(visibleRows(), 4) << "clock, probe, and what is in it";
    EXPECT_TRUE(panel().filter().isHidden()) << "few are found by looking";
}

TEST_F(WindowFields, AnyScalarCanGiveTheTime)
{
    writeForeign();
    open();
    ASSERT_TRUE(waitFor([&] { return document().frame() != nullptr; }));
    EXPECT_FALSE(document().status().run->hasTimes);
    QComboBox& choice = panel().timeChoice();
    ASSERT_TRUE(choice.isVisible());
    EXPECT_EQ(choice.currentText(), "step number");
    choice.setCurrentIndex(choice.findText(QStringLiteral("clock")));
    emit choice.activated(choice.currentIndex());
    ASSERT_TRUE(waitFor([&] { return document().status().run && document().status().run->hasTimes; }));
    EXPECT_EQ(document().status().run->timeName, "clock");
    EXPECT_EQ(choice.currentText(), "clock");
    EXPECT_FALSE(panel().model().indexOf(QStringLiteral("clock")).isValid()) << "now it is the time";
    document().selectField("probe/temperature");
    document().goToTime(110.0);
    ASSERT_TRUE(waitForStep(20));
    EXPECT_EQ(document().frame()->time, 110.0);

    choice.setCurrentIndex(0);
    emit choice.activated(0);
    ASSERT_TRUE(waitFor([&] { return document().status().run && !document().status().run->hasTimes; }));
}

TEST_F(WindowFields, AreFoundAmongThousands)
{
    writeForeign(1500);
    open();
    ASSERT_TRUE(waitFor([&] { return document().frame() != nullptr; }));
    ASSERT_TRUE(panel().filter().isVisible());
    EXPECT_EQ(visibleRows(), 5) << "groups of many are opened by the user, but for what is shown";
    panel().filter().setText(QStringLiteral("S01234"));
    EXPECT_EQ(visibleRows(), 4) << "the groups that lead there, and it";
    const QModelIndex found = panel().tree().indexBelow(
        panel().tree().indexBelow(panel().tree().indexBelow(panel().tree().model()->index(0, 0))));
    ASSERT_EQ(found.data().toString(), "s01234");
    panel().tree().setCurrentIndex(found);
    EXPECT_EQ(document().field(), "many/of/them/s01234");
    EXPECT_TRUE(waitFor([&] { return document().frame()->field->name == "many/of/them/s01234"; }));
}

} // namespace h5pulse::viewer::test
