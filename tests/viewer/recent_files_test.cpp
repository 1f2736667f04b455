// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recent_files.h"

#include <QSignalSpy>

#include <gtest/gtest.h>

namespace h5pulse::viewer::test {

TEST(RecentFiles, NewestFirstOnceAndRemembered)
{
    RecentFiles recent;
    recent.clear();
    QSignalSpy changed(&recent, &RecentFiles::changed);
    recent.add(QStringLiteral("/data/a.h5"));
    recent.add(QStringLiteral("/data/b.h5"));
    recent.add(QStringLiteral("/data/a.h5"));
    EXPECT_EQ(recent.files(), QStringList({QStringLiteral("/data/a.h5"), QStringLiteral("/data/b.h5")}));
    EXPECT_EQ(changed.count(), 3);
    EXPECT_EQ(RecentFiles().files(), recent.files()) << "in the settings";
    for (int i = 0; i < 20; ++i) {
        recent.add(QStringLiteral("/data/%1.h5").arg(i));
    }
    EXPECT_EQ(recent.files().size(), RecentFiles::kMaximum);
    recent.clear();
    EXPECT_TRUE(RecentFiles().files().isEmpty());
}

} // namespace h5pulse::viewer::test
