// SPDX-License-Identifier: MIT
// What is recorded through the C interface, seen by h5py.
#include "c_run.h"

#include <cmath>
#include <complex>
#include <limits>

namespace h5pulse::test {
namespace {

class CWriterTest : public testing::Test
{
protected:
    TemporaryFolder m_folder;
    std::filesystem::path m_path = m_folder / "run.h5";
};

TEST_F(CWriterTest, RecordsByAppend)
{
    CWriter writer = openRun(m_path);
    appendSteps(writer.get(), 0, 100);
    EXPECT_EQ(h5pulse_writer_steps(writer.get()), 100U);
    EXPECT_OK(h5pulse_writer_commit(writer.get()));
    EXPECT_EQ(h5pulse_writer_committed_steps(writer.get()), 100U);
    EXPECT_OK(h5pulse_writer_close(writer.get()));
    runPython(m_path, "t = f['t'][:]\n"
                      "assert (t == np.arange(100)).all()\n"
                      "assert (f['y'][:] == t[:, None] + np.arange(3)).all() and (f['e'][:] == -t).all()\n"
                      "assert f['y'].attrs['units'] == 'V' and 'units' not in f['e'].attrs\n");
}

TEST_F(CWriterTest, RecordsFieldByField)
{
    CWriter writer = openRun(m_path);
    const double y[] = {1, 2, 3}, e = 7;
    EXPECT_GT(h5pulse_writer_room(writer.get()), 10U);
    EXPECT_OK(h5pulse_writer_begin_step(writer.get(), std::numeric_limits<double>::quiet_NaN()));
    EXPECT_OK(h5pulse_writer_put(writer.get(), "e", &e));
    EXPECT_OK(h5pulse_writer_put(writer.get(), "y", y));
    EXPECT_OK(h5pulse_writer_end_step(writer.get()));
    EXPECT_OK(h5pulse_writer_close(writer.get()));
    runPython(m_path,
              "assert np.isnan(f['t'][:]).all() and f['y'][:].tolist() == [[1, 2, 3]] and f['e'][0] == 7\n");
}

TEST_F(CWriterTest, RecordsBlocksOfSteps)
{
    CWriter writer = openRun(m_path);
    const double times[] = {0, 1, 2, 3};
    const double y[] = {0, 1, 2, 10, 11, 12, 20, 21, 22, 30, 31, 32}, e[] = {5, 6, 7, 8};
    const void* values[] = {y, e};
    EXPECT_OK(h5pulse_writer_append_many(writer.get(), 4, times, values));
    EXPECT_OK(h5pulse_writer_append_many(writer.get(), 0, nullptr, nullptr));
    EXPECT_EQ(h5pulse_writer_steps(writer.get()), 4U);
    EXPECT_OK(h5pulse_writer_close(writer.get()));
    runPython(m_path, "assert f['y'][2].tolist() == [20, 21, 22] and f['e'][:].tolist() == [5, 6, 7, 8]\n"
                      "assert f['t'][:].tolist() == [0, 1, 2, 3]\n");
}

TEST_F(CWriterTest, KeepsEveryType)
{
    CWriter writer = newWriter(m_path);
    for (h5pulse_type type = H5PULSE_FLOAT32; type <= H5PULSE_UINT64; ++type) {
        EXPECT_OK(h5pulse_writer_add_field(writer.get(), h5pulse_type_name(type), type, 0, nullptr, nullptr));
    }
    EXPECT_OK(h5pulse_writer_open(writer.get()));
    const std::array<std::uint64_t, 2> zero{};
    std::vector<const void*> values(H5PULSE_UINT64, zero.data());
    EXPECT_OK(h5pulse_writer_append(writer.get(), 0.0, values.data()));
    EXPECT_OK(h5pulse_writer_close(writer.get()));
    runPython(m_path, "names = set(f) - {'t', 'h5pulse'}\n"
                      "assert len(names) == 12 and all(f[n].dtype == n for n in names), names\n");
    EXPECT_EQ(h5pulse_type_size(H5PULSE_COMPLEX64), 8U);
    EXPECT_EQ(h5pulse_type_size(99), 0U);
    EXPECT_EQ(h5pulse_type_name(0), nullptr);
}

TEST_F(CWriterTest, ConvertsWhereNothingIsLost)
{
    CWriter writer = openRun(m_path);
    const float y[] = {0.5F, 1.5F, 2.5F};
    const std::int32_t e = 3;
    EXPECT_OK(h5pulse_writer_begin_step(writer.get(), 0.0));
    EXPECT_OK(h5pulse_writer_put_as(writer.get(), "y", H5PULSE_FLOAT32, y));
    const std::complex<float> z = 1.0F;
    expectError(h5pulse_writer_put_as(writer.get(), "e", H5PULSE_COMPLEX64, &z), H5PULSE_INVALID_ARGUMENT,
                "'e'");
    EXPECT_OK(h5pulse_writer_put_as(writer.get(), "e", H5PULSE_INT32, &e));
    EXPECT_OK(h5pulse_writer_end_step(writer.get()));
    EXPECT_OK(h5pulse_writer_close(writer.get()));
    runPython(m_path, "assert f['y'][0].tolist() == [0.5, 1.5, 2.5] and f['e'][0] == 3\n");
}

TEST_F(CWriterTest, TakesStridedArrays)
{
    struct Particle
    {
        double x;
        float weight; // 16 bytes in all, no multiple of a double
        float charge;
    };
    struct __attribute__((packed)) Packed
    {
        char tag;
        double x;
    };
    CWriter writer = openRun(m_path);
    const Particle particles[] = {{1, 0, 0}, {2, 0, 0}, {3, 0, 0}};
    const Packed packed[] = {{'a', 4}, {'b', 5}, {'c', 6}};
    h5pulse_values y{};
    y.type = H5PULSE_FLOAT64;
    y.rank = 1;
    y.sizes[0] = 3;
    h5pulse_values e{};
    e.type = H5PULSE_FLOAT64;
    e.count = 1;
    const double energy = 9;
    e.data = &energy;

    y.data = &particles[0].x;
    y.strides[0] = sizeof(Particle);
    h5pulse_values both[] = {y, e};
    EXPECT_OK(h5pulse_writer_append_values(writer.get(), 0.0, 2, both));
    both[0].data = &particles[2].x;
    both[0].strides[0] = -static_cast<std::ptrdiff_t>(sizeof(Particle));
    EXPECT_OK(h5pulse_writer_append_values(writer.get(), 1.0, 2, both));
    both[0].data = &packed[0].tag + 1;
    both[0].strides[0] = sizeof(Packed);
    EXPECT_OK(h5pulse_writer_append_values(writer.get(), 2.0, 2, both));
    EXPECT_OK(h5pulse_writer_begin_step(writer.get(), 3.0));
    EXPECT_OK(h5pulse_writer_put_values(writer.get(), "y", &both[0]));
    EXPECT_OK(h5pulse_writer_put_values(writer.get(), "e", &e));
    EXPECT_OK(h5pulse_writer_end_step(writer.get()));
    EXPECT_OK(h5pulse_writer_close(writer.get()));
    runPython(m_path,
              "assert f['y'][:].tolist() == [[1, 2, 3], [3, 2, 1], [4, 5, 6], [4, 5, 6]], f['y'][:]\n");
}

TEST_F(CWriterTest, ReversesColumnMajorFields)
{
    CWriter writer = newWriter(m_path);
    const std::size_t shape[] = {2, 3};
    const char* const axes[] = {"x", "y"};
    const double x[] = {0, 1}, y[] = {0, 1, 2};
    EXPECT_OK(h5pulse_writer_add_axis(writer.get(), "x", 2, x, "m"));
    EXPECT_OK(h5pulse_writer_add_axis(writer.get(), "y", 3, y, nullptr));
    EXPECT_OK(h5pulse_writer_add_field(writer.get(), "u", H5PULSE_FLOAT64, 2, shape, nullptr));
    EXPECT_OK(h5pulse_writer_set_axes(writer.get(), "u", 2, axes));
    EXPECT_OK(h5pulse_writer_set_order(writer.get(), "u", H5PULSE_COLUMN_MAJOR));
    EXPECT_OK(h5pulse_writer_set_long_name(writer.get(), "u", "velocity"));
    EXPECT_OK(h5pulse_writer_set_long_name(writer.get(), "x", "distance"));
    EXPECT_OK(h5pulse_writer_open(writer.get()));
    const double u[] = {11, 21, 12, 22, 13, 23}; // u(i, j) = 10 i + j
    const void* values[] = {u};
    EXPECT_OK(h5pulse_writer_append(writer.get(), 0.0, values));
    std::size_t told[2] = {};
    EXPECT_EQ(h5pulse_writer_field_order(writer.get(), "u"), H5PULSE_COLUMN_MAJOR);
    EXPECT_EQ(h5pulse_writer_field_rank(writer.get(), "u"), 2U);
    EXPECT_OK(h5pulse_writer_field_shape(writer.get(), "u", 2, told));
    EXPECT_THAT(told, testing::ElementsAre(2, 3));
    EXPECT_OK(h5pulse_writer_close(writer.get()));
    runPython(
        m_path,
        "u = f['u']\nassert u.shape == (1, 3, 2) and u[0, 2, 1] == 23, u[:]\n"
        "assert [list(d.keys()) for d in u.dims] == [['t'], ['y'], ['x']]\n"
        "assert u.attrs['long_name'] == 'velocity' and u.dims[2][0].attrs['long_name'] == 'distance'\n");
}

TEST_F(CWriterTest, KeepsAttributesAndTimes)
{
    CWriter writer = newWriter(m_path);
    const double list[] = {0.5, 1.5};
    EXPECT_OK(h5pulse_writer_add_field(writer.get(), "e", H5PULSE_FLOAT64, 0, nullptr, "J"));
    EXPECT_OK(h5pulse_writer_set_attribute_text(writer.get(), "solver", "rk3"));
    EXPECT_OK(h5pulse_writer_set_attribute_text(writer.get(), "solver", "rk4"));
    EXPECT_OK(h5pulse_writer_set_attribute_int64(writer.get(), "n", 9007199254740993));
    EXPECT_OK(h5pulse_writer_set_attribute_double(writer.get(), "dt", 0.25));
    EXPECT_OK(h5pulse_writer_set_attribute_doubles(writer.get(), "list", 2, list));
    EXPECT_OK(h5pulse_writer_set_time_units(writer.get(), "s"));
    EXPECT_OK(h5pulse_writer_set_end_time(writer.get(), 10.0));
    EXPECT_OK(h5pulse_writer_open(writer.get()));
    EXPECT_OK(h5pulse_writer_close(writer.get()));
    runPython(m_path,
              "a = f.attrs\nassert a['solver'] == 'rk4' and a['n'] == 9007199254740993 and a['dt'] == 0.25\n"
              "assert a['list'].tolist() == [0.5, 1.5]\n"
              "assert f['t'].attrs['units'] == 's' and f['t'].attrs['end_time'] == 10\n");
}

TEST_F(CWriterTest, ReplacesAndResumes)
{
    {
        CWriter writer = openRun(m_path);
        appendSteps(writer.get(), 0, 5);
    } // freed: closed
    CWriter second = newWriter(m_path);
    EXPECT_OK(h5pulse_writer_add_field(second.get(), "z", H5PULSE_INT32, 0, nullptr, nullptr));
    EXPECT_EQ(h5pulse_writer_open(second.get()), H5PULSE_ERROR);
    EXPECT_OK(h5pulse_writer_set_path(second.get(), (m_folder / "other.h5").c_str()));
    EXPECT_OK(h5pulse_writer_open(second.get()));
    expectError(h5pulse_writer_open(second.get()), H5PULSE_WRONG_ORDER, "open already");

    CWriter resumed = newWriter(m_path);
    EXPECT_OK(h5pulse_writer_resume(resumed.get()));
    EXPECT_EQ(h5pulse_writer_steps(resumed.get()), 5U);
    ASSERT_EQ(h5pulse_writer_field_count(resumed.get()), 2U);
    EXPECT_STREQ(h5pulse_writer_field_name(resumed.get(), 0), "y");
    EXPECT_EQ(h5pulse_writer_field_type(resumed.get(), "y"), H5PULSE_FLOAT64);
    EXPECT_EQ(h5pulse_writer_field_elements(resumed.get(), "y"), 3U);
    EXPECT_EQ(h5pulse_writer_field_order(resumed.get(), "y"), H5PULSE_ROW_MAJOR);
    std::size_t told[1] = {};
    EXPECT_OK(h5pulse_writer_field_shape(resumed.get(), "y", 1, told));
    EXPECT_EQ(told[0], 3U);
    expectError(h5pulse_writer_field_shape(resumed.get(), "y", 2, told), H5PULSE_INVALID_ARGUMENT,
                "1 dimension, not 2");
    expectError(h5pulse_writer_field_shape(resumed.get(), "y", 1, nullptr), H5PULSE_INVALID_ARGUMENT, "NULL");
    expectError(h5pulse_writer_field_shape(resumed.get(), "no", 1, told), H5PULSE_INVALID_ARGUMENT, "'no'");
    appendSteps(resumed.get(), 5, 5);
    EXPECT_OK(h5pulse_writer_close(resumed.get()));
    runPython(m_path, "assert f['t'][:].tolist() == list(range(10)) and f['y'][9].tolist() == [9, 10, 11]\n");

    CWriter different = newWriter(m_path);
    EXPECT_OK(h5pulse_writer_add_field(different.get(), "z", H5PULSE_INT32, 0, nullptr, nullptr));
    expectError(h5pulse_writer_resume(different.get()), H5PULSE_INVALID_ARGUMENT, "z");
    EXPECT_OK(h5pulse_writer_set_replace(different.get(), 1));
    EXPECT_OK(h5pulse_writer_open(different.get()));
    EXPECT_OK(h5pulse_writer_close(different.get()));
    runPython(m_path, "assert 'z' in f and 'y' not in f\n");
}

TEST_F(CWriterTest, TakesEveryOption)
{
    CWriter writer = newWriter(m_path);
    const std::size_t shape[] = {64};
    EXPECT_OK(h5pulse_writer_add_field(writer.get(), "y", H5PULSE_FLOAT64, 1, shape, nullptr));
    EXPECT_OK(h5pulse_writer_set_commit_interval(writer.get(), INFINITY));
    EXPECT_OK(h5pulse_writer_set_commit_steps(writer.get(), 10));
    EXPECT_OK(h5pulse_writer_set_commit_time(writer.get(), 1e9));
    EXPECT_OK(h5pulse_writer_set_background(writer.get(), 0));
    EXPECT_OK(h5pulse_writer_set_buffer_bytes(writer.get(), 1 << 20));
    EXPECT_OK(h5pulse_writer_set_sync_interval(writer.get(), 0.0));
    EXPECT_OK(h5pulse_writer_set_retry_for(writer.get(), 1.0));
    EXPECT_OK(h5pulse_writer_set_wait_when_full(writer.get(), 0));
    EXPECT_OK(h5pulse_writer_set_compression(writer.get(), "gzip", 4));
    EXPECT_OK(h5pulse_writer_set_overview_step_bytes(writer.get(), 0));
    EXPECT_OK(h5pulse_writer_set_without_lock(writer.get(), 0));
    EXPECT_OK(h5pulse_writer_set_keep_waiting(writer.get(), nullptr, nullptr));
    EXPECT_OK(h5pulse_writer_open(writer.get()));
    const std::vector<double> y(64, 1.0);
    const void* values[] = {y.data()};
    for (int k = 0; k < 25; ++k) {
        EXPECT_OK(h5pulse_writer_append(writer.get(), k, values));
    }
    EXPECT_EQ(h5pulse_writer_committed_steps(writer.get()), 20U); // only by count, only inside append
    EXPECT_EQ(h5pulse_writer_synced_steps(writer.get()), 20U);
    EXPECT_OK(h5pulse_writer_close(writer.get()));
    runPython(m_path, "assert f['y'].compression == 'gzip' and f['y'].shape == (25, 64)\n");
}

TEST_F(CWriterTest, PausesForOtherPrograms)
{
    CWriter writer = openRun(m_path);
    appendSteps(writer.get(), 0, 3);
    EXPECT_OK(h5pulse_writer_pause(writer.get()));
    runPython(m_path, "assert len(f['t']) == 3\n");
    appendSteps(writer.get(), 3, 2);
    EXPECT_OK(h5pulse_writer_close(writer.get()));
    runPython(m_path, "assert f['t'][:].tolist() == [0, 1, 2, 3, 4]\n");
}

} // namespace
} // namespace h5pulse::test
