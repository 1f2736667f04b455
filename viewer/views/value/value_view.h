// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/view.h"

class QLabel;

namespace h5pulse::viewer {

/// Shows a scalar at one step as a number. The view is low and leaves space for the trace of the scalar.
class ValueView : public View
{
    Q_OBJECT

public:
    explicit ValueView(QWidget* parent = nullptr);

    bool shows(const FieldDescription& field) const override { return field.isScalar(); }
    void showAnswer(const Answer& answer) override;
    void applyTheme(const Theme& theme) override;
    ViewData data() const override;

    QString text() const;

protected:
    void showContext(const ViewContext& before) override;

private:
    FramePtr m_frame;
    QLabel* m_value;
};

} // namespace h5pulse::viewer
