// SPDX-License-Identifier: MIT
#pragma once

#include "run_python.h"
#include "temporary_folder.h"

#include <h5pulse/c.h>

#include <gmock/gmock.h>

#include <memory>
#include <string>
#include <vector>

namespace h5pulse::test {

struct Free
{
    void operator()(h5pulse_writer* writer) const { h5pulse_writer_free(writer); }
    void operator()(h5pulse_reader* reader) const { h5pulse_reader_free(reader); }
};
using CWriter = std::unique_ptr<h5pulse_writer, Free>;
using CReader = std::unique_ptr<h5pulse_reader, Free>;

inline CWriter newWriter(const std::filesystem::path& path)
{
    CWriter writer(h5pulse_writer_new(path.c_str()));
    EXPECT_NE(writer, nullptr) << h5pulse_last_error();
    return writer;
}

inline CReader openReader(const std::filesystem::path& path)
{
    CReader reader(h5pulse_reader_open(path.c_str()));
    EXPECT_NE(reader, nullptr) << h5pulse_last_error();
    return reader;
}

/// An open run of y[3] and a scalar `e`.
inline CWriter openRun(const std::filesystem::path& path)
{
    CWriter writer = newWriter(path);
    const std::size_t shape[] = {3};
    EXPECT_EQ(h5pulse_writer_add_field(writer.get(), "y", H5PULSE_FLOAT64, 1, shape, "V"), 0);
    EXPECT_EQ(h5pulse_writer_add_field(writer.get(), "e", H5PULSE_FLOAT64, 0, nullptr, nullptr), 0);
    EXPECT_EQ(h5pulse_writer_open(writer.get()), 0) << h5pulse_last_error();
    return writer;
}

/// Appends steps of times first, first + 1, ...: y is {t, t + 1, t + 2}, e is -t.
inline void appendSteps(h5pulse_writer* writer, int first, int count)
{
    for (int k = first; k < first + count; ++k) {
        const double t = k;
        const double y[] = {t, t + 1, t + 2};
        const double e = -t;
        const void* values[] = {y, &e};
        ASSERT_EQ(h5pulse_writer_append(writer, t, values), 0) << h5pulse_last_error();
    }
}

#define EXPECT_OK(call) EXPECT_EQ(call, H5PULSE_OK) << h5pulse_last_error()

/// The call fails with this code, and the error says this.
inline void expectError(int status, int code, const std::string& text)
{
    EXPECT_EQ(status, code);
    EXPECT_THAT(h5pulse_last_error(), testing::HasSubstr(text));
}

} // namespace h5pulse::test
