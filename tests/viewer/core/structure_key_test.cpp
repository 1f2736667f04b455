// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/structure_key.h"
#include "synthetic.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace h5pulse::viewer::test {

namespace {

std::shared_ptr<RunDescription> runOf(std::vector<std::shared_ptr<FieldDescription>> fields)
{
    auto run = std::make_shared<RunDescription>();
    run->hasTimes = true;
    run->timeName = "t";
    run->fields.assign(fields.begin(), fields.end());
    return run;
}

} // namespace

TEST(StructureKey, IsOfNamesShapesTypesAndTime)
{
    const auto u = makeField("u", {8, 3});
    const auto e = makeField("e", {});
    const QString key = structureKey(*runOf({u, e}));
    EXPECT_EQ(key.size(), 64);
    EXPECT_EQ(structureKey(*runOf({e, u})), key) << "in any order";
    auto units = makeField("e", {});
    units->units = "J";
    EXPECT_EQ(structureKey(*runOf({u, units})), key) << "units are no structure";

    std::set<QString> others{key};
    const auto differs = [&](const std::shared_ptr<RunDescription>& run) {
        return others.insert(structureKey(*run)).second;
    };
    EXPECT_TRUE(differs(runOf({u})));
    EXPECT_TRUE(differs(runOf({makeField("v", {8, 3}), e})));
    EXPECT_TRUE(differs(runOf({makeField("u", {83}), e})));
    EXPECT_TRUE(differs(runOf({makeField("u", {3, 8}), e})));
    EXPECT_TRUE(differs(runOf({makeField("u", {8, 3}, ElementType::Float32), e})));
    auto time = runOf({u, e});
    time->timeName = "time";
    EXPECT_TRUE(differs(time));
    auto none = runOf({u, e});
    none->hasTimes = false;
    EXPECT_TRUE(differs(none));
    EXPECT_TRUE(differs(runOf({makeField("u13:3", {8}), e}))) << "lengths keep texts apart";
}

TEST(StructureKey, IsTheSameWhicheverScalarGivesTheTimes)
{
    const auto u = makeField("u", {8});
    const auto scalar = [](const char* name) { return makeField(name, {}, ElementType::Int32); };
    auto asFound = runOf({u, scalar("t"), scalar("clock")});
    asFound->hasTimes = false;
    const QString key = structureKey(*asFound);
    EXPECT_EQ(structureKey(*runOf({u, scalar("clock")})), key);
    auto chosen = runOf({scalar("t"), u});
    chosen->timeName = "clock";
    EXPECT_EQ(structureKey(*chosen), key);
    EXPECT_NE(structureKey(*runOf({u, makeField("clock", {1})})), key);
}

TEST(StructureKey, OfNothingAndOfVeryMuch)
{
    EXPECT_EQ(structureKey(RunDescription{}).size(), 64);
    std::vector<std::shared_ptr<FieldDescription>> fields;
    for (int i = 0; i < 10'000; ++i) {
        fields.push_back(makeField("поле " + std::to_string(i) + " 字段", {64}));
    }
    const QString key = structureKey(*runOf(fields));
    std::ranges::reverse(fields);
    EXPECT_EQ(structureKey(*runOf(fields)), key);
    fields.front() = makeField("other", {64});
    EXPECT_NE(structureKey(*runOf(fields)), key);
}

} // namespace h5pulse::viewer::test
