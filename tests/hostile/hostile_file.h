// SPDX-License-Identifier: MIT
#pragma once

#include "support/expect_error.h"
#include "support/file_bytes.h"
#include "temporary_folder.h"

#include <h5pulse/reader.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <sys/resource.h>
#include <vector>

namespace h5pulse::test {

/// A test on files that hostile_files.py has made, with as much memory as docs/hostile-files.md states. A
/// call of Reader is to take less than a second; the limit here leaves room for a busy machine.
class HostileFile : public ::testing::Test
{
protected:
    void SetUp() override
    {
#if !defined(__SANITIZE_ADDRESS__)
        constexpr rlim_t limit = rlim_t{1} << 30;
        const rlimit memory{limit, RLIM_INFINITY};
        ASSERT_EQ(::setrlimit(RLIMIT_AS, &memory), 0);
#endif
        m_begin = std::chrono::steady_clock::now();
    }
    void TearDown() override { expectInTime(); }

    /// To be called after each file, by tests of more than one.
    void expectInTime()
    {
        EXPECT_LT(std::chrono::steady_clock::now() - m_begin, std::chrono::seconds(15));
        m_begin = std::chrono::steady_clock::now();
    }

    static std::filesystem::path file(const std::string& kind)
    {
        return std::filesystem::path(H5PULSE_HOSTILE_FILES) / (kind + ".h5");
    }

    static std::vector<std::string> fieldNames(const Reader& reader)
    {
        std::vector<std::string> names;
        for (const FieldInfo& field : reader.fields()) {
            names.push_back(field.name);
        }
        return names;
    }

    /// Fields `t` and `y` of plain(), as they are in most of the files.
    static void expectPlain(Reader& reader)
    {
        ASSERT_THAT(fieldNames(reader), ::testing::Contains("y"));
        ASSERT_EQ(reader.steps("y"), 8U);
        std::vector<double> row(3);
        reader.readStep("y", 7, row);
        EXPECT_THAT(row, ::testing::ElementsAre(21.0, 22.0, 23.0));
        EXPECT_EQ(reader.readTimes(7, 1).front(), 3.5);
    }

    TemporaryFolder m_folder;
    std::chrono::steady_clock::time_point m_begin;
};

} // namespace h5pulse::test
