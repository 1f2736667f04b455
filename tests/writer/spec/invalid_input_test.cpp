// SPDX-License-Identifier: MIT
// Invalid specifications. The error names the wrong part, and no file is left.
#include "temporary_folder.h"

#include <h5pulse/writer.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

namespace h5pulse::test {
namespace {

struct Case
{
    const char* name;
    RunSpec run;
    const char* message;
    WriterOptions options{};
};

void PrintTo(const Case& wrong, std::ostream* out)
{
    *out << wrong.name;
}

class InvalidInput : public testing::TestWithParam<Case>
{
};

void expectRefused(const RunSpec& run, const WriterOptions& options, const char* message)
{
    const TemporaryFolder folder;
    try {
        const Writer writer(folder / "run.h5", run, options);
        FAIL() << "accepted";
    } catch (const std::invalid_argument& error) {
        EXPECT_THAT(error.what(), testing::HasSubstr(message));
    }
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST_P(InvalidInput, isRefusedInWords)
{
    expectRefused(GetParam().run, GetParam().options, GetParam().message);
}

const double kNan = std::numeric_limits<double>::quiet_NaN();
const std::size_t kHuge = std::size_t{1} << 40;

std::string repeated(const std::string& text, std::size_t count)
{
    std::string result;
    for (std::size_t i = 0; i < count; ++i) {
        result += text;
    }
    return result;
}

std::vector<FieldSpec> fieldsOf(std::size_t count)
{
    std::vector<FieldSpec> fields(count);
    for (std::size_t i = 0; i < count; ++i) {
        fields[i].name = "f" + std::to_string(i);
    }
    return fields;
}

std::map<std::string, Attribute> attributesOf(std::size_t count)
{
    std::map<std::string, Attribute> attributes;
    for (std::size_t i = 0; i < count; ++i) {
        attributes["a" + std::to_string(i)] = static_cast<double>(i);
    }
    return attributes;
}

INSTANTIATE_TEST_SUITE_P(
    Writer, InvalidInput,
    testing::Values(
        Case{"noField", {}, "at least one field"},
        Case{"emptyName", {.fields = {{.name = ""}}}, "has no name"},
        Case{"duplicate", {.fields = {{.name = "y"}, {.name = "y"}}}, "'y' is declared twice"},
        Case{"fieldLikeAxis",
             {.fields = {{.name = "x"}}, .axes = {{.name = "x", .values = {1}}}},
             "'x' is declared twice"},
        Case{"slash", {.fields = {{.name = "a/b"}}}, "'a/b' has a name that HDF5 does not allow"},
        Case{"dot", {.fields = {{.name = "."}}}, "has a name that HDF5 does not allow"},
        Case{"calledTime", {.fields = {{.name = "t"}}}, "'t' has a name that h5pulse reserves for itself"},
        Case{"calledH5pulse", {.fields = {{.name = "h5pulse"}}}, "h5pulse reserves for itself"},
        Case{"zeroSize", {.fields = {{.name = "y", .shape = {3, 0}}}}, "'y' has a dimension of size zero"},
        Case{"fourDimensions",
             {.fields = {{.name = "y", .shape = {1, 1, 1, 1}}}},
             "more than three dimensions"},
        Case{"overflow", {.fields = {{.name = "y", .shape = {kHuge, kHuge}}}}, "larger than the limit"},
        Case{"noSuchAxis",
             {.fields = {{.name = "y", .shape = {2}, .axes = {"x"}}}},
             "axis 'x', which is not declared"},
        Case{"axisLength",
             {.fields = {{.name = "y", .shape = {2}, .axes = {"x"}}},
              .axes = {{.name = "x", .values = {1, 2, 3}}}},
             "has 2 elements along axis 'x', which has 3 values"},
        Case{"moreAxes",
             {.fields = {{.name = "y", .axes = {"x"}}}, .axes = {{.name = "x", .values = {1}}}},
             "more axes than it has dimensions"},
        Case{"emptyAxis", {.fields = {{.name = "y"}}, .axes = {{.name = "x"}}}, "axis 'x' has no values"},
        Case{"reservedAttribute",
             {.fields = {{.name = "y"}}, .attributes = {{"created", "today"}}},
             "attribute 'created' has a name that h5pulse reserves for itself"},
        Case{"namelessAttribute", {.fields = {{.name = "y"}}, .attributes = {{"", 1}}}, "has no name"},
        Case{"longFieldName",
             {.fields = {{.name = std::string(1025, 'f')}}},
             "fff...' has a name of 1025 bytes; shorten it to 1024 at most"},
        Case{"longAxisName",
             {.fields = {{.name = "y"}}, .axes = {{.name = std::string(70'000, 'x'), .values = {1}}}},
             "xxx...' has a name of 70000 bytes"},
        Case{"longAttributeName",
             {.fields = {{.name = "y"}}, .attributes = {{std::string(1025, 'a'), 1}}},
             "aaa...' has a name of 1025 bytes"},
        Case{"longNameOfUnicode",
             {.fields = {{.name = "x" + repeated("\u00e9", 600)}}},
             "\u00e9...' has a name of 1201 bytes"},
        Case{"fieldNameInLatin1",
             {.fields = {{.name = "gr\xf6\xdf"
                                  "e"}}},
             "has a name that is not UTF-8"},
        Case{"attributeNameInLatin1",
             {.fields = {{.name = "y"}}, .attributes = {{"gr\xf6", 1}}},
             "has a name that is not UTF-8"},
        Case{"fieldNameWithNul",
             {.fields = {{.name = std::string("a\0b", 3)}}},
             "field has a name with a NUL in it"},
        Case{"attributeNameWithNul",
             {.fields = {{.name = "y"}}, .attributes = {{std::string("a\0b", 3), 1}}},
             "attribute has a name with a NUL in it"},
        Case{"longText",
             {.fields = {{.name = "y"}}, .attributes = {{"log", Attribute(std::string(65'537, 'x'))}}},
             "attribute 'log' has a text of more than 64 KiB, the limit of attributes; store it in a"},
        Case{"longList",
             {.fields = {{.name = "y"}}, .attributes = {{"mesh", Attribute(std::vector<double>(8'193))}}},
             "attribute 'mesh' is a list of more than 64 KiB, the limit of attributes; make it an axis"},
        Case{"textInLatin1",
             {.fields = {{.name = "y"}}, .attributes = {{"author", Attribute("\xd6rsted")}}},
             "attribute 'author' has a text with bytes that are not UTF-8"},
        Case{"textWithNul",
             {.fields = {{.name = "y"}}, .attributes = {{"blob", Attribute(std::string("a\0b", 3))}}},
             "attribute 'blob' has a text with a NUL in it"},
        Case{"unitsWithNul",
             {.fields = {{.name = "y", .units = std::string("a\0b", 3)}}},
             "field 'y' has units with a NUL in it"},
        Case{"unitsInLatin1",
             {.fields = {{.name = "y", .units = "\xb5m"}}},
             "units with bytes that are not UTF-8"},
        Case{"longLongName",
             {.fields = {{.name = "y", .longName = std::string(65'537, 'l')}}},
             "field 'y' has a long name of more than 64 KiB"},
        Case{"axisUnitsWithNul",
             {.fields = {{.name = "y"}},
              .axes = {{.name = "x", .values = {1}, .units = std::string("a\0b", 3)}}},
             "axis 'x' has units with a NUL in it"},
        Case{"axisLongNameInLatin1",
             {.fields = {{.name = "y"}}, .axes = {{.name = "x", .values = {1}, .longName = "L\xe4nge"}}},
             "axis 'x' has a long name with bytes that are not UTF-8"},
        Case{"timeUnitsWithNul",
             {.fields = {{.name = "y"}}, .timeUnits = std::string("s\0s", 3)},
             "time 't' has units with a NUL in it"},
        Case{"manyAttributes",
             {.fields = {{.name = "y"}}, .attributes = attributesOf(1'001)},
             "at most 1000 attributes"},
        Case{"smallMetadataCache",
             {.fields = {{.name = "y"}}},
             "metadataCacheBytes is neither 0 nor",
             {.metadataCacheBytes = 1}},
        Case{"largeMetadataCache",
             {.fields = {{.name = "y"}}},
             "metadataCacheBytes is neither 0 nor",
             {.metadataCacheBytes = std::numeric_limits<std::size_t>::max()}},
        Case{"negativeInterval",
             {.fields = {{.name = "y"}}},
             "commitInterval",
             {.commitInterval = std::chrono::milliseconds(-1)}},
        Case{"negativeRetry",
             {.fields = {{.name = "y"}}},
             "retryFor",
             {.retryFor = std::chrono::milliseconds(-1)}},
        Case{"negativeSync",
             {.fields = {{.name = "y"}}},
             "syncInterval",
             {.syncInterval = std::chrono::milliseconds(-1)}},
        Case{"negativeTime", {.fields = {{.name = "y"}}}, "commitTime", {.commitTime = -1.0}},
        Case{"nanTime", {.fields = {{.name = "y"}}}, "commitTime", {.commitTime = kNan}}),
    [](const auto& param) { return param.param.name; });

// Large cases are separate tests, because each start of the program makes and copies all parameters.
TEST(LargeInvalidInput, longAxisIsRefused)
{
    expectRefused({.fields = {{.name = "y"}},
                   .axes = {{.name = "x", .values = std::vector<double>((std::size_t{1} << 23) + 1)}}},
                  {}, "axis 'x' has more than 8388608 values");
}

TEST(LargeInvalidInput, manyFieldsAreRefused)
{
    expectRefused({.fields = fieldsOf(9'901)}, {}, "at most 9900 fields and axes");
}

} // namespace
} // namespace h5pulse::test
