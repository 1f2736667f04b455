// SPDX-License-Identifier: MIT
#include "cli_test.h"

#include <h5pulse/writer.h>

#include <array>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <limits>
#include <unistd.h>

namespace h5pulse::test {

namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using Table = std::vector<std::vector<std::string>>;

class ExportTest : public CliTest
{
protected:
    static std::string csv(std::vector<std::string> arguments)
    {
        arguments.insert(arguments.begin(), "export");
        arguments.insert(arguments.end(), {"-o", "-"});
        const ProcessResult result = h5pulse(arguments);
        EXPECT_EQ(result.status, 0) << result.err;
        EXPECT_EQ(result.err, "");
        return result.out;
    }
};

/// The first column of the rows after the titles.
std::vector<std::string> steps(const std::string& text)
{
    std::vector<std::string> column;
    for (const std::vector<std::string>& row : parseCsv(text)) {
        column.push_back(row[0]);
    }
    column.erase(column.begin());
    return column;
}

template <typename T>
T parse(const std::string& text)
{
    if constexpr (std::is_same_v<T, float>) {
        return std::strtof(text.c_str(), nullptr);
    } else if constexpr (std::is_same_v<T, double>) {
        return std::strtod(text.c_str(), nullptr);
    } else if constexpr (std::is_signed_v<T>) {
        return static_cast<T>(std::stoll(text));
    } else {
        return static_cast<T>(std::stoull(text));
    }
}

TEST_F(ExportTest, ReadsBackExactly)
{
    // Numbers without short decimals, over the whole range of doubles.
    Writer writer(path("run.h5"),
                  {.fields = {{.name = "u", .shape = {3}, .units = "V"}, {.name = "e"}}, .timeUnits = "s"});
    std::vector<std::array<double, 5>> rows;
    std::uint64_t bits = 0x123456789abcdef1;
    for (std::size_t k = 0; k < 10'000; ++k) {
        std::array<double, 5> row{};
        for (double& value : row) {
            do {
                bits = bits * 6364136223846793005 + 1442695040888963407;
                std::memcpy(&value, &bits, sizeof value);
            } while (!std::isfinite(value));
        }
        writer.append(row[0], std::array{row[1], row[2], row[3]}, row[4]);
        rows.push_back(row);
    }
    writer.close();
    const Table table = parseCsv(csv({path("run.h5").string()}));
    ASSERT_EQ(table.size(), rows.size() + 1);
    EXPECT_THAT(table[0], ElementsAre("step", "t [s]", "u[0] [V]", "u[1] [V]", "u[2] [V]", "e"));
    for (std::size_t k = 0; k < rows.size(); ++k) {
        ASSERT_EQ(table[k + 1].size(), 6U);
        EXPECT_EQ(table[k + 1][0], std::to_string(k));
        for (std::size_t i = 0; i < 5; ++i) {
            EXPECT_EQ(parse<double>(table[k + 1][i + 1]), rows[k][i]);
        }
    }
}

template <typename T>
class ExportTypes : public ExportTest
{
};
using Types = testing::Types<float, double, std::int8_t, std::int16_t, std::int32_t, std::int64_t,
                             std::uint8_t, std::uint16_t, std::uint32_t, std::uint64_t>;
TYPED_TEST_SUITE(ExportTypes, Types);

TYPED_TEST(ExportTypes, KeepsTheExtremes)
{
    using Limits = std::numeric_limits<TypeParam>;
    const std::array<TypeParam, 3> values{Limits::lowest(), Limits::max(), static_cast<TypeParam>(0.1)};
    Writer writer(this->path("run.h5"),
                  {.fields = {{.name = "v", .shape = {3}, .type = elementTypeOf<TypeParam>()}}});
    writer.append(0.0, values);
    writer.close();
    const Table table = parseCsv(ExportTest::csv({this->path("run.h5").string()}));
    ASSERT_EQ(table.size(), 2U);
    ASSERT_EQ(table[1].size(), 5U);
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_EQ(parse<TypeParam>(table[1][i + 2]), values[i]);
    }
    if constexpr (std::is_floating_point_v<TypeParam>) {
        EXPECT_EQ(table[1][4], "0.1"); // the shortest decimals, also for a float
    }
}

