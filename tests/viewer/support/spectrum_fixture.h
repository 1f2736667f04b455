// SPDX-License-Identifier: GPL-3.0-or-later
// Makes spectra without a file.
#pragma once

#include "plot/plot_widget.h"
#include "synthetic.h"
#include "view_feed.h"
#include "views/spectrum/spectrum_view.h"

#include <QAction>

#include <gtest/gtest.h>

#include <cmath>

namespace h5pulse::viewer::test {

class SpectrumFixture : public testing::Test
{
protected:
    SpectrumFixture()
    {
        m_profile->units = "V";
        m_view.resize(700, 450);
        m_view.show();
    }

    const SpectrumQuery& wanted() { return *m_view.query<SpectrumQuery>(); }

    QAction* action(const QString& text)
    {
        for (QAction* candidate : m_view.actions()) {
            if (candidate->text().remove(QLatin1Char('&')) == text) {
                return candidate;
            }
        }
        return nullptr;
    }

    void showTraces(const std::vector<std::string>& names)
    {
        std::vector<TraceId> ids;
        for (const std::string& name : names) {
            ids.push_back({name, 0, Part::Real});
        }
        giveTraceIds(m_view, ids);
    }

    /// The service's answer to the view's query: these values at the frequencies 0, 0.5, 1 ...
    std::shared_ptr<SpectrumResult> answer(std::vector<double> values)
    {
        auto result = std::make_shared<SpectrumResult>();
        result->run = m_run;
        result->query = wanted();
        const bool ofTrace = wanted().profile.empty();
        result->origin = {
            .overTime = ofTrace, .counted = false, .field = m_profile, .units = "V", .keyUnits = "m"};
        result->origin.step = 7;
        result->origin.time = 0.7;
        for (std::size_t i = 0; i < values.size(); ++i) {
            result->spectrum.frequencies.push_back(0.5 * static_cast<double>(i));
        }
        result->spectrum.values = std::move(values);
        return result;
    }

    QPoint pixelAt(double x, double y)
    {
        return {static_cast<int>(std::lround(m_view.plot().xAxis->coordToPixel(x))),
                static_cast<int>(std::lround(m_view.plot().yAxis->coordToPixel(y)))};
    }

    static RunDescriptionPtr makeRunWithScalars()
    {
        auto run = std::make_shared<RunDescription>(*makeRun());
        run->fields = {makeField("energy", {}), makeField("loss", {})};
        return run;
    }

    RunDescriptionPtr m_run = makeRunWithScalars();
    std::shared_ptr<FieldDescription> m_profile = makeField("u", {10});
    SpectrumView m_view;
};

} // namespace h5pulse::viewer::test
