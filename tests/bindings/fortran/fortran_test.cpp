// SPDX-License-Identifier: MIT
// Programs in Fortran that record and read, and what h5py sees of it.
#include "run_python.h"
#include "temporary_folder.h"

#include <gmock/gmock.h>

namespace h5pulse::test {
namespace {

class Fortran : public testing::Test
{
protected:
    static void runProgram(const std::string& name, const std::filesystem::path& argument)
    {
        const ProcessResult result = run({H5PULSE_FORTRAN_PROGRAMS "/fortran_" + name, argument.string()});
        EXPECT_EQ(result.status, 0) << result.out << result.err;
    }

    TemporaryFolder m_folder;
};

TEST_F(Fortran, RecordsEveryTypeRankAndLayout)
{
    const std::filesystem::path path = m_folder / "types.h5";
    runProgram("record_types", path);
    const ProcessResult check =
        run({H5PULSE_TEST_PYTHON, H5PULSE_TEST_SCRIPTS "/check_types.py", path.string()});
    EXPECT_EQ(check.status, 0) << check.err;
}

TEST_F(Fortran, MisuseEndsInStatAndErrmsg)
{
    runProgram("misuse", m_folder.path());
    runPython(m_folder / "run.h5",
              "assert f['y'][:].tolist() == [[1, 2, 3]] and f['n'][:].tolist() == [3]\n");
    runPython(m_folder / "options.h5", "assert f['y'].compression == 'gzip' and len(f['y']) == 1\n");
}

TEST_F(Fortran, RecordsBlocksAndEndsRuns)
{
    runProgram("blocks", m_folder.path());
    runPython(
        m_folder / "blocks.h5",
        "u = np.arange(1, 25).reshape(4, 3, 2)\n"
        "assert f['t'][:].tolist() == [1, 2, 3, 4, 2, 4, 6, 8, 9]\n"
        "assert (f['u'][:4] == u).all() and (f['u'][4:8] == u[::-1]).all() and (f['u'][8] == u[1]).all()\n"
        "assert f['e'].dtype == 'f4' and f['e'][:].tolist() == [1, 2, 3, 4, 1, 2, 3, 4, 7]\n");
    runPython(m_folder / "second.h5",
              "assert f['n'][:].tolist() == [1, 2, 3, 4] and f['t'].attrs['end_time'] == 10\n");
    runPython(m_folder / "left.h5", "assert len(f['t']) == 1\n");
}

TEST_F(Fortran, ThePageShowsWhatWorks)
{
    // gfortran leaves the arrays of a main program to its end: they are no leaks.
    const std::string inFolder = "cd " + m_folder.path().string() +
                                 " && ASAN_OPTIONS=detect_leaks=0 " H5PULSE_FORTRAN_PROGRAMS "/fortran_page_";
    const ProcessResult record = run({"sh", "-c", inFolder + "record"});
    EXPECT_EQ(record.status, 0) << record.err;
    const ProcessResult read = run({"sh", "-c", inFolder + "read"});
    EXPECT_EQ(read.status, 0) << read.err;
    EXPECT_EQ(read.out, "finished, 101 steps to t = 10.0\nu(3, 1) = -100.0\n");
    runPython(m_folder / "run.h5", "assert f['u'].shape == (101, 4, 3) and f['u'][7, 0, 2] == -7\n"
                                   "assert [list(d.keys()) for d in f['u'].dims] == [['t'], [], ['x']]\n");
}

TEST_F(Fortran, AnErrorWithoutStatEndsTheProgramAndFailsTheRun)
{
    const std::filesystem::path path = m_folder / "run.h5";
    const ProcessResult result = run({H5PULSE_FORTRAN_PROGRAMS "/fortran_stops", path.string()});
    EXPECT_NE(result.status, 0);
    EXPECT_THAT(result.err, testing::HasSubstr("h5pulse: field 'y' takes 3 elements"));
    EXPECT_THAT(result.out, testing::Not(testing::HasSubstr("not reached")));
    const ProcessResult info = run({H5PULSE_FORTRAN_PROGRAMS "/fortran_state", path.string()});
    EXPECT_THAT(info.out,
                testing::AllOf(testing::HasSubstr("failed"), testing::HasSubstr("takes 3 elements")));
}

} // namespace
} // namespace h5pulse::test
