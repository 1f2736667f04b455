// SPDX-License-Identifier: GPL-3.0-or-later
// Random input to the window, with faults in the live run that it shows.
//
// H5PULSE_MONKEY_EVENTS sets the number of events, and H5PULSE_MONKEY_SEED selects them.
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

const Monkey* s_monkey = nullptr; // gives the history of events for the report of a crash

std::map<int, struct sigaction> s_before; // handlers of a sanitizer or of the system

/// Prints the events, and restores the previous handler. The failing instruction then runs again and calls
/// it.
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
        // Random text in entries for commands and file names must do no harm.
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
    /// Writes another run to the path.
    void startAgain(double offset = 0.0)
    {
        crash();
        std::filesystem::remove(m_path);
        m_writer = std::make_unique<LiveWriter>(m_path, offset);
        m_writer->append(20);
    }

    /// The process that reads for the window dies, or hangs.
    void endService(int signal)
    {
        if (const int process = document().serviceProcess(); process > 0) {
            ::kill(process, signal);
        }
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
        monkey.addFault([this] { // a run of another structure
            std::filesystem::remove(m_path);
            std::ofstream(m_path) << "no HDF5 at all";
        });
        monkey.addFault([this] { startAgain(1e6); });
        monkey.addFault([this] { endService(SIGKILL); });
        monkey.addFault([this] { endService(SIGSTOP); });
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

    // The window still follows the run.
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
