// SPDX-License-Identifier: MIT
// Truncated files. Missing rows give an Error, and never zeros.
#include "support/crashed_run.h"
#include "support/expect_error.h"
#include "support/file_bytes.h"
#include "support/run_folder.h"
#include "support/test_run.h"

namespace h5pulse::test {

namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class CutFiles : public RunFolder
{
protected:
    static constexpr std::size_t kSteps = 30'000;
    static constexpr std::size_t kComponents = 5;
};

TEST_F(CutFiles, FinishedFileCutInHalfIsRefused)
{
    writeFinished(m_path, kSteps, kComponents);
    const auto size = std::filesystem::file_size(m_path);
    for (const auto left : {size / 2, size - 1, std::uintmax_t{200}}) {
        std::filesystem::resize_file(m_path, left);
        EXPECT_THAT(messageOf<Error>([&] { Reader reader(m_path); }),
                    AllOf(HasSubstr("cut short"), Not(HasSubstr("h5clear"))))
            << left;
        writeFinished(m_folder / "again.h5", kSteps, kComponents);
        std::filesystem::rename(m_folder / "again.h5", m_path);
    }
}

TEST_F(CutFiles, CrashedFileCutShortGivesRightRowsOrErrors)
{
    writeCrashed(H5PULSE_TEST_WRITER, m_path, kSteps, kComponents);
    const std::string whole = readBytes(m_path);
    ASSERT_EQ(Reader(m_path).steps(), kSteps);
    std::size_t opened = 0;
    for (const double share : {0.9, 0.75, 0.5, 0.25, 0.1, 0.01}) {
        const auto left = static_cast<std::size_t>(share * static_cast<double>(whole.size()));
        writeBytes(m_path, std::string_view(whole).substr(0, left));
        std::size_t right = 0;
        std::size_t errors = 0;
        try {
            Reader reader(m_path);
            ++opened;
            const auto count = [&](const auto& read) {
                try {
                    read();
                    ++right;
                } catch (const Error&) {
                    ++errors;
                }
            };
            std::vector<double> row(kComponents);
            std::vector<double> energy(1);
            for (std::size_t step = 0; step < reader.steps(); step += 7) {
                count([&] {
                    reader.readStep("y", step, row);
                    ASSERT_EQ(row, rowOf(step, kComponents)) << share << ", step " << step;
                });
                count([&] {
                    reader.readStep("energy", step, energy);
                    ASSERT_EQ(energy[0], energyOf(step)) << share << ", step " << step;
                });
                count([&] {
                    ASSERT_EQ(reader.readTimes(step, 1).front(), timeOf(step)) << share << ", step " << step;
                });
                if (HasFailure()) {
                    return;
                }
            }
            EXPECT_GT(errors, 0U) << share;
            EXPECT_GT(right + errors, 3 * kSteps / 7) << share;
        } catch (const Error& error) {
            EXPECT_THAT(error.what(), Not(HasSubstr("h5clear"))); // the start of the data is lost
        }
    }
    EXPECT_GT(opened, 0U) << "some cuts leave what comes first";
}

TEST_F(CutFiles, LiveFileThatIsCutUnderAReaderIsAnError)
{
    writeCrashed(H5PULSE_TEST_WRITER, m_path, kSteps, kComponents);
    Reader reader(m_path);
    ASSERT_EQ(reader.steps(), kSteps);
    std::filesystem::resize_file(m_path, std::filesystem::file_size(m_path) / 2);
    std::vector<double> row(kComponents);
    std::size_t errors = 0;
    for (std::size_t step = 0; step < kSteps; step += 11) {
        try {
            reader.readStep("y", step, row);
            ASSERT_EQ(row, rowOf(step, kComponents)) << step;
        } catch (const Error&) {
            ++errors;
        }
    }
    EXPECT_GT(errors, 0U);
    std::filesystem::resize_file(m_path, 0);
    EXPECT_THROW(reader.refresh(), Error);
    EXPECT_THROW(reader.readStep("y", kSteps - 1, row), Error);
}

} // namespace

} // namespace h5pulse::test
