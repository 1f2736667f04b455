// SPDX-License-Identifier: MIT
// Specifications that cannot be: each names what does not fit, and leaves no file.
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

TEST_P(InvalidInput, isRefusedInWords)
{
    const TemporaryFolder folder;
    try {
        const Writer writer(folder / "run.h5", GetParam().run, GetParam().options);
        FAIL() << "accepted";
    } catch (const std::invalid_argument& error) {
        EXPECT_THAT(error.what(), testing::HasSubstr(GetParam().message));
    }
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

const double kNan = std::numeric_limits<double>::quiet_NaN();
const std::size_t kHuge = std::size_t{1} << 40;

INSTANTIATE_TEST_SUITE_P(
    Writer, InvalidInput,
    testing::Values(
        Case{"noField", {}, "at least one field"},
        Case{"emptyName", {.fields = {{.name = ""}}}, "has no name"},
        Case{"duplicate", {.fields = {{.name = "y"}, {.name = "y"}}}, "'y' is there twice"},
        Case{"fieldLikeAxis",
             {.fields = {{.name = "x"}}, .axes = {{.name = "x", .values = {1}}}},
             "'x' is there twice"},
        Case{"slash", {.fields = {{.name = "a/b"}}}, "'a/b' cannot be called so"},
        Case{"dot", {.fields = {{.name = "."}}}, "cannot be called so"},
        Case{"calledTime", {.fields = {{.name = "t"}}}, "'t' cannot be called so"},
        Case{"calledH5pulse", {.fields = {{.name = "h5pulse"}}}, "h5pulse's own"},
        Case{"zeroSize", {.fields = {{.name = "y", .shape = {3, 0}}}}, "'y' has a dimension of size zero"},
        Case{"fourDimensions",
             {.fields = {{.name = "y", .shape = {1, 1, 1, 1}}}},
             "more than three dimensions"},
        Case{"overflow", {.fields = {{.name = "y", .shape = {kHuge, kHuge}}}}, "larger than the limit"},
        Case{"noSuchAxis",
             {.fields = {{.name = "y", .shape = {2}, .axes = {"x"}}}},
             "axis 'x', which is not there"},
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
             "attribute 'created' cannot be called so"},
        Case{"namelessAttribute", {.fields = {{.name = "y"}}, .attributes = {{"", 1}}}, "has no name"},
        Case{"negativeInterval",
             {.fields = {{.name = "y"}}},
             "commitInterval",
             {.commitInterval = std::chrono::milliseconds(-1)}},
        Case{"negativeTime", {.fields = {{.name = "y"}}}, "commitTime", {.commitTime = -1.0}},
        Case{"nanTime", {.fields = {{.name = "y"}}}, "commitTime", {.commitTime = kNan}}),
    [](const auto& param) { return param.param.name; });

} // namespace
} // namespace h5pulse::test
