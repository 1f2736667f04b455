// SPDX-License-Identifier: MIT
// Files that are damaged while a Reader has them open. The Reader gives an error, and never wrong values or a
// crash. It continues when a good file is back.
#include "support/crashed_run.h"
#include "support/expect_error.h"
#include "support/file_bytes.h"
#include "support/run_folder.h"
#include "support/scripts.h"
#include "support/test_run.h"
#include "wait_until.h"

#include <cstring>
#include <fstream>
#include <random>

namespace h5pulse::test {

namespace {

using ::testing::HasSubstr;

constexpr std::size_t kComponents = 5;
constexpr std::size_t kSteps = 4000;

std::string noise(std::size_t size)
{
    std::mt19937 random(7);
    std::string bytes(size, '\0');
    for (char& byte : bytes) {
        byte = static_cast<char>(random());
    }
    return bytes;
}

/// Files opened normally (false: no writer), and with SWMR (true: the file has a writer's marks).
class Damage : public RunFolder, public ::testing::WithParamInterface<bool>
{
protected:
    Damage()
    {
        if (GetParam()) {
            writeCrashed(H5PULSE_TEST_WRITER, m_path, kSteps, kComponents);
        } else {
            writeFinished(m_path, kSteps, kComponents);
        }
        m_good = readBytes(m_path);
        m_reader.emplace(m_path);
    }

    /// Where the last row ends. The rest of the last chunk is not read.
    std::size_t endOfRows() const
    {
        std::size_t end = 0;
        for (const double value :
             {timeOf(kSteps - 1), valueOf(kSteps - 1, kComponents - 1), energyOf(kSteps - 1)}) {
            std::string bytes(sizeof value, '\0');
            std::memcpy(bytes.data(), &value, sizeof value);
            end = std::max(end, m_good.rfind(bytes) + sizeof value);
        }
        return end;
    }

    std::string refreshError()
    {
        return messageOf<Error>([&] { m_reader->refresh(); });
    }

    /// Checks that the same Reader reads the good file.
    void expectGood()
    {
        EXPECT_TRUE(waitUntil([&] { // a change within a clock tick of the file system shows later
            try {
                m_reader->refresh();
                return wrongElements(*m_reader, kSteps) == 0;
            } catch (const Error&) {
                return false;
            }
        }));
        EXPECT_EQ(m_reader->steps(), kSteps);
        EXPECT_EQ(m_reader->state(), GetParam() ? RunState::Crashed : RunState::Finished);
    }

