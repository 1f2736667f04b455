// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/sequence_export.h"

#include <QWidget>

class QDoubleSpinBox;
class QLabel;
class QSpinBox;

namespace h5pulse::viewer {

class PictureForm;

/// A range of steps and a speed, below what all pictures are asked for.
class SequenceForm : public QWidget
{
    Q_OBJECT

public:
    /// @param steps  of the run; at least one
    SequenceForm(PictureForm* pictures, std::uint64_t steps, QWidget* parent);

    SequencePlan plan() const;

private:
    void look();

    PictureForm* m_pictures;
    QDoubleSpinBox* m_first; // of double: an int is too short for steps
    QDoubleSpinBox* m_last;
    QDoubleSpinBox* m_stride;
    QSpinBox* m_rate;
    QLabel* m_sum;
};

} // namespace h5pulse::viewer
