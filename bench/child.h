// SPDX-License-Identifier: MIT
#pragma once

#include <cstdio>
#include <string>
#include <vector>

#include <sys/types.h>

namespace bench {

/// A program that runs beside the benchmark: told by lines on its standard input, answering by lines. It
/// stops when its input ends. Whatever still runs at destruction is killed.
class Child
{
public:
    /// argv[0] is looked up on PATH unless it has a slash.
    explicit Child(const std::vector<std::string>& argv);
    ~Child();
    Child(Child&& other) noexcept;
    Child& operator=(Child&&) = delete;

    void say(const std::string& line);
    /// The next line that it prints. Throws std::runtime_error where its output has ended.
    std::string hear();
    /// The numbers on the next line.
    std::vector<double> hearNumbers();
    /// Ends its input, waits for its end, and returns what it has printed meanwhile. Throws
    /// std::runtime_error for an exit status that is not 0.
    std::string end();

private:
    std::string m_name;
    pid_t m_pid = -1;
    int m_input = -1;
    std::FILE* m_output = nullptr;
};

/// Path of a program that is built beside the benchmark; empty: it was not.
std::string helperProgram(const std::string& name);

} // namespace bench
