// SPDX-License-Identifier: MIT
// The extent in the bytes of an object header: what HDF5 says, or nothing.
#include "h5/header_extent.h"

#include "h5/handle.h"
#include "support/file_bytes.h"
#include "support/run_folder.h"

#include <array>

namespace h5pulse::test {

namespace {

class HeaderExtentTest : public RunFolder
{
protected:
    /// The bytes of the file from the header of a dataset of 7 x 3 elements on.
    std::vector<unsigned char> headerOf(bool tracksTimes, H5F_libver_t version)
    {
        haddr_t address = HADDR_UNDEF;
        {
            const h5::Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
            H5Pset_libver_bounds(access.get(), version, H5F_LIBVER_LATEST);
            const h5::Handle file(H5Fcreate(m_path.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, access.get()),
                                  H5Fclose);
            const std::array<hsize_t, 2> extent{7, 3};
            const std::array<hsize_t, 2> most{H5S_UNLIMITED, 3};
            const h5::Handle space(H5Screate_simple(2, extent.data(), most.data()), H5Sclose);
            const h5::Handle list(H5Pcreate(H5P_DATASET_CREATE), H5Pclose);
            H5Pset_chunk(list.get(), 2, extent.data());
            H5Pset_obj_track_times(list.get(), tracksTimes);
            const h5::Handle dataset(H5Dcreate2(file.get(), "y", H5T_NATIVE_DOUBLE, space.get(), H5P_DEFAULT,
                                                list.get(), H5P_DEFAULT),
                                     H5Dclose);
            H5O_info_t info{};
            H5Oget_info2(dataset.get(), &info, H5O_INFO_BASIC);
            address = info.addr;
        }
        const std::string bytes = readBytes(m_path);
        return {bytes.begin() + static_cast<std::ptrdiff_t>(address), bytes.end()};
    }
};

TEST_F(HeaderExtentTest, IsThatOfTheDataset)
{
    for (const bool tracksTimes : {false, true}) {
        const auto found = h5::parseHeaderExtent(headerOf(tracksTimes, H5F_LIBVER_V110));
        ASSERT_TRUE(found);
        EXPECT_EQ(found->dimensions, (std::vector<hsize_t>{7, 3}));
        EXPECT_LT(found->headerBytes, 512U);
    }
}

TEST_F(HeaderExtentTest, IsNotTakenFromDamagedBytes)
{
    std::vector<unsigned char> bytes = headerOf(true, H5F_LIBVER_V110);
    const auto whole = h5::parseHeaderExtent(bytes);
    ASSERT_TRUE(whole);
    for (std::size_t size = 0; size < whole->headerBytes; ++size) {
        EXPECT_FALSE(h5::parseHeaderExtent(std::span(bytes).first(size))) << size;
    }
    for (std::size_t i = 0; i < whole->headerBytes; ++i) {
        bytes[i] ^= 0x41U;
        EXPECT_FALSE(h5::parseHeaderExtent(bytes)) << i;
        bytes[i] ^= 0x41U;
    }
}

TEST_F(HeaderExtentTest, IsNotInHeadersWithoutAChecksum)
{
    EXPECT_FALSE(h5::parseHeaderExtent(headerOf(true, H5F_LIBVER_EARLIEST)));
    EXPECT_FALSE(h5::parseHeaderExtent({}));
}

} // namespace

} // namespace h5pulse::test