TEST_F(ExportTest, TakesStepsAndSlices)
{
    const std::string file = makeFile("notebook");
    EXPECT_EQ(steps(csv({file})).size(), 50U);
    EXPECT_THAT(steps(csv({file, "--step", "7"})), ElementsAre("7"));
    EXPECT_THAT(steps(csv({file, "--step", "last"})), ElementsAre("49"));
    EXPECT_THAT(steps(csv({file, "--step", "-50"})), ElementsAre("0"));
    EXPECT_THAT(steps(csv({file, "--steps", "3:6"})), ElementsAre("3", "4", "5"));
    EXPECT_THAT(steps(csv({file, "--steps", "-2:"})), ElementsAre("48", "49"));
    EXPECT_THAT(steps(csv({file, "--steps=-2:"})), ElementsAre("48", "49"));
    EXPECT_THAT(steps(csv({file, "--steps", ":-48"})), ElementsAre("0", "1"));
    EXPECT_THAT(steps(csv({file, "--steps", "48:1000"})), ElementsAre("48", "49"));
    // The values belong to the steps.
    EXPECT_EQ(csv({file, "--steps", "48:", "--component", "64"}),
              "step,t,y[64]\n48,9.795918367346939,48.5\n49,10,49.5\n");
}

TEST_F(ExportTest, TakesFieldsAndComponents)
{
    const std::string images = makeFile("images");
    EXPECT_EQ(
        csv({images, "--field", "image", "--steps", ":2"}),
        "step,t,\"image[0,0]\",\"image[0,1]\",\"image[0,2]\",\"image[1,0]\",\"image[1,1]\",\"image[1,2]\"\n"
        "0,0,0,1,2,3,4,5\n"
        "1,1,6,7,8,9,10,11\n");
    EXPECT_EQ(csv({images, "--component", "1,2", "--step", "3"}), "step,t,\"image[1,2]\"\n3,3,23\n");
    EXPECT_EQ(csv({images, "--component", "4", "--step", "3"}), "step,t,\"image[1,1]\"\n3,3,22\n");
    EXPECT_THAT(h5pulse({"export", images, "-o", "-"}),
                failsWith(1, {images, "several dimensions", "--field image"}));

    const std::string scalars = makeFile("scalars");
    EXPECT_EQ(csv({scalars}),
              "step,t,count,energy\n0,0,1,1.5\n1,0.1,-2,2.5\n2,0.2,9223372036854775807,3.5\n");
    // In the requested order, with a component for fields that have several.
    EXPECT_EQ(csv({scalars, "--field", "energy", "--field", "count", "--component", "0", "--step", "0"}),
              "step,t,energy,count\n0,0,1.5,1\n");
    EXPECT_EQ(csv({"--field", "energy", scalars, "--step", "0"}), "step,t,energy\n0,0,1.5\n");
}

TEST_F(ExportTest, LeavesOutTimesThatAreNotThere)
{
    EXPECT_EQ(csv({makeFile("no_time"), "--steps", "3:6"}),
              "step,a,b[0],b[1],b[2]\n3,0.75,0.9,1,1.1\n4,1,1.2,1.3,1.4\n5,,1.5,1.6,1.7\n");
    EXPECT_EQ(csv({makeFile("seconds"), "--time", "seconds"}), "step,seconds [s],y\n0,0.5,7\n1,1.5,8\n");
}

TEST_F(ExportTest, GivesComplexNumbersTwoColumns)
{
    EXPECT_EQ(csv({makeFile("complex")}), "step,t,c.re,c.im,psi[0].re,psi[0].im,psi[1].re,psi[1].im\n"
                                          "0,0,0.1,0.2,1,2,3,-4\n"
                                          "1,1,-0,-1,0.1,-0.2,nan,inf\n");
}

