// SPDX-License-Identifier: MIT
// Rows of unfiltered chunks are read past HDF5. Whatever way a dataset is stored in, and whatever part of it is
// asked for, the values are those that HDF5 gives.
#include "support/crashed_run.h"
#include "support/file_bytes.h"
#include "support/run_folder.h"
#include "support/scripts.h"
#include "support/test_run.h"

#include <h5pulse/reader.h>

#include <gmock/gmock.h>

#include <array>

namespace h5pulse::test {

namespace {

constexpr std::size_t kRows = 50;

double expected(std::size_t row, std::size_t i, std::size_t j)
{
    return static_cast<double>(row + 3 * i + 7 * j % 100);
}

struct Stored
{
    const char* name;
    const char* file;    ///< keywords of h5py.File
    const char* dataset; ///< keywords of create_dataset
};

class DirectReads : public RunFolder, public testing::WithParamInterface<Stored>
{
protected:
    DirectReads()
    {
        runPython(m_path, std::string("r, i, j = np.meshgrid(np.arange(50), np.arange(6), np.arange(5), "
                                      "indexing='ij')\n"
                                      "values = r + 3 * i + 7 * j % 100\n"
                                      "with h5py.File(path, 'w', ") +
                              GetParam().file +
                              ") as f:\n"
                              "    d = f.create_dataset('y', (0, 6, 5), " +
                              GetParam().dataset +
                              ")\n"
                              "    for k in range(0, 50, 10):\n"
                              "        d.resize(k + 10, axis=0)\n"
                              "        d[k:k + 10] = values[k:k + 10].astype(d.dtype)\n");
        m_reader.emplace(m_path);
    }

