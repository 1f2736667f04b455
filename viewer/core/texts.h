// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace h5pulse::viewer {

/// What people read of what is no QObject: Texts::tr("..."). Translators find it as texts of this class.
class Texts
{
    Q_DECLARE_TR_FUNCTIONS(h5pulse::viewer::Texts)
};

} // namespace h5pulse::viewer
