// SPDX-License-Identifier: MIT
// Runs read through the C interface.
#include "c_run.h"

#include <cmath>

namespace h5pulse::test {
namespace {

class CReaderTest : public testing::Test
{
protected:
    TemporaryFolder m_folder;
    std::filesystem::path m_path = m_folder / "run.h5";
};

TEST_F(CReaderTest, FollowsARun)
{
    CWriter writer = openRun(m_path);
    CReader reader = openReader(m_path);
    EXPECT_EQ(h5pulse_reader_steps(reader.get()), 0U);
    EXPECT_EQ(h5pulse_reader_state(reader.get()), H5PULSE_STATE_RUNNING);
    appendSteps(writer.get(), 0, 10);
    EXPECT_OK(h5pulse_writer_commit(writer.get()));
    EXPECT_OK(h5pulse_reader_refresh(reader.get()));
    EXPECT_EQ(h5pulse_reader_change(reader.get()), H5PULSE_GREW);
    ASSERT_EQ(h5pulse_reader_steps(reader.get()), 10U);
    EXPECT_OK(h5pulse_reader_refresh(reader.get()));
    EXPECT_EQ(h5pulse_reader_change(reader.get()), H5PULSE_UNCHANGED);

    std::vector<double> times(4), y(3), block(6);
    EXPECT_OK(h5pulse_reader_read_times(reader.get(), 6, 4, times.data()));
    EXPECT_EQ(times, (std::vector<double>{6, 7, 8, 9}));
    EXPECT_OK(h5pulse_reader_read_step(reader.get(), "y", 9, y.data(), 3));
    EXPECT_EQ(y, (std::vector<double>{9, 10, 11}));
    EXPECT_OK(h5pulse_reader_read_steps(reader.get(), "y", 1, 2, block.data(), 6));
    EXPECT_EQ(block, (std::vector<double>{1, 2, 3, 2, 3, 4}));

    EXPECT_OK(h5pulse_writer_close(writer.get()));
    EXPECT_OK(h5pulse_reader_refresh(reader.get()));
    EXPECT_EQ(h5pulse_reader_state(reader.get()), H5PULSE_STATE_FINISHED);
    EXPECT_STREQ(h5pulse_reader_state_name(reader.get()), "finished");
    EXPECT_STREQ(h5pulse_reader_reason(reader.get()), "");
}

TEST_F(CReaderTest, TellsTheDescription)
{
    CWriter writer = newWriter(m_path);
    const std::size_t shape[] = {2, 3};
    EXPECT_OK(h5pulse_writer_add_field(writer.get(), "u", H5PULSE_INT16, 2, shape, "m"));
    EXPECT_OK(h5pulse_writer_set_long_name(writer.get(), "u", "position"));
    EXPECT_OK(h5pulse_writer_set_end_time(writer.get(), 4.0));
    EXPECT_OK(h5pulse_writer_set_time_units(writer.get(), "s"));
    EXPECT_OK(h5pulse_writer_set_attribute_text(writer.get(), "solver", "rk4"));
    EXPECT_OK(h5pulse_writer_set_attribute_int64(writer.get(), "n", 5));
    EXPECT_OK(h5pulse_writer_set_attribute_double(writer.get(), "dt", 0.5));
    EXPECT_OK(h5pulse_writer_open(writer.get()));
    const std::int16_t u[] = {1, 2, 3, 4, 5, 6};
    const void* values[] = {u};
    EXPECT_OK(h5pulse_writer_append(writer.get(), 0.0, values));
    EXPECT_OK(h5pulse_writer_close(writer.get()));

    CReader holder = openReader(m_path);
    h5pulse_reader* const r = holder.get();
    ASSERT_EQ(h5pulse_reader_field_count(r), 1U);
    EXPECT_STREQ(h5pulse_reader_field_name(r, 0), "u");
    EXPECT_EQ(h5pulse_reader_field_type(r, "u"), H5PULSE_INT16);
    EXPECT_EQ(h5pulse_reader_field_rank(r, "u"), 2U);
    EXPECT_EQ(h5pulse_reader_field_elements(r, "u"), 6U);
    std::vector<std::size_t> sizes(2);
    EXPECT_OK(h5pulse_reader_field_shape(r, "u", 2, sizes.data()));
    EXPECT_EQ(sizes, (std::vector<std::size_t>{2, 3}));
    EXPECT_STREQ(h5pulse_reader_field_units(r, "u"), "m");
    EXPECT_STREQ(h5pulse_reader_field_long_name(r, "u"), "position");
    EXPECT_EQ(h5pulse_reader_end_time(r), 4.0);
    EXPECT_STREQ(h5pulse_reader_time_units(r), "s");

    std::vector<std::int16_t> own(6);
    std::vector<double> wide(6);
    EXPECT_OK(h5pulse_reader_read_step(r, "u", 0, own.data(), 6));
    EXPECT_EQ(own[5], 6);
    EXPECT_OK(h5pulse_reader_read_steps_as(r, "u", 0, 1, H5PULSE_FLOAT64, wide.data(), 6));
    EXPECT_EQ(wide[5], 6.0);

    EXPECT_EQ(h5pulse_reader_attribute_count(r), 3U);
    EXPECT_STREQ(h5pulse_reader_attribute_name(r, 0), "dt");
    EXPECT_STREQ(h5pulse_reader_attribute_text(r, "solver"), "rk4");
    std::int64_t n = 0;
    double dt = 0;
    EXPECT_OK(h5pulse_reader_attribute_int64(r, "n", &n));
    EXPECT_EQ(n, 5);
    EXPECT_EQ(h5pulse_reader_attribute_length(r, "dt"), 1U);
    EXPECT_OK(h5pulse_reader_attribute_doubles(r, "dt", 1, &dt));
    EXPECT_EQ(dt, 0.5);
}

TEST_F(CReaderTest, RefusesWhatIsNotThere)
{
    CWriter writer = openRun(m_path);
    appendSteps(writer.get(), 0, 2);
    EXPECT_OK(h5pulse_writer_close(writer.get()));
    CReader holder = openReader(m_path);
    h5pulse_reader* const r = holder.get();
    double y[3];
    std::size_t sizes[1];
    constexpr int kInvalid = H5PULSE_INVALID_ARGUMENT;
    expectError(h5pulse_reader_read_step(r, "z", 0, y, 3), kInvalid, "z");
    expectError(h5pulse_reader_read_step(r, nullptr, 0, y, 3), kInvalid, "NULL");
    expectError(h5pulse_reader_read_step(r, "y", 0, nullptr, 3), kInvalid, "'y'");
    expectError(h5pulse_reader_read_step(r, "y", 0, y, 2), kInvalid, "y");
    EXPECT_EQ(h5pulse_reader_read_step(r, "y", 2, y, 3), H5PULSE_OUT_OF_RANGE);
    EXPECT_EQ(h5pulse_reader_read_times(r, 1, 5, y), H5PULSE_OUT_OF_RANGE);
    expectError(h5pulse_reader_read_times(r, 0, 1, nullptr), kInvalid, "times");
    expectError(h5pulse_reader_read_steps_as(r, "y", 0, 1, H5PULSE_INT8, y, 3), kInvalid, "y");
    expectError(h5pulse_reader_field_shape(r, "y", 2, sizes), kInvalid, "1 dimension, not 2");
    EXPECT_EQ(h5pulse_reader_field_name(r, 2), nullptr);
    EXPECT_EQ(h5pulse_last_error_code(), H5PULSE_OUT_OF_RANGE);
    EXPECT_EQ(h5pulse_reader_field_type(r, "z"), 0);
    EXPECT_EQ(h5pulse_reader_attribute_text(r, "none"), nullptr);
    EXPECT_EQ(h5pulse_reader_attribute_name(r, 0), nullptr);
    EXPECT_EQ(h5pulse_reader_open(nullptr), nullptr);
    EXPECT_TRUE(std::isnan(h5pulse_reader_end_time(r)));
}

TEST_F(CReaderTest, ReadsFilesOfOtherPrograms)
{
    const std::string code = "import sys, h5py\nwith h5py.File(sys.argv[1], 'w') as f:\n"
                             "    f.create_dataset('clock', data=[1.0, 2.0], maxshape=(None,))\n"
                             "    f.create_dataset('v', data=[[1, 2], [3, 4]], maxshape=(None, 2))\n";
    ASSERT_EQ(run({H5PULSE_TEST_PYTHON, "-c", code, m_path.string()}).status, 0);
    CReader reader(h5pulse_reader_open_with_times(m_path.c_str(), "clock"));
    ASSERT_NE(reader, nullptr) << h5pulse_last_error();
    double times[2];
    EXPECT_OK(h5pulse_reader_read_times(reader.get(), 0, 2, times));
    EXPECT_EQ(times[1], 2.0);
    std::int64_t v[2];
    EXPECT_OK(h5pulse_reader_read_step(reader.get(), "v", 1, v, 2));
    EXPECT_EQ(v[1], 4);
}

} // namespace
} // namespace h5pulse::test
