// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/placeholder.h"

namespace h5pulse::viewer {

Placeholder::Placeholder(QWidget* parent)
    : QLabel(parent)
{
    setAlignment(Qt::AlignCenter);
    setWordWrap(true);
    setTextFormat(Qt::PlainText);
    setMargin(24);
    setBackgroundRole(QPalette::Base);
    setForegroundRole(QPalette::PlaceholderText);
    setAutoFillBackground(true);
}

} // namespace h5pulse::viewer
