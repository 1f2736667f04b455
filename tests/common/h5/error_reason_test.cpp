// SPDX-License-Identifier: MIT
// Error messages from HDF5's error stack. HDF5's printing is off only for calls of the library.
#include "h5/check.h"
#include "support/crashed_run.h"
#include "support/expect_error.h"
#include "support/run_folder.h"

#include <h5pulse/reader.h>

namespace h5pulse::test {

namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class ErrorReason : public RunFolder
{
};

TEST_F(ErrorReason, NeverRepeatsTheAdviceThatDestroysRuns)
{
    // HDF5 says "(may use <h5clear file> to clear file consistency flags)", which cuts SWMR files short.
    writeCrashed(H5PULSE_TEST_WRITER, m_path, 3);
    const h5::SuppressHdf5Errors silence;
    const hid_t file = H5Fopen(m_path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT);
    ASSERT_LT(file, 0);
    EXPECT_THAT(messageOf<Error>([&] { h5::raise(m_path, "cannot be opened"); }),
                AllOf(HasSubstr(m_path.string() + ": cannot be opened: "),
                      HasSubstr("already open for write"), HasSubstr("'h5pulse recover'"),
                      Not(HasSubstr("h5clear"))));
}

TEST_F(ErrorReason, IsTheInnermostOne)
{
    const h5::SuppressHdf5Errors silence;
    EXPECT_LT(H5Fopen(m_path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), 0);
    EXPECT_THAT(h5::lastReason(), HasSubstr("No such file or directory"));
}

TEST_F(ErrorReason, IsNeverEmpty)
{
    H5Eclear2(H5E_DEFAULT);
    EXPECT_NE(h5::lastReason(), "");
}

TEST_F(ErrorReason, PrintingIsTheProgramsOwnAgainAfterwards)
{
    static int printed = 0;
    const H5E_auto2_t mine = [](hid_t, void*) -> herr_t { return ++printed, 0; };
    H5E_auto2_t before = nullptr;
    void* data = nullptr;
    H5Eget_auto2(H5E_DEFAULT, &before, &data);
    H5Eset_auto2(H5E_DEFAULT, mine, nullptr);
    EXPECT_THROW(Reader reader(m_path), Error);
    {
        const h5::SuppressHdf5Errors outer;
        const h5::SuppressHdf5Errors inner;
        H5Fopen(m_path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT);
    }
    EXPECT_EQ(printed, 0);
    H5Fopen(m_path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT);
    EXPECT_EQ(printed, 1);
    H5Eset_auto2(H5E_DEFAULT, before, data);
}

} // namespace

} // namespace h5pulse::test
