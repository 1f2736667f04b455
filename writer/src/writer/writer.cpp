// SPDX-License-Identifier: MIT
#include <h5pulse/writer.h>

#include "buffer/open_step.h"
#include "life/live_writer.h"
#include "os/paths.h"
#include "os/process_mark.h"
#include "output/run_output.h"
#include "spec/validate.h"
#include "values/value_copy.h"
#include "writer/committer.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <memory>
#include <mutex>
#include <new>
#include <numeric>
#include <stdexcept>
#include <thread>
#include <unistd.h>
#include <utility>

namespace h5pulse {

namespace {

constexpr std::chrono::seconds kExitPause{5}; ///< longer than a program needs to end once its runs are
                                              ///< finished

std::vector<ValueCopy> copiesOf(const std::vector<FieldSpec>& fields)
{
    std::vector<ValueCopy> copies;
    for (const FieldSpec& field : fields) {
        copies.emplace_back(field);
    }
    return copies;
}

std::vector<std::size_t> rowBytesOf(const std::vector<FieldSpec>& fields)
{
    std::vector<std::size_t> bytes;
    for (const FieldSpec& field : fields) {
        bytes.push_back(stepBytes(field));
    }
    return bytes;
}

RunSpec validated(RunSpec run)
{
    validate(run);
    return inFileOrder(std::move(run));
}

/// Checks, before there is a file, that memory for the minimum of two steps is available.
const RunSpec& fitting(const std::filesystem::path& path, const RunSpec& run)
{
    std::size_t bytes = sizeof(double);
    for (const FieldSpec& field : run.fields) {
        bytes += stepBytes(field);
    }
    try {
        // Not a new-expression, which the compiler could optimise away.
        ::operator delete(::operator new(2 * bytes));
    } catch (const std::bad_alloc&) {
        throw Error(path, "cannot be created",
                    "the writer keeps at least two steps in memory, which need " + std::to_string(2 * bytes) +
                        " bytes, and less is available");
    }
    return run;
}

} // namespace

class Writer::Impl final : public LiveWriter
{
public:
    /// Creates a new run; `run` is valid and in the file's order, also in the next constructor.
    Impl(const std::filesystem::path& path, const RunSpec& run, const WriterOptions& options)
        : Impl(path, options, [&run](const auto& absolute, const WriterOptions& valid) {
            return RunOutput(absolute, fitting(absolute, run), valid);
        })
    {
    }

    /// Continues a run.
    Impl(const std::filesystem::path& path, const RunSpec* expected, const WriterOptions& options)
        : Impl(path, options, [expected](const auto& absolute, const WriterOptions& valid) {
            return RunOutput(absolute, expected, valid);
        })
    {
    }

    ~Impl()
    {
        unlist();
        end(std::uncaught_exceptions() > m_exceptions ? End::ByException : End::InOrder);
    }

    /// Whether this process created it, and not a parent that forked this process.
    bool isOurs() const noexcept { return m_owner.isCurrent(); }

    void endAtExit() noexcept override
    {
        if (isOurs()) {
            m_exitThread = std::this_thread::get_id();
            m_committer.forgetHost();
            end(End::InOrder);
        }
    }

    void append(double t, std::span<const StepValues> values)
    {
        requireTaking("append");
        requireOneEach(values);
        for (std::size_t i = 0; i < values.size(); ++i) {
            m_copies[i].require(values[i]);
        }
        StepBuffer& buffer = m_committer.awaitPlace();
        *buffer.nextTimes() = t;
        for (std::size_t i = 0; i < values.size(); ++i) {
            m_copies[i].copy(values[i], buffer.nextRows(i));
        }
        m_committer.take(1);
    }

    void appendBlock(std::span<const double> times, std::span<const StepValues> values)
    {
        requireTaking("append");
        requireOneEach(values);
        for (std::size_t i = 0; i < values.size(); ++i) {
            m_copies[i].requireBlock(values[i], times.size());
        }
        for (std::size_t done = 0; done < times.size();) {
            StepBuffer& buffer = m_committer.awaitPlace();
            const std::size_t count = std::min(times.size() - done, buffer.placesLeft());
            std::ranges::copy(times.subspan(done, count), buffer.nextTimes());
            for (std::size_t i = 0; i < values.size(); ++i) {
                m_copies[i].copyBlock(values[i], done, count, buffer.nextRows(i));
            }
            m_committer.take(count);
            done += count;
        }
    }

    void beginStep(double t)
    {
        requireTaking("begin a step");
        m_openStep.begin(t, m_committer.awaitPlace());
    }

    void put(std::string_view field, const StepValues& values)
    {
        requireHere("cannot put a value");
        requireOpen();
        m_openStep.put(field, values, m_copies);
    }

    void endStep()
    {
        requireHere("cannot end a step");
        requireOpen();
        m_openStep.end(m_copies);
        m_committer.take(1);
    }

    void requireNoOpenStep(const char* tried) const { m_openStep.requireNone(tried); }

