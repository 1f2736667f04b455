// SPDX-License-Identifier: MIT
// What callers do wrong ends in a sentence and a code, whatever it is.
#include "c_run.h"

#include <cmath>
#include <cstdint>
#include <thread>

namespace h5pulse::test {
namespace {

class CMisuse : public testing::Test
{
protected:
    TemporaryFolder m_folder;
    std::filesystem::path m_path = m_folder / "run.h5";
};

TEST_F(CMisuse, NullWriterNamesTheFirstError)
{
    h5pulse_writer* none = h5pulse_writer_new(nullptr);
    EXPECT_EQ(none, nullptr);
    EXPECT_EQ(h5pulse_last_error_code(), H5PULSE_INVALID_ARGUMENT);
    expectError(h5pulse_writer_open(none), H5PULSE_INVALID_ARGUMENT, "the path of the run is NULL");
    expectError(h5pulse_writer_put(none, "y", none), H5PULSE_INVALID_ARGUMENT, "the writer given is NULL");
    EXPECT_EQ(h5pulse_writer_steps(none), 0U);
    h5pulse_writer_free(none);

    EXPECT_EQ(h5pulse_writer_new(""), nullptr);
    EXPECT_THAT(h5pulse_last_error(), testing::HasSubstr("empty"));
    h5pulse_reader* reader = h5pulse_reader_open((m_folder / "missing.h5").c_str());
    EXPECT_EQ(reader, nullptr);
    EXPECT_EQ(h5pulse_last_error_code(), H5PULSE_MISSING);
    expectError(h5pulse_reader_refresh(reader), H5PULSE_INVALID_ARGUMENT, "missing.h5");
    EXPECT_EQ(h5pulse_reader_state(reader), H5PULSE_STATE_ERROR);
    EXPECT_EQ(h5pulse_reader_steps(nullptr), 0U);
    EXPECT_EQ(h5pulse_reader_field_name(nullptr, 0), nullptr);
    h5pulse_reader_free(reader);
}

TEST_F(CMisuse, FreedAndForeignHandlesAreTold)
{
    h5pulse_writer* writer = openRun(m_path).release();
    auto* const reader = reinterpret_cast<h5pulse_reader*>(writer);
    expectError(h5pulse_reader_refresh(reader), H5PULSE_INVALID_ARGUMENT, "pointer to something else");
    h5pulse_reader_free(reader);
    EXPECT_OK(h5pulse_writer_commit(writer));
    h5pulse_writer_free(writer);
    expectError(h5pulse_writer_commit(writer), H5PULSE_WRONG_ORDER, "was freed before");
    h5pulse_writer_free(writer);
    EXPECT_THAT(h5pulse_last_error(), testing::HasSubstr("was freed before"));

    alignas(16) std::uint64_t words[4] = {1, 2, 3, 4};
    expectError(h5pulse_writer_commit(reinterpret_cast<h5pulse_writer*>(words)), H5PULSE_INVALID_ARGUMENT,
                "pointer to something else");
    expectError(h5pulse_writer_commit(reinterpret_cast<h5pulse_writer*>(reinterpret_cast<char*>(words) + 1)),
                H5PULSE_INVALID_ARGUMENT, "pointer to something else");
}

TEST_F(CMisuse, TheDescriptionsFirstErrorIsReportedByOpen)
{
    CWriter writer = newWriter(m_path);
    const std::size_t shape[] = {3, 0, 3, 3};
    expectError(h5pulse_writer_add_field(writer.get(), "y", 77, 0, nullptr, nullptr),
                H5PULSE_INVALID_ARGUMENT, "77 is not an h5pulse_type");
    expectError(h5pulse_writer_add_field(writer.get(), "y", H5PULSE_FLOAT64, 2, shape, nullptr),
                H5PULSE_INVALID_ARGUMENT, "size 0");
    EXPECT_OK(h5pulse_writer_add_field(writer.get(), "e", H5PULSE_FLOAT64, 0, nullptr, nullptr));
    expectError(h5pulse_writer_open(writer.get()), H5PULSE_INVALID_ARGUMENT, "77 is not an h5pulse_type");
    EXPECT_FALSE(std::filesystem::exists(m_path));
}

TEST_F(CMisuse, WrongDescriptionsAreRefused)
{
    CWriter holder = newWriter(m_path);
    h5pulse_writer* const w = holder.get();
    const std::size_t shape[] = {3, 1, 3, 3};
    const char* const axes[] = {"x", "y"};
    constexpr int kInvalid = H5PULSE_INVALID_ARGUMENT;
    expectError(h5pulse_writer_add_field(w, nullptr, H5PULSE_FLOAT64, 0, nullptr, nullptr), kInvalid, "NULL");
    expectError(h5pulse_writer_add_field(w, "y", H5PULSE_FLOAT64, 1, nullptr, nullptr), kInvalid,
                "shape of field 'y'");
    expectError(h5pulse_writer_add_field(w, "y", H5PULSE_FLOAT64, 4, shape, nullptr), kInvalid,
                "4 dimensions");
    EXPECT_OK(h5pulse_writer_add_field(w, "y", H5PULSE_FLOAT64, 1, shape, nullptr));
    expectError(h5pulse_writer_add_field(w, "y", H5PULSE_FLOAT64, 1, shape, nullptr), kInvalid,
                "two fields 'y'");
    expectError(h5pulse_writer_set_axes(w, "y", 2, axes), kInvalid, "has 1 dimensions, and 2 axes");
    expectError(h5pulse_writer_set_axes(w, "z", 1, axes), kInvalid, "no field 'z'");
    expectError(h5pulse_writer_set_axes(w, "y", 1, nullptr), kInvalid, "NULL");
    expectError(h5pulse_writer_set_order(w, "y", 5), kInvalid, "H5PULSE_COLUMN_MAJOR");
    expectError(h5pulse_writer_set_long_name(w, "z", "a"), kInvalid, "no field 'z'");
    expectError(h5pulse_writer_add_axis(w, "x", 2, nullptr, nullptr), kInvalid, "axis 'x'");
    expectError(h5pulse_writer_set_commit_interval(w, -1.0), kInvalid, "commit interval");
    expectError(h5pulse_writer_set_commit_interval(w, NAN), kInvalid, "commit interval");
    expectError(h5pulse_writer_set_commit_time(w, -1.0), kInvalid, "commit time");
    expectError(h5pulse_writer_set_compression(w, "zip", 1), kInvalid, "no filter 'zip'");
    expectError(h5pulse_writer_set_attribute_text(w, "a", nullptr), kInvalid, "NULL");
    expectError(h5pulse_writer_set_attribute_doubles(w, "a", 1, nullptr), kInvalid, "attribute 'a'");
    expectError(h5pulse_writer_set_path(w, nullptr), kInvalid, "NULL");
}

TEST_F(CMisuse, WrongOrdersAreRefused)
{
    CWriter holder = newWriter(m_path);
    h5pulse_writer* const w = holder.get();
    const double y[] = {1, 2, 3}, e = 1;
    const void* values[] = {y, &e};
    constexpr int kOrder = H5PULSE_WRONG_ORDER;
    expectError(h5pulse_writer_append(w, 0.0, values), kOrder, "not open");
    expectError(h5pulse_writer_begin_step(w, 0.0), kOrder, "not open");
    expectError(h5pulse_writer_close(w), kOrder, "not open");
    expectError(h5pulse_writer_fail(w, "why"), kOrder, "not open");
    expectError(h5pulse_writer_interrupt(w), kOrder, "not open");
    h5pulse_clear_error();
    EXPECT_EQ(h5pulse_writer_steps(w), 0U);
    EXPECT_STREQ(h5pulse_last_error(), "");

    holder = openRun(m_path);
    h5pulse_writer* const run = holder.get();
    expectError(h5pulse_writer_add_field(run, "z", H5PULSE_FLOAT64, 0, nullptr, nullptr), kOrder,
                "has been opened");
    expectError(h5pulse_writer_set_replace(run, 1), kOrder, "has been opened");
    EXPECT_EQ(h5pulse_writer_put(run, "y", y), kOrder);
    EXPECT_EQ(h5pulse_writer_end_step(run), kOrder);
    EXPECT_OK(h5pulse_writer_begin_step(run, 0.0));
    EXPECT_EQ(h5pulse_writer_begin_step(run, 1.0), kOrder);
    EXPECT_EQ(h5pulse_writer_append(run, 1.0, values), kOrder);
    EXPECT_OK(h5pulse_writer_put(run, "y", y));
    expectError(h5pulse_writer_put(run, "y", y), H5PULSE_INVALID_ARGUMENT, "'y'");
    expectError(h5pulse_writer_end_step(run), H5PULSE_INVALID_ARGUMENT, "'e'");
    EXPECT_EQ(h5pulse_writer_close(run), kOrder);
    EXPECT_OK(h5pulse_writer_put(run, "e", &e));
    EXPECT_OK(h5pulse_writer_end_step(run));
    EXPECT_OK(h5pulse_writer_close(run));
    EXPECT_OK(h5pulse_writer_close(run));
    EXPECT_OK(h5pulse_writer_fail(run, "too late"));
    EXPECT_EQ(h5pulse_writer_steps(run), 1U);
    expectError(h5pulse_writer_append(run, 1.0, values), kOrder, "is closed");
    expectError(h5pulse_writer_open(run), kOrder, "is closed");
    runPython(m_path, "assert len(f['t']) == 1\n");
}

TEST_F(CMisuse, WrongValuesAreRefused)
{
    CWriter holder = openRun(m_path);
    h5pulse_writer* const w = holder.get();
    const double y[] = {1, 2, 3}, e = 1, t = 0;
    const void* values[] = {y, nullptr};
    constexpr int kInvalid = H5PULSE_INVALID_ARGUMENT;
    expectError(h5pulse_writer_append(w, 0.0, nullptr), kInvalid, "NULL");
    expectError(h5pulse_writer_append(w, 0.0, values), kInvalid, "field 'e' is NULL");
    values[1] = &e;
    expectError(h5pulse_writer_append_many(w, 1, nullptr, values), kInvalid, "times");
    expectError(h5pulse_writer_append_many(w, SIZE_MAX / 2, &t, values), kInvalid, "'y'");
    h5pulse_values list[2] = {};
    expectError(h5pulse_writer_append_values(w, 0.0, 1, list), kInvalid, "2 fields");
    expectError(h5pulse_writer_append_values(w, 0.0, 2, list), kInvalid, "0 is not an h5pulse_type");
    list[0].type = H5PULSE_FLOAT64;
    list[0].rank = 5;
    expectError(h5pulse_writer_append_values(w, 0.0, 2, list), kInvalid, "5 dimensions");
    list[0].rank = 2;
    list[0].sizes[0] = list[0].sizes[1] = SIZE_MAX / 2;
    expectError(h5pulse_writer_append_values(w, 0.0, 2, list), kInvalid, "larger than the memory");
    EXPECT_OK(h5pulse_writer_begin_step(w, 0.0));
    expectError(h5pulse_writer_put(w, "y", nullptr), kInvalid, "field 'y' is NULL");
    expectError(h5pulse_writer_put(w, nullptr, y), kInvalid, "NULL");
    expectError(h5pulse_writer_put(w, "z", y), kInvalid, "no field 'z'; the run has 'y', 'e'");
    expectError(h5pulse_writer_put_values(w, "y", nullptr), kInvalid, "NULL");
    list[0] = {.data = y, .type = H5PULSE_FLOAT64, .count = 0, .rank = 1, .sizes = {2}, .strides = {8}};
    expectError(h5pulse_writer_put_values(w, "y", &list[0]), kInvalid, "'y'");
    list[0].sizes[0] = 0;
    expectError(h5pulse_writer_put_values(w, "y", &list[0]), kInvalid, "'y'");
    EXPECT_OK(h5pulse_writer_stop(w, nullptr));
}

TEST_F(CMisuse, ErrorsAreOfTheirThread)
{
    h5pulse_writer_new(nullptr);
    EXPECT_STRNE(h5pulse_last_error(), "");
    std::string other = "unset";
    std::thread([&] { other = h5pulse_last_error(); }).join();
    EXPECT_EQ(other, "");
    h5pulse_clear_error();
    EXPECT_STREQ(h5pulse_last_error(), "");
    EXPECT_EQ(h5pulse_last_error_code(), H5PULSE_OK);
}

TEST_F(CMisuse, LongErrorsAreCutBetweenCharacters)
{
    std::string text(4000, 'x');
    for (int i = 0; i < 200; ++i) {
        text += "\u00e4";
    }
    EXPECT_EQ(h5pulse_report_error(H5PULSE_ERROR, text.c_str()), H5PULSE_ERROR);
    const std::string kept = h5pulse_last_error();
    EXPECT_LT(kept.size(), 4096U);
    EXPECT_THAT(kept, testing::EndsWith("\u00e4 ..."));
}

} // namespace
} // namespace h5pulse::test
