// SPDX-License-Identifier: MIT
#include "program_life.h"

#include <hdf5.h>

#include <array>
#include <chrono>
#include <cstdlib>
#include <fcntl.h>
#include <spawn.h>
#include <string>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace h5pulse::faults {

namespace {

constexpr unsigned kSeldom = 40; ///< one step of so many has something beside it

/// To whatever has the number now: nothing, or what this program has opened itself.
void printTo(int number)
{
    const std::string line(300, '#');
    [[maybe_unused]] const ssize_t put = ::write(number, line.data(), line.size());
}

[[noreturn]] void outliveParent()
{
    ::close(STDOUT_FILENO); // which the campaign reads to its end
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    std::exit(0);
}

/// HDF5 1.10 does not bear being closed while another thread is inside of it, with errors that it has noted
/// for that thread. After a commit the writer's thread has nothing to do in it.
void closeHdf5(Writer& writer)
{
    writer.commit();
    H5close();
}

void startProgram()
{
    std::array<char, 5> name{"true"};
    std::array<char*, 2> arguments{name.data(), nullptr};
    pid_t child = 0;
    if (::posix_spawnp(&child, "true", nullptr, nullptr, arguments.data(), environ) == 0) {
        ::waitpid(child, nullptr, 0);
    }
}

} // namespace

void ProgramLife::begin()
{
    for (const int number : {STDIN_FILENO, STDERR_FILENO}) {
        if (chance(2)) {
            ::close(number);
        }
    }
}

void ProgramLife::fork(std::unique_ptr<Writer>& writer)
{
    const unsigned way = m_random() % 4;
    const pid_t child = ::fork();
    if (child != 0) {
        if (way != 3) {
            ::waitpid(child, nullptr, 0);
        }
        return;
    }
    switch (way) {
    case 0:
        std::exit(0);
    case 1:
        writer.reset();
        std::exit(0);
    case 2: // twice
        if (::fork() == 0) {
            outliveParent();
        }
        std::exit(0);
    default:
        outliveParent();
    }
}

void ProgramLife::live(std::unique_ptr<Writer>& writer)
{
    if (!chance(kSeldom)) {
        return;
    }
    switch (m_random() % 6) {
    case 0:
    case 1:
        fork(writer);
        break;
    case 2:
        printTo(STDIN_FILENO);
        printTo(STDERR_FILENO);
        break;
    case 3: {
        const int there = ::chdir(chance(2) ? "/" : "/tmp");
        static_cast<void>(there);
        break;
    }
    case 4:
        startProgram();
        break;
    default:
        closeHdf5(*writer);
        break;
    }
    while (::waitpid(-1, nullptr, WNOHANG) > 0) { // those that have outlived a step
    }
}

} // namespace h5pulse::faults