    std::string m_good;
    std::optional<Reader> m_reader;
};

TEST_P(Damage, OverwrittenWithNoise)
{
    writeBytes(m_path, noise(m_good.size()));
    EXPECT_THAT(refreshError(), HasSubstr("it is not an HDF5 file"));
    EXPECT_THAT(refreshError(), HasSubstr("it is not an HDF5 file"));
    writeBytes(m_path, m_good);
    expectGood();
}

TEST_P(Damage, OverwrittenBehindTheSuperblock)
{
    writeBytes(m_path, m_good.substr(0, 48) + noise(m_good.size() - 48));
    EXPECT_NE(refreshError(), "");
    EXPECT_NE(refreshError(), "");
    writeBytes(m_path, m_good);
    expectGood();
}

TEST_P(Damage, Emptied)
{
    writeBytes(m_path, "");
    EXPECT_THAT(refreshError(), HasSubstr("the file is empty"));
    writeBytes(m_path, m_good);
    expectGood();
}

TEST_P(Damage, CutAnywhere)
{
    for (std::size_t part = 1; part < 12; ++part) {
        const std::size_t size = m_good.size() * part / 12;
        std::filesystem::resize_file(m_path, size);
        try {
            m_reader->refresh(); // all metadata may be intact
            EXPECT_EQ(wrongElements(*m_reader, m_reader->steps()), 0U) << "zeros instead of an error";
            EXPECT_GE(size, endOfRows()) << "all is there, cut to " << part << "/12?";
        } catch (const Error& error) {
            EXPECT_THAT(error.what(), HasSubstr(m_path.string()));
        }
        writeBytes(m_path, m_good);
        expectGood();
    }
}

TEST_P(Damage, InEachObjectHeader)
{
    // One dataset may fail while others still work.
    int found = 0;
    for (std::size_t at = m_good.find("OHDR"); at != std::string::npos; at = m_good.find("OHDR", at + 1)) {
        ++found;
        flipByte(m_path, at + 20);
        try {
            m_reader->refresh();
            EXPECT_EQ(wrongElements(*m_reader, kSteps), 0U);
        } catch (const Error&) { // NOLINT(bugprone-empty-catch): or this
        }
        flipByte(m_path, at + 20);
        expectGood();
    }
    EXPECT_GE(found, 4);
}

TEST_P(Damage, ReplacedByWhatIsNoRun)
{
    const auto other = m_folder / "other";
    const auto old = m_folder / "old.h5";
    std::filesystem::rename(m_path, old);
    for (const std::string& content : {std::string(), noise(5000), m_good.substr(0, 700)}) {
        writeBytes(other, content);
        std::filesystem::rename(other, m_path);
        EXPECT_THAT(refreshError(), HasSubstr(m_path.string()));
        EXPECT_EQ(wrongElements(*m_reader, kSteps), 0U) << "what was open can still be read";
    }
    std::filesystem::remove(m_path);
    std::filesystem::create_directory(m_path);
    EXPECT_THAT(refreshError(), HasSubstr("directory"));
    std::filesystem::remove(m_path);
    {
        Writer writer(m_path, testRun(3), commitByHand());
        appendSteps(writer, 2, 3);
        writer.close();
    }
    EXPECT_EQ(m_reader->refresh(), Refresh::Restarted);
    EXPECT_EQ(m_reader->steps(), 2U);
    std::filesystem::rename(old, m_path);
    EXPECT_EQ(m_reader->refresh(), Refresh::Restarted);
    expectGood();
}

INSTANTIATE_TEST_SUITE_P(Opened, Damage, ::testing::Bool(),
                         [](const auto& opened) { return opened.param ? "Swmr" : "Plainly"; });

class DamageOfALiveRun : public RunFolder
{
protected:
    /// Inverts a byte of the header of a dataset. A second call restores it.
    void flipHeader(const std::string& dataset) const
    {
        const std::string address =
            runPython(m_path, "with h5py.File(path, 'r', swmr=True, locking=False) as f:\n"
                              "    print(h5py.h5o.get_info(f['" +
                                  dataset + "'].id).addr)\n");
        flipByte(m_path, std::stoul(address) + 20);
    }
};

TEST_F(DamageOfALiveRun, InTheHeartbeatIsForgottenWhenItIsOver)
{
    Process writer = startWriter(H5PULSE_TEST_WRITER, m_path, kComponents);
    appendIn(writer, 10);
    Reader reader(m_path);
    const std::string good = readBytes(m_path);
    flipHeader("h5pulse/heartbeat");
    reader.refresh();
    EXPECT_EQ(reader.steps(), 10U);
    std::size_t at = 0;
    const std::string bad = readBytes(m_path);
    while (good[at] == bad[at]) {
        ++at;
    }
    flipByte(m_path, at);
    appendIn(writer, 1);
    EXPECT_EQ(reader.refresh(), Refresh::Grew);
    EXPECT_EQ(reader.writerStatus().committedSteps, 11U) << "what the writer says of itself is heard again";
}

TEST_F(DamageOfALiveRun, IsOverWithTheNextRun)
{
    Process writer = startWriter(H5PULSE_TEST_WRITER, m_path, kComponents);
    appendIn(writer, 100);
    Reader reader(m_path);
    std::filesystem::resize_file(m_path, 300);
    EXPECT_THROW(reader.refresh(), Error);
    EXPECT_THROW(reader.refresh(), Error);
    writer.kill(9);
    writer.wait();
    std::filesystem::remove(m_path);
    reader.refresh();
    EXPECT_EQ(reader.state(), RunState::Unreachable);
    EXPECT_EQ(reader.steps(), 100U) << "what is known of it stays";
    Process next = startWriter(H5PULSE_TEST_WRITER, m_path, kComponents);
    appendIn(next, 7);
    EXPECT_EQ(reader.refresh(), Refresh::Restarted);
    EXPECT_EQ(wrongElements(reader, 7), 0U);
}

} // namespace

} // namespace h5pulse::test
