// SPDX-License-Identifier: MIT
#pragma once

#include <cstdio>
#include <string>
#include <vector>

#include <sys/types.h>

namespace bench {

/// A program that runs beside the benchmark. It takes lines on standard input, answers by lines, and ends
/// when its input ends. The destructor kills it if it still runs.
class Child
{
public:
    /// Looks argv[0] up on PATH unless it contains a slash.
    explicit Child(const std::vector<std::string>& argv);
    ~Child();
    Child(Child&& other) noexcept;
    Child& operator=(Child&&) = delete;

    void say(const std::string& line);
    /// Returns the next line that it prints. Throws std::runtime_error if its output has ended.
    std::string hear();
    /// Returns the numbers on the next line.
    std::vector<double> hearNumbers();
    /// Closes its input, waits for its end, and returns the remaining output. Throws std::runtime_error if
    /// its exit status is not 0.
    std::string end();

private:
    std::string m_name;
    pid_t m_pid = -1;
    int m_input = -1;
    std::FILE* m_output = nullptr;
};

/// Path of a program that is built beside the benchmark; empty if it was not built.
std::string helperProgram(const std::string& name);

} // namespace bench
