// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessibleWidget>

namespace h5pulse::viewer {

class StepSlider;

/// The slider for screen readers: a value between the first and the last step, with words for it.
class StepSliderAccessible : public QAccessibleWidget, public QAccessibleValueInterface
{
public:
    /// Once for the program; more often does no harm.
    static void install();
    /// Another step is shown than before.
    static void tellValue(StepSlider* slider);

    explicit StepSliderAccessible(StepSlider* slider);

    void* interface_cast(QAccessible::InterfaceType type) override;
    QString text(QAccessible::Text kind) const override;
    QVariant currentValue() const override;
    void setCurrentValue(const QVariant& value) override;
    QVariant maximumValue() const override;
    QVariant minimumValue() const override { return 0.0; }
    QVariant minimumStepSize() const override { return 1.0; }

private:
    StepSlider& slider() const;
};

} // namespace h5pulse::viewer
