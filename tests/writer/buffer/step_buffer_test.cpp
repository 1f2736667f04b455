// SPDX-License-Identifier: MIT
#include "buffer/step_buffer.h"
#include "dataset/chunk_shape.h"

#include <gtest/gtest.h>

#include <cstring>
#include <thread>

namespace h5pulse::test {
namespace {

/// A scalar field, and batches of 8 steps.
class Buffer : public testing::Test
{
protected:
    static StepBuffer make(std::size_t batches, std::size_t first)
    {
        const std::vector<std::size_t> rowBytes{sizeof(double)};
        return StepBuffer(rowBytes, 8, batches * 8 * 2 * sizeof(double), first);
    }

    static bool append(StepBuffer& buffer)
    {
        const double value = 2.0 * static_cast<double>(buffer.end());
        if (!buffer.hasRoom()) {
            return false;
        }
        *buffer.nextTimes() = static_cast<double>(buffer.end());
        std::memcpy(buffer.nextRows(0), &value, sizeof value);
        buffer.take(1);
        return true;
    }

    static void expectSteps(StepBuffer& buffer, std::size_t first, std::size_t last)
    {
        std::size_t step = first;
        for (const BatchPart& part : buffer.parts(first, last)) {
            // All parts but the first begin at multiples of the batch.
            ASSERT_TRUE(step == first || step % 8 == 0);
            for (std::size_t i = 0; i < part.count; ++i, ++step) {
                ASSERT_EQ(part.times()[i], static_cast<double>(step));
                ASSERT_EQ(reinterpret_cast<const double*>(part.rows(0))[i], 2.0 * static_cast<double>(step));
            }
        }
        ASSERT_EQ(step, last);
    }
};

TEST_F(Buffer, HoldsWhatItSays)
{
    for (const std::size_t first : {0UL, 3UL, 8UL, 1'023UL}) {
        StepBuffer buffer = make(4, first);
        std::size_t count = 0;
        while (append(buffer)) {
            ++count;
        }
        EXPECT_GE(count, buffer.capacity());
        EXPECT_LE(count, 32U);
        expectSteps(buffer, first, first + count);
        expectSteps(buffer, first + 5, first + 20);
        buffer.release(first + 20);
        EXPECT_TRUE(append(buffer));
        expectSteps(buffer, first + 20, first + count + 1);
    }
}

TEST_F(Buffer, HasAtLeastTwoBatches)
{
    StepBuffer buffer = make(0, 0);
    for (int i = 0; i < 16; ++i) {
        ASSERT_TRUE(append(buffer));
    }
    EXPECT_FALSE(append(buffer));
    buffer.release(8);
    EXPECT_TRUE(append(buffer));
}

TEST_F(Buffer, IsFilledAndEmptiedAtOnce)
{
    StepBuffer buffer = make(3, 5);
    constexpr std::size_t last = 200'000;
    std::thread taker([&] {
        std::size_t done = 5;
        while (done < last) {
            const std::size_t end = std::min(buffer.end(), done + 11);
            if (end == done) {
                std::this_thread::yield();
                continue;
            }
            expectSteps(buffer, done, end);
            done = end;
            buffer.release(done);
        }
    });
    while (buffer.end() < last) {
        if (!append(buffer)) {
            std::this_thread::yield();
        }
    }
    taker.join();
}

TEST(ChunkShape, IsAPowerOfTwoOfWholeSteps)
{
    EXPECT_EQ(chunkShape({100}, 8, 1), (std::vector<hsize_t>{256, 100}));
    EXPECT_EQ(chunkShape({}, 8, 1), (std::vector<hsize_t>{8192}));
    EXPECT_EQ(chunkShape({1'000'000}, 8, 1), (std::vector<hsize_t>{1, 1'000'000}));
    EXPECT_EQ(chunkShape({100}, 8, 50), (std::vector<hsize_t>{32, 100}));
    EXPECT_EQ(chunkShape({}, 1, 5'000), (std::vector<hsize_t>{8192}));
    // Batches are cut, because a chunk in HDF5 has less than 4 GiB.
    const auto large = chunkShape({1024, 1024, 1024}, 8, 1);
    EXPECT_EQ(large.front(), 1U);
    EXPECT_LE(large[1] * large[2] * large[3] * 8, 16U << 20U);
}

TEST(ChunkShape, BatchesHoldAChunkOfEach)
{
    EXPECT_EQ(batchSteps(800, 1, 64 << 20), 2048U);
    EXPECT_EQ(batchSteps(8'000'000, 1, 64 << 20), 1U);
    EXPECT_EQ(batchSteps(std::size_t{1} << 40, 1, 64 << 20), 1U);
    EXPECT_EQ(batchSteps(8, 1, 80), 2U); // four in the buffer
    EXPECT_EQ(batchSteps(8'000, 1'000, 64 << 20), 1024U);
}

} // namespace
} // namespace h5pulse::test
