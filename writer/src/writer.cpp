// SPDX-License-Identifier: MIT
#include <h5pulse/writer.h>

#include "committer.h"
#include "h5/check.h"
#include "run_output.h"
#include "validate.h"

#include <memory>
#include <new>
#include <numeric>
#include <stdexcept>
#include <thread>
#include <utility>

namespace h5pulse {

namespace {

std::vector<std::size_t> elementsOf(const std::vector<FieldSpec>& fields)
{
    std::vector<std::size_t> elements;
    for (const FieldSpec& field : fields) {
        elements.push_back(stepBytes(field) / sizeOf(field.type));
    }
    return elements;
}

std::vector<std::size_t> rowBytesOf(const std::vector<FieldSpec>& fields)
{
    std::vector<std::size_t> bytes;
    for (const FieldSpec& field : fields) {
        bytes.push_back(stepBytes(field));
    }
    return bytes;
}

const RunSpec& validated(const RunSpec& run)
{
    validate(run);
    return run;
}

/// Before there is a file: the writer keeps two steps in memory at least.
const RunSpec& fitting(const std::filesystem::path& path, const RunSpec& run)
{
    std::size_t bytes = sizeof(double);
    for (const FieldSpec& field : validated(run).fields) {
        bytes += stepBytes(field);
    }
    try {
        // Not a new-expression: the compiler would leave it out.
        ::operator delete(::operator new(2 * bytes));
    } catch (const std::bad_alloc&) {
        throw Error(path, "cannot be created",
                    "two of its steps, which a writer keeps at least, need " + std::to_string(2 * bytes) +
                        " bytes of memory, and there are not so many");
    }
    return run;
}

const WriterOptions& validated(const WriterOptions& options)
{
    validate(options);
    return options;
}

} // namespace

class Writer::Impl
{
public:
    Impl(const std::filesystem::path& path, const RunSpec& run, const WriterOptions& options)
        : m_path(path)
        , m_options(validated(options))
        , m_output(path, fitting(path, run), options)
        , m_rowBytes(rowBytesOf(m_output.fields()))
        , m_elements(elementsOf(m_output.fields()))
        , m_committer(m_output, m_rowBytes, options)
        , m_first(m_output.steps())
    {
    }

    /// Continues a run.
    Impl(const std::filesystem::path& path, const RunSpec* expected, const WriterOptions& options)
        : m_path(path)
        , m_options(validated(options))
        , m_output(path, expected, options)
        , m_rowBytes(rowBytesOf(m_output.fields()))
        , m_elements(elementsOf(m_output.fields()))
        , m_committer(m_output, m_rowBytes, options)
        , m_first(m_output.steps())
    {
    }

    ~Impl()
    {
        // A program that dies at its start leaves the run that it was to replace.
        if (steps() == 0 && m_output.waitsToReplace()) {
            return;
        }
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

    /// Where it throws CommitFailure for want of room nothing is lost, and it may be called again.
    void finish(Heartbeat::State state, std::string_view reason)
    {
        if (m_closed) {
            return;
        }
        // Nor does one that gives up at its start replace it.
        if (state == Heartbeat::Failed && steps() == 0 && m_output.waitsToReplace()) {
            m_closed = true;
            return;
        }
        try {
            m_committer.stop();
            finishOutput(state, reason);
        } catch (const CommitFailure& failure) {
            m_closed = failure.trouble() != WriterTrouble::NoSpace;
            throw;
        } catch (...) {
            m_closed = true;
            throw;
        }
        m_closed = true;
    }

    std::size_t steps() const noexcept { return m_committer.steps(); }
    std::size_t committedSteps() const noexcept { return m_committer.committedSteps(); }
    std::size_t syncedSteps() const noexcept { return m_output.syncedSteps(); }
    const std::filesystem::path& path() const noexcept { return m_path; }

    WriterStatistics statistics() const noexcept
    {
        WriterStatistics result = m_committer.statistics();
        result.steps = steps() - m_first;
        result.committedSteps -= m_first;
        result.bytes = std::accumulate(m_rowBytes.begin(), m_rowBytes.end(), sizeof(double)) *
                       std::uint64_t{result.committedSteps};
        return result;
    }

private:
    void finishOutput(Heartbeat::State state, std::string_view reason)
    {
        RetryPolicy retry(m_options);
        for (;;) {
            try {
                m_output.finish(state, reason);
                return;
            } catch (const CommitFailure& failure) {
                m_output.beat(failure);
                const auto next = retry.afterFailure(failure.trouble());
                const bool full = failure.trouble() == WriterTrouble::NoSpace;
                if (!next || (full && m_options.whenFull == WhenFull::Throw)) {
                    throw;
                }
                std::this_thread::sleep_until(*next);
            }
        }
    }

    void requireFitting(std::span<const StepValues> values) const
    {
        if (values.size() != m_output.fields().size()) {
            throw std::invalid_argument("append takes one value for each of the " +
                                        std::to_string(m_output.fields().size()) + " fields, not " +
                                        std::to_string(values.size()));
        }
        for (std::size_t i = 0; i < values.size(); ++i) {
            const FieldSpec& field = m_output.fields()[i];
            if (values[i].type != field.type) {
                throw std::invalid_argument("field '" + field.name + "' takes elements of " +
                                            std::string(toString(field.type)) + ", not " +
                                            std::string(toString(values[i].type)));
            }
            if (values[i].count != m_elements[i]) {
                throw std::invalid_argument("field '" + field.name + "' takes " +
                                            std::to_string(m_elements[i]) + " elements a step, not " +
                                            std::to_string(values[i].count));
            }
        }
    }

    std::filesystem::path m_path;
    WriterOptions m_options;
    RunOutput m_output;
    std::vector<std::size_t> m_rowBytes;
    std::vector<std::size_t> m_elements; ///< of a step of each field
    Committer m_committer;
    std::size_t m_first; ///< steps that there were before this writer
    bool m_closed = false;
};

Writer::Writer(const std::filesystem::path& path, RunSpec run, WriterOptions options)
    : m_impl(std::make_unique<Impl>(path, run, options))
{
}

Writer::Writer(std::unique_ptr<Impl> impl) noexcept
    : m_impl(std::move(impl))
{
}

Writer Writer::resume(const std::filesystem::path& path, WriterOptions options)
{
    return Writer(std::make_unique<Impl>(path, nullptr, options));
}

Writer Writer::resume(const std::filesystem::path& path, const RunSpec& expected, WriterOptions options)
{
    return Writer(std::make_unique<Impl>(path, &validated(expected), options));
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

std::size_t Writer::syncedSteps() const noexcept
{
    return m_impl->syncedSteps();
}

WriterStatistics Writer::statistics() const noexcept
{
    return m_impl->statistics();
}

const std::filesystem::path& Writer::path() const noexcept
{
    return m_impl->path();
}

} // namespace h5pulse
