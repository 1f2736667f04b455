// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/headless.h"

namespace h5pulse::viewer {

class SequenceExport;

/// Writes the pictures of --animate.
class Animation : public Headless
{
    Q_OBJECT

public:
    using Headless::Headless;

    void interrupt(int signal) override;

protected:
    void look() override;

private:
    SequenceExport* m_export = nullptr;
};

} // namespace h5pulse::viewer
