// SPDX-License-Identifier: MIT
// The library as a linker sees it, and a program in C99 that uses it.
#include "c_run.h"

#include <sstream>

namespace h5pulse::test {
namespace {

TEST(CLibrary, ExportsItsFunctionsAlone)
{
    const ProcessResult result = run({"nm", "-D", "--defined-only", H5PULSE_C_LIBRARY});
    ASSERT_EQ(result.status, 0) << result.err;
    std::istringstream lines(result.out);
    std::size_t count = 0;
    for (std::string address, kind, name; lines >> address >> kind >> name;) {
        // Sanitizers export what they share with other libraries.
        if (name.find("asan") == std::string::npos && name.find("odr") == std::string::npos) {
            EXPECT_EQ(name.rfind("h5pulse_", 0), 0U) << name;
        }
        ++count;
    }
    EXPECT_GT(count, 60U);
}

TEST(CLibrary, HasASoname)
{
    const ProcessResult result = run({"readelf", "-d", H5PULSE_C_LIBRARY});
    ASSERT_EQ(result.status, 0) << result.err;
    EXPECT_THAT(result.out, testing::HasSubstr("Library soname: [libh5pulse.so.0.1]"));
    EXPECT_THAT(result.out, testing::HasSubstr("Shared library: [libhdf5"));
}

TEST(CLibrary, ServesAProgramInC99)
{
    const TemporaryFolder folder;
    const std::filesystem::path path = folder / "run.h5";
    const ProcessResult result = run({H5PULSE_C99_PROGRAM, path.string()});
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_EQ(result.out, "11 steps to t = 1, y[3] = 10.75, finished\n");
    runPython(path, "assert f['y'].shape == (11, 4) and f['y'][10, 3] == 10.75\n");
}

TEST(CLibrary, ServesTheProgramsOfItsPage)
{
    const TemporaryFolder folder;
    const std::string inFolder = "cd " + folder.path().string() + " && ";
    const ProcessResult record = run({"sh", "-c", inFolder + H5PULSE_C_PAGE_RECORD});
    EXPECT_EQ(record.status, 0) << record.err;
    const ProcessResult read = run({"sh", "-c", inFolder + H5PULSE_C_PAGE_READ});
    EXPECT_EQ(read.status, 0) << read.err;
    EXPECT_EQ(read.out, "finished, 101 steps to t = 10, energy 5050\n");
    runPython(folder / "run.h5", "assert f['u'].shape == (101, 3, 4) and f['u'][7, 2, 3] == 7\n");
    const ProcessResult again = run({"sh", "-c", inFolder + H5PULSE_C_PAGE_RECORD});
    EXPECT_EQ(again.status, 1);
    EXPECT_THAT(again.err, testing::HasSubstr("run.h5"));
}

TEST(CLibrary, TellsItsVersion)
{
    EXPECT_STREQ(h5pulse_version(), H5PULSE_VERSION);
}

} // namespace
} // namespace h5pulse::test
