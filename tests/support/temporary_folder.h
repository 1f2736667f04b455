// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string_view>

namespace h5pulse::test {

/// A new, empty folder for one test, removed with all that is in it at the end.
class TemporaryFolder
{
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    const std::filesystem::path& path() const noexcept { return m_path; }
    std::filesystem::path operator/(std::string_view name) const { return m_path / name; }

private:
    std::filesystem::path m_path;
};

} // namespace h5pulse::test
