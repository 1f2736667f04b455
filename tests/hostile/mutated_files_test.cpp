// SPDX-License-Identifier: MIT
// What the fuzzer does for hours, for a second: the same changes each time.
#include "checksums.h"
#include "exercise.h"
#include "hostile_file.h"
#include "mutator.h"

#include <algorithm>

namespace h5pulse::test {

namespace {

using MutatedFiles = HostileFile;

TEST_F(MutatedFiles, OfEveryKindAreReadOrRefused)
{
    std::mt19937 random(20261124); // NOLINT: the same changes each time
    std::vector<std::filesystem::path> seeds;
    for (const auto& entry : std::filesystem::directory_iterator(H5PULSE_CORPUS)) {
        if (entry.path().filename().string().starts_with("seed-")) {
            seeds.push_back(entry.path());
        }
    }
    std::sort(seeds.begin(), seeds.end());
    ASSERT_FALSE(seeds.empty());
    std::size_t opened = 0;
    std::size_t refused = 0;
    for (int round = 0; round < 20; ++round) {
        for (const auto& seed : seeds) {
            std::string bytes = readBytes(seed);
            const std::span<std::uint8_t> image(reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size());
            fuzz::mutate(image, random);
            fuzz::repairChecksums(image);
            writeBytes(m_folder / "mutated.h5", bytes);
            SCOPED_TRACE(seed.filename().string() + ", round " + std::to_string(round));
            const fuzz::Content content = fuzz::readAll(m_folder / "mutated.h5");
            (content.opened ? opened : refused) += 1;
            if (content.swmr) {
                EXPECT_EQ(fuzz::recoverAndCompare(m_folder / "mutated.h5", content), "");
            }
            expectInTime();
        }
    }
    EXPECT_GT(opened, 20U) << "the changes break everything";
    EXPECT_GT(refused, 20U) << "the changes break nothing";
}

} // namespace

} // namespace h5pulse::test
