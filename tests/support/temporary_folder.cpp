// SPDX-License-Identifier: MIT
#include "temporary_folder.h"

#include <cerrno>
#include <stdlib.h>
#include <string>
#include <system_error>

namespace h5pulse::test {

TemporaryFolder::TemporaryFolder()
{
    std::string name = (std::filesystem::temp_directory_path() / "h5pulse-test-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) {
        throw std::system_error(errno, std::generic_category(), "cannot make a folder in " + name);
    }
    m_path = name;
}

TemporaryFolder::~TemporaryFolder()
{
    std::error_code ignored;
    std::filesystem::remove_all(m_path, ignored);
}

} // namespace h5pulse::test
