// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/sequence_export.h"

#include <QWidget>

class QDoubleSpinBox;
class QLabel;
class QSpinBox;

namespace h5pulse::viewer {

class PictureForm;

/// Form for a picture sequence: range of steps, stride and speed, below the entries of a PictureForm.
class SequenceForm : public QWidget
{
    Q_OBJECT

public:
    /// @param steps  number of steps of the run, at least 1
    SequenceForm(PictureForm* pictures, std::uint64_t steps, QWidget* parent);

    SequencePlan plan() const;

private:
    void look();

    PictureForm* m_pictures;
    QDoubleSpinBox* m_first; // double, because steps may exceed int
    QDoubleSpinBox* m_last;
    QDoubleSpinBox* m_stride;
    QSpinBox* m_rate;
    QLabel* m_sum;
};

} // namespace h5pulse::viewer
