// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/diagnostics/measures.h"

#include <QCoreApplication>

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
    MeasureText{"minimum", QT_TRANSLATE_NOOP("h5pulse::viewer::Measure", "Mi&nimum"),
                QT_TRANSLATE_NOOP("h5pulse::viewer::Measure", "minimum"),
                QT_TRANSLATE_NOOP("h5pulse::viewer::Measure",
                                  "The lowest of the finite values y; of complex ones of |y|")},
    MeasureText{"maximum", QT_TRANSLATE_NOOP("h5pulse::viewer::Measure", "Ma&ximum"),
                QT_TRANSLATE_NOOP("h5pulse::viewer::Measure", "maximum"),
                QT_TRANSLATE_NOOP("h5pulse::viewer::Measure",
                                  "The highest of the finite values y; of complex ones of |y|")},
    MeasureText{"mean", QT_TRANSLATE_NOOP("h5pulse::viewer::Measure", "M&ean"),
                QT_TRANSLATE_NOOP("h5pulse::viewer::Measure", "mean"),
                QT_TRANSLATE_NOOP("h5pulse::viewer::Measure",
                                  "The mean of the finite values y; of complex ones of |y|")},
    MeasureText{
        "norm", QT_TRANSLATE_NOOP("h5pulse::viewer::Measure", "&L2 norm"),
        QT_TRANSLATE_NOOP("h5pulse::viewer::Measure", "L2 norm"),
        QT_TRANSLATE_NOOP("h5pulse::viewer::Measure", "√(Σ |y|²) over the finite values y of a step")},
    MeasureText{"change", QT_TRANSLATE_NOOP("h5pulse::viewer::Measure", "&Change from step to step"),
                QT_TRANSLATE_NOOP("h5pulse::viewer::Measure", "change"),
                QT_TRANSLATE_NOOP("h5pulse::viewer::Measure",
                                  "√(Σ |y − y of the step before|²) over the finite values")},
    MeasureText{"not-finite", QT_TRANSLATE_NOOP("h5pulse::viewer::Measure", "&Values not finite"),
                QT_TRANSLATE_NOOP("h5pulse::viewer::Measure", "not finite"),
                QT_TRANSLATE_NOOP("h5pulse::viewer::Measure", "How many values are NaN or infinite")}};
static_assert(kTexts.size() == kMeasures.size());

const MeasureText& textOf(Measure measure)
{
    return kTexts[static_cast<std::size_t>(measure)];
}

QString tr(const char* text)
{
    return QCoreApplication::translate("h5pulse::viewer::Measure", text);
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
    return tr(textOf(measure).action);
}

QString nameOf(Measure measure)
{
    return tr(textOf(measure).name);
}

QString tipOf(Measure measure)
{
    return tr(textOf(measure).tip);
}

} // namespace h5pulse::viewer
