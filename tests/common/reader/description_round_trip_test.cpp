// SPDX-License-Identifier: MIT
// Reader reads any description that Writer accepts unchanged: live, finished, resumed and repacked. The tests
// use extreme descriptions too, which HDF5 stores in other ways.
#include "support/run_folder.h"
#include "support/scripts.h"

#include <h5pulse/reader.h>
#include <h5pulse/repack.h>
#include <h5pulse/writer.h>

#include <bit>
#include <cmath>
#include <limits>

namespace h5pulse::test {

namespace {

using List = std::vector<double>;

struct Described
{
    const char* name;
    RunSpec run;
};

void PrintTo(const Described& described, std::ostream* out)
{
    *out << described.name;
}

std::vector<std::uint64_t> bitsOf(const List& list)
{
    std::vector<std::uint64_t> bits;
    for (const double value : list) {
        bits.push_back(std::bit_cast<std::uint64_t>(value));
    }
    return bits;
}

/// Compares bits, because NaN is not equal to NaN.
bool isSame(const Attribute& a, const Attribute& b)
{
    if (a.index() != b.index()) {
        return false;
    }
    if (const auto* number = std::get_if<double>(&a)) {
        return bitsOf({*number}) == bitsOf({std::get<double>(b)});
    }
    const auto* list = std::get_if<List>(&a);
    return list ? bitsOf(*list) == bitsOf(std::get<List>(b)) : a == b;
}

class DescriptionRoundTrip : public RunFolder, public ::testing::WithParamInterface<Described>
{
protected:
    static void expectDescribed(const Reader& reader, const std::string& when)
    {
        SCOPED_TRACE(when);
        const RunSpec& run = GetParam().run;
        EXPECT_TRUE(reader.info().skipped.empty());
        EXPECT_EQ(reader.info().timeUnits, run.timeUnits);
        ASSERT_EQ(reader.fields().size(), run.fields.size());
        for (std::size_t i = 0; i < run.fields.size(); ++i) {
            expectField(reader, reader.fields()[i], run.fields[i]);
        }
        EXPECT_EQ(reader.info().attributes.size(), run.attributes.size());
        for (const auto& [name, value] : run.attributes) {
            const auto found = reader.info().attributes.find(name);
            ASSERT_NE(found, reader.info().attributes.end()) << name.substr(0, 40);
            EXPECT_TRUE(isSame(found->second, value)) << name.substr(0, 40);
        }
    }

    static void expectField(const Reader& reader, const FieldInfo& there, const FieldSpec& wanted)
    {
        EXPECT_TRUE(there.name == wanted.name);
        EXPECT_EQ(there.shape, wanted.shape);
        EXPECT_EQ(there.type, wanted.type);
        EXPECT_TRUE(there.units == wanted.units);
        EXPECT_TRUE(there.longName == wanted.longName);
        for (std::size_t i = 0; i < wanted.axes.size(); ++i) {
            const auto axis = reader.axis(wanted.name, i);
            ASSERT_TRUE(axis);
            const auto& axes = GetParam().run.axes;
            const auto given = std::find_if(axes.begin(), axes.end(),
                                            [&](const AxisSpec& a) { return a.name == wanted.axes[i]; });
            ASSERT_NE(given, axes.end());
            EXPECT_TRUE(axis->name == given->name);
            EXPECT_EQ(bitsOf(axis->values), bitsOf(given->values));
            EXPECT_TRUE(axis->units == given->units);
            EXPECT_TRUE(axis->longName == given->longName);
        }
    }

