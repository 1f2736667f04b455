// SPDX-License-Identifier: MIT
#include "contestants/batch_buffer.h"
#include "contestants/recorders.h"

#include <netcdf.h>

#include <stdexcept>
#include <string>

namespace bench {
namespace {

void check(int result, const char* tried)
{
    if (result != NC_NOERR) {
        throw std::runtime_error(std::string("netCDF cannot ") + tried + ": " + nc_strerror(result));
    }
}

class NetcdfRecorder : public Recorder
{
public:
    NetcdfRecorder(const Workload& workload, const std::filesystem::path& file)
        : m_batch(workload)
        , m_width(workload.width())
    {
        check(nc_create(file.c_str(), NC_NETCDF4 | NC_NOCLOBBER, &m_file), "create a file");
        int dimensions[2]{};
        check(nc_def_dim(m_file, "step", NC_UNLIMITED, dimensions), "define a dimension");
        check(nc_def_dim(m_file, "component", m_width, dimensions + 1), "define a dimension");
        m_t = define("t", 1, dimensions);
        for (std::size_t field = 0; field < workload.fields(); ++field) {
            m_y.push_back(define(workload.fieldName(field).c_str(), 2, dimensions));
        }
        check(nc_enddef(m_file), "end its definitions");
    }

    void append(std::size_t, double t, std::span<const double> y) override
    {
        if (m_batch.append(t, y)) {
            commit();
        }
    }

    void close() override
    {
        if (m_batch.count() > 0) {
            commit();
        }
        check(nc_close(m_file), "close the file");
    }

    std::uint64_t commits() const override { return m_commits; }

private:
    /// Defines chunks of one batch without fill values, like the other contestants.
    int define(const char* name, int rank, const int* dimensions) const
    {
        int id = 0;
        const std::size_t chunk[] = {m_batch.capacity(), m_width};
        check(nc_def_var(m_file, name, NC_DOUBLE, rank, dimensions, &id), "define a variable");
        check(nc_def_var_chunking(m_file, id, NC_CHUNKED, chunk), "set the chunk size");
        check(nc_def_var_fill(m_file, id, NC_NOFILL, nullptr), "set the fill mode");
        return id;
    }

    void commit()
    {
        const std::size_t start[] = {m_steps, 0};
        const std::size_t count[] = {m_batch.count(), m_width};
        for (std::size_t field = 0; field < m_y.size(); ++field) {
            check(nc_put_vara_double(m_file, m_y[field], start, count, m_batch.rows(field)), "write rows");
        }
        check(nc_put_vara_double(m_file, m_t, start, count, m_batch.times()), "write times");
        check(nc_sync(m_file), "flush the file");
        m_steps += m_batch.count();
        m_batch.clear();
        ++m_commits;
    }

    BatchBuffer m_batch;
    std::size_t m_width;
    int m_file = 0;
    int m_t = 0;
    std::vector<int> m_y;
    std::size_t m_steps = 0;
    std::uint64_t m_commits = 0;
};

} // namespace

std::unique_ptr<Recorder> netcdfRecorder(const Workload& workload, const std::filesystem::path& file)
{
    return std::make_unique<NetcdfRecorder>(workload, file);
}

} // namespace bench
