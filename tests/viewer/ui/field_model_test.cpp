// SPDX-License-Identifier: GPL-3.0-or-later
#include "synthetic.h"
#include "ui/fields/field_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QSortFilterProxyModel>

#include <gtest/gtest.h>

namespace h5pulse::viewer::test {

namespace {

std::shared_ptr<const RunDescription> run()
{
    auto run = std::make_shared<RunDescription>();
    auto u = makeField("u", {64, 32}, ElementType::Complex64);
    u->units = "m/s";
    run->fields = {u, makeField("energy", {})};
    return run;
}

/// The tree as text, with one indented line per row. "[x]" and "[ ]" mark rows with a check box.
QStringList dump(const FieldModel& model, const QModelIndex& parent = {}, const QString& indent = {})
{
    QStringList lines;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        QStringList cells;
        for (int column = 0; column < model.columnCount(); ++column) {
            cells << model.index(row, column, parent).data().toString();
        }
        const QModelIndex index = model.index(row, 0, parent);
        const QVariant check = index.data(Qt::CheckStateRole);
        const QString mark = !check.isValid()               ? QString()
                             : check.toInt() == Qt::Checked ? QStringLiteral("[x] ")
                                                            : QStringLiteral("[ ] ");
        lines << indent + mark + cells.join(QStringLiteral("|"));
        lines << dump(model, index, indent + QStringLiteral("  "));
    }
    return lines;
}

const TraceId kEnergy{"energy", 0, Part::Real};
const TraceId kComponent{"u", 2 * 32 + 5, Part::Imaginary};

} // namespace

TEST(FieldModel, ListsFieldsAndTheirTraces)
{
    FieldModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    EXPECT_EQ(model.rowCount(), 0);
    model.setRun(run());
    EXPECT_EQ(dump(model), QStringList({QStringLiteral("u|64 × 32|complex64|0|m/s"),
                                        QStringLiteral("[ ] energy|scalar|float64|0|")}));
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setTraces({kEnergy});
    EXPECT_EQ(changed.count(), 1) << "a check mark";
    model.setTraces({kEnergy, kComponent});
    EXPECT_EQ(reset.count(), 0) << "what is open stays open";
    EXPECT_EQ(dump(model), QStringList({QStringLiteral("u|64 × 32|complex64|0|m/s"),
                                        QStringLiteral("  [x] Im u[2, 5]||||"),
                                        QStringLiteral("[x] energy|scalar|float64|0|")}));
    const QModelIndex u = model.indexOf(QStringLiteral("u"));
    EXPECT_EQ(model.fieldAt(model.index(0, 0, u)), "u") << "a component belongs to its field";
    EXPECT_EQ(model.indexOf(QStringLiteral("energy")).row(), 1);
    EXPECT_FALSE(model.indexOf(QStringLiteral("nothing")).isValid());
    model.setTraces({});
    EXPECT_EQ(model.rowCount(u), 0);
    model.setRun(nullptr);
    EXPECT_EQ(model.rowCount(), 0);
}

TEST(FieldModel, ANewRunHasTheRowsOfItsTracesWithoutAWordInBetween)
{
    FieldModel model;
    QSortFilterProxyModel proxy; // fails if the signals of the model are wrong
    proxy.setSourceModel(&model);
    model.setRun(run());
    model.setTraces({kComponent});
    ASSERT_EQ(proxy.rowCount(proxy.index(0, 0)), 1);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    model.setRun(run());
    EXPECT_EQ(inserted.count(), 0) << "the reset says it all";
    EXPECT_EQ(proxy.rowCount(proxy.index(0, 0)), 1);
    EXPECT_EQ(model.rowCount(model.index(0, 0)), 1);
}

TEST(FieldModel, GroupsOfTheFileAreBranches)
{
    FieldModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    auto groups = std::make_shared<RunDescription>();
    groups->fields = {makeField("a/b/y", {4}), makeField("a/z", {}), makeField("top", {})};
    model.setRun(groups);
    model.setTraces({{"a/z", 0, Part::Real}});
    EXPECT_EQ(dump(model),
              QStringList({QStringLiteral("a||||"), QStringLiteral("  b||||"),
                           QStringLiteral("    y|4|float64|0|"), QStringLiteral("  [x] z|scalar|float64|0|"),
                           QStringLiteral("[ ] top|scalar|float64|0|")}));
    EXPECT_EQ(model.fieldAt(model.index(0, 0)), QString()) << "a group is no field";
    EXPECT_FALSE(model.flags(model.index(0, 0)) & Qt::ItemIsSelectable);
    EXPECT_EQ(model.fieldAt(model.indexOf(QStringLiteral("a/b/y"))), "a/b/y");
}

TEST(FieldModel, TellsWhichFieldsGrow)
{
    FieldModel model;
    const RunDescriptionPtr fields = run();
    model.setRun(fields);
    model.setGrowingColor(Qt::green);
    RunStatus status;
    status.run = fields;
    status.phase = RunPhase::Live;
    status.steps = 12'000;
    model.setSteps(status);
    status.fieldSteps =
        std::make_shared<const std::vector<std::uint64_t>>(std::vector<std::uint64_t>{12'000, 12'500});
    model.setSteps(status);
    const auto steps = [&](int row) { return model.index(row, FieldModel::Steps); };
    EXPECT_EQ(steps(0).data(), "12,000");
    EXPECT_FALSE(steps(0).data(Qt::ForegroundRole).isValid());
    EXPECT_EQ(steps(1).data(), "12,500");
    EXPECT_EQ(steps(1).data(Qt::ForegroundRole).value<QColor>(), QColor(Qt::green));
    status.run = run();
    status.steps = 1;
    model.setSteps(status);
    EXPECT_EQ(steps(0).data(), "12,000") << "that was another run";
}

TEST(FieldModel, AsksForTraces)
{
    FieldModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setRun(run());
    model.setTraces({kComponent});
    QSignalSpy toggled(&model, &FieldModel::traceToggled);
    const QModelIndex u = model.index(0, 0);
    const QModelIndex component = model.index(0, 0, u);
    EXPECT_TRUE(model.setData(model.index(1, 0), Qt::Checked, Qt::CheckStateRole));
    EXPECT_TRUE(model.setData(component, Qt::Unchecked, Qt::CheckStateRole));
    EXPECT_FALSE(model.setData(u, Qt::Checked, Qt::CheckStateRole)) << "an array as a whole";
    ASSERT_EQ(toggled.count(), 2);
    EXPECT_EQ(toggled[0][0].value<TraceId>(), kEnergy);
    EXPECT_TRUE(toggled[0][1].toBool());
    EXPECT_EQ(toggled[1][0].value<TraceId>(), kComponent);
    EXPECT_FALSE(toggled[1][1].toBool());
    EXPECT_FALSE(model.flags(u) & Qt::ItemIsUserCheckable);
    EXPECT_TRUE(model.flags(component) & Qt::ItemIsUserCheckable);
}

TEST(FieldModel, PassesOverTracesThatTheRunHasNot)
{
    FieldModel model;
    model.setTraces({{"gone", 0, Part::Real}, {"u", 64 * 32, Part::Real}});
    model.setRun(run());
    EXPECT_EQ(model.rowCount(model.indexOf(QStringLiteral("u"))), 0);
}

} // namespace h5pulse::viewer::test
