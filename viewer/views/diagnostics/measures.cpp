// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/diagnostics/measures.h"

#include "core/texts.h"

#include <algorithm>
#include <cmath>

namespace h5pulse::viewer {

namespace {

struct MeasureText
{
    const char* id;
    const char* action;
    const char* name;
    const char* tip;
};

// In the order of kMeasures.
constexpr std::array kTexts{
    MeasureText{"minimum", QT_TRANSLATE_NOOP("h5pulse::viewer::Texts", "Mi&nimum"),
                QT_TRANSLATE_NOOP("h5pulse::viewer::Texts", "minimum"),
                QT_TRANSLATE_NOOP("h5pulse::viewer::Texts",
                                  "Lowest finite value y, or lowest |y| of a complex field")},
    MeasureText{"maximum", QT_TRANSLATE_NOOP("h5pulse::viewer::Texts", "Ma&ximum"),
                QT_TRANSLATE_NOOP("h5pulse::viewer::Texts", "maximum"),
                QT_TRANSLATE_NOOP("h5pulse::viewer::Texts",
                                  "Highest finite value y, or highest |y| of a complex field")},
    MeasureText{"mean", QT_TRANSLATE_NOOP("h5pulse::viewer::Texts", "M&ean"),
                QT_TRANSLATE_NOOP("h5pulse::viewer::Texts", "mean"),
                QT_TRANSLATE_NOOP("h5pulse::viewer::Texts",
                                  "Mean of the finite values y, or mean |y| of a complex field")},
    MeasureText{"norm", QT_TRANSLATE_NOOP("h5pulse::viewer::Texts", "&L2 norm"),
                QT_TRANSLATE_NOOP("h5pulse::viewer::Texts", "L2 norm"),
                QT_TRANSLATE_NOOP("h5pulse::viewer::Texts", "√(Σ |y|²) over the finite values y of a step")},
    MeasureText{"change", QT_TRANSLATE_NOOP("h5pulse::viewer::Texts", "&Change from step to step"),
                QT_TRANSLATE_NOOP("h5pulse::viewer::Texts", "change"),
                QT_TRANSLATE_NOOP("h5pulse::viewer::Texts",
                                  "√(Σ |y − y of the previous step|²) over the finite values")},
    MeasureText{"not-finite", QT_TRANSLATE_NOOP("h5pulse::viewer::Texts", "&Values not finite"),
                QT_TRANSLATE_NOOP("h5pulse::viewer::Texts", "not finite"),
                QT_TRANSLATE_NOOP("h5pulse::viewer::Texts", "Number of values that are NaN or infinite")}};
static_assert(kTexts.size() == kMeasures.size());

const MeasureText& textOf(Measure measure)
{
    return kTexts[static_cast<std::size_t>(measure)];
}

} // namespace

std::vector<Measure> usualMeasures()
{
    return {Measure::Minimum, Measure::Maximum, Measure::Mean, Measure::Norm, Measure::Change};
}

QString idOf(Measure measure)
{
    return QString::fromLatin1(textOf(measure).id);
}

QString actionOf(Measure measure)
{
    return Texts::tr(textOf(measure).action);
}

QString nameOf(Measure measure)
{
    return Texts::tr(textOf(measure).name);
}

QString tipOf(Measure measure)
{
    return Texts::tr(textOf(measure).tip);
}

} // namespace h5pulse::viewer
