// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/time/step_slider_accessible.h"

#include "ui/time/step_slider.h"

namespace h5pulse::viewer {

namespace {

QAccessibleInterface* make(const QString&, QObject* object)
{
    auto* slider = qobject_cast<StepSlider*>(object);
    return slider ? new StepSliderAccessible(slider) : nullptr;
}

} // namespace

void StepSliderAccessible::install()
{
    static const bool once = [] {
        QAccessible::installFactory(make);
        return true;
    }();
    Q_UNUSED(once)
}

void StepSliderAccessible::tellValue(StepSlider* slider)
{
    if (QAccessible::isActive()) {
        QAccessibleValueChangeEvent event(slider, static_cast<double>(slider->step()));
        QAccessible::updateAccessibility(&event);
    }
}

StepSliderAccessible::StepSliderAccessible(StepSlider* slider)
    : QAccessibleWidget(slider, QAccessible::Slider)
{
}

StepSlider& StepSliderAccessible::slider() const
{
    return *static_cast<StepSlider*>(widget());
}

void* StepSliderAccessible::interface_cast(QAccessible::InterfaceType type)
{
    return type == QAccessible::ValueInterface ? static_cast<QAccessibleValueInterface*>(this)
                                               : QAccessibleWidget::interface_cast(type);
}

QString StepSliderAccessible::text(QAccessible::Text kind) const
{
    const bool words = kind == QAccessible::Value || kind == QAccessible::Description;
    return words ? slider().description() : QAccessibleWidget::text(kind);
}

QVariant StepSliderAccessible::currentValue() const
{
    return static_cast<double>(slider().step());
}

void StepSliderAccessible::setCurrentValue(const QVariant& value)
{
    const double step = value.toDouble();
    if (step >= 0.0 && step <= maximumValue().toDouble()) {
        emit slider().stepWanted(static_cast<quint64>(step));
    }
}

QVariant StepSliderAccessible::maximumValue() const
{
    const quint64 steps = slider().steps();
    return static_cast<double>(steps > 0 ? steps - 1 : 0);
}

} // namespace h5pulse::viewer
