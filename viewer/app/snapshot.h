// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/headless.h"

namespace h5pulse::viewer {

/// Takes the picture of --snapshot, as soon as all that belongs into it was read.
class Snapshot : public Headless
{
    Q_OBJECT

public:
    using Headless::Headless;

protected:
    void look() override;

private:
    bool isComplete();
    void take();

    bool m_taken = false;
};

} // namespace h5pulse::viewer
