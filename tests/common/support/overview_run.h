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

/// Files with an overview, made by plain HDF5 calls and by counting, with none of the writer's code.
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
    std::size_t chunkComponents = 0;  ///< of one-dimensional shapes; 0: all
    bool compressed = false;          ///< fields and overview
    bool ours = true;                 ///< false: a file of another program, with the same fields
    std::optional<double> constant{}; ///< the value of everything, instead of random ones
    double nonFinite = 0.05;          ///< probability, of numbers with a fraction
    std::uint64_t seed = 1;
};

/// A run of random values (the times too), that are also kept in memory.
class OverviewRun
{
public:
    OverviewRun(const std::filesystem::path& path, std::vector<TestField> fields,
                OverviewRunOptions options = {});

    void append(std::size_t steps);
    /// Writes the blocks that count in a run of so many steps (nothing: of all there are), and then this many
    /// chunks' worth of blocks that are garbage.
    void writeOverview(std::optional<std::size_t> steps = {}, std::size_t garbageChunks = 0);
    /// Changes one record: a lie, by which it is seen whether the overview was read.
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

/// The same bins, by looking at each value.
Reduction bruteForce(const OverviewRun& run, int field, std::size_t firstComponent, std::size_t components,
                     const std::vector<std::size_t>& edges, Part part = Part::Real);

/// Edges are as they were asked for, and values as `bruteForce` has them; means within `tolerance` of the
/// range, where 1 is all of it.
void expectRight(const Reduction& found, const OverviewRun& run, int field, std::size_t first,
                 std::size_t count, std::size_t bins, Part part = Part::Real, double tolerance = 1e-5);

} // namespace h5pulse::test
