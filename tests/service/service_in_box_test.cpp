// SPDX-License-Identifier: MIT
// A client of a service whose file reaches for more than itself.
#include "process.h"
#include "service_process_fixture.h"

#include <cerrno>
#include <csignal>
#include <cstdlib>

namespace h5pulse::test {

namespace {

/// Files of h5py, with something in them that reaches for more than the file.
class ReachingFile : public ServiceProcessTest
{
protected:
    /// Runs a Python program with `path` and `folder`, until it prints a line.
    Process python(const std::string& text)
    {
        Process process({H5PULSE_TEST_PYTHON, "-c",
                         "import h5py, numpy as np, sys\npath, folder = sys.argv[1:]\n" + text,
                         m_path.string(), m_folder.path().string()});
        EXPECT_TRUE(process.readLine()) << process.wait().err;
        return process;
    }
};

} // namespace

TEST_F(ReachingFile, WithALivingWriterIsNotCalledCrashed)
{
    Process writer = python("f = h5py.File(path, 'w', libver='latest')\n"
                            "y = f.create_dataset('y', (0, 3), maxshape=(None, 3), chunks=(8, 3))\n"
                            "f.swmr_mode = True\n"
                            "y.resize((2, 3)); y[:] = [[0, 0, 0], [1, 1, 1]]; f.flush()\n"
                            "print('there', flush=True); sys.stdin.readline()\n");
    start();
    ASSERT_TRUE(waitUntil([&] { return shows(2); }));
    EXPECT_TRUE(m_status->phase == RunPhase::Live || m_status->phase == RunPhase::Stalled)
        << "only /proc tells, which a confined process cannot read: " << m_status->message;
    writer.kill(SIGKILL);
    writer.wait();
    EXPECT_TRUE(waitUntil([&] { return m_status->phase == RunPhase::Crashed; }));
}

TEST_F(ReachingFile, ToASecretOfAnotherFolderShowsNothingOfIt)
{
    std::filesystem::create_directory(m_folder / "run");
    std::filesystem::create_directory(m_folder / "private");
    m_path = m_folder / "run" / "run.h5";
    m_request.path = m_path.string();
    python("with h5py.File(folder + '/private/secret.h5', 'w') as f:\n"
           "    f.create_dataset('y', data=np.full((5, 3), 42.0), maxshape=(None, 3), chunks=(8, 3))\n"
           "with h5py.File(path, 'w') as f:\n"
           "    f.create_dataset('a', data=np.zeros((5, 3)), maxshape=(None, 3), chunks=(8, 3))\n"
           "    f['y'] = h5py.ExternalLink(folder + '/private/secret.h5', 'y')\n"
           "print('there', flush=True)\n")
        .wait();
    start();
    ASSERT_TRUE(waitUntil([&] { return m_status && m_status->run; }));
    ASSERT_TRUE(waitUntil([&] { return m_answered == m_request.number; }));
    EXPECT_FALSE(m_frame) << "a value of the other file";
}

TEST_F(ReachingFile, ByAPluginHasNoNetwork)
{
    ::setenv("HDF5_PLUGIN_PATH", NETWORK_PLUGIN_FOLDER, 1);
    python("with h5py.File(path, 'w') as f:\n"
           "    space = h5py.h5s.create_simple((1, 3), (h5py.h5s.UNLIMITED, 3))\n"
           "    p = h5py.h5p.create(h5py.h5p.DATASET_CREATE)\n"
           "    p.set_chunk((1, 3)); p.set_filter(305, h5py.h5z.FLAG_MANDATORY)\n"
           "    h5py.Dataset(h5py.h5d.create(f.id, b'y', h5py.h5t.NATIVE_DOUBLE, space, p))[:] = 7.0\n"
           "print('there', flush=True)\n")
        .wait();
    start();
    EXPECT_TRUE(waitUntil([&] { return m_frame != nullptr; }));
    ::unsetenv("HDF5_PLUGIN_PATH");
    ASSERT_TRUE(m_frame);
    EXPECT_EQ(m_frame->real[1], 7.0) << "the plugin is used";
    EXPECT_EQ(m_frame->real[0], EPERM);
}

} // namespace h5pulse::test
