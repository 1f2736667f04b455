// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

/// All that viewer and command line do with a file, on a file of any content.
namespace h5pulse::fuzz {

/// What a file gave: of each field the steps, and the bits of those that were read.
struct Content
{
    struct Field
    {
        std::size_t steps = 0;
        std::map<std::size_t, std::vector<std::uint64_t>> values{}; ///< by step; only what could be read
    };

    bool opened = false;
    bool swmr = false; ///< carries the marks of a writer
    std::size_t steps = 0;
    std::map<std::string, Field> fields{};
};

/// Opens the file, refreshes, and reads times, steps, components, profiles and axes of every field. Errors of
/// the library are expected; any other exception leaves.
Content readAll(const std::filesystem::path& path);

/// recover(), first dry, then for real. Returns why the outcome is wrong: empty, or a sentence. `before` is
/// what the file gave until then.
std::string recoverAndCompare(const std::filesystem::path& path, const Content& before);

} // namespace h5pulse::fuzz
