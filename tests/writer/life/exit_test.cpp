// SPDX-License-Identifier: MIT
// A program that ends with an open Writer loses no appended step.
#include "counted_run.h"
#include "process.h"

#include <h5pulse/recover.h>

#include <gmock/gmock.h>

#include <dlfcn.h>
#include <stdexcept>

namespace h5pulse::test {
namespace {

class Exit : public CountedRun
{
protected:
    ProcessResult end(const std::string& way) const { return run({LIFE_PROGRAM, way, m_path.string()}); }
};

TEST_F(Exit, returnFromMainFinishesTheRunOfAGlobal)
{
    const ProcessResult result = end("owned-by-a-global");
    EXPECT_EQ(result.status, 0);
    EXPECT_EQ(result.err, "");
    expectRun(1000, RunState::Finished);
}

/// malloc overwrites freed memory at once, so that the test detects its use.
TEST_F(Exit, aReaderThatIsLeftOpenDoesNoHarm)
{
    const ProcessResult result =
        run({"env", "GLIBC_TUNABLES=glibc.malloc.tcache_count=0:glibc.malloc.perturb=165", LIFE_PROGRAM,
             "leaves-a-reader", m_path.string()});
    EXPECT_EQ(result.status, 0) << result.err;
    expectRun(501, RunState::Finished);
}

TEST_F(Exit, exitFromAnywhereKeepsWhatWasAppended)
{
    for (const char* way : {"exit", "exit-foreground"}) {
        EXPECT_EQ(end(way).status, 1) << way;
        expectRun(501, RunState::Finished);
    }
}

TEST_F(Exit, exitInAHandlerOfASignalDoesToo)
{
    EXPECT_EQ(end("exit-in-a-handler").status, 3);
    expectRun(501, RunState::Finished);
}

TEST_F(Exit, aThreadThatStillAppendsDisturbsNothing)
{
    const ProcessResult result = end("exit-beside-a-thread");
    EXPECT_EQ(result.status, 0);
    EXPECT_EQ(result.err, "");
    expectRun(Reader(m_path).steps(), RunState::Finished);
    EXPECT_GE(Reader(m_path).steps(), 1000U);
}

TEST_F(Exit, quickExitFinishesTheRun)
{
    EXPECT_EQ(end("quick-exit").status, 0);
    expectRun(501, RunState::Finished);
}

TEST_F(Exit, anExceptionThatNobodyCatchesLeavesWhatWasCommitted)
{
    EXPECT_EQ(end("throw").status, 128 + SIGABRT);
    Reader reader(m_path);
    EXPECT_EQ(reader.state(), RunState::Crashed);
    EXPECT_GE(reader.steps(), 100U);
    EXPECT_TRUE(recover(m_path).neededRepair);
    Writer::resume(m_path).close();
    EXPECT_EQ(Reader(m_path).state(), RunState::Finished);
}

TEST_F(Exit, anExceptionThatUnwindsTheWriterFailsTheRun)
{
    EXPECT_EQ(end("throw-and-catch").status, 0);
    expectRun(500, RunState::Failed);
    EXPECT_THAT(Reader(m_path).writerStatus().reason, testing::HasSubstr("exception"));
}

/// A writer that is made and destroyed while an exception is active does not fail its run.
TEST_F(Exit, aWriterInACleanUpIsNotFailedByWhatCausedIt)
{
    struct Cleaner
    {
        const std::filesystem::path& path;
        const RunSpec& run;
        ~Cleaner()
        {
            Writer writer(path, run);
            writer.append(0.0, 0.0);
        }
    };
    try {
        const Cleaner cleaner{m_path, m_run};
        throw std::runtime_error("something else");
    } catch (const std::runtime_error&) {
    }
    expectRun(1, RunState::Finished);
}

#ifdef LIFE_OPENMP
TEST_F(Exit, exitInAParallelRegionOfOpenMPDoesToo)
{
    EXPECT_EQ(end("exit-in-a-parallel-region").status, 3);
    expectRun(501, RunState::Finished);
}
#endif

/// A Python program with forked workers that uses HDF5 too.
TEST_F(Exit, aPythonHostLosesNothing)
{
#ifdef __SANITIZE_ADDRESS__
    GTEST_SKIP() << "Python has no sanitizer, and the library with one cannot be loaded";
#endif
    // Python 3.12 and later warn of forks of a program with threads, which this test does.
    const ProcessResult result = run({H5PULSE_TEST_PYTHON, "-W", "ignore:This process:DeprecationWarning",
                                      H5PULSE_TEST_SCRIPTS "/python_host.py", LIFE_PLUGIN, m_path.string()});
    EXPECT_EQ(result.status, 0);
    EXPECT_EQ(result.err, "");
    expectRun(300, RunState::Finished);
}

TEST_F(Exit, aLibraryThatIsUnloadedFinishesTheRunOfItsStaticObject)
{
    void* library = ::dlopen(LIFE_PLUGIN, RTLD_NOW | RTLD_LOCAL);
    ASSERT_NE(library, nullptr) << ::dlerror();
    reinterpret_cast<void (*)(const char*)>(::dlsym(library, "lifeBegin"))(m_path.c_str());
    reinterpret_cast<void (*)(int, int)>(::dlsym(library, "lifeAppend"))(0, 300);
    ASSERT_EQ(::dlclose(library), 0);
    if (::dlopen(LIFE_PLUGIN, RTLD_NOW | RTLD_NOLOAD) != nullptr) {
        // The C++ library keeps the plugin loaded, so its objects live until the program ends.
        EXPECT_EQ(Reader(m_path).state(), RunState::Running);
    } else {
        expectRun(300, RunState::Finished);
    }
}

} // namespace
} // namespace h5pulse::test
