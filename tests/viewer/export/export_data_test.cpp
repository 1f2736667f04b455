// SPDX-License-Identifier: GPL-3.0-or-later
// Exported values in files and on the clipboard, read back.
#include "export/data_file.h"
#include "process.h"
#include "temporary_folder.h"

#include <QBuffer>
#include <QFile>

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>

namespace h5pulse::viewer::test {

namespace {

using Limits = std::numeric_limits<double>;

const std::vector<double> kHard{0.1,
                                1.0 / 3.0,
                                -0.0,
                                1e308,
                                -Limits::max(),
                                Limits::min(),
                                Limits::denorm_min(),
                                123456789012345678.0,
                                Limits::quiet_NaN(),
                                Limits::infinity(),
                                -Limits::infinity(),
                                std::nextafter(1.0, 2.0)};

QByteArray bytesOf(const ViewData& data, DataFormat format)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    EXPECT_EQ(writeData(buffer, data, format), "");
    return buffer.data();
}

void expectSame(double a, double b)
{
    if (std::isnan(a)) {
        EXPECT_TRUE(std::isnan(b));
    } else {
        EXPECT_EQ(std::bit_cast<std::uint64_t>(a), std::bit_cast<std::uint64_t>(b)) << a << " and " << b;
    }
}

ViewData curves()
{
    ViewData data;
    std::vector<double> x(kHard.size());
    for (std::size_t i = 0; i < x.size(); ++i) {
        x[i] = 0.1 * static_cast<double>(i);
    }
    data.columns = {{QStringLiteral("x [mm]"), x}, {QStringLiteral("a \"b\", c"), kHard}};
    return data;
}

ViewData matrix()
{
    ViewData data;
    data.matrix = {1.5, 2.0, Limits::quiet_NaN(), 4.0, 5.0, 6.25};
    data.rowCoordinates = {QStringLiteral("t [s]"), {0.0, 0.1}};
    data.columnCoordinates = {QStringLiteral("x"), {-1.0, 0.0, 1.0}};
    return data;
}

class ExportData : public testing::Test
{
protected:
    QString path(const char* name) const { return QString::fromStdString((m_folder / name).string()); }

    /// Output of a Python script that has numpy as np and the file's name in sys.argv.
    std::string numpy(const QString& file, const std::string& code)
    {
        const auto result = h5pulse::test::run(
            {H5PULSE_TEST_PYTHON, "-c", "import sys, numpy as np\n" + code, file.toStdString()});
        EXPECT_EQ(result.status, 0) << result.err;
        return result.out;
    }

    h5pulse::test::TemporaryFolder m_folder;
};

} // namespace

TEST_F(ExportData, CsvGivesTheSameDoublesAgain)
{
    const QList<QByteArray> lines = bytesOf(curves(), DataFormat::Csv).split('\n');
    ASSERT_EQ(lines.size(), static_cast<qsizetype>(kHard.size()) + 2) << "and each line ends in CR LF";
    EXPECT_EQ(lines[0], "x [mm],\"a \"\"b\"\", c\"\r");
    for (std::size_t i = 0; i < kHard.size(); ++i) {
        const QList<QByteArray> cells = lines[static_cast<qsizetype>(i) + 1].chopped(1).split(',');
        ASSERT_EQ(cells.size(), 2);
        expectSame(kHard[i], std::strtod(cells[1].constData(), nullptr));
    }
    EXPECT_TRUE(lines[1 + 8].endsWith(",nan\r"));
    EXPECT_TRUE(lines[1 + 9].endsWith(",inf\r"));
    EXPECT_TRUE(lines[1 + 10].endsWith(",-inf\r"));
}

TEST_F(ExportData, CsvOfAMatrixHasItsCoordinates)
{
    EXPECT_EQ(bytesOf(matrix(), DataFormat::Csv), "t [s] \\ x,-1,0,1\r\n0,1.5,2,nan\r\n0.1,4,5,6.25\r\n");
}

TEST_F(ExportData, NumpyReadsBoth)
{
    ASSERT_EQ(saveData(path("curves.npy"), curves()), "");
    EXPECT_EQ(numpy(path("curves.npy"), "a = np.load(sys.argv[1], allow_pickle=False)\n"
                                        "print(a.shape, a.dtype.str, a[:, 1].tobytes().hex(), "
                                        "open(sys.argv[1], 'rb').read(8))"),
              "(12, 2) <f8 " +
                  QByteArray(reinterpret_cast<const char*>(kHard.data()),
                             static_cast<qsizetype>(kHard.size() * sizeof(double)))
                      .toHex()
                      .toStdString() +
                  " b'\\x93NUMPY\\x01\\x00'\n");
    ASSERT_EQ(saveData(path("matrix.npy"), matrix()), "");
    EXPECT_EQ(numpy(path("matrix.npy"), "a = np.load(sys.argv[1])\nprint(a.tolist())"),
              "[[1.5, 2.0, nan], [4.0, 5.0, 6.25]]\n");
    ASSERT_EQ(saveData(path("curves.csv"), curves()), "");
    EXPECT_EQ(numpy(path("curves.csv"), "a = np.loadtxt(sys.argv[1], delimiter=',', skiprows=1)\n"
                                        "print(a.shape, a[7, 1], a[8, 1], a[10, 1], a[6, 1])"),
              "(12, 2) 1.2345678901234568e+17 nan -inf 5e-324\n");
}

TEST_F(ExportData, ColumnsThatAreTooShortEndInNan)
{
    ViewData data = curves();
    data.columns[1].values = {7.0};
    const QList<QByteArray> lines = bytesOf(data, DataFormat::Csv).split('\n');
    EXPECT_EQ(lines[1], "0,7\r");
    EXPECT_EQ(lines[2], "0.1,nan\r");
    data.columns.clear();
    data.matrix = {1.0, 2.0, 3.0}; // coordinates are missing
    EXPECT_EQ(bytesOf(data, DataFormat::Csv), " \\ ,0,1,2\r\n0,1,2,3\r\n");
}

TEST_F(ExportData, TheClipboardGetsWholeRowsOnly)
{
    const Cells all = tabSeparated(curves(), 24);
    EXPECT_TRUE(all.whole);
    EXPECT_EQ(all.text.count(QLatin1Char('\n')), 13);
    EXPECT_TRUE(all.text.startsWith(QStringLiteral("x [mm]\ta \"b\", c\n0\t0.1\n")));
    const Cells some = tabSeparated(curves(), 23);
    EXPECT_FALSE(some.whole);
    EXPECT_EQ(some.text.count(QLatin1Char('\n')), 12);
}

TEST_F(ExportData, FailuresAreSentences)
{
    EXPECT_TRUE(saveData(path("u.txt"), curves()).contains(QStringLiteral(".csv")));
    EXPECT_TRUE(saveData(path("no/u.csv"), curves()).contains(QStringLiteral("cannot be written")));
    QFile full(QStringLiteral("/dev/full"));
    ASSERT_TRUE(full.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
    for (const DataFormat format : {DataFormat::Csv, DataFormat::Npy}) {
        EXPECT_NE(writeData(full, curves(), format), "");
    }
}

} // namespace h5pulse::viewer::test
