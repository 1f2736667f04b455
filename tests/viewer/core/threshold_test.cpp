// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/health/threshold.h"

#include <gtest/gtest.h>

namespace h5pulse::viewer::test {

TEST(Threshold, SurvivesBeingKept)
{
    const Threshold threshold{{"u \"ß\" 流", 12, Part::Imaginary}, Threshold::Side::Below, -1.25e-300};
    EXPECT_EQ(thresholdFrom(toJson(threshold)), threshold);
    EXPECT_FALSE(thresholdFrom({}));
    for (const QJsonValue& component :
         {QJsonValue(-1), QJsonValue(0.5), QJsonValue(1e300), QJsonValue("x")}) {
        QJsonObject object = toJson(threshold);
        object[QStringLiteral("component")] = component;
        EXPECT_FALSE(thresholdFrom(object));
    }
    QJsonObject object = toJson(threshold);
    object[QStringLiteral("limit")] = QStringLiteral("much");
    EXPECT_FALSE(thresholdFrom(object));
}

} // namespace h5pulse::viewer::test
