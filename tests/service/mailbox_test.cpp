// SPDX-License-Identifier: MIT
#include "run/mailbox.h"

#include <gtest/gtest.h>

#include <thread>

namespace h5pulse::viewer {

TEST(Mailbox, TheLatestWins)
{
    Mailbox<int> box;
    EXPECT_EQ(box.take(), std::nullopt);
    EXPECT_TRUE(box.put(1));
    EXPECT_FALSE(box.put(2)) << "the other side was woken already";
    EXPECT_EQ(box.take(), 2);
    EXPECT_EQ(box.take(), std::nullopt);
    EXPECT_TRUE(box.put(3));
}

TEST(Mailbox, UpdatesWhatIsThere)
{
    Mailbox<std::pair<int, int>> box;
    EXPECT_TRUE(box.update([](auto& value) { value.first = 1; }));
    EXPECT_FALSE(box.update([](auto& value) { value.second = 2; }));
    EXPECT_EQ(box.take(), std::pair(1, 2));
}

TEST(Mailbox, PeeksWithoutTaking)
{
    Mailbox<int> box;
    box.peek([](int) { FAIL(); });
    box.put(4);
    int seen = 0;
    box.peek([&](int value) { seen = value; });
    EXPECT_EQ(seen, 4);
    EXPECT_EQ(box.take(), 4);
}

TEST(Mailbox, NeverGoesBackAndEndsWithTheLast)
{
    constexpr int kLast = 100'000;
    Mailbox<int> box;
    std::thread sender([&] {
        for (int i = 1; i <= kLast; ++i) {
            box.put(i);
        }
    });
    int seen = 0;
    while (seen < kLast) {
        if (const std::optional<int> value = box.take()) {
            ASSERT_GT(*value, seen);
            seen = *value;
        }
    }
    sender.join();
}

} // namespace h5pulse::viewer
