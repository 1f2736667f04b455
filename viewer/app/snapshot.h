// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/headless.h"

namespace h5pulse::viewer {

/// Takes the picture of --snapshot as soon as all its data has been read.
class Snapshot : public Headless
{
    Q_OBJECT

public:
    Snapshot(MainWindow& window, const Options& options);

protected:
    void look() override;

private:
    bool isComplete();
    /// Whether the search for non-finite values has finished or its time is over.
    bool isSearched();
    void take();

    QTimer m_searchTime;
    bool m_taken = false;
};

} // namespace h5pulse::viewer
