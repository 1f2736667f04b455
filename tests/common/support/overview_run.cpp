// SPDX-License-Identifier: MIT
#include "support/overview_run.h"

#include "format/layout.h"
#include "h5/attributes.h"
#include "h5/check.h"
#include "h5/filters.h"
#include "h5/types.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <functional>
#include <limits>
#include <numeric>
#include <stdexcept>

namespace h5pulse::test {

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

void require(herr_t result)
{
    if (result < 0) {
        throw std::runtime_error("HDF5 has failed in a test's own file");
    }
}

/// Calls use(T{}) for the real numbers that elements of this type consist of.
template <typename Use>
auto withNumber(ElementType type, const Use& use)
{
    switch (type) {
    case ElementType::Float32:
    case ElementType::Complex64:
        return use(float{});
    case ElementType::Int8:
        return use(std::int8_t{});
    case ElementType::Int16:
        return use(std::int16_t{});
    case ElementType::Int32:
        return use(std::int32_t{});
    case ElementType::Int64:
        return use(std::int64_t{});
    case ElementType::UInt8:
        return use(std::uint8_t{});
    case ElementType::UInt16:
        return use(std::uint16_t{});
    case ElementType::UInt32:
        return use(std::uint32_t{});
    case ElementType::UInt64:
        return use(std::uint64_t{});
    default:
        return use(double{});
    }
}

/// Minimum, maximum, mean, and number of values that are not finite.
struct Summary
{
    double minimum = kNan;
    double maximum = kNan;
    long double mean = kNan;
    std::uint64_t nonFinite = 0;
};

template <typename Value>
Summary summarize(std::size_t first, std::size_t end, const Value& value)
{
    Summary found;
    long double sum = 0;
    std::size_t finite = 0;
    for (std::size_t step = first; step < end; ++step) {
        const double v = value(step);
        if (!std::isfinite(v)) {
            ++found.nonFinite;
            continue;
        }
        found.minimum = finite == 0 ? v : std::min(found.minimum, v);
        found.maximum = finite == 0 ? v : std::max(found.maximum, v);
        sum += v;
        ++finite;
    }
    found.mean =
        finite > 0 ? sum / static_cast<long double>(finite) : std::numeric_limits<long double>::quiet_NaN();
    return found;
}

template <typename Record>
Record recordOf(const Summary& found)
{
    Record record{};
    record.minimum = found.minimum;
    record.maximum = found.maximum;
    record.nonFinite = static_cast<decltype(record.nonFinite)>(found.nonFinite);
    const long double range = static_cast<long double>(found.maximum) - found.minimum;
    const long double place = range > 0 ? (found.mean - found.minimum) / range : 0.0L;
    if constexpr (std::is_same_v<Record, OverviewFine>) {
        record.mean = static_cast<std::uint16_t>(std::lround(place * 65535));
    } else {
        record.mean = static_cast<float>(place);
    }
    return record;
}

std::vector<OverviewLayout::Field> layoutOf(const std::vector<TestField>& fields)
{
    std::vector<OverviewLayout::Field> result;
    for (const TestField& field : fields) {
        result.push_back({.components = std::accumulate(field.shape.begin(), field.shape.end(),
                                                        std::size_t{1}, std::multiplies<>()),
                          .type = field.type});
    }
    return result;
}

} // namespace