    void pause()
    {
        requireOwner("cannot pause");
        if (!m_closed) {
            m_committer.pause();
        }
    }

    std::size_t room() noexcept { return m_closing || !m_owner.isHere() ? 0 : m_committer.room(); }
    const std::vector<FieldSpec>& fields() const noexcept { return m_output.fields(); }

    void commit()
    {
        requireOwner("cannot commit");
        if (!m_closed) {
            m_committer.commit();
        }
    }

    /// If this throws CommitFailure because space is missing, or InterruptedError, nothing is lost, and it
    /// may be called again. The run keeps the end state of the first call.
    void finish(Heartbeat::State state, std::string_view reason)
    {
        requireOwner("cannot be closed");
        const InsideCall inside;
        const std::lock_guard ending(m_ending);
        if (m_closed) {
            return;
        }
        if (m_state == Heartbeat::Finished) {
            m_state = state;
            m_reason = reason;
        }
        m_closing.store(true, std::memory_order_release);
        // A run that fails before its first step does not replace the old file.
        if (m_state != Heartbeat::Finished && steps() == 0 && m_output.waitsToReplace()) {
            m_closed = true;
            return;
        }
        try {
            m_committer.stop();
            finishOutput();
        } catch (const CommitFailure& failure) {
            m_closed = failure.writeProblem() != WriteProblem::NoSpace;
            stayOpen();
            throw;
        } catch (const InterruptedError&) {
            stayOpen();
            throw;
        } catch (...) {
            m_closed = true;
            throw;
        }
        m_closed = true;
    }

    void interrupt() noexcept { m_committer.interrupt(); }

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
    enum class End { InOrder, ByException };

    template <typename Open>
    Impl(const std::filesystem::path& path, const WriterOptions& options, const Open& open)
        : m_path(absolutePath(path))
        , m_options(validated(options))
        , m_output(open(m_path, m_options))
        , m_rowBytes(rowBytesOf(m_output.fields()))
        , m_copies(copiesOf(m_output.fields()))
        , m_openStep(m_copies)
        , m_committer(m_output, m_rowBytes, m_options)
        , m_first(m_output.steps())
    {
        enlist();
    }

    /// Takes steps again after a failed end that may be repeated.
    void stayOpen() noexcept
    {
        if (!m_closed && m_exitThread.load() == std::thread::id()) {
            m_closing.store(false, std::memory_order_release);
        }
    }

    /// Ends the run where errors cannot be reported; close() reports them.
    void end(End how) noexcept
    {
        // A program that ends before its first step does not replace the old run.
        if (steps() == 0 && m_output.waitsToReplace()) {
            return;
        }
        try {
            if (how == End::ByException && m_committer.isInterrupted()) {
                finish(Heartbeat::Stopped, "interrupted");
            } else if (how == End::ByException) {
                finish(Heartbeat::Failed, "an exception ended the program's work on it");
            } else {
                finish(Heartbeat::Finished, {});
            }
        } catch (const std::exception&) {
        }
    }

    void requireOwner(const char* tried) const
    {
        if (!isOurs()) {
            throw Error(m_path, tried,
                        "its writer belongs to process " + std::to_string(m_owner.process()) +
                            ", which forked this process (" + std::to_string(::getpid()) +
                            "): only that process may use it; create a Writer after fork() or daemon()");
        }
    }

    /// The same check without a system call, for functions that are called at each step.
    void requireHere(const char* tried) const
    {
        if (!m_owner.isHere()) {
            requireOwner(tried);
        }
    }

    /// A step that was open when the run ended was dropped, so put() and endStep() must not seem to succeed.
    void requireOpen() const
    {
        if (m_closing.load(std::memory_order_acquire)) {
            refuseStep();
        }
    }

    [[noreturn]] void refuseStep() const
    {
        requireOwner("cannot append");
        // Threads other than the one that ends the program cannot react any more, and most never return.
        if (m_exitThread.load() != std::thread::id() && m_exitThread.load() != std::this_thread::get_id()) {
            std::this_thread::sleep_for(kExitPause);
        }
        throw Error(m_path, "cannot append", "the writer is closed");
    }

    void requireTaking(const char* tried) const
    {
        if (m_closing.load(std::memory_order_acquire) || !m_owner.isHere()) {
            refuseStep();
        }
        m_openStep.requireNone(tried);
    }

    bool shallWait() const
    {
        return !m_committer.isInterrupted() &&
               (!m_options.keepWaiting || m_exitThread.load() != std::thread::id() ||
                m_options.keepWaiting());
    }

