// SPDX-License-Identifier: MIT
#include "checker.h"

#include "programs.h"

#include <cstdio>
#include <stdexcept>

namespace h5pulse::faults {

Checker::Checker()
    : m_process({pythonProgram(), scriptPath("check_runs.py")})
{
    m_process.readUntil("ready");
}

Found Checker::check(const std::filesystem::path& path)
{
    return ask("check " + path.string());
}

Found Checker::peek(const std::filesystem::path& path)
{
    return ask("peek " + path.string());
}

Found Checker::theirs(const std::filesystem::path& path, std::size_t steps)
{
    return ask("theirs " + std::to_string(steps) + " " + path.string());
}

Found Checker::ask(const std::string& line)
{
    m_process.writeLine(line);
    const std::optional<std::string> answer = m_process.readLine(std::chrono::minutes(2));
    if (!answer) {
        throw std::runtime_error("check_runs.py ended: " + m_process.wait().err);
    }
    Found found;
    long long salt = 0;
    const int read = std::sscanf(answer->c_str(), "steps %zu wrong %zu salt %lld longest %zu", &found.steps,
                                 &found.wrong, &salt, &found.longest);
    found.salt = salt;
    if (read < 2) {
        found.refused = *answer;
    }
    return found;
}

} // namespace h5pulse::faults
