// SPDX-License-Identifier: MIT
// `life_program WAY FILE`: a simulation that ends or runs in one of many ways. Step k has n = k.
#include <h5pulse/reader.h>
#include <h5pulse/writer.h>

#include <csignal>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace {

using h5pulse::Writer;

std::string path;
std::unique_ptr<Writer> global;

/// Options for a writer that commits only at its end.
h5pulse::WriterOptions lazily(bool background = true)
{
    return {.commitInterval = {}, .background = background, .existing = h5pulse::Existing::Replace};
}

Writer makeWriter(const h5pulse::WriterOptions& options = lazily())
{
    return Writer(path, {.fields = {{.name = "n"}}}, options);
}

void append(Writer& writer, int from, int to)
{
    for (int k = from; k < to; ++k) {
        writer.append(k, static_cast<double>(k));
    }
}

int ownedByAGlobal()
{
    global = std::make_unique<Writer>(makeWriter());
    append(*global, 0, 1000);
    return 0;
}

int leavesAReader()
{
    {
        Writer writer = makeWriter();
        append(writer, 0, 501);
    }
    // Never destroyed, like objects of other languages. The static pointer keeps it from being a leak for
    // sanitizers.
    static h5pulse::Reader* volatile left = new h5pulse::Reader(path);
    static_cast<void>(left);
    return 0;
}

int exitsFromDeepInside()
{
    Writer writer = makeWriter();
    append(writer, 0, 501);
    [] { std::exit(1); }();
    return 0;
}

int exitsInTheForeground()
{
    Writer writer = makeWriter(lazily(false));
    append(writer, 0, 501);
    std::exit(1);
}

int exitsInAHandler()
{
    Writer writer = makeWriter();
    std::signal(SIGTERM, [](int) { std::exit(3); });
    append(writer, 0, 501);
    std::raise(SIGTERM);
    return 0;
}

/// The program never destroys the writer, because a thread must not use a destroyed writer.
int exitsBesideAThreadThatAppends()
{
    auto* writer = new Writer(makeWriter({.existing = h5pulse::Existing::Replace}));
    std::thread([writer] {
        for (int k = 0;; ++k) {
            writer->append(k, static_cast<double>(k));
        }
    }).detach();
    while (writer->committedSteps() < 1000) {
    }
    std::exit(0);
}

int resumes()
{
    Writer writer = Writer::resume(path);
    append(writer, 100, 200);
    return 0;
}

int exitsQuickly()
{
    Writer writer = makeWriter();
    append(writer, 0, 501);
    std::quick_exit(0);
}

#ifdef _OPENMP
/// One thread exits while the other threads wait for work.
int exitsInAParallelRegion()
{
    Writer writer = makeWriter();
    for (int k = 0; k < 501; ++k) {
        double n = 0.0;
#pragma omp parallel for reduction(+ : n) num_threads(3)
        for (int i = 0; i < k; ++i) {
            n += 1.0;
        }
        writer.append(k, n);
    }
#pragma omp parallel num_threads(3)
#pragma omp single
    std::exit(3);
    return 0;
}
#endif

int throwsToNobody()
{
    Writer writer = makeWriter();
    append(writer, 0, 100);
    writer.commit();
    append(writer, 100, 200);
    throw std::runtime_error("nobody catches this");
}

int throwsAndCatches()
{
    try {
        Writer writer = makeWriter();
        append(writer, 0, 500);
        throw std::runtime_error("diverged");
    } catch (const std::exception&) {
    }
    return 0;
}

/// Logs after each step, while the writer's thread writes.
int logsIntoClosedStreams()
{
    Writer writer = makeWriter({.existing = h5pulse::Existing::Replace});
    const auto log = [](int number) {
        const std::string line(200, 'x');
        [[maybe_unused]] const ssize_t put = ::write(number, line.data(), line.size());
    };
    for (int k = 0; k < 500; ++k) {
        writer.append(k, static_cast<double>(k));
        log(STDOUT_FILENO);
        log(STDERR_FILENO);
    }
    writer.close();
    return 0;
}

/// Makes the writer before it becomes a daemon, which is the wrong order.
int becomesADaemon()
{
    Writer writer = makeWriter();
    append(writer, 0, 10);
    writer.commit();
    if (::daemon(1, 1) != 0) {
        return 1;
    }
    try {
        append(writer, 10, 20);
    } catch (const h5pulse::Error& error) {
        std::ofstream(path + ".message") << error.what() << std::flush;
        return 0;
    }
    std::ofstream(path + ".message") << "it was taken" << std::flush;
    return 0;
}

int daemonFirst()
{
    if (::daemon(1, 1) != 0) {
        return 1;
    }
    Writer writer = makeWriter();
    append(writer, 0, 100);
    return 0;
}

/// A child that shares its parent's memory and calls exit(), which is not allowed.
int exitsInAVforkedChild()
{
    Writer writer = makeWriter();
    append(writer, 0, 100);
    writer.commit();
    if (const pid_t child = ::vfork(); child == 0) {
        std::exit(0);
    } else {
        ::waitpid(child, nullptr, 0);
    }
    append(writer, 100, 200);
    writer.close();
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    const std::map<std::string, int (*)()> ways{{"owned-by-a-global", ownedByAGlobal},
                                                {"leaves-a-reader", leavesAReader},
                                                {"exit", exitsFromDeepInside},
                                                {"exit-foreground", exitsInTheForeground},
                                                {"exit-in-a-handler", exitsInAHandler},
                                                {"exit-beside-a-thread", exitsBesideAThreadThatAppends},
                                                {"quick-exit", exitsQuickly},
                                                {"resume", resumes},
#ifdef _OPENMP
                                                {"exit-in-a-parallel-region", exitsInAParallelRegion},
#endif
                                                {"throw", throwsToNobody},
                                                {"throw-and-catch", throwsAndCatches},
                                                {"log", logsIntoClosedStreams},
                                                {"become-a-daemon", becomesADaemon},
                                                {"daemon-first", daemonFirst},
                                                {"vfork-and-exit", exitsInAVforkedChild}};
    const auto way = argc == 3 ? ways.find(argv[1]) : ways.end();
    if (way == ways.end()) {
        return 2;
    }
    path = argv[2];
    return way->second();
}
