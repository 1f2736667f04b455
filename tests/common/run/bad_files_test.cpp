// SPDX-License-Identifier: MIT
// A file that is not a run gives an error that names the file and the reason.
#include "support/expect_error.h"
#include "support/file_bytes.h"
#include "support/run_folder.h"
#include "support/scripts.h"
#include "support/test_run.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace h5pulse::test {

namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class BadFiles : public RunFolder
{
protected:
    void expectRefused(std::string_view reason) const
    {
        EXPECT_THAT(messageOf<Error>([&] { Reader reader(m_path); }),
                    AllOf(StartsWith(m_path.string() + ": "), HasSubstr(std::string(reason)),
                          Not(HasSubstr("h5clear"))));
    }
};

TEST_F(BadFiles, Missing)
{
    expectRefused("no such file");
    EXPECT_THROW(Reader{m_path}, MissingError);
}

TEST_F(BadFiles, MissingFolder)
{
    m_path = m_folder / "nowhere/run.h5";
    expectRefused("no such file");
    EXPECT_THROW(Reader{m_path}, MissingError);
}

TEST_F(BadFiles, MissingBelowAFile)
{
    writeBytes(m_path, "my thesis");
    m_path /= "run.h5";
    expectRefused("Not a directory");
    EXPECT_THROW(Reader{m_path}, MissingError);
}

TEST_F(BadFiles, ThatAreThereAreNotMissing)
{
    for (const char* content : {"", "my thesis"}) {
        writeBytes(m_path, content);
        try {
            Reader{m_path};
            FAIL() << "it was accepted";
        } catch (const MissingError& error) {
            FAIL() << error.what();
        } catch (const Error&) {
            // the expected error
        }
    }
}

TEST_F(BadFiles, Directory)
{
    std::filesystem::create_directory(m_path);
    expectRefused("directory");
}

TEST_F(BadFiles, FifoDoesNotHang)
{
    ASSERT_EQ(::mkfifo(m_path.c_str(), 0600), 0);
    expectRefused("not a regular file");
}

TEST_F(BadFiles, Device)
{
    m_path = "/dev/zero";
    expectRefused("not a regular file");
}

TEST_F(BadFiles, Socket)
{
    const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address{.sun_family = AF_UNIX, .sun_path = {}};
    ASSERT_LT(m_path.string().size(), sizeof address.sun_path);
    m_path.string().copy(address.sun_path, sizeof address.sun_path - 1);
    ASSERT_EQ(::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    expectRefused("cannot be opened");
    ::close(socket);
}

TEST_F(BadFiles, LoopOfLinks)
{
    std::filesystem::create_symlink(m_path, m_path);
    expectRefused("symbolic links");
}

TEST_F(BadFiles, EmptyFile)
{
    writeBytes(m_path, "");
    expectRefused("empty");
}

TEST_F(BadFiles, TextFile)
{
    writeBytes(m_path, "t,y\n0,1\n0.5,2\n");
    expectRefused("not an HDF5 file");
}

TEST_F(BadFiles, LargeTextFile)
{
    writeBytes(m_path, std::string(3 << 20, 'x'));
    expectRefused("not an HDF5 file");
}

TEST_F(BadFiles, SignatureAlone)
{
    for (const std::size_t size : {8U, 9U, 20U, 47U, 48U, 96U}) {
        writeBytes(m_path, "\x89HDF\r\n\x1A\n" + std::string(size - 8, '\3'));
        expectRefused("cannot be opened");
    }
}

TEST_F(BadFiles, NothingThatGrows)
{
    runScript("h5py_files.py", {"nothing_growing", m_path});
    expectRefused("no dataset of numbers that can grow");
}

TEST_F(BadFiles, NoDatasetAtAll)
{
    runPython(m_path, "h5py.File(path, 'w').close()");
    expectRefused("no dataset of numbers that can grow");
}

TEST_F(BadFiles, OnlyTextGrows)
{
    runPython(m_path, "with h5py.File(path, 'w') as f:\n"
                      "    f.create_dataset('log', (3,), maxshape=(None,), dtype=h5py.string_dtype())\n");
    expectRefused("'log'");
}

TEST_F(BadFiles, NewerFormatAsksForANewerProgram)
{
    writeFinished(m_path, 3);
    runPython(m_path, "with h5py.File(path, 'r+') as f: f.attrs['h5pulse_format'] = 2\n");
    expectRefused("newer");
}

TEST_F(BadFiles, FormatThatIsNoNumberIsSaidToBeSo)
{
    writeFinished(m_path, 3);
    runPython(m_path, "with h5py.File(path, 'r+') as f: f.attrs['h5pulse_format'] = 'one'\n");
    expectRefused("h5pulse_format");
}

TEST_F(BadFiles, OursWithoutItsHeartbeatIsStillRead)
{
    writeFinished(m_path, 3);
    runPython(m_path, "with h5py.File(path, 'r+') as f: del f['h5pulse']\n");
    Reader reader(m_path);
    EXPECT_EQ(reader.steps(), 3U);
    EXPECT_EQ(reader.state(), RunState::Finished);
    EXPECT_EQ(wrongElements(reader, 3), 0U);
}

TEST_F(BadFiles, OursWithAHeartbeatOfAnotherShapeIsStillRead)
{
    writeFinished(m_path, 3);
    runPython(m_path, "with h5py.File(path, 'r+') as f:\n"
                      "    del f['h5pulse/heartbeat']\n    f['h5pulse/heartbeat'] = np.arange(10000.0)\n");
    Reader reader(m_path);
    EXPECT_EQ(reader.steps(), 3U);
    EXPECT_EQ(wrongElements(reader, 3), 0U);
}

TEST_F(BadFiles, OursWithoutTimesCountsSteps)
{
    writeFinished(m_path, 3);
    runPython(m_path, "with h5py.File(path, 'r+') as f: del f['t']\n");
    Reader reader(m_path);
    EXPECT_EQ(reader.steps(), 3U);
    EXPECT_EQ(reader.readTimes(2, 1).front(), 2.0);
}

} // namespace

} // namespace h5pulse::test
