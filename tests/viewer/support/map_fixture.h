// SPDX-License-Identifier: GPL-3.0-or-later
// Makes maps without a file.
#pragma once

#include "plot/plot_widget.h"
#include "plot_events.h"
#include "synthetic.h"
#include "view_feed.h"
#include "views/map/map_view.h"

#include <QAction>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace h5pulse::viewer::test {

class MapFixture : public testing::Test
{
protected:
    MapFixture()
    {
        m_field->units = "V";
        m_view.resize(800, 500);
        m_view.show();
        giveSubject(m_view, m_run, m_field, 0);
        m_view.drawNow();
    }

    static CellGrid makeGrid(double begin, double end, std::size_t count)
    {
        CellGrid grid{begin, end, {}};
        for (std::size_t i = 0; i < count; ++i) {
            grid.cells.push_back({i, i + 1});
        }
        return grid;
    }

    static MapCells makeCells(double begin, double end, std::size_t columns, std::vector<double> values,
                              std::uint64_t firstStep = 0, std::uint64_t stepsInCell = 1)
    {
        MapCells cells;
        cells.columns = makeGrid(begin, end, columns);
        for (std::uint64_t i = 0; i < columns; ++i) {
            cells.steps.push_back({firstStep + i * stepsInCell, firstStep + (i + 1) * stepsInCell});
        }
        cells.values = std::move(values);
        cells.extent = extentOf({cells.values});
        return cells;
    }

    /// Three rows over steps at the times 0, 1, 2 and 3.
    std::shared_ptr<MapResult> makeMap(std::vector<double> values)
    {
        auto map = std::make_shared<MapResult>();
        map->run = m_run;
        map->field = m_field;
        map->query = wanted();
        map->rowGrid = makeGrid(-0.5, 2.5, 3);
        for (std::uint64_t i = 0; i < 3; ++i) {
            map->rows.push_back({i, 1, static_cast<double>(i), static_cast<double>(i)});
        }
        map->whole = makeCells(-0.5, 3.5, 4, std::move(values));
        map->steps = 4;
        map->lastKey = 3.0;
        map->firstPositiveKey = 1.0;
        map->notPositive = 1;
        return map;
    }

    const MapQuery& wanted() { return *m_view.query<MapQuery>(); }

    QPoint pixelAt(double key, double place)
    {
        return {static_cast<int>(std::lround(m_view.plot().xAxis->coordToPixel(key))),
                static_cast<int>(std::lround(m_view.plot().yAxis->coordToPixel(place)))};
    }

    QColor colorAt(double key, double place)
    {
        m_view.drawNow();
        return m_view.plot().grab().toImage().pixelColor(pixelAt(key, place));
    }

    QAction* action(const QString& text)
    {
        const QList<QAction*> actions = m_view.findChildren<QAction*>();
        const auto found = std::ranges::find_if(
            actions, [&](QAction* a) { return a->text().remove(QLatin1Char('&')) == text; });
        return found == actions.end() ? nullptr : *found;
    }

    RunDescriptionPtr m_run = makeRun();
    std::shared_ptr<FieldDescription> m_field = makeField("u", {3});
    MapView m_view;
    const std::vector<double> m_values{0, 1, 1, 1, //
                                       1, 1, 1, 1, //
                                       1, 1, 1, 9};
};

} // namespace h5pulse::viewer::test
