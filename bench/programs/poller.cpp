// SPDX-License-Identifier: MIT
// A reader like a viewer: polls a run at 60 Hz, and reads the last step of each field whenever there is a new
// one. Waits for the file. When its standard input ends, it stops and prints how many polls it made and how
// many of them found new steps.
//
// usage: h5pulse_bench_poller FILE
#include <h5pulse/reader.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <vector>

#include <poll.h>
#include <unistd.h>

namespace {

constexpr int kPeriod = 16; // in milliseconds

class Poller
{
public:
    explicit Poller(std::filesystem::path path)
        : m_path(std::move(path))
    {
    }

    void poll()
    {
        try {
            if (!m_reader && std::filesystem::exists(m_path)) {
                m_reader = std::make_unique<h5pulse::Reader>(m_path);
            }
            if (m_reader) {
                ++m_polls;
                if (m_reader->refresh() != h5pulse::Refresh::Unchanged && m_reader->steps() > 0) {
                    readLast();
                    ++m_growths;
                }
            }
        } catch (const h5pulse::ChangedError&) {
            // Between two states of the file; the next poll succeeds.
        }
    }

    void report() const { std::printf("%zu %zu\n", m_polls, m_growths); }

private:
    void readLast()
    {
        for (const auto& field : m_reader->fields()) {
            m_values.resize(field.components());
            m_reader->readStep(field.name, m_reader->steps() - 1, m_values);
        }
    }

    std::filesystem::path m_path;
    std::unique_ptr<h5pulse::Reader> m_reader;
    std::vector<double> m_values;
    std::size_t m_polls = 0;
    std::size_t m_growths = 0;
};

} // namespace

int main(int argc, char** argv)
{
    if (argc != 2) {
        return 2;
    }
    try {
        Poller poller(argv[1]);
        std::puts("ready");
        std::fflush(stdout);
        pollfd input{STDIN_FILENO, POLLIN, 0};
        while (::poll(&input, 1, kPeriod) == 0) {
            poller.poll();
        }
        poller.report();
    } catch (const std::exception& error) {
        std::fprintf(stderr, "h5pulse_bench_poller: %s\n", error.what());
        return 1;
    }
}
