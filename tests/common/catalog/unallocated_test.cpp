// SPDX-License-Identifier: MIT
// Rows that were never written. HDF5 does not change the buffer for a chunk that is not allocated and has no
// fill value. Old content of the buffer must not be taken for values, so Reader gives NaN or zero.
#include "support/run_folder.h"
#include "support/scripts.h"

#include <h5pulse/progressive_reduction.h>
#include <h5pulse/reader.h>

#include <gmock/gmock.h>

#include <array>
#include <cmath>
#include <complex>
#include <optional>

namespace h5pulse::test {

namespace {

using testing::Each;
using testing::ElementsAre;
using testing::IsNan;

class Unallocated : public RunFolder
{
protected:
    static constexpr std::size_t kRows = 40;
    static constexpr std::size_t kWritten = 8; ///< two chunks; the others are not allocated

    Unallocated()
    {
        runPython(m_path, "from h5py import h5d, h5p, h5s, h5t\n"
                          "def make(f, name, kind, fill=None):\n"
                          "    p = h5p.create(h5p.DATASET_CREATE)\n"
                          "    p.set_chunk((4, 3))\n"
                          "    if fill is None: p.set_fill_time(h5d.FILL_TIME_NEVER)\n"
                          "    else: p.set_fill_value(np.array(fill, kind))\n"
                          "    s = h5s.create_simple((40, 3), (h5s.UNLIMITED, 3))\n"
                          "    d = h5d.create(f.id, name.encode(), h5t.py_create(np.dtype(kind)), s, p)\n"
                          "    h5py.Dataset(d)[:8] = np.full((8, 3), 5, kind)\n"
                          "with h5py.File(path, 'w', libver='latest') as f:\n"
                          "    for kind in ('f8', 'f4', 'i4', 'u1', 'c8', 'c16'): make(f, kind, kind)\n"
                          "    make(f, 'filled', 'f8', -1)\n");
        m_reader.emplace(m_path);
    }

    /// A buffer with values that are not in the file.
    template <typename T>
    static std::vector<T> used(std::size_t count)
    {
        return std::vector<T>(count, T{7});
    }

    std::optional<Reader> m_reader;
};

TEST_F(Unallocated, StepsAreNaNOrZero)
{
    auto doubles = used<double>(3);
    for (const char* name : {"f8", "f4", "i4", "u1"}) {
        SCOPED_TRACE(name);
        m_reader->readStep(name, kWritten - 1, doubles);
        EXPECT_THAT(doubles, Each(5.0));
    }
    m_reader->readStep("f8", 20, doubles);
    EXPECT_THAT(doubles, Each(IsNan()));
    auto floats = used<float>(3);
    m_reader->readStep("f4", 20, floats);
    EXPECT_THAT(floats, Each(IsNan()));
    auto integers = used<std::int32_t>(3);
    m_reader->readStep("i4", 20, integers);
    EXPECT_THAT(integers, Each(0));
    auto bytes = used<std::uint8_t>(3);
    m_reader->readStep("u1", 20, bytes);
    EXPECT_THAT(bytes, Each(0));
    auto complexFloats = used<std::complex<float>>(3);
    m_reader->readStep("c8", 20, complexFloats);
    auto complexDoubles = used<std::complex<double>>(3);
    m_reader->readStep("c16", 20, complexDoubles);
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_TRUE(std::isnan(complexFloats[i].real()) && std::isnan(complexFloats[i].imag()));
        EXPECT_TRUE(std::isnan(complexDoubles[i].real()) && std::isnan(complexDoubles[i].imag()));
    }
    m_reader->readStep("filled", 20, doubles);
    EXPECT_THAT(doubles, Each(-1.0)) << "a fill value is a value";
}

TEST_F(Unallocated, RangesHaveBoth)
{
    auto rows = used<double>(3 * 4);
    m_reader->readSteps("f8", kWritten - 2, 4, rows);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        EXPECT_EQ(std::isnan(rows[i]), i >= 6) << i;
    }
    auto column = used<double>(4);
    m_reader->readComponent("f8", 1, kWritten - 2, 4, column);
    EXPECT_THAT(column, ElementsAre(5.0, 5.0, IsNan(), IsNan()));
    auto box = used<double>(2);
    const std::array<std::size_t, 1> start{1};
    const std::array<std::size_t, 1> count{2};
    m_reader->readBox("f8", 30, start, count, box);
    EXPECT_THAT(box, Each(IsNan()));
}

/// Reductions use one buffer for all rows, so it holds earlier rows.
TEST_F(Unallocated, ReductionsDoNotRepeatEarlierRows)
{
    const Reduction whole = m_reader->reduce("f8", 0, 1, 0, kRows, kRows);
    ASSERT_EQ(whole.bins(), kRows);
    ProgressiveReduction progress("f8", 0, 1);
    while (progress.wantsMore(*m_reader)) {
        progress.advance(*m_reader, std::chrono::milliseconds(100));
    }
    const Reduction bit = progress.result();
    ASSERT_EQ(bit.bins(), kRows);
    for (std::size_t step = 0; step < kRows; ++step) {
        EXPECT_EQ(std::isnan(whole.maximum[step]), step >= kWritten) << step;
        EXPECT_EQ(std::isnan(bit.maximum[step]), step >= kWritten) << step;
    }
}

} // namespace

} // namespace h5pulse::test
