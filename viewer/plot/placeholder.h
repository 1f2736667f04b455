// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace h5pulse::viewer {

/// A sentence that stands in for a view that has nothing to show.
class Placeholder : public QLabel
{
    Q_OBJECT

public:
    explicit Placeholder(QWidget* parent = nullptr);
};

} // namespace h5pulse::viewer
