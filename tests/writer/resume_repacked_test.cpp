// SPDX-License-Identifier: MIT
// A run that was repacked goes on: its last chunk is compressed, and gets new rows all the same.
#include "killed_child.h"
#include "temporary_folder.h"

#include <h5pulse/reader.h>
#include <h5pulse/repack.h>
#include <h5pulse/writer.h>

#include <gtest/gtest.h>

namespace h5pulse::test {
namespace {

class ResumeRepacked : public testing::Test
{
protected:
    static std::vector<double> row(std::size_t step)
    {
        return std::vector<double>(50, static_cast<double>(step / 3));
    }

    static void append(Writer& writer, std::size_t count)
    {
        for (std::size_t i = 0; i < count; ++i) {
            writer.append(static_cast<double>(writer.steps()), row(writer.steps()));
        }
    }

    static void expectAll(Reader& reader, std::size_t steps)
    {
        ASSERT_EQ(reader.steps(), steps);
        std::vector<double> values(50);
        const auto times = reader.readTimes(0, steps);
        for (std::size_t step = 0; step < steps; ++step) {
            reader.readStep("y", step, values);
            ASSERT_EQ(values, row(step)) << "step " << step;
            ASSERT_EQ(times[step], static_cast<double>(step));
        }
    }

    const TemporaryFolder m_folder;
    const std::filesystem::path m_path = m_folder / "run.h5";
    const WriterOptions m_byHand{.commitInterval = std::chrono::milliseconds(0), .background = false};
};

TEST_F(ResumeRepacked, UnderAReaderAndKilled)
{
    {
        Writer writer(m_path, {.fields = {{.name = "y", .shape = {50}}}}, m_byHand);
        append(writer, 1'300); // a chunk of y has 512 rows, of the times 8,192
    }
    repack(m_path);
    Reader reader(m_path);
    std::size_t steps = 1'300;
    for (const std::size_t more : {1UL, 150UL, 700UL, 2UL}) {
        inKilledChild([&] {
            Writer writer = Writer::resume(m_path, m_byHand);
            append(writer, more);
            writer.commit();
            append(writer, 2);
            die();
        });
        steps += more;
        reader.refresh();
        expectAll(reader, steps);
    }
    {
        Writer writer = Writer::resume(m_path);
        append(writer, 40);
        writer.close();
    }
    reader.refresh();
    expectAll(reader, steps + 40);
    repack(m_path, {.compression = {.filter = Filter::None}});
    Reader plain(m_path);
    expectAll(plain, steps + 40);
}

} // namespace
} // namespace h5pulse::test
