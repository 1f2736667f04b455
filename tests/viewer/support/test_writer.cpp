// SPDX-License-Identifier: GPL-3.0-or-later
// A simulation for the tests of the viewer, controlled by lines on standard input. The values of a row
// identify its step: y[i] = offset + step + i / 1000, energy = 2 * (offset + step).
//
//   bad C      append and commit a step with NaN in y[C] and in energy, then print "steps TOTAL"
//   append N   append and commit N steps, then print "steps TOTAL"
//   pace N R   append N steps, R a second, a commit for each, then print "steps TOTAL"
//   free       append and commit 5 steps every few milliseconds until the next line comes
//   fail WHY   end the run as failed
//   stop WHY   end the run as stopped
//   close      end the run
#include <h5pulse/writer.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <iostream>
#include <limits>
#include <poll.h>
#include <string>
#include <thread>
#include <unistd.h>
#include <vector>

namespace {

constexpr std::size_t kPoints = 64;
constexpr int kPauseMilliseconds = 5;

class Simulation
{
public:
    Simulation(const std::string& path, double offset)
        : m_writer(path, specification())
        , m_offset(offset)
    {
    }

    void append(int count)
    {
        std::vector<double> y(kPoints);
        for (int k = 0; k < count; ++k) {
            const auto step = static_cast<double>(m_writer.steps());
            for (std::size_t i = 0; i < kPoints; ++i) {
                y[i] = m_offset + step + static_cast<double>(i) * 1e-3;
            }
            m_writer.append(step * 0.1, y, 2.0 * (m_offset + step));
        }
        m_writer.commit();
    }

    void appendPaced(int count, double stepsPerSecond)
    {
        const auto begin = std::chrono::steady_clock::now();
        for (int k = 0; k < count; ++k) {
            append(1);
            std::this_thread::sleep_until(begin + std::chrono::duration<double>((k + 1) / stepsPerSecond));
        }
    }

    void appendBad(std::size_t component)
    {
        std::vector<double> y(kPoints);
        y.at(component) = std::numeric_limits<double>::quiet_NaN();
        m_writer.append(static_cast<double>(m_writer.steps()) * 0.1, y, y[component]);
        m_writer.commit();
    }

    h5pulse::Writer& writer() { return m_writer; }

private:
    static h5pulse::RunSpec specification()
    {
        std::vector<double> x(kPoints);
        for (std::size_t i = 0; i < kPoints; ++i) {
            x[i] = 0.5 * static_cast<double>(i);
        }
        return {.fields = {{.name = "y", .shape = {kPoints}, .units = "V", .axes = {"x"}},
                           {.name = "energy", .units = "J"}},
                .axes = {{.name = "x", .values = x, .units = "mm"}},
                .timeUnits = "s",
                .endTime = 1e5};
    }

    h5pulse::Writer m_writer;
    double m_offset;
};

bool inputIsReady(int milliseconds)
{
    pollfd input{STDIN_FILENO, POLLIN, 0};
    return std::cin.rdbuf()->in_avail() > 0 || poll(&input, 1, milliseconds) > 0;
}

} // namespace

int main(int argc, char** argv)
{
    std::ios::sync_with_stdio(false);
    if (argc < 2) {
        return 2;
    }
    try {
        Simulation simulation(argv[1], argc > 2 ? std::stod(argv[2]) : 0.0);
        std::cout << "ready" << std::endl;
        std::string line;
        while (std::getline(std::cin, line)) {
            if (line.starts_with("append ")) {
                simulation.append(std::stoi(line.substr(7)));
                std::cout << "steps " << simulation.writer().steps() << std::endl;
            } else if (line.starts_with("pace ")) {
                const std::size_t gap = line.find(' ', 5);
                simulation.appendPaced(std::stoi(line.substr(5)), std::stod(line.substr(gap)));
                std::cout << "steps " << simulation.writer().steps() << std::endl;
            } else if (line.starts_with("bad ")) {
                simulation.appendBad(std::stoul(line.substr(4)));
                std::cout << "steps " << simulation.writer().steps() << std::endl;
            } else if (line == "free") {
                while (!inputIsReady(kPauseMilliseconds)) {
                    simulation.append(5);
                }
            } else if (line.starts_with("fail ")) {
                simulation.writer().fail(line.substr(5));
                return 0;
            } else if (line.starts_with("stop ")) {
                simulation.writer().stop(line.substr(5));
                return 0;
            } else if (line == "close") {
                simulation.writer().close();
                return 0;
            }
        }
        return 0;
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
}
