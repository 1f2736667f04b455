// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comparison/field_match.h"
#include "synthetic.h"

#include <gtest/gtest.h>

namespace h5pulse::viewer::test {

TEST(FieldMatch, IsTheFieldOfTheSameNameAndRank)
{
    RunDescription other;
    other.fields = {makeField("a/u", {8}, ElementType::Float32), makeField("m", {4, 4}), makeField("e", {})};
    const FieldMatch longer = matchField(*makeField("a/u", {4}), other);
    EXPECT_EQ(longer.field, other.fields[0]) << "other numbers of points and types can be drawn";
    EXPECT_EQ(longer.problem, "");
    const FieldMatch image = matchField(*makeField("m", {4}), other);
    EXPECT_EQ(image.field, nullptr);
    EXPECT_EQ(image.problem, "its 'm' has another shape, 4 × 4");
    EXPECT_EQ(matchField(*makeField("e", {}), other).field, other.fields[2]);
    const FieldMatch none = matchField(*makeField("u", {8}), other);
    EXPECT_EQ(none.field, nullptr);
    EXPECT_EQ(none.problem, "it has no field 'u'");
}

} // namespace h5pulse::viewer::test
