// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTemporaryDir>

namespace bench {

/// Lets Qt start without a display and with nobody's own settings: before the application is made, and for as
/// long as it lives.
class BenchWindow
{
public:
    BenchWindow();

private:
    QTemporaryDir m_settings;
};

} // namespace bench
