// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/data_file.h"

#include "core/texts.h"
#include "export/save_file.h"

#include <QFileInfo>
#include <QIODevice>
#include <QtEndian>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

namespace h5pulse::viewer {

namespace {

constexpr qsizetype kPiece = 1 << 20; // bytes per write
constexpr qsizetype kMaxNumber = 32;

/// Uniform access by rows to both kinds of ViewData: columns and matrix.
class Table
{
public:
    explicit Table(const ViewData& data)
        : m_data(data)
        , m_matrix(data.isMatrix())
    {
        if (m_matrix) {
            m_valueColumns =
                data.columnCoordinates.values.empty()
                    ? data.matrix.size() / std::max<std::size_t>(1, data.rowCoordinates.values.size())
                    : data.columnCoordinates.values.size();
            m_valueColumns = std::clamp<std::size_t>(m_valueColumns, 1, data.matrix.size());
            m_rows = data.matrix.size() / m_valueColumns;
        } else {
            m_valueColumns = data.columns.size();
            for (const ViewData::Column& column : data.columns) {
                m_rows = std::max(m_rows, column.values.size());
            }
        }
    }

    std::size_t rows() const { return m_rows; }
    std::size_t valueColumns() const { return m_valueColumns; }
    /// Number of columns, including the row coordinates of a matrix.
    std::size_t columns() const { return m_valueColumns + (m_matrix ? 1 : 0); }

    double value(std::size_t row, std::size_t column) const
    {
        if (m_matrix) {
            return m_data.matrix[row * m_valueColumns + column];
        }
        return at(m_data.columns[column].values, row);
    }

    /// Value of a cell; column 0 of a matrix is the row coordinate.
    double cell(std::size_t row, std::size_t column) const
    {
        if (!m_matrix) {
            return value(row, column);
        }
        return column == 0 ? coordinate(m_data.rowCoordinates, row) : value(row, column - 1);
    }

    bool headIsText(std::size_t column) const { return !m_matrix || column == 0; }

    QString headText(std::size_t column) const
    {
        if (!m_matrix) {
            return m_data.columns[column].name;
        }
        return m_data.rowCoordinates.name + QStringLiteral(" \\ ") + m_data.columnCoordinates.name;
    }

    double headNumber(std::size_t column) const { return coordinate(m_data.columnCoordinates, column - 1); }

private:
    static double at(const std::vector<double>& values, std::size_t i)
    {
        return i < values.size() ? values[i] : std::numeric_limits<double>::quiet_NaN();
    }
    static double coordinate(const ViewData::Column& column, std::size_t i)
    {
        return column.values.empty() ? static_cast<double>(i) : at(column.values, i);
    }