OverviewRun::OverviewRun(const std::filesystem::path& path, std::vector<TestField> fields,
                         OverviewRunOptions options)
    : m_options(options)
    , m_layout(layoutOf(fields), options.ours ? options.stepBytes : 0)
    , m_random(options.seed)
{
    const h5::Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
    require(H5Pset_libver_bounds(access.get(), H5F_LIBVER_V110, H5F_LIBVER_V110));
    const h5::Handle creation(H5Pcreate(H5P_FILE_CREATE), H5Pclose);
    require(H5Pset_link_creation_order(creation.get(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED));
    m_file = {H5Fcreate(path.c_str(), H5F_ACC_EXCL, creation.get(), access.get()), H5Fclose};
    m_series.push_back({.field = {.name = "t"}});
    for (TestField& field : fields) {
        m_series.push_back({.field = std::move(field)});
        const auto& shape = m_series.back().field.shape;
        m_series.back().components =
            std::accumulate(shape.begin(), shape.end(), std::size_t{1}, std::multiplies<>());
    }
    for (Series& series : m_series) {
        create(series);
    }
    if (m_options.ours) {
        const h5::Handle root(H5Gopen2(m_file.get(), "/", H5P_DEFAULT), H5Gclose);
        h5::writeAttribute(root.get(), layout::kFormat, Attribute(std::int64_t{1}), path);
        const h5::Handle group(
            H5Gcreate2(m_file.get(), layout::kServiceGroup, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT), H5Gclose);
        h5::writeAttribute(group.get(), layout::kFieldCount,
                           Attribute(static_cast<std::int64_t>(m_series.size() - 1)), path);
        createOverview(m_file.get(), path, m_layout, m_options.stepBytes);
        if (m_options.compressed) {
            compressOverview();
        }
    }
}

/// Compresses the overview, as a repack does.
void OverviewRun::compressOverview()
{
    for (const OverviewTable& table : m_layout.tables) {
        for (std::size_t level = 0; level < kOverviewLevels; ++level) {
            const std::string name = table.dataset(level);
            h5::Handle old(H5Dopen2(m_file.get(), name.c_str(), H5P_DEFAULT), H5Dclose);
            const h5::Handle type(H5Dget_type(old.get()), H5Tclose);
            const h5::Handle space(H5Dget_space(old.get()), H5Sclose);
            const h5::Handle list(H5Dget_create_plist(old.get()), H5Pclose);
            require(H5Pset_shuffle(list.get()));
            require(H5Pset_deflate(list.get(), 1));
            require(old.reset());
            require(H5Ldelete(m_file.get(), name.c_str(), H5P_DEFAULT));
            const h5::Handle made(H5Dcreate2(m_file.get(), name.c_str(), type.get(), space.get(), H5P_DEFAULT,
                                             list.get(), H5P_DEFAULT),
                                  H5Dclose);
            require(made ? 0 : -1);
        }
    }
}

void OverviewRun::create(Series& series) const
{
    std::vector<hsize_t> extent{0};
    std::vector<hsize_t> maximum{H5S_UNLIMITED};
    std::vector<hsize_t> chunk{m_options.chunkRows};
    for (const std::size_t size : series.field.shape) {
        extent.push_back(size);
        maximum.push_back(size);
        chunk.push_back(m_options.chunkComponents > 0 && series.field.shape.size() == 1
                            ? std::min(size, m_options.chunkComponents)
                            : size);
    }
    const int rank = static_cast<int>(extent.size());
    const h5::Handle space(H5Screate_simple(rank, extent.data(), maximum.data()), H5Sclose);
    const h5::Handle list(H5Pcreate(H5P_DATASET_CREATE), H5Pclose);
    require(H5Pset_chunk(list.get(), rank, chunk.data()));
    if (m_options.compressed) {
        require(H5Pset_deflate(list.get(), 1));
    }
    const h5::Handle type = h5::fileType(series.field.type);
    series.dataset = {H5Dcreate2(m_file.get(), series.field.name.c_str(), type.get(), space.get(),
                                 H5P_DEFAULT, list.get(), H5P_DEFAULT),
                      H5Dclose};
    require(series.dataset ? 0 : -1);
}

double OverviewRun::randomValue(const TestField& field)
{
    if (m_options.constant) {
        return *m_options.constant;
    }
    std::uniform_real_distribution<double> unit(0.0, 1.0);
    const bool real =
        field.type == ElementType::Float32 || field.type == ElementType::Float64 || isComplex(field.type);
    if (real && unit(m_random) < m_options.nonFinite) {
        const double choice = unit(m_random);
        return choice < 0.6 ? kNan : choice < 0.8 ? HUGE_VAL : -HUGE_VAL;
    }
    if (unit(m_random) < 0.001) {
        // Extremes of the type, whose sums would overflow.
        const bool low = unit(m_random) < 0.5;
        return withNumber(field.type, [low](auto zero) {
            using Limits = std::numeric_limits<decltype(zero)>;
            return static_cast<double>(low ? Limits::lowest() : Limits::max());
        });
    }
    return std::floor(unit(m_random) * 100.0) + (real ? unit(m_random) : 0.0);
}

void OverviewRun::fill(Series& series, std::size_t steps)
{
    const std::size_t parts = isComplex(series.field.type) ? 2 : 1;
    withNumber(series.field.type, [&](auto zero) {
        using T = decltype(zero);
        std::vector<T> values(steps * series.components * parts);
        for (T& value : values) {
            const double wanted = randomValue(series.field);
            if constexpr (std::is_integral_v<T>) {
                // As a double, the largest 64-bit integer is rounded up beyond the integer's range.
                value = wanted >= static_cast<double>(std::numeric_limits<T>::max())
                            ? std::numeric_limits<T>::max()
                            : static_cast<T>(wanted);
            } else {
                value = static_cast<T>(wanted);
            }
        }
        const auto* bytes = reinterpret_cast<const std::byte*>(values.data());
        series.bytes.insert(series.bytes.end(), bytes, bytes + values.size() * sizeof(T));
    });
}

void OverviewRun::append(std::size_t steps)
{
    // Writes the times last, as a commit does.
    for (std::size_t i = m_series.size(); i-- > 0;) {
        Series& series = m_series[i];
        const std::size_t before = series.bytes.size();
        fill(series, steps);
        std::vector<hsize_t> extent{m_steps + steps};
        std::vector<hsize_t> start{m_steps};
        std::vector<hsize_t> count{steps};
        for (const std::size_t size : series.field.shape) {
            extent.push_back(size);
            start.push_back(0);
            count.push_back(size);
        }
        require(H5Dset_extent(series.dataset.get(), extent.data()));
        const h5::Handle space(H5Dget_space(series.dataset.get()), H5Sclose);
        require(
            H5Sselect_hyperslab(space.get(), H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr));
        const h5::Handle memory(H5Screate_simple(static_cast<int>(count.size()), count.data(), nullptr),
                                H5Sclose);
        const h5::Handle type = h5::memoryType(series.field.type);
        require(H5Dwrite(series.dataset.get(), type.get(), memory.get(), space.get(), H5P_DEFAULT,
                         series.bytes.data() + before));
    }
    m_steps += steps;
}

void OverviewRun::writeOverview(std::optional<std::size_t> steps, std::size_t garbageChunks)
{
    for (std::size_t table = 0; table < m_layout.tables.size(); ++table) {
        for (std::size_t level = 0; level < kOverviewLevels; ++level) {
            const OverviewTable& t = m_layout.tables[table];
            writeLevel(table, level, t.blocks(level, steps.value_or(m_steps)), garbageChunks * t.chunkBlocks);
        }
    }
}

std::vector<std::pair<const OverviewRun::Series*, Part>> OverviewRun::columnsOf(std::size_t table) const
{
    // Follows the specification, not OverviewPlace: the times, then each field's components.
    std::vector<std::pair<const Series*, Part>> columns;
    for (std::size_t i = 0; i < m_series.size(); ++i) {
        const Series& series = m_series[i];
        const std::size_t parts = isComplex(series.field.type) ? 2 : 1;
        const bool tooLarge = i > 0 && series.components * sizeOf(series.field.type) > m_options.stepBytes;
        if (tooLarge || sizeOf(series.field.type) / parts != m_layout.tables[table].numberBytes) {
            continue;
        }
        for (std::size_t column = 0; column < series.components * parts; ++column) {
            columns.emplace_back(&series, column % parts == 0 ? Part::Real : Part::Imaginary);
        }
    }
    return columns;
}

void OverviewRun::writeLevel(std::size_t table, std::size_t level, std::size_t blocks, std::size_t garbage)
{
    const OverviewTable& t = m_layout.tables[table];
    const auto columns = columnsOf(table);
    const auto write = [&](auto zero) {
        using Record = decltype(zero);
        std::vector<Record> records((blocks + garbage) * t.columns);
        if (!records.empty()) {
            std::memset(static_cast<void*>(records.data()), 0x6b, records.size() * sizeof(Record));
        }
        const std::size_t steps = t.blockSteps(level);
        std::size_t component = 0;
        for (std::size_t column = 0; column < t.columns; ++column) {
            const Series* series = columns.at(column).first; // no bindings: Clang 14 takes none into a lambda
            const Part part = columns.at(column).second;
            const bool begins = column == 0 || columns[column - 1].first != series;
            component = begins ? 0 : component + (part == Part::Real ? 1 : 0);
            for (std::size_t block = 0; block < blocks; ++block) {
                records[block * t.columns + column] =
                    recordOf<Record>(summarize(block * steps, (block + 1) * steps, [&](std::size_t step) {
                        return numberOf(*series, step, component, part);
                    }));
            }
        }
        const h5::Handle dataset(H5Dopen2(m_file.get(), t.dataset(level).c_str(), H5P_DEFAULT), H5Dclose);
        const std::array<hsize_t, 2> extent{blocks + garbage, t.columns};
        require(H5Dset_extent(dataset.get(), extent.data()));
        if (!records.empty()) {
            const h5::Handle type = overviewType(level);
            require(H5Dwrite(dataset.get(), type.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, records.data()));
        }
        require(H5Dflush(dataset.get()));
    };
    if (level == 0) {
        write(OverviewFine{});
    } else {
        write(OverviewCoarse{});
    }
}

void OverviewRun::lie(std::size_t table, std::size_t level, std::size_t block, std::size_t column,
                      double maximum)
{
    const std::string name = m_layout.tables.at(table).dataset(level);
    const h5::Handle dataset(H5Dopen2(m_file.get(), name.c_str(), H5P_DEFAULT), H5Dclose);
    const h5::Handle member(H5Tcreate(H5T_COMPOUND, sizeof maximum), H5Tclose);
    require(H5Tinsert(member.get(), "maximum", 0, H5T_NATIVE_DOUBLE));
    const h5::Handle space(H5Dget_space(dataset.get()), H5Sclose);
    const std::array<hsize_t, 2> at{block, column};
    require(H5Sselect_elements(space.get(), H5S_SELECT_SET, 1, at.data()));
    const h5::Handle memory(H5Screate(H5S_SCALAR), H5Sclose);
    require(H5Dwrite(dataset.get(), member.get(), memory.get(), space.get(), H5P_DEFAULT, &maximum));
    require(H5Dflush(dataset.get()));
}

void OverviewRun::startSwmr()
{
    // H5Fstart_swmr_write() requires that open datasets are flushed.
    require(H5Fflush(m_file.get(), H5F_SCOPE_GLOBAL));
    require(H5Fstart_swmr_write(m_file.get()));
}

void OverviewRun::flush()
{
    for (std::size_t i = m_series.size(); i-- > 0;) {
        require(H5Dflush(m_series[i].dataset.get()));
    }
}

void OverviewRun::close()
{
    for (Series& series : m_series) {
        series.dataset.reset();
    }
    m_file.reset();
}

double OverviewRun::numberOf(const Series& series, std::size_t step, std::size_t component, Part part) const
{
    const std::size_t parts = isComplex(series.field.type) ? 2 : 1;
    const std::size_t at = (step * series.components + component) * parts + (part == Part::Imaginary ? 1 : 0);
    return withNumber(series.field.type, [&](auto zero) {
        std::memcpy(&zero, series.bytes.data() + at * sizeof zero, sizeof zero);
        return static_cast<double>(zero);
    });
}

double OverviewRun::value(int field, std::size_t step, std::size_t component, Part part) const
{
    return numberOf(m_series.at(static_cast<std::size_t>(field + 1)), step, component, part);
}

std::size_t OverviewRun::components(int field) const
{
    return m_series.at(static_cast<std::size_t>(field + 1)).components;
}

Reduction bruteForce(const OverviewRun& run, int field, std::size_t firstComponent, std::size_t components,
                     const std::vector<std::size_t>& edges, Part part)
{
    Reduction result{.edges = edges, .firstComponent = firstComponent, .components = components};
    for (std::size_t bin = 0; bin < result.bins(); ++bin) {
        for (std::size_t c = 0; c < components; ++c) {
            const Summary found = summarize(edges[bin], edges[bin + 1], [&](std::size_t step) {
                return run.value(field, step, firstComponent + c, part);
            });
            result.minimum.push_back(found.minimum);
            result.maximum.push_back(found.maximum);
            result.mean.push_back(static_cast<double>(found.mean));
            result.nonFinite.push_back(found.nonFinite);
        }
    }
    return result;
}

void expectRight(const Reduction& found, const OverviewRun& run, int field, std::size_t first,
                 std::size_t count, std::size_t bins, Part part, double tolerance)
{
    ASSERT_LE(found.bins(), bins);
    ASSERT_GE(found.bins(), std::min(count, (bins + 2) / 3));
    ASSERT_EQ(found.edges.front(), first);
    ASSERT_EQ(found.edges.back(), first + count);
    ASSERT_TRUE(std::ranges::is_sorted(found.edges, std::less_equal<>()));
    const Reduction right = bruteForce(run, field, found.firstComponent, found.components, found.edges, part);
    ASSERT_EQ(found.nonFinite, right.nonFinite);
    ASSERT_EQ(found.mean.size(), right.mean.size());
    for (std::size_t i = 0; i < right.mean.size(); ++i) {
        if (std::isnan(right.minimum[i])) {
            ASSERT_TRUE(std::isnan(found.minimum[i]) && std::isnan(found.maximum[i]) &&
                        std::isnan(found.mean[i]));
            continue;
        }
        ASSERT_EQ(found.minimum[i], right.minimum[i]) << "bin " << i / found.components;
        ASSERT_EQ(found.maximum[i], right.maximum[i]) << "bin " << i / found.components;
        ASSERT_GE(found.mean[i], right.minimum[i]);
        ASSERT_LE(found.mean[i], right.maximum[i]);
        const double most = std::max(std::abs(right.minimum[i]), std::abs(right.maximum[i]));
        const double range = right.maximum[i] / 2 - right.minimum[i] / 2;
        ASSERT_NEAR(found.mean[i], right.mean[i], 2 * tolerance * range + 1e-12 * most)
            << "bin " << i / found.components;
    }
}

} // namespace h5pulse::test
