// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/field_model.h"
#include "synthetic.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include <gtest/gtest.h>

namespace h5pulse::viewer::test {

namespace {

std::shared_ptr<const RunDescription> run()
{
    auto run = std::make_shared<RunDescription>();
    auto u = makeField(QStringLiteral("u"), {64, 32}, ElementType::Complex64);
    u->units = QStringLiteral("m/s");
    run->fields = {u, makeField(QStringLiteral("energy"), {})};
    return run;
}

/// The table as text, a line a row; [x] and [ ] before what can be checked.
QStringList dump(const FieldModel& model)
{
    QStringList lines;
    for (int row = 0; row < model.rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < model.columnCount(); ++column) {
            cells << model.index(row, column).data().toString();
        }
        const QVariant check = model.index(row, 0).data(Qt::CheckStateRole);
        const QString mark = !check.isValid()               ? QString()
                             : check.toInt() == Qt::Checked ? QStringLiteral("[x] ")
                                                            : QStringLiteral("[ ] ");
        lines << mark + cells.join(QStringLiteral("|"));
    }
    return lines;
}

const TraceId kEnergy{QStringLiteral("energy"), 0, TracePart::Real};
const TraceId kComponent{QStringLiteral("u"), 2 * 32 + 5, TracePart::Imaginary};

} // namespace

TEST(FieldModel, ListsFieldsAndTheirTraces)
{
    FieldModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    EXPECT_EQ(model.rowCount(), 0);
    model.setRun(run());
    EXPECT_EQ(dump(model), QStringList({QStringLiteral("u|64 × 32|m/s|complex64"),
                                        QStringLiteral("[ ] energy|scalar||float64")}));
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setTraces({kEnergy});
    EXPECT_EQ(changed.count(), 1) << "a check mark";
    EXPECT_EQ(reset.count(), 0);
    model.setTraces({kEnergy, kComponent});
    EXPECT_EQ(reset.count(), 1) << "another row";
    EXPECT_EQ(dump(model),
              QStringList({QStringLiteral("u|64 × 32|m/s|complex64"), QStringLiteral("[x]     Im u[2, 5]|||"),
                           QStringLiteral("[x] energy|scalar||float64")}));
    EXPECT_EQ(model.fieldAt(1), "u") << "a component belongs to its field";
    EXPECT_EQ(model.rowOf(QStringLiteral("energy")), 2);
    EXPECT_EQ(model.rowOf(QStringLiteral("nothing")), -1);
    model.setTraces({});
    EXPECT_EQ(model.rowCount(), 2);
    model.setRun(nullptr);
    EXPECT_EQ(model.rowCount(), 0);
}

TEST(FieldModel, AsksForTraces)
{
    FieldModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setRun(run());
    model.setTraces({kComponent});
    QSignalSpy toggled(&model, &FieldModel::traceToggled);
    EXPECT_TRUE(model.setData(model.index(2, 0), Qt::Checked, Qt::CheckStateRole));
    EXPECT_TRUE(model.setData(model.index(1, 0), Qt::Unchecked, Qt::CheckStateRole));
    EXPECT_FALSE(model.setData(model.index(0, 0), Qt::Checked, Qt::CheckStateRole)) << "an array as a whole";
    ASSERT_EQ(toggled.count(), 2);
    EXPECT_EQ(toggled[0][0].value<TraceId>(), kEnergy);
    EXPECT_TRUE(toggled[0][1].toBool());
    EXPECT_EQ(toggled[1][0].value<TraceId>(), kComponent);
    EXPECT_FALSE(toggled[1][1].toBool());
    EXPECT_FALSE(model.flags(model.index(0, 0)) & Qt::ItemIsUserCheckable);
    EXPECT_TRUE(model.flags(model.index(1, 0)) & Qt::ItemIsUserCheckable);
}

TEST(FieldModel, PassesOverTracesThatTheRunHasNot)
{
    FieldModel model;
    model.setTraces(
        {{QStringLiteral("gone"), 0, TracePart::Real}, {QStringLiteral("u"), 64 * 32, TracePart::Real}});
    model.setRun(run());
    EXPECT_EQ(model.rowCount(), 2);
}

} // namespace h5pulse::viewer::test
