// SPDX-License-Identifier: MIT
#include <h5pulse/writer.h>

#include "committer.h"
#include "h5/check.h"
#include "run_output.h"
#include "validate.h"

#include <stdexcept>
#include <utility>

namespace h5pulse {

namespace {

std::vector<std::size_t> rowBytesOf(const RunSpec& run)
{
    std::vector<std::size_t> bytes;
    for (const FieldSpec& field : run.fields) {
        bytes.push_back(stepBytes(field));
    }
    return bytes;
}

RunSpec validated(RunSpec run, const WriterOptions& options)
{
    validate(run);
    validate(options);
    return run;
}

} // namespace

class Writer::Impl
{
public:
    Impl(const std::filesystem::path& path, RunSpec run, const WriterOptions& options)
        : m_path(path)
        , m_run(validated(std::move(run), options))
        , m_rowBytes(rowBytesOf(m_run))
        , m_output(path, m_run, options)
        , m_committer(m_output, m_rowBytes, options)
    {
    }

    ~Impl()
    {
        try {
            finish(Heartbeat::Finished, {});
        } catch (const std::exception&) {
            // close() reports; a destructor must not.
        }
    }

    void append(double t, std::span<const StepValues> values)
    {
        if (m_closed) {
            throw Error(m_path, "cannot append", "the writer is closed");
        }
        requireFitting(values);
        m_committer.append(t, values);
    }

    void commit()
    {
        if (!m_closed) {
            m_committer.commit();
        }
    }

    void finish(Heartbeat::State state, std::string_view reason)
    {
        if (std::exchange(m_closed, true)) {
            return;
        }
        m_committer.stop();
        const h5::Silence silence;
        m_output.finish(state, reason);
    }

    std::size_t steps() const noexcept { return m_committer.steps(); }
    std::size_t committedSteps() const noexcept { return m_committer.committedSteps(); }
    const std::filesystem::path& path() const noexcept { return m_path; }

private:
    void requireFitting(std::span<const StepValues> values) const
    {
        if (values.size() != m_run.fields.size()) {
            throw std::invalid_argument("append takes one value for each of the " +
                                        std::to_string(m_run.fields.size()) + " fields, not " +
                                        std::to_string(values.size()));
        }
        for (std::size_t i = 0; i < values.size(); ++i) {
            const FieldSpec& field = m_run.fields[i];
            if (values[i].type != field.type) {
                throw std::invalid_argument("field '" + field.name + "' takes elements of " +
                                            std::string(toString(field.type)) + ", not " +
                                            std::string(toString(values[i].type)));
            }
            if (values[i].count * sizeOf(field.type) != m_rowBytes[i]) {
                throw std::invalid_argument("field '" + field.name + "' takes " +
                                            std::to_string(m_rowBytes[i] / sizeOf(field.type)) +
                                            " elements a step, not " + std::to_string(values[i].count));
            }
        }
    }

    std::filesystem::path m_path;
    RunSpec m_run;
    std::vector<std::size_t> m_rowBytes;
    RunOutput m_output;
    Committer m_committer;
    bool m_closed = false;
};

Writer::Writer(const std::filesystem::path& path, RunSpec run, WriterOptions options)
    : m_impl(std::make_unique<Impl>(path, std::move(run), options))
{
}

Writer::~Writer() = default;
Writer::Writer(Writer&&) noexcept = default;
Writer& Writer::operator=(Writer&&) noexcept = default;

void Writer::appendStep(double t, std::span<const StepValues> values)
{
    m_impl->append(t, values);
}

void Writer::commit()
{
    m_impl->commit();
}

void Writer::close()
{
    m_impl->finish(Heartbeat::Finished, {});
}

void Writer::fail(std::string_view reason)
{
    m_impl->finish(Heartbeat::Failed, reason);
}

std::size_t Writer::steps() const noexcept
{
    return m_impl->steps();
}

std::size_t Writer::committedSteps() const noexcept
{
    return m_impl->committedSteps();
}

const std::filesystem::path& Writer::path() const noexcept
{
    return m_impl->path();
}

} // namespace h5pulse
