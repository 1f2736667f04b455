// SPDX-License-Identifier: MIT
#include "process.h"
#include "temporary_folder.h"

#include <gtest/gtest.h>

namespace h5pulse::test {
namespace {

TEST(FortranHeat, RecordsWhatNumpyComputes)
{
    const TemporaryFolder folder;
    const std::string path = (folder / "heat.h5").string();
    const ProcessResult program = run({FORTRAN_HEAT_PROGRAM, path, "200"});
    ASSERT_EQ(program.status, 0) << program.err;
    const ProcessResult check =
        run({H5PULSE_TEST_PYTHON, H5PULSE_TEST_SCRIPTS "/check_fortran_heat.py", path, "200"});
    EXPECT_EQ(check.status, 0) << check.err;
}

} // namespace
} // namespace h5pulse::test