    static void append(Writer& writer)
    {
        std::vector<std::vector<double>> values;
        std::vector<StepValues> step;
        for (const FieldSpec& field : GetParam().run.fields) {
            values.emplace_back(field.shape.empty() ? 1 : field.shape[0], 1.5);
        }
        for (const std::vector<double>& each : values) {
            step.push_back(StepValues::of(each));
        }
        writer.appendStep(0.5, step);
        writer.commit();
    }
};

TEST_P(DescriptionRoundTrip, isAsItWasGiven)
{
    const RunSpec& run = GetParam().run;
    {
        Writer writer(m_path, run);
        append(writer);
        expectDescribed(Reader(m_path), "live");
        writer.close();
    }
    expectDescribed(Reader(m_path), "finished");
    Writer::resume(m_path, run).close();
    expectDescribed(Reader(m_path), "resumed");
    repack(m_path);
    expectDescribed(Reader(m_path), "repacked");
    // Other programs can read everything too.
    EXPECT_EQ(runPython(m_path, "f = h5py.File(path)\n"
                                "for o in [f, *f.values()]: dict(o.attrs)\n"
                                "print(len(f) - 2, len(f.attrs) - 7)\n"),
              std::to_string(run.fields.size() + run.axes.size()) + " " +
                  std::to_string(run.attributes.size()) + "\n");
}

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

RunSpec withAttributes(Attributes attributes)
{
    return {.fields = {{.name = "y"}}, .attributes = std::move(attributes)};
}

Attributes many(std::size_t count, const Attribute& value)
{
    Attributes attributes;
    for (std::size_t i = 0; i < count; ++i) {
        attributes["a" + std::to_string(i)] = value;
    }
    return attributes;
}

const std::string kLong(1024, 'n');
const std::string kUnicode = "größe \xe2\x82\xac 漢字 😀";

INSTANTIATE_TEST_SUITE_P(
    Described, DescriptionRoundTrip,
    ::testing::Values(
        Described{"emptyText", withAttributes({{"a", Attribute("")}})},
        Described{"emptyList", withAttributes({{"a", Attribute(List{})}, {"b", Attribute(1.0)}})},
        Described{"listOfOne", withAttributes({{"a", Attribute(List{1.5})}, {"b", Attribute(1.5)}})},
        Described{"integers", withAttributes({{"least", Attribute(std::numeric_limits<std::int64_t>::min())},
                                              {"most", Attribute(std::numeric_limits<std::int64_t>::max())},
                                              {"zero", Attribute(std::int64_t{0})}})},
        Described{"numbers", withAttributes({{"nan", Attribute(kNan)},
                                             {"infinity", Attribute(kInfinity)},
                                             {"minus", Attribute(-kInfinity)},
                                             {"zero", Attribute(-0.0)},
                                             {"tiny", Attribute(std::numeric_limits<double>::denorm_min())},
                                             {"list", Attribute(List{kNan, kInfinity, -0.0})}})},
        Described{
            "unicode",
            {.fields = {{.name = kUnicode,
                         .shape = {1},
                         .units = kUnicode,
                         .longName = kUnicode,
                         .axes = {"x " + kUnicode}}},
             .axes = {{.name = "x " + kUnicode, .values = {kNan}, .units = kUnicode, .longName = kUnicode}},
             .timeUnits = kUnicode,
             .attributes = {{kUnicode, Attribute(kUnicode)}}}},
        Described{
            "oddNames",
            {.fields = {{.name = ".."}, {.name = " "}, {.name = "a\nb"}, {.name = "time"}, {.name = "T"}},
             .attributes = {{"a/b", Attribute(1.0)},
                            {".", Attribute(1.0)},
                            {" ", Attribute(1.0)},
                            {"units", Attribute("none")}}}},
        Described{"longNames",
                  {.fields = {{.name = kLong, .shape = {2}, .axes = {"x" + kLong.substr(1)}}},
                   .axes = {{.name = "x" + kLong.substr(1), .values = {1.0, 2.0}}},
                   .attributes = {{kLong, Attribute(kLong)}}}},
        Described{"longTexts",
                  {.fields = {{.name = "y",
                               .units = std::string(65'536, 'u'),
                               .longName = std::string(65'536, 'l')}},
                   .timeUnits = std::string(65'536, 't'),
                   .attributes = {{"a", Attribute(std::string(65'536, 'a'))}}}},
        Described{"list8000", withAttributes({{"a", Attribute(List(8'000, 1.5))}})},
        // HDF5 stores attributes up to about this size in the object header, and larger ones outside of it.
        Described{"list8180", withAttributes({{"a", Attribute(List(8'180, 1.5))}})},
        Described{"list8191", withAttributes({{"a", Attribute(List(8'191, 1.5))}})},
        Described{"list8192", withAttributes({{kLong, Attribute(List(8'192, 1.5))}})},
        Described{"manyAttributes", withAttributes(many(1'000, Attribute(2.5)))},
        Described{"manyLists", withAttributes(many(40, Attribute(List(8'192, 2.5))))},
        Described{"manyTexts", withAttributes(many(200, Attribute(std::string(60'000, 'x'))))}),
    [](const auto& described) { return described.param.name; });

/// Unusual attributes of other programs. Reader gives the nearest value.
TEST(AttributesOfOthers, ThatAreUnusual)
{
    const TemporaryFolder folder;
    const std::filesystem::path path = folder / "other.h5";
    runPython(path, "import numpy as np\n"
                    "f = h5py.File(path, 'w')\n"
                    "f.create_dataset('y', (0,), maxshape=(None,), dtype='f8')\n"
                    "f.attrs['large'] = np.uint64(2**64 - 1)\n"
                    "f.attrs['fits'] = np.uint64(2**63 - 1)\n"
                    "f.attrs['one'] = np.array([1.5])\n"
                    "f.attrs['none'] = np.zeros(0)\n"
                    "f.attrs['nothing'] = h5py.Empty('f8')\n"
                    "f.attrs['noText'] = h5py.Empty(h5py.string_dtype())\n");
    const Reader reader(path);
    const Attributes expected{
        {"large", Attribute(0x1p64)},   {"fits", Attribute(std::numeric_limits<std::int64_t>::max())},
        {"one", Attribute(1.5)},        {"none", Attribute(List{})},
        {"nothing", Attribute(List{})}, {"noText", Attribute("")}};
    EXPECT_EQ(reader.info().attributes, expected);
}

} // namespace

} // namespace h5pulse::test
