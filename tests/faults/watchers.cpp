// SPDX-License-Identifier: MIT
#include "watchers.h"

#include "programs.h"

#include <cstdio>
#include <stdexcept>

namespace h5pulse::faults {

Watchers::Watchers(const std::filesystem::path& path, bool withH5py)
{
    m_processes.emplace_back(readerCommand({"watch", path.string()}));
    if (withH5py) {
        m_processes.emplace_back(Command{pythonProgram(), scriptPath("watch_run.py"), path.string()});
    }
    for (test::Process& process : m_processes) {
        process.readUntil("watching");
    }
}

bool Watchers::sees(std::string_view text, test::Deadline deadline)
{
    try {
        return m_processes.front().readUntil(text, deadline).has_value();
    } catch (const std::runtime_error&) { // the deadline has ended it
        m_processes.clear();
        return false;
    }
}

void Watchers::end(Counts& counts)
{
    for (test::Process& process : m_processes) {
        process.closeInput();
        const test::ProcessResult result = process.wait();
        const std::size_t last = result.out.rfind("rows ");
        std::size_t rows = 0, wrong = 0, restarts = 0;
        if (result.status != 0 || last == std::string::npos ||
            std::sscanf(&result.out[last], "rows %zu wrong %zu restarts %zu", &rows, &wrong, &restarts) < 2) {
            counts.blame(1, "an attached reader ended with " + std::to_string(result.status) + ": " +
                                result.err);
            continue;
        }
        counts.rows += rows;
        if (wrong + restarts > 0) {
            counts.blame(wrong + restarts, "an attached reader: " + result.out.substr(last) + result.err);
        }
    }
    m_processes.clear();
}

} // namespace h5pulse::faults
