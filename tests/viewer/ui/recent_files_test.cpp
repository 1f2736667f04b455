// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/welcome/recent_files.h"

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
    EXPECT_EQ(recent.files().size(), RecentFiles::kDefaultMaximum);
    recent.setMaximum(3);
    EXPECT_EQ(recent.files().size(), 3);
    recent.setMaximum(RecentFiles::kDefaultMaximum);
    EXPECT_EQ(recent.files().size(), RecentFiles::kDefaultMaximum)
        << "nothing is forgotten until another one comes";
    recent.add(QStringLiteral("/other/19.h5"));
    EXPECT_EQ(recent.nameOf(QStringLiteral("/other/19.h5")), "19.h5 in other");
    EXPECT_EQ(recent.nameOf(QStringLiteral("/data/18.h5")), "18.h5");
    recent.clear();
    EXPECT_TRUE(RecentFiles().files().isEmpty());
}

} // namespace h5pulse::viewer::test
