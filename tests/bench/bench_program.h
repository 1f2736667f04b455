// SPDX-License-Identifier: MIT
#pragma once

#include <process.h>
#include <temporary_folder.h>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

namespace bench::test {

/// Runs the benchmark in a folder of the test's own.
class BenchProgram : public testing::Test
{
protected:
    h5pulse::test::ProcessResult run(std::vector<std::string> arguments) const
    {
        arguments.insert(arguments.begin(), {"env", "-C", m_folder.path().string(), BENCH_PROGRAM});
        return h5pulse::test::run(arguments, std::chrono::minutes(2));
    }

    const std::filesystem::path& folder() const { return m_folder.path(); }

    /// What it left in out.json.
    nlohmann::json json() const { return nlohmann::json::parse(std::ifstream(m_folder / "out.json")); }

    /// Values of each round, by name.
    static std::map<std::string, std::vector<double>> figuresOf(const nlohmann::json& suite)
    {
        std::map<std::string, std::vector<double>> figures;
        for (const auto& figure : suite["figures"]) {
            figures[figure["name"]] = figure["values"].get<std::vector<double>>();
        }
        return figures;
    }

private:
    const h5pulse::test::TemporaryFolder m_folder;
};

} // namespace bench::test
