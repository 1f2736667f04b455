// SPDX-License-Identifier: MIT
// repack() names the reason of a refusal, and does not change the file.
#include "support/crashed_run.h"
#include "support/expect_error.h"
#include "support/file_bytes.h"
#include "support/run_folder.h"
#include "support/scripts.h"
#include "support/test_run.h"

#include <h5pulse/recover.h>
#include <h5pulse/repack.h>

#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>

namespace h5pulse::test {

namespace {

using testing::AllOf;
using testing::HasSubstr;

class RepackRefusal : public RunFolder
{
protected:
    /// The error's message. Checks that nothing has changed.
    template <typename E = Error>
    std::string refusal(const RepackOptions& options = {}) const
    {
        const std::string before = readBytes(m_path);
        const auto names = std::distance(std::filesystem::directory_iterator(m_folder.path()), {});
        const std::string message = messageOf<E>([&] { repack(m_path, options); });
        EXPECT_TRUE(readBytes(m_path) == before);
        EXPECT_EQ(std::distance(std::filesystem::directory_iterator(m_folder.path()), {}), names);
        return message;
    }

    void make(const std::string& lines) const
    {
        runPython(m_path, "with h5py.File(path, 'w', libver='latest') as f:\n"
                          "    f['y'] = np.arange(5)\n    " +
                              lines + "\n");
    }
};

TEST_F(RepackRefusal, OfALiveRun)
{
    Writer writer(m_path, testRun(5), commitByHand());
    appendSteps(writer, 10, 5);
    writer.commit();
    EXPECT_THAT(refusal<InUseError>(), HasSubstr("another writer is at work"));
    appendSteps(writer, 10, 5);
    writer.close();
    EXPECT_EQ(repack(m_path).steps, 20U);
}

TEST_F(RepackRefusal, OfACrashedRun)
{
    writeCrashed(H5PULSE_TEST_WRITER, m_path, 100);
    EXPECT_THAT(refusal(), HasSubstr("'h5pulse recover'"));
    recover(m_path);
    EXPECT_EQ(repack(m_path).steps, 100U);
    Reader reader(m_path);
    EXPECT_EQ(wrongElements(reader, 100), 0U);
}

TEST_F(RepackRefusal, OfAPlainWriterAtWork)
{
    make("pass");
    Process writer({H5PULSE_TEST_PYTHON, "-c",
                    "import h5py, sys\nf = h5py.File(sys.argv[1], 'r+')\nprint('open', flush=True)\ninput()",
                    m_path});
    ASSERT_TRUE(writer.readUntil("open"));
    EXPECT_THAT(messageOf<InUseError>([&] { repack(m_path); }), HasSubstr(std::to_string(writer.id())));
}

TEST_F(RepackRefusal, OfWhatIsNoFileOfHdf5)
{
    std::ofstream(m_path) << "some text that is longer than a superblock is, so that it can be looked at";
    EXPECT_THAT(refusal(), HasSubstr("not an HDF5 file"));
    m_path = m_folder / "nosuch.h5";
    EXPECT_THAT(messageOf<Error>([&] { repack(m_path); }), HasSubstr("No such file"));
}

TEST_F(RepackRefusal, OfAnOutputThatExists)
{
    writeFinished(m_path, 10);
    EXPECT_THAT(refusal({.output = m_path}), HasSubstr("already; choose another name"));
    const auto other = m_folder / "other.h5";
    std::ofstream(other) << "mine";
    EXPECT_THAT(refusal({.output = other}), AllOf(HasSubstr("run.h5"), HasSubstr("other.h5 already")));
    EXPECT_EQ(readBytes(other), "mine");
    EXPECT_THAT(refusal({.output = m_folder / "no" / "such.h5"}), HasSubstr("No such file"));
}

TEST_F(RepackRefusal, OfAnOutputThatIsThereInTheEnd)
{
    writeFinished(m_path, 1000);
    const auto other = m_folder / "other.h5";
    RepackOptions options{.output = other};
    options.progress = [&](auto done, auto total) {
        if (done == total) {
            std::ofstream(other) << "mine";
        }
        return true;
    };
    EXPECT_THAT(messageOf<Error>([&] { repack(m_path, options); }), HasSubstr("other.h5 already"));
    EXPECT_EQ(readBytes(other), "mine");
}

TEST_F(RepackRefusal, OfLevelsThatThereAreNot)
{
    writeFinished(m_path, 10);
    EXPECT_THAT(refusal<std::invalid_argument>({.compression = {.level = 10}}), HasSubstr("0 to 9"));
    EXPECT_THAT(refusal<std::invalid_argument>({.compression = {.filter = Filter::Zstd, .level = 0}}),
                HasSubstr("1 to 22"));
    EXPECT_THAT(refusal<std::invalid_argument>({.compression = {.filter = Filter::Lz4, .level = 1}}),
                HasSubstr("lz4 has no levels"));
}

TEST_F(RepackRefusal, OfWhatACopyCannotHold)
{
    make("f['far'] = h5py.ExternalLink('other.h5', '/y')");
    EXPECT_THAT(refusal(), AllOf(HasSubstr("'/far'"), HasSubstr("another file")));
    make("layout = h5py.VirtualLayout((5,), 'i8'); layout[:] = h5py.VirtualSource(f['y']); "
         "f.create_virtual_dataset('view', layout)");
    EXPECT_THAT(refusal(), AllOf(HasSubstr("'/view'"), HasSubstr("not opened")));
    make("f.create_dataset('out', (5,), 'i8', external=[(path + '.raw', 0, 40)])");
    EXPECT_THAT(refusal(), AllOf(HasSubstr("'/out'"), HasSubstr("in other files")));
    make("f.attrs['r'] = f['y'].regionref[1:3]");
    EXPECT_THAT(refusal(), AllOf(HasSubstr("attribute 'r'"), HasSubstr("regions")));
}

TEST_F(RepackRefusal, OfAFileThatSomebodyChangesMeanwhile)
{
    writeFinished(m_path, 1000);
    RepackOptions options;
    options.progress = [&](auto done, auto total) {
        if (done == total) {
            std::ofstream(m_path, std::ios::app) << "more";
        }
        return true;
    };
    EXPECT_THAT(messageOf<Error>([&] { repack(m_path, options); }), HasSubstr("changed it meanwhile"));
    EXPECT_TRUE(readBytes(m_path).ends_with("more"));
}

TEST_F(RepackRefusal, OfACopyThatIsNotTheOriginal)
{
    writeFinished(m_path, 5000);
    const std::string before = readBytes(m_path);
    RepackOptions options{.compression = {.filter = Filter::None}};
    bool spoilt = false;
    options.progress = [&](auto done, auto total) {
        for (const auto& entry : std::filesystem::directory_iterator(m_folder.path())) {
            if (done > total / 2 && !spoilt && entry.path().extension() == ".tmp") { // comparing has begun
                const double value = valueOf(4000, 3);
                const auto at = readBytes(entry.path())
                                    .find(std::string(reinterpret_cast<const char*>(&value), sizeof value));
                EXPECT_NE(at, std::string::npos);
                flipByte(entry.path(), at);
                spoilt = true;
            }
        }
        return true;
    };
    const std::string message = messageOf<Error>([&] { repack(m_path, options); });
    EXPECT_THAT(message, AllOf(HasSubstr("the copy of '/y'"), HasSubstr("values")));
    EXPECT_TRUE(readBytes(m_path) == before);
}

} // namespace

} // namespace h5pulse::test
