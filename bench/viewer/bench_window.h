// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTemporaryDir>

namespace bench {

/// Lets Qt start without a display and without user settings. Create it before the application; it must
/// outlive it.
class BenchWindow
{
public:
    BenchWindow();

private:
    QTemporaryDir m_settings;
};

} // namespace bench