TEST_F(ExportTest, WritesWhatIsNotFinite)
{
    EXPECT_EQ(csv({makeFile("not_finite")}), "step,t,y[0],y[1],y[2],y[3]\n"
                                             "0,0,1,2,3,4\n"
                                             "1,5,nan,2,inf,4\n"
                                             "2,nan,nan,inf,-inf,nan\n"
                                             "3,2,nan,-2,4,1\n");
}

TEST_F(ExportTest, GivesTitlesAloneForARunWithoutSteps)
{
    const std::string file = makeFile("notebook_empty");
    const std::string text = csv({file});
    EXPECT_TRUE(text.starts_with("step,t,y[0],y[1],"));
    EXPECT_EQ(text.find('\n'), text.size() - 1);
    EXPECT_THAT(h5pulse({"export", file, "--step", "0", "-o", "-"}),
                failsWith(1, {file, "no step 0", "no steps yet"}));
}

TEST_F(ExportTest, QuotesTitles)
{
    const Table table = parseCsv(csv({makeFile("hostile")}));
    EXPECT_THAT(table[0],
                ElementsAre("step", "t", "a\"b,c\x1b[31m\nd[0] [\x07V]", "a\"b,c\x1b[31m\nd[1] [\x07V]"));
    EXPECT_THAT(table[1], ElementsAre("0", "0", "1", "2"));
}

TEST_F(ExportTest, ShowsATerminalNoControlCharacters)
{
    const int terminal = ::posix_openpt(O_RDWR | O_NOCTTY);
    if (terminal < 0) {
        GTEST_SKIP() << "this system gives no terminals: is /dev/pts mounted?";
    }
    ::close(terminal);
    makeFile("hostile");
    const ProcessResult result =
        shell("script -qec \"$H5PULSE export hostile.h5 -o -\" /dev/null </dev/null");
    EXPECT_THAT(result.out, HasSubstr("c\\x1b[31m\\nd[0] [\\x07V]"));
    EXPECT_EQ(result.out.find('\x1b'), std::string::npos);
}

TEST_F(ExportTest, TakesALiveRunUpToItsLastCommit)
{
    Process writer = startWriter(path("run.h5"));
    tell(writer, "append 3");
    const std::string text = csv({path("run.h5").string()});
    EXPECT_EQ(text, "step,t [s],energy [J],u[0] [V],u[1] [V],u[2] [V],u[3] [V]\n"
                    "0,0,-0,0,0.125,0.25,0.375\n"
                    "1,0.1,-1,1,1.125,1.25,1.375\n"
                    "2,0.2,-2,2,2.125,2.25,2.375\n");
    writer.kill(SIGKILL);
    writer.wait();
    EXPECT_EQ(csv({path("run.h5").string()}), text); // the same for a crashed run
}

TEST_F(ExportTest, NamesWhatIsNotThere)
{
    const std::string file = makeFile("notebook");
    const auto fails = [&](std::vector<std::string> options) {
        options.insert(options.begin(), {"export", file, "-o", path("out.csv").string()});
        return h5pulse(options);
    };
    EXPECT_THAT(fails({"--field", "nosuch"}), failsWith(1, {file, "no field 'nosuch'", "'y'"}));
    EXPECT_THAT(fails({"--field", ""}), failsWith(1, {file, "no field ''", "'y'"}));
    EXPECT_THAT(fails({"--step", "50"}), failsWith(1, {file, "no step 50", "50 steps, 0 to 49"}));
    EXPECT_THAT(fails({"--step", "-51"}), failsWith(1, {file, "no step -51"}));
    EXPECT_THAT(fails({"--steps", "50:60"}), failsWith(1, {file, "50:60", "none of the 50 steps"}));
    EXPECT_THAT(fails({"--steps", "6:3"}), failsWith(1, {file, "6:3"}));
    EXPECT_THAT(fails({"--component", "100"}), failsWith(1, {file, "no component 100", "'y'", "0 to 99"}));
    EXPECT_THAT(fails({"--component", "1,2"}), failsWith(1, {file, "2 indices", "'y'", "shape 100"}));
    EXPECT_THAT(folderNames(), ElementsAre("notebook.h5"));
}

} // namespace

} // namespace h5pulse::test