    std::optional<Reader> m_reader;
};

TEST_P(DirectReads, AnyPartIsWhatWasWritten)
{
    ASSERT_EQ(m_reader->steps("y"), kRows);
    std::vector<double> rows(kRows * 30);
    for (const std::size_t count : {std::size_t{1}, std::size_t{2}, std::size_t{9}, kRows}) {
        for (std::size_t first = 0; first + count <= kRows; ++first) {
            rows.resize(count * 30);
            m_reader->readSteps("y", first, count, rows);
            for (std::size_t k = 0; k < rows.size(); ++k) {
                ASSERT_EQ(rows[k], expected(first + k / 30, k / 5 % 6, k % 5)) << first << ", " << count;
            }
        }
    }
    for (std::size_t component = 0; component < 30; ++component) {
        for (const std::size_t count : {std::size_t{1}, std::size_t{3}, kRows}) {
            std::vector<double> column(count);
            m_reader->readComponent("y", component, kRows - count, count, column);
            for (std::size_t k = 0; k < count; ++k) {
                ASSERT_EQ(column[k], expected(kRows - count + k, component / 5, component % 5));
            }
        }
    }
    for (std::size_t row = 0; row < kRows; row += 7) {
        const std::array<std::size_t, 2> start{row % 5, 1};
        const std::array<std::size_t, 2> count{2, 3};
        std::vector<double> box(6);
        m_reader->readBox("y", row, start, count, box);
        for (std::size_t k = 0; k < box.size(); ++k) {
            ASSERT_EQ(box[k], expected(row, start[0] + k / 3, 1 + k % 3));
        }
    }
}

INSTANTIATE_TEST_SUITE_P(
    Storage, DirectReads,
    testing::Values(
        Stored{"ExtensibleArray", "libver='latest'", "'f8', maxshape=(None, 6, 5), chunks=(8, 6, 5)"},
        Stored{"BTree1", "libver='earliest'", "'f8', maxshape=(None, 6, 5), chunks=(8, 6, 5)"},
        Stored{"BTree2", "libver='latest'", "'f8', maxshape=(None, None, 5), chunks=(8, 6, 5)"},
        Stored{"FixedArray", "libver='latest'", "'f8', maxshape=(60, 6, 5), chunks=(8, 6, 5)"},
        Stored{"ChunksSplitRows", "libver='latest'", "'f8', maxshape=(None, 6, 5), chunks=(8, 4, 2)"},
        Stored{"ChunksAreSmall", "libver='latest'", "'f8', maxshape=(None, 6, 5), chunks=(1, 1, 2)"},
        Stored{"Float32", "libver='latest'", "'f4', maxshape=(None, 6, 5), chunks=(8, 6, 5)"},
        Stored{"Int16", "libver='latest'", "'i2', maxshape=(None, 6, 5), chunks=(8, 4, 5)"},
        Stored{"UInt64", "libver='latest'", "'u8', maxshape=(None, 6, 5), chunks=(8, 6, 5)"},
        Stored{"BigEndian", "libver='latest'", "'>f8', maxshape=(None, 6, 5), chunks=(8, 6, 5)"},
        Stored{"Half", "libver='latest'", "'f2', maxshape=(None, 6, 5), chunks=(8, 6, 5)"},
        Stored{"Compressed", "libver='latest'",
               "'f8', maxshape=(None, 6, 5), chunks=(8, 6, 5), compression='gzip'"},
        Stored{"Shuffled", "libver='latest'", "'f8', maxshape=(None, 6, 5), chunks=(8, 6, 5), shuffle=True"},
        Stored{"UserBlock", "userblock_size=1024", "'f8', maxshape=(None, 6, 5), chunks=(8, 6, 5)"}),
    [](const auto& made) { return std::string(made.param.name); });

class MovedChunks : public RunFolder
{
};

class LateTimes : public RunFolder, public testing::WithParamInterface<int>
{
};

/// A program that follows nobody's rules: it cuts a dataset and writes it again elsewhere while readers have it.
TEST_F(MovedChunks, OfAnotherProgramAreFound)
{
    const std::string code =
        "import sys, h5py, numpy as np\n"
        "with h5py.File(sys.argv[1], 'w', libver='latest') as f:\n"
        "    t, y, z = (f.create_dataset(n, (10,), 'f8', maxshape=(None,), chunks=(16,))\n"
        "               for n in 'tyz')\n"
        "    t[:] = np.arange(10); y[:] = 1.0; z[:] = 3.0\n"
        "    f.swmr_mode = True\n"
        "    print('ready', flush=True)\n"
        "    sys.stdin.readline()\n"
        "    y.resize(0, axis=0); z.resize(0, axis=0); y.flush(); z.flush()\n"
        "    z.resize(11, axis=0); z[:] = 4.0; z.flush()\n"
        "    y.resize(11, axis=0); y[:] = 2.0; y.flush()\n"
        "    t.resize(11, axis=0); t[10] = 10.0; t.flush()\n"
        "    print('moved', flush=True)\n"
        "    sys.stdin.readline()\n";
    Process writer({script("h5py_check.py", {}).front(), "-c", code, m_path});
    ASSERT_TRUE(writer.readUntil("ready"));
    Reader reader(m_path);
    std::vector<double> value(1);
    reader.readStep("y", 9, value);
    EXPECT_EQ(value[0], 1.0);
    reader.readStep("z", 9, value);
    EXPECT_EQ(value[0], 3.0);
    writer.writeLine("go on");
    ASSERT_TRUE(writer.readUntil("moved"));
    EXPECT_EQ(reader.refresh(), Refresh::Grew);
    for (const std::size_t step : {std::size_t{9}, std::size_t{10}}) {
        reader.readStep("y", step, value);
        EXPECT_EQ(value[0], 2.0) << step;
        reader.readStep("z", step, value);
        EXPECT_EQ(value[0], 4.0) << step;
    }
    writer.writeLine("go on");
    EXPECT_EQ(writer.wait().status, 0);
}

/// `cp` over a file keeps its inode. With more steps in the first commit, the same chunk lies elsewhere.
TEST_F(MovedChunks, OfARunThatIsCopiedOverTheFileAreFound)
{
    constexpr std::size_t steps = 4'000;
    writeCrashed(H5PULSE_TEST_WRITER, m_path, steps);
    Reader reader(m_path);
    EXPECT_EQ(wrongElements(reader, 10), 0U);
    const auto other = m_folder / "other.h5";
    writeCrashed(H5PULSE_TEST_WRITER, other, 3 * steps);
    writeBytes(m_path, readBytes(other));
    EXPECT_EQ(reader.refresh(), Refresh::Grew);
    EXPECT_EQ(reader.steps(), 3 * steps);
    EXPECT_EQ(wrongElements(reader, 10), 0U);
}

/// Times that are there before their values: NaN until the program has written them.
TEST_P(LateTimes, AreFound)
{
    const std::string code =
        "import sys, h5py, numpy as np\n"
        "with h5py.File(sys.argv[1], 'w', libver='latest') as f:\n"
        "    t = f.create_dataset('t', (2,), 'f8', maxshape=(None,), chunks=(int(sys.argv[2]),),\n"
        "                         fillvalue=np.nan)\n"
        "    y = f.create_dataset('y', (10,), 'f8', maxshape=(None,), chunks=(16,))\n"
        "    t[:] = [0.0, 1.0]; y[:] = np.arange(10)\n"
        "    f.swmr_mode = True\n"
        "    print('ready', flush=True)\n"
        "    for line in sys.stdin:\n"
        "        exec(line); f.flush()\n"
        "        print('done', flush=True)\n";
    Process writer({script("h5py_check.py", {}).front(), "-c", code, m_path, std::to_string(GetParam())});
    ASSERT_TRUE(writer.readUntil("ready"));
    Reader reader(m_path);
    EXPECT_EQ(reader.steps(), 2U);
    const auto after = [&](const char* line) {
        writer.writeLine(line);
        EXPECT_TRUE(writer.readUntil("done"));
        reader.refresh();
        return reader.steps();
    };
    EXPECT_EQ(after("t.resize(9, axis=0)"), 2U);
    EXPECT_EQ(after("t[2] = 2.0"), 3U);
    EXPECT_EQ(after("t[3:6] = 3.0"), 6U);
    EXPECT_EQ(after("t[6:9] = 4.0"), 9U);
    EXPECT_THAT(reader.readTimes(0, 9), testing::ElementsAre(0.0, 1.0, 2.0, 3.0, 3.0, 3.0, 4.0, 4.0, 4.0));
    writer.kill(9);
    writer.wait();
}

INSTANTIATE_TEST_SUITE_P(RowsOfAChunk, LateTimes, testing::Values(4, 64));

} // namespace

} // namespace h5pulse::test
