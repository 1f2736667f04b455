// SPDX-License-Identifier: GPL-3.0-or-later
// Colours of states must be easy to tell apart, and texts on them must be readable.
#include "plot/theme.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace h5pulse::viewer::test {

namespace {

/// Of WCAG 2: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
double luminance(const QColor& color)
{
    const auto linear = [](double part) {
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor& a, const QColor& b)
{
    const auto [dark, light] = std::minmax({luminance(a), luminance(b)});
    return (light + 0.05) / (dark + 0.05);
}

int distance(const QColor& a, const QColor& b)
{
    return std::abs(a.red() - b.red()) + std::abs(a.green() - b.green()) + std::abs(a.blue() - b.blue());
}

class ThemeTest : public testing::TestWithParam<bool>
{
protected:
    const Theme& m_theme = GetParam() ? darkTheme() : lightTheme();
};

INSTANTIATE_TEST_SUITE_P(Both, ThemeTest, testing::Bool(),
                         [](const auto& theme) { return theme.param ? "dark" : "light"; });

} // namespace

TEST_P(ThemeTest, AStoppedRunLooksLikeNoOther)
{
    const QColor stopped = phaseColor(m_theme, RunPhase::Stopped);
    for (const RunPhase other :
         {RunPhase::Idle, RunPhase::Waiting, RunPhase::Unreadable, RunPhase::Live, RunPhase::Stalled,
          RunPhase::Unreachable, RunPhase::Finished, RunPhase::Failed, RunPhase::Crashed}) {
        EXPECT_GE(distance(stopped, phaseColor(m_theme, other)), 60) << static_cast<int>(other);
    }
}

TEST_P(ThemeTest, TheWordsOfStatesCanBeRead)
{
    for (const RunPhase phase : {RunPhase::Live, RunPhase::Stalled, RunPhase::Finished, RunPhase::Failed,
                                 RunPhase::Stopped, RunPhase::Crashed}) {
        EXPECT_GE(contrast(phaseColor(m_theme, phase), m_theme.surface), 4.3) << static_cast<int>(phase);
    }
}

} // namespace h5pulse::viewer::test
