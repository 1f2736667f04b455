// SPDX-License-Identifier: MIT
#pragma once

#include "temporary_folder.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace h5pulse::test {

/// A test with a temporary folder, and the path of a file in it that does not exist yet.
class RunFolder : public ::testing::Test
{
protected:
    TemporaryFolder m_folder;
    std::filesystem::path m_path = m_folder / "run.h5";
};

} // namespace h5pulse::test
