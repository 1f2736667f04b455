// SPDX-License-Identifier: GPL-3.0-or-later
// Makes diagnostics without a file.
#pragma once

#include "plot/plot_widget.h"
#include "synthetic.h"
#include "view_feed.h"
#include "views/diagnostics/diagnostics_view.h"

#include <QAction>

#include <gtest/gtest.h>

#include <cmath>

namespace h5pulse::viewer::test {

class DiagnosticsFixture : public testing::Test
{
protected:
    DiagnosticsFixture()
    {
        m_field->units = "V";
        m_view.resize(800, 500);
        m_view.show();
        giveSubject(m_view, m_run, m_field, 0);
        m_view.drawNow();
    }

    /// The value of a measure is ten times its number, plus the step.
    std::shared_ptr<DiagnosticsResult> makeResult(std::uint64_t steps = 5)
    {
        auto result = std::make_shared<DiagnosticsResult>();
        result->run = m_run;
        result->field = m_field;
        result->query = *m_view.query<DiagnosticsQuery>();
        result->steps = steps;
        result->lastKey = static_cast<double>(steps - 1);
        result->firstPositiveKey = 1.0;
        result->notPositive = 1;
        for (const Measure measure : kMeasures) {
            const auto number = static_cast<std::size_t>(measure);
            for (std::uint64_t step = measure == Measure::Change ? 1 : 0; step < steps; ++step) {
                const auto time = static_cast<double>(step);
                const double value = 10.0 * static_cast<double>(number) + time;
                result->series[number].push_back({step, step + 1, time, time, value, value, value});
            }
        }
        return result;
    }

    QCPAxis& keyAxis(int subplot) { return *m_view.plot().axisRect(subplot)->axis(QCPAxis::atBottom); }

    QPoint pixelAt(double key, int subplot)
    {
        return {static_cast<int>(std::lround(keyAxis(subplot).coordToPixel(key))),
                m_view.plot().axisRect(subplot)->center().y()};
    }

    void trigger(const QString& text)
    {
        for (QAction* action : m_view.actions()) {
            if (action->text() == text) {
                action->trigger();
            }
        }
    }

    RunDescriptionPtr m_run = makeRun();
    std::shared_ptr<FieldDescription> m_field = makeField("u", {3});
    DiagnosticsView m_view;
};

} // namespace h5pulse::viewer::test
