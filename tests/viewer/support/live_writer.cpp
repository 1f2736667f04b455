// SPDX-License-Identifier: GPL-3.0-or-later
#include "live_writer.h"

#include <csignal>
#include <stdexcept>

namespace h5pulse::viewer::test {

LiveWriter::LiveWriter(const std::filesystem::path& path, double offset)
    : m_process({VIEWER_TEST_WRITER, path.string(), std::to_string(offset)})
{
    if (!m_process.readUntil("ready")) {
        throw std::runtime_error("the test's writer did not start: " + m_process.wait().err);
    }
}

void LiveWriter::append(int steps)
{
    command("append " + std::to_string(steps));
}

void LiveWriter::appendBad(int component)
{
    command("bad " + std::to_string(component));
}

void LiveWriter::command(const std::string& line)
{
    m_process.writeLine(line);
    if (!m_process.readUntil("steps")) {
        throw std::runtime_error("the test's writer ended: " + m_process.wait().err);
    }
}

void LiveWriter::beginPaced(int steps, double stepsPerSecond)
{
    m_process.writeLine("pace " + std::to_string(steps) + " " + std::to_string(stepsPerSecond));
}

void LiveWriter::endPaced(std::chrono::milliseconds deadline)
{
    if (!m_process.readUntil("steps", deadline)) {
        throw std::runtime_error("the test's writer ended: " + m_process.wait().err);
    }
}

void LiveWriter::runFree()
{
    m_process.writeLine("free");
}

void LiveWriter::stopFree()
{
    append(0);
}

void LiveWriter::close()
{
    m_process.writeLine("close");
    m_process.wait();
}

void LiveWriter::fail(const std::string& reason)
{
    m_process.writeLine("fail " + reason);
    m_process.wait();
}

void LiveWriter::stop(const std::string& reason)
{
    m_process.writeLine("stop " + reason);
    m_process.wait();
}

void LiveWriter::crash()
{
    m_process.kill(SIGKILL);
    m_process.wait();
}

} // namespace h5pulse::viewer::test