    void finishOutput()
    {
        RetryPolicy retry(m_options);
        for (;;) {
            try {
                m_output.finish(m_state, m_reason);
                return;
            } catch (const CommitFailure& failure) {
                m_output.writeHeartbeat(failure);
                const auto next = retry.afterFailure(failure.writeProblem());
                const bool full = failure.writeProblem() == WriteProblem::NoSpace;
                if (!next || (full && m_options.whenFull == WhenFull::Throw)) {
                    throw;
                }
                bool wait = shallWait();
                while (wait && RetryPolicy::Clock::now() < *next) {
                    std::this_thread::sleep_until(
                        std::min(*next, RetryPolicy::Clock::now() + kInterruptCheck));
                    wait = shallWait();
                }
                if (!wait) {
                    throw InterruptedError(m_path, "cannot be closed",
                                           std::string(m_committer.isInterrupted() ? "Writer::interrupt()"
                                                                                   : "the host program") +
                                               " has ended the wait (" + failure.reason() + ")");
                }
            }
        }
    }

    void requireOneEach(std::span<const StepValues> values) const
    {
        if (values.size() != m_copies.size()) {
            throw std::invalid_argument("append takes one value for each of the " +
                                        std::to_string(m_copies.size()) + " fields, not " +
                                        std::to_string(values.size()));
        }
    }

    ProcessMark m_owner;
    int m_exceptions = std::uncaught_exceptions(); ///< number of exceptions that unwind the stack at
                                                   ///< construction
    std::filesystem::path m_path;
    WriterOptions m_options;
    RunOutput m_output;
    std::vector<std::size_t> m_rowBytes;
    std::vector<ValueCopy> m_copies; ///< one per field
    OpenStep m_openStep;
    Committer m_committer;
    std::size_t m_first; ///< steps in the file before this writer
    std::mutex m_ending; ///< the program may end while another thread closes the run
    Heartbeat::State m_state = Heartbeat::Finished; ///< end state of the run, as first given
    std::string m_reason;
    std::atomic<bool> m_closing{false}; ///< no more steps are taken
    std::atomic<bool> m_closed{false};
    std::atomic<std::thread::id> m_exitThread{}; ///< thread that ends the program, once it has begun
};

/// In the child of a fork it is not destroyed: its thread is the parent's, and HDF5 must not be called for
/// it.
void Writer::Release::operator()(Impl* impl) const noexcept
{
    if (impl->isOurs()) {
        delete impl;
    }
}

Writer::Writer(const std::filesystem::path& path, RunSpec run, WriterOptions options)
    : m_impl(new Impl(path, validated(std::move(run)), options))
{
}

Writer::Writer(Impl* impl) noexcept
    : m_impl(impl)
{
}

Writer Writer::resume(const std::filesystem::path& path, WriterOptions options)
{
    return Writer(new Impl(path, nullptr, options));
}

Writer Writer::resume(const std::filesystem::path& path, const RunSpec& expected, WriterOptions options)
{
    validateExpected(expected);
    const RunSpec inFile = inFileOrder(expected);
    return Writer(new Impl(path, &inFile, options));
}

Writer::~Writer() = default;
Writer::Writer(Writer&&) noexcept = default;
Writer& Writer::operator=(Writer&&) noexcept = default;

Writer::Impl& Writer::impl() const
{
    if (!m_impl) {
        throw std::logic_error(
            "this h5pulse::Writer was moved from; the Writer that it was moved to has the run");
    }
    return *m_impl;
}

void Writer::appendStep(double t, std::span<const StepValues> values)
{
    impl().append(t, values);
}

void Writer::appendSteps(std::span<const double> times, std::span<const StepValues> values)
{
    impl().appendBlock(times, values);
}

void Writer::beginStep(double t)
{
    impl().beginStep(t);
}

void Writer::putValues(std::string_view field, const StepValues& values)
{
    impl().put(field, values);
}

void Writer::endStep()
{
    impl().endStep();
}

void Writer::pause()
{
    impl().pause();
}

void Writer::commit()
{
    impl().commit();
}

void Writer::close()
{
    impl().requireNoOpenStep("close the run");
    impl().finish(Heartbeat::Finished, {});
}

void Writer::fail(std::string_view reason)
{
    impl().finish(Heartbeat::Failed, reason);
}

void Writer::interrupt() noexcept
{
    if (m_impl) {
        m_impl->interrupt();
    }
}

void Writer::stop(std::string_view reason)
{
    impl().finish(Heartbeat::Stopped, reason);
}

std::size_t Writer::steps() const noexcept
{
    return m_impl ? m_impl->steps() : 0;
}

std::size_t Writer::committedSteps() const noexcept
{
    return m_impl ? m_impl->committedSteps() : 0;
}

std::size_t Writer::syncedSteps() const noexcept
{
    return m_impl ? m_impl->syncedSteps() : 0;
}

WriterStatistics Writer::statistics() const noexcept
{
    return m_impl ? m_impl->statistics() : WriterStatistics{};
}

std::size_t Writer::room() const noexcept
{
    return m_impl ? m_impl->room() : 0;
}

const std::vector<FieldSpec>& Writer::fields() const
{
    return impl().fields();
}

const std::filesystem::path& Writer::path() const noexcept
{
    static const std::filesystem::path none;
    return m_impl ? m_impl->path() : none;
}

} // namespace h5pulse
