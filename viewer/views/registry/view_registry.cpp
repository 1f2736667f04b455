// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/registry/view_registry.h"

#include "core/texts.h"
#include "views/diagnostics/diagnostics_view.h"
#include "views/histogram/histogram_view.h"
#include "views/information/information_view.h"
#include "views/map/map_view.h"
#include "views/spectrum/spectrum_view.h"
#include "views/state/state_view.h"
#include "views/table/table_view.h"
#include "views/traces/trace_view.h"

#include <algorithm>

namespace h5pulse::viewer {

namespace {

template <typename T>
View* create(QWidget* parent)
{
    return new T(parent);
}

} // namespace

const std::vector<ViewKind>& viewKinds()
{
    static const std::vector<ViewKind> kinds{
        {QStringLiteral("state"), Texts::tr("State"),
         Texts::tr("A field at one step: a profile, an image or a number"),
         QKeySequence(Qt::CTRL | Qt::Key_1), true, create<StateView>},
        {QStringLiteral("traces"), Texts::tr("Traces"), Texts::tr("Scalars and single components over time"),
         QKeySequence(Qt::CTRL | Qt::Key_2), false, create<TraceView>},
        {QStringLiteral("map"), Texts::tr("Map"), Texts::tr("A field over all steps as colours"),
         QKeySequence(Qt::CTRL | Qt::Key_3), true, create<MapView>},
        {QStringLiteral("diagnostics"), Texts::tr("Diagnostics"),
         Texts::tr("Extremes, mean, norm and change of a field over time"),
         QKeySequence(Qt::CTRL | Qt::Key_5), true, create<DiagnosticsView>},
        {QStringLiteral("spectrum"), Texts::tr("Spectrum"),
         Texts::tr("The spectrum of a profile or of a trace"), QKeySequence(Qt::CTRL | Qt::Key_4), true,
         create<SpectrumView>},
        {QStringLiteral("table"), Texts::tr("Table"),
         Texts::tr("The values of a field at one step, with all their digits"),
         QKeySequence(Qt::CTRL | Qt::Key_6), true, create<TableView>},
        {QStringLiteral("histogram"), Texts::tr("Histogram"),
         Texts::tr("The histogram of a field's values at one step"), QKeySequence(Qt::CTRL | Qt::Key_8), true,
         create<HistogramView>},
        {QStringLiteral("information"), Texts::tr("Run information"),
         Texts::tr("Attributes, fields and writers of the file"), QKeySequence(Qt::CTRL | Qt::Key_7), false,
         create<InformationView>},
    };
    return kinds;
}

const ViewKind* viewKind(const QString& id)
{
    const auto found = std::ranges::find(viewKinds(), id, &ViewKind::id);
    return found == viewKinds().end() ? nullptr : &*found;
}

} // namespace h5pulse::viewer
