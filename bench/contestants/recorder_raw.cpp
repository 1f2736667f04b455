// SPDX-License-Identifier: MIT
#include "contestants/recorders.h"
#include "contestants/verify.h"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

namespace bench {
namespace {

class RawRecorder : public Recorder
{
public:
    RawRecorder(const Workload& workload, const std::filesystem::path& file)
        : m_workload(workload)
        , m_descriptor(::open(file.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0644))
        , m_times(workload.batch())
    {
        if (m_descriptor < 0) {
            throw std::system_error(errno, std::generic_category(), file.string());
        }
    }
    ~RawRecorder() override { ::close(m_descriptor); }

    void append(std::size_t step, double t, std::span<const double>) override
    {
        m_times[m_count++] = t;
        if (m_count == m_workload.batch() || step + 1 == m_workload.steps()) {
            write(std::as_bytes(std::span(m_times).first(m_count)));
            write(std::as_bytes(m_workload.rows(step + 1 - m_count, m_count)));
            m_count = 0;
            ++m_commits;
        }
    }

    void close() override {}
    std::uint64_t commits() const override { return m_commits; }

    void verify(const Workload& workload, const std::filesystem::path& file) const override
    {
        verifyRaw(workload, file);
    }

private:
    void write(std::span<const std::byte> bytes) const
    {
        while (!bytes.empty()) {
            const auto written = ::write(m_descriptor, bytes.data(), bytes.size());
            if (written < 0) {
                throw std::system_error(errno, std::generic_category(), "write");
            }
            bytes = bytes.subspan(static_cast<std::size_t>(written));
        }
    }

    const Workload& m_workload;
    int m_descriptor;
    std::vector<double> m_times;
    std::size_t m_count = 0;
    std::uint64_t m_commits = 0;
};

} // namespace

std::unique_ptr<Recorder> rawRecorder(const Workload& workload, const std::filesystem::path& file)
{
    return std::make_unique<RawRecorder>(workload, file);
}

} // namespace bench