    const ViewData& m_data;
    bool m_matrix;
    std::size_t m_rows = 0;
    std::size_t m_valueColumns = 0;
};

void appendNumber(QByteArray& text, double value)
{
    if (std::isnan(value)) {
        text += "nan"; // without a sign
        return;
    }
    char digits[kMaxNumber];
    // Without a precision, to_chars gives the fewest digits that restore the value.
    const auto result = std::to_chars(digits, digits + kMaxNumber, value);
    text.append(digits, result.ptr - digits);
}

QByteArray csvText(const QString& text)
{
    static const QString special = QStringLiteral(",\"\r\n");
    const bool quoted = std::ranges::any_of(text, [](QChar c) { return special.contains(c); });
    if (!quoted) {
        return text.toUtf8();
    }
    QString inner = text;
    inner.replace(QLatin1Char('"'), QLatin1String("\"\""));
    return '"' + inner.toUtf8() + '"';
}

QByteArray tabText(const QString& text)
{
    return text.simplified().toUtf8();
}

template <typename Quote>
void appendHead(QByteArray& text, const Table& table, char separator, Quote quote)
{
    for (std::size_t column = 0; column < table.columns(); ++column) {
        if (column > 0) {
            text += separator;
        }
        if (table.headIsText(column)) {
            text += quote(table.headText(column));
        } else {
            appendNumber(text, table.headNumber(column));
        }
    }
}

void appendRow(QByteArray& text, const Table& table, std::size_t row, char separator)
{
    for (std::size_t column = 0; column < table.columns(); ++column) {
        if (column > 0) {
            text += separator;
        }
        appendNumber(text, table.cell(row, column));
    }
}

/// Writes a piece and clears it. False: not all bytes were written.
bool flush(QIODevice& device, QByteArray& piece)
{
    const bool written = device.write(piece) == piece.size();
    piece.clear();
    return written;
}

bool writeCsv(QIODevice& device, const Table& table)
{
    QByteArray piece;
    appendHead(piece, table, ',', csvText);
    piece += "\r\n";
    for (std::size_t row = 0; row < table.rows(); ++row) {
        appendRow(piece, table, row, ',');
        piece += "\r\n";
        if (piece.size() >= kPiece && !flush(device, piece)) {
            return false;
        }
    }
    return flush(device, piece);
}

/// Header of an NPY file, https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html, version
/// 1.0.
QByteArray npyHead(const Table& table)
{
    constexpr qsizetype kAlignment = 64;
    constexpr qsizetype kBeforeText = 10; // magic, version, length of the text
    QByteArray text = "{'descr': '<f8', 'fortran_order': False, 'shape': (" +
                      QByteArray::number(table.rows()) + ", " + QByteArray::number(table.valueColumns()) +
                      "), }";
    const qsizetype unaligned = kBeforeText + text.size() + 1;
    text.append((kAlignment - unaligned % kAlignment) % kAlignment, ' ');
    text += '\n';
    const auto length = static_cast<quint16>(text.size());
    QByteArray head("\x93NUMPY\x01\x00", 8);
    head += static_cast<char>(length & 0xff);
    head += static_cast<char>(length >> 8);
    return head + text;
}

bool writeNpy(QIODevice& device, const Table& table)
{
    QByteArray piece = npyHead(table);
    for (std::size_t row = 0; row < table.rows(); ++row) {
        for (std::size_t column = 0; column < table.valueColumns(); ++column) {
            const double value = table.value(row, column);
            quint64 bits = 0;
            std::memcpy(&bits, &value, sizeof bits);
            bits = qToLittleEndian(bits);
            piece.append(reinterpret_cast<const char*>(&bits), sizeof bits);
        }
        if (piece.size() >= kPiece && !flush(device, piece)) {
            return false;
        }
    }
    return flush(device, piece);
}

} // namespace

std::optional<DataFormat> dataFormatOf(const QString& path)
{
    const QString suffix = QFileInfo(path).suffix().toLower();
    return suffix == QLatin1String("csv")   ? std::optional(DataFormat::Csv)
           : suffix == QLatin1String("npy") ? std::optional(DataFormat::Npy)
                                            : std::nullopt;
}

QString writeData(QIODevice& device, const ViewData& data, DataFormat format)
{
    const Table table(data);
    const bool written = format == DataFormat::Csv ? writeCsv(device, table) : writeNpy(device, table);
    return written ? QString() : device.errorString();
}

QString saveData(const QString& path, const ViewData& data)
{
    const std::optional<DataFormat> format = dataFormatOf(path);
    if (!format) {
        return Texts::tr("%1: the name of a file for values must end in .csv or .npy").arg(path);
    }
    return saveFile(path, [&](QIODevice& device) { return writeData(device, data, *format); });
}

Cells tabSeparated(const ViewData& data, std::size_t cells)
{
    const Table table(data);
    QByteArray text;
    const std::size_t rows = std::min(table.rows(), cells / std::max<std::size_t>(1, table.columns()));
    appendHead(text, table, '\t', tabText);
    text += '\n';
    for (std::size_t row = 0; row < rows; ++row) {
        appendRow(text, table, row, '\t');
        text += '\n';
    }
    return {QString::fromUtf8(text), rows == table.rows()};
}

} // namespace h5pulse::viewer
