// SPDX-License-Identifier: MIT
// stress_reader FILE raw|reader polls a run of stress_writer to its end, and checks rows of committed steps,
// by HDF5 alone ("raw") or through Reader. It prints the numbers of polls, of checked rows and of bad rows.
// The exit status is 1 if a row was bad.
#include "h5/handle.h"

#include <h5pulse/reader.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace {

using h5pulse::h5::Handle;

struct Counts
{
    std::size_t polls = 0;
    std::size_t rows = 0;
    std::size_t bad = 0;
    std::size_t failed = 0; ///< number of polls in which HDF5 gave an error
};

/// The steps to check in a poll: the last step, the first new step, and a random step.
std::vector<std::size_t> chosenSteps(std::size_t before, std::size_t now, std::mt19937_64& random)
{
    std::vector<std::size_t> chosen{now - 1, std::min(before, now - 1)};
    chosen.push_back(std::uniform_int_distribution<std::size_t>(0, now - 1)(random));
    return chosen;
}

void checkRow(const std::vector<double>& row, std::size_t step, std::size_t field, Counts& counts)
{
    ++counts.rows;
    for (std::size_t i = 0; i < row.size(); ++i) {
        if (row[i] != static_cast<double>(step + field) + static_cast<double>(i) / 1024) {
            ++counts.bad;
            std::printf("bad: step %zu field %zu element %zu is %g\n", step, field, i, row[i]);
            return;
        }
    }
}

Counts watchWithReader(const char* path, std::mt19937_64& random)
{
    Counts counts;
    h5pulse::Reader reader(path);
    std::size_t before = 0;
    for (bool ended = false; !ended; ++counts.polls) {
        ended = !h5pulse::isLive(reader.state());
        reader.refresh();
        const std::size_t now = reader.steps();
        if (now == 0) {
            continue;
        }
        for (const std::size_t step : chosenSteps(before, now, random)) {
            counts.bad += reader.readTimes(step, 1).front() != static_cast<double>(step);
            for (std::size_t f = 0; f < reader.fields().size(); ++f) {
                std::vector<double> row(reader.fields()[f].components());
                reader.readStep(reader.fields()[f].name, step, row);
                checkRow(row, step, f, counts);
            }
        }
        before = now;
    }
    return counts;
}

/// A reader by HDF5 alone. It relies only on one promise: a step that has a time has a row in every field.
class RawRun
{
public:
    explicit RawRun(const char* path)
    {
        const Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
        m_file = {H5Fopen(path, H5F_ACC_RDONLY | H5F_ACC_SWMR_READ, access.get()), H5Fclose};
        m_datasets.push_back(open("t"));
        for (std::size_t f = 0; H5Lexists(m_file.get(), ("y" + std::to_string(f)).c_str(), H5P_DEFAULT) > 0;
             ++f) {
            m_datasets.push_back(open("y" + std::to_string(f)));
        }
    }

    std::size_t fields() const { return m_datasets.size() - 1; }

    /// Number of steps, by the times. None: HDF5 failed, and the next poll tries again.
    std::optional<std::size_t> refresh()
    {
        for (const Handle& dataset : m_datasets) {
            if (H5Drefresh(dataset.get()) < 0) {
                return std::nullopt;
            }
        }
        std::size_t steps = extent(m_datasets[0])[0];
        while (steps > 0 && std::isnan(row(m_datasets[0], steps - 1).front())) {
            --steps;
        }
        return steps;
    }

    std::size_t rows(std::size_t f) const { return extent(m_datasets[f + 1])[0]; }
    double time(std::size_t step) const { return row(m_datasets[0], step).front(); }
    std::vector<double> field(std::size_t f, std::size_t step) const { return row(m_datasets[f + 1], step); }

private:
    Handle open(const std::string& name) const
    {
        return {H5Dopen2(m_file.get(), name.c_str(), H5P_DEFAULT), H5Dclose};
    }

    static std::vector<std::size_t> extent(const Handle& dataset)
    {
        const Handle space(H5Dget_space(dataset.get()), H5Sclose);
        hsize_t extent[2] = {0, 1};
        H5Sget_simple_extent_dims(space.get(), extent, nullptr);
        return {extent[0], extent[1]};
    }

    static std::vector<double> row(const Handle& dataset, std::size_t step)
    {
        const Handle space(H5Dget_space(dataset.get()), H5Sclose);
        const hsize_t columns = extent(dataset)[1];
        const hsize_t start[2] = {step, 0};
        const hsize_t count[2] = {1, columns};
        H5Sselect_hyperslab(space.get(), H5S_SELECT_SET, start, nullptr, count, nullptr);
        const Handle memory(H5Screate_simple(1, &columns, nullptr), H5Sclose);
        std::vector<double> values(columns, -1.0);
        H5Dread(dataset.get(), H5T_NATIVE_DOUBLE, memory.get(), space.get(), H5P_DEFAULT, values.data());
        return values;
    }

    Handle m_file;
    std::vector<Handle> m_datasets;
};

Counts watchRaw(const char* path, std::mt19937_64& random)
{
    Counts counts;
    RawRun run(path);
    std::size_t before = 0;
    // Reader reports the end of the run. The rows come from HDF5.
    h5pulse::Reader end(path);
    for (bool ended = false; !ended; ++counts.polls) {
        if (counts.polls % 16 == 0) {
            end.refresh();
            ended = !h5pulse::isLive(end.state());
        }
        const std::optional<std::size_t> seen = run.refresh();
        if (!seen) {
            ++counts.failed;
            continue;
        }
        const std::size_t now = *seen;
        if (now == 0) {
            continue;
        }
        counts.bad += now < before;
        for (std::size_t f = 0; f < run.fields(); ++f) {
            if (run.rows(f) < now) {
                ++counts.bad;
                std::printf("bad: %zu times, but %zu rows of field %zu\n", now, run.rows(f), f);
            }
        }
        for (const std::size_t step : chosenSteps(before, now, random)) {
            counts.bad += run.time(step) != static_cast<double>(step);
            for (std::size_t f = 0; f < run.fields(); ++f) {
                checkRow(run.field(f, step), step, f, counts);
            }
        }
        before = now;
    }
    return counts;
}

} // namespace

int main(int argc, char** argv)
try {
    if (argc != 3) {
        std::fputs("usage: stress_reader FILE raw|reader\n", stderr);
        return 2;
    }
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
    std::mt19937_64 random(std::random_device{}());
    std::puts("watching");
    std::fflush(stdout);
    const Counts counts =
        std::strcmp(argv[2], "raw") == 0 ? watchRaw(argv[1], random) : watchWithReader(argv[1], random);
    std::printf("polls %zu rows %zu bad %zu failed polls %zu\n", counts.polls, counts.rows, counts.bad,
                counts.failed);
    return counts.bad == 0 && counts.failed == 0 ? 0 : 1;
} catch (const std::exception& error) {
    std::fprintf(stderr, "stress_reader: %s\n", error.what());
    return 1;
}
