// SPDX-License-Identifier: MIT
#include "contestants/verify.h"

#include "contestants/hdf5_datasets.h"

#include <algorithm>
#include <cstring>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace bench {
namespace {

void compare(const Workload& workload, std::size_t first, std::span<const double> times,
             std::span<const double> rows)
{
    for (std::size_t i = 0; i < times.size(); ++i) {
        if (times[i] != workload.time(first + i)) {
            throw std::runtime_error("the time of step " + std::to_string(first + i) + " is wrong");
        }
        const auto expected = workload.row(first + i);
        if (std::memcmp(expected.data(), rows.data() + i * workload.components(), expected.size_bytes()) !=
            0) {
            throw std::runtime_error("the row of step " + std::to_string(first + i) + " is wrong");
        }
    }
}

/// Copies the rows of one field to their place in the rows of all fields.
void scatter(std::span<const double> field, std::size_t width, std::size_t components, double* rows)
{
    for (std::size_t i = 0; i < field.size(); i += width, rows += components) {
        std::memcpy(rows, field.data() + i, width * sizeof(double));
    }
}

class OpenDataset
{
public:
    OpenDataset(hid_t file, const char* name, const Workload& workload, std::size_t components)
        : m_id(checked(H5Dopen2(file, name, H5P_DEFAULT), "open a dataset"))
        , m_space(checked(H5Dget_space(m_id), "get a data space"))
        , m_rank(components == 0 ? 1 : 2)
        , m_components(components)
    {
        hsize_t size[H5S_MAX_RANK] = {};
        const int rank = H5Sget_simple_extent_dims(m_space, size, nullptr);
        if (rank != m_rank || size[0] != workload.steps() || (m_rank == 2 && size[1] != components)) {
            throw std::runtime_error(std::string(name) + " has " + std::to_string(size[0]) + " steps, not " +
                                     std::to_string(workload.steps()) + ", or another shape");
        }
    }
    ~OpenDataset()
    {
        H5Sclose(m_space);
        H5Dclose(m_id);
    }
    OpenDataset(const OpenDataset&) = delete;
    OpenDataset& operator=(const OpenDataset&) = delete;

    void read(std::size_t first, std::size_t count, double* values) const
    {
        const hsize_t start[] = {first, 0};
        const hsize_t block[] = {count, m_components};
        checked(H5Sselect_hyperslab(m_space, H5S_SELECT_SET, start, nullptr, block, nullptr), "select rows");
        const hid_t memory = checked(H5Screate_simple(m_rank, block, nullptr), "create a data space");
        const herr_t result = H5Dread(m_id, H5T_NATIVE_DOUBLE, memory, m_space, H5P_DEFAULT, values);
        H5Sclose(memory);
        checked(result, "read rows");
    }

private:
    hid_t m_id;
    hid_t m_space;
    int m_rank;
    hsize_t m_components;
};

class OpenHdf5
{
public:
    explicit OpenHdf5(const std::filesystem::path& file)
        : id(checked(H5Fopen(file.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), "open the file"))
    {
    }
    ~OpenHdf5() { H5Fclose(id); }
    OpenHdf5(const OpenHdf5&) = delete;
    OpenHdf5& operator=(const OpenHdf5&) = delete;

    const hid_t id;
};

} // namespace

void verifyHdf5(const Workload& workload, const std::filesystem::path& file)
{
    const OpenHdf5 open(file);
    const OpenDataset t(open.id, "t", workload, 0);
    std::vector<std::unique_ptr<OpenDataset>> fields;
    for (std::size_t field = 0; field < workload.fields(); ++field) {
        const std::string name = workload.fieldName(field);
        fields.push_back(std::make_unique<OpenDataset>(open.id, name.c_str(), workload, workload.width()));
    }
    const std::size_t width = workload.width(), components = workload.components();
    const std::size_t block = workload.batch();
    std::vector<double> times(block);
    std::vector<double> rows(block * components);
    std::vector<double> values(block * width);
    for (std::size_t first = 0; first < workload.steps(); first += block) {
        const std::size_t count = std::min(block, workload.steps() - first);
        t.read(first, count, times.data());
        for (std::size_t field = 0; field < fields.size(); ++field) {
            fields[field]->read(first, count, values.data());
            scatter(std::span(values).first(count * width), width, components, rows.data() + field * width);
        }
        compare(workload, first, std::span(times).first(count), rows);
    }
}

void verifyRaw(const Workload& workload, const std::filesystem::path& file)
{
    if (std::filesystem::file_size(file) != workload.payload()) {
        throw std::runtime_error("the file has another size than the workload");
    }
    std::ifstream in(file, std::ios::binary);
    std::vector<double> times(workload.batch());
    std::vector<double> rows(workload.batch() * workload.components());
    for (std::size_t first = 0; first < workload.steps(); first += workload.batch()) {
        const std::size_t count = std::min(workload.batch(), workload.steps() - first);
        const auto read = [&in](double* values, std::size_t number) {
            in.read(reinterpret_cast<char*>(values), static_cast<std::streamsize>(number * sizeof(double)));
        };
        read(times.data(), count);
        read(rows.data(), count * workload.components());
        if (!in) {
            throw std::runtime_error("the file cannot be read to its end");
        }
        compare(workload, first, std::span(times).first(count), rows);
    }
}

} // namespace bench
