// SPDX-License-Identifier: MIT
#pragma once

#include "format/overview.h"

#include <h5pulse/reader.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <random>
#include <string>
#include <vector>

/// Files with an overview, made by HDF5 calls and simple loops without any code of the writer.
namespace h5pulse::test {

struct TestField
{
    std::string name{};
    std::vector<std::size_t> shape{};
    ElementType type = ElementType::Float64;
};

struct OverviewRunOptions
{
    std::size_t stepBytes = std::size_t{1} << 20; ///< 0: no overview
    std::size_t chunkRows = 100;
    std::size_t chunkComponents = 0;  ///< components per chunk of one-dimensional shapes; 0: all
    bool compressed = false;          ///< whether fields and overview are compressed
    bool ours = true;                 ///< false: a file of another program, with the same fields
    std::optional<double> constant{}; ///< value of all elements, instead of random values
    double nonFinite = 0.05;          ///< probability of non-finite values, for floating-point types
    std::uint64_t seed = 1;
};

/// A run of random values and times, which it also keeps in memory.
class OverviewRun
{
public:
    OverviewRun(const std::filesystem::path& path, std::vector<TestField> fields,
                OverviewRunOptions options = {});

    void append(std::size_t steps);
    /// Writes the blocks of a run with this many steps (none: all steps), followed by this many chunks of
    /// garbage blocks.
    void writeOverview(std::optional<std::size_t> steps = {}, std::size_t garbageChunks = 0);
    /// Changes one record to a wrong value, which shows whether a reduction used the overview.
    void lie(std::size_t table, std::size_t level, std::size_t block, std::size_t column, double maximum);
    void startSwmr();
    void flush();
    void close();

    hid_t file() const { return m_file.get(); }
    std::size_t steps() const { return m_steps; }
    const OverviewLayout& layout() const { return m_layout; }
    /// A value as a double; field -1: the times.
    double value(int field, std::size_t step, std::size_t component, Part part = Part::Real) const;
    std::size_t components(int field) const;

private:
    struct Series
    {
        TestField field{};
        std::size_t components = 1;
        std::vector<std::byte> bytes{};
        h5::Handle dataset{};
    };

    void create(Series& series) const;
    void compressOverview();
    void fill(Series& series, std::size_t steps);
    double randomValue(const TestField& field);
    std::vector<std::pair<const Series*, Part>> columnsOf(std::size_t table) const;
    double numberOf(const Series& series, std::size_t step, std::size_t component, Part part) const;
    void writeLevel(std::size_t table, std::size_t level, std::size_t blocks, std::size_t garbage);

    OverviewRunOptions m_options;
    h5::Handle m_file;
    std::vector<Series> m_series; ///< the times, then the fields
    OverviewLayout m_layout;
    std::size_t m_steps = 0;
    std::mt19937_64 m_random;
};

/// The same bins, computed by a loop over all values.
Reduction bruteForce(const OverviewRun& run, int field, std::size_t firstComponent, std::size_t components,
                     const std::vector<std::size_t>& edges, Part part = Part::Real);

/// Checks that edges are as requested, and values as from bruteForce(). Means may differ by `tolerance`,
/// relative to the range of the values.
void expectRight(const Reduction& found, const OverviewRun& run, int field, std::size_t first,
                 std::size_t count, std::size_t bins, Part part = Part::Real, double tolerance = 1e-5);

} // namespace h5pulse::test
