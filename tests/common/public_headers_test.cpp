// SPDX-License-Identifier: MIT
// The public headers need only the standard library and each other. The library h5pulse_headers_alone, which
// is built before this program, shows that each header compiles alone.
#include "support/file_bytes.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <regex>
#include <sstream>

namespace h5pulse::test {

namespace {

TEST(PublicHeaders, IncludeTheStandardLibraryAndEachOtherOnly)
{
    const std::regex include(R"(^\s*#\s*include\s*[<"]([^>"]+)[>"])");
    const std::regex allowed(R"(h5pulse/(detail/)?[a-z0-9_]+\.h|h5pulse/needs_cxx20|[a-z_]+)");
    std::istringstream folders(H5PULSE_PUBLIC_HEADERS);
    int headers = 0;
    for (std::string folder; std::getline(folders, folder, ':');) {
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
            if (!entry.is_regular_file()) {
                continue;
            }
            ++headers;
            std::istringstream text(readBytes(entry.path()));
            for (std::string line; std::getline(text, line);) {
                std::smatch found;
                if (std::regex_search(line, found, include)) {
                    EXPECT_TRUE(std::regex_match(found[1].str(), allowed)) << entry.path() << ": " << line;
                }
            }
        }
    }
    EXPECT_GE(headers, 9);
}

} // namespace

} // namespace h5pulse::test
