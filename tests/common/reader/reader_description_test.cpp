// SPDX-License-Identifier: MIT
// The description of a run, which Reader gives before it reads values.
#include "support/expect_error.h"
#include "support/run_folder.h"
#include "support/scripts.h"
#include "support/test_run.h"

#include <cmath>
#include <ctime>
#include <h5pulse/version.h>

namespace h5pulse::test {

namespace {

using ::testing::ElementsAre;

class ReaderDescription : public RunFolder
{
protected:
    static RunSpec spec()
    {
        return {.fields =
                    {{.name = "zeta", .shape = {2, 3}, .type = ElementType::Complex64, .axes = {"", "x"}},
                     {.name = "alpha", .shape = {3}, .units = "m s-1", .longName = "velocity", .axes = {"x"}},
                     {.name = "mass", .type = ElementType::UInt16},
                     {.name = "cube", .shape = {4, 3, 2}, .axes = {"", "x", "z"}}},
                .axes = {{.name = "x", .values = {0.0, 0.5, 2.0}, .units = "m", .longName = "position"},
                         {.name = "z", .values = {-1.0, 1.0}}},
                .timeUnits = "s",
                .endTime = 12.5,
                .attributes = {{"title", std::string("grün")},
                               {"seed", std::int64_t{-42}},
                               {"viscosity", 0.125},
                               {"weights", std::vector<double>{1.0, 2.5}}}};
    }
};

std::vector<std::string> namesOf(const std::vector<FieldInfo>& fields)
{
    std::vector<std::string> names;
    for (const FieldInfo& field : fields) {
        names.push_back(field.name);
    }
    return names;
}

TEST_F(ReaderDescription, FieldsComeInTheOrderOfTheSpec)
{
    const Writer writer(m_path, spec());
    EXPECT_THAT(namesOf(Reader(m_path).fields()), ElementsAre("zeta", "alpha", "mass", "cube"));
}

TEST_F(ReaderDescription, FieldHasShapeTypeUnitsAndLongName)
{
    const Writer writer(m_path, spec());
    const Reader reader(m_path);
    const FieldInfo& alpha = reader.field("alpha");
    EXPECT_THAT(alpha.shape, ElementsAre(3));
    EXPECT_EQ(alpha.type, ElementType::Float64);
    EXPECT_EQ(alpha.units, "m s-1");
    EXPECT_EQ(alpha.longName, "velocity");
    EXPECT_EQ(alpha.components(), 3U);
    EXPECT_THAT(reader.field("cube").shape, ElementsAre(4, 3, 2));
    EXPECT_EQ(reader.field("cube").components(), 24U);
    EXPECT_TRUE(reader.field("mass").shape.empty());
    EXPECT_EQ(reader.field("mass").components(), 1U);
    EXPECT_EQ(reader.field("mass").type, ElementType::UInt16);
    EXPECT_EQ(reader.field("mass").units, "");
    EXPECT_EQ(reader.field("zeta").type, ElementType::Complex64);
}

TEST_F(ReaderDescription, AxesBelongToTheirDimensions)
{
    const Writer writer(m_path, spec());
    const Reader reader(m_path);
    EXPECT_THAT(reader.field("cube").axes, ElementsAre("", "x", "z"));
    const auto x = reader.axis("cube", 1);
    ASSERT_TRUE(x);
    EXPECT_EQ(x->name, "x");
    EXPECT_THAT(x->values, ElementsAre(0.0, 0.5, 2.0));
    EXPECT_EQ(x->units, "m");
    EXPECT_EQ(x->longName, "position");
    const auto z = reader.axis("cube", 2);
    ASSERT_TRUE(z);
    EXPECT_THAT(z->values, ElementsAre(-1.0, 1.0));
    EXPECT_EQ(z->units, "");
    EXPECT_FALSE(reader.axis("cube", 0));
    EXPECT_FALSE(reader.axis("cube", 3));
    EXPECT_FALSE(reader.axis("mass", 0));
}

TEST_F(ReaderDescription, RunInfoGivesTimesAndTheUsersAttributes)
{
    const Writer writer(m_path, spec());
    const Reader reader(m_path);
    const RunInfo& info = reader.info();
    EXPECT_EQ(info.formatVersion, 1);
    EXPECT_EQ(info.writer, "h5pulse " H5PULSE_VERSION);
    std::tm created = {};
    ASSERT_TRUE(::strptime(info.created.c_str(), "%Y-%m-%dT%H:%M:%SZ", &created)) << info.created;
    EXPECT_LT(std::abs(std::difftime(std::time(nullptr), ::timegm(&created))), 60.0);
    EXPECT_EQ(info.timeDataset, "t");
    EXPECT_EQ(info.timeUnits, "s");
    EXPECT_EQ(info.endTime, 12.5);
    EXPECT_THAT(info.skipped, ElementsAre());
    EXPECT_EQ(info.attributes, spec().attributes);
}

TEST_F(ReaderDescription, WhatIsNotSaidIsEmpty)
{
    const Writer writer(m_path, {.fields = {{.name = "y"}}});
    const Reader reader(m_path);
    EXPECT_TRUE(std::isnan(reader.info().endTime));
    EXPECT_EQ(reader.info().timeUnits, "");
    EXPECT_TRUE(reader.info().attributes.empty());
    EXPECT_EQ(reader.field("y").longName, "");
}

TEST_F(ReaderDescription, LiveAndFinishedFilesSayTheSame)
{
    Writer writer(m_path, spec());
    const Reader live(m_path);
    writer.close();
    const Reader finished(m_path);
    EXPECT_EQ(namesOf(live.fields()), namesOf(finished.fields()));
    EXPECT_EQ(live.info().attributes, finished.info().attributes);
    EXPECT_EQ(live.axis("alpha", 0)->values, finished.axis("alpha", 0)->values);
    EXPECT_EQ(live.info().endTime, finished.info().endTime);
}

TEST_F(ReaderDescription, FieldsWithoutTrackedOrderComeByName)
{
    // A file that a program rewrote without tracking the order. By default, h5py and h5repack do not track
    // it.
    writeFinished(m_path, 3);
    const std::string copy = m_folder / "copy.h5";
    runPython(m_path, "source = h5py.File(path)\n"
                      "with h5py.File('" +
                          copy +
                          "', 'w') as f:\n"
                          "    for name in source: source.copy(name, f)\n"
                          "    for name in source.attrs: f.attrs[name] = source.attrs[name]\n");
    Reader reader(copy);
    EXPECT_THAT(namesOf(reader.fields()), ElementsAre("energy", "y"));
    EXPECT_EQ(reader.info().formatVersion, 1);
    EXPECT_EQ(reader.steps(), 3U);
    EXPECT_EQ(wrongElements(reader, 3), 0U);
}

TEST_F(ReaderDescription, FileSizeIsTheFilesSize)
{
    writeFinished(m_path, 100);
    EXPECT_EQ(Reader(m_path).fileSize(), std::filesystem::file_size(m_path));
    EXPECT_EQ(Reader(m_path).path(), m_path);
}

} // namespace

} // namespace h5pulse::test
