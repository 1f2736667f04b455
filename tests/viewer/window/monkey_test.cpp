// SPDX-License-Identifier: GPL-3.0-or-later
// The window under random hands, with a live run that meets accidents all the while.
//
// H5PULSE_MONKEY_EVENTS and H5PULSE_MONKEY_SEED ask for more, or for others.
#include "monkey.h"
#include "window_fixture.h"

#include <QDir>
#include <QImage>

#include <csignal>
#include <fstream>
#include <map>

namespace h5pulse::viewer::test {

namespace {

constexpr int kEvents = 2'000;
constexpr unsigned kSeed = 1;

int fromEnvironment(const char* name, int otherwise)
{
    bool good = false;
    const int value = qEnvironmentVariableIntValue(name, &good);
    return good ? value : otherwise;
}

const Monkey* s_monkey = nullptr; // for who reads of a crash

std::map<int, struct sigaction> s_before; // of a sanitizer, or the system's

/// Back in what failed, whoever was there before is called.
void tellOfCrash(int signal)
{
    std::fputs(s_monkey->history().toLocal8Bit().constData(), stderr);
    ::sigaction(signal, &s_before[signal], nullptr);
}

class MonkeyTest : public WindowTest
{
protected:
    MonkeyTest()
    {
        // What is typed into entries for commands and file names does no harm.
        qputenv("PATH", "/nonexistent");
        QDir::setCurrent(QString::fromStdString(m_folder.path().string()));
        m_writer = std::make_unique<LiveWriter>(m_path);
        m_writer->append(50);
    }
    ~MonkeyTest() override { QDir::setCurrent(QStringLiteral("/")); }

    void crash()
    {
        if (m_writer) {
            m_writer->crash();
            m_writer.reset();
        }
    }
    void append(int steps)
    {
        if (m_writer) {
            m_writer->append(steps);
        }
    }
    /// Another run where the one before was.
    void startAgain(double offset = 0.0)
    {
        crash();
        std::filesystem::remove(m_path);
        m_writer = std::make_unique<LiveWriter>(m_path, offset);
        m_writer->append(20);
    }

    void addFaults(Monkey& monkey)
    {
        monkey.addFault([this] { append(1); });
        monkey.addFault([this] { append(200); });
        monkey.addFault([this] { open(); });
        monkey.addFault([this] { startAgain(); });
        monkey.addFault([this] { // the file shrinks under the window, and a new run follows
            crash();
            std::error_code none;
            std::filesystem::resize_file(m_path, std::filesystem::file_size(m_path, none) / 2, none);
        });
        monkey.addFault([this] { // noise
            crash();
            std::ofstream(m_path, std::ios::binary | std::ios::in | std::ios::out) << std::string(4096, 'x');
        });
        monkey.addFault([this] { std::filesystem::remove(m_path); });
        monkey.addFault([this] { // of another structure
            std::filesystem::remove(m_path);
            std::ofstream(m_path) << "no HDF5 at all";
        });
        monkey.addFault([this] { startAgain(1e6); });
        monkey.addFault([] { QApplication::setPalette(paletteOf(darkTheme())); });
        monkey.addFault([] { QApplication::setPalette(paletteOf(lightTheme())); });
    }

    std::unique_ptr<LiveWriter> m_writer;
};

} // namespace

TEST_F(MonkeyTest, TheWindowSurvives)
{
    const int events = fromEnvironment("H5PULSE_MONKEY_EVENTS", kEvents);
    const auto seed = static_cast<unsigned>(fromEnvironment("H5PULSE_MONKEY_SEED", static_cast<int>(kSeed)));
    open();
    ASSERT_TRUE(waitForStep(49));
    Monkey monkey(*m_window, seed);
    addFaults(monkey);
    s_monkey = &monkey;
    for (const int signal : {SIGSEGV, SIGABRT}) {
        struct sigaction action = {};
        action.sa_handler = tellOfCrash;
        ::sigaction(signal, &action, &s_before[signal]);
    }
    for (int done = 0; done < events; done += 100) {
        monkey.play(100);
    }

    // And it still does what it is for.
    startAgain(500.0);
    m_window->show();
    m_window->resize(1000, 700);
    open();
    document().selectField("y");
    document().goLive();
    m_writer->append(5);
    ASSERT_TRUE(waitForStep(24)) << monkey.history().toStdString();
    EXPECT_EQ(document().frame()->real[7], 500.0 + 24.0 + 7e-3);
}

} // namespace h5pulse::viewer::test
