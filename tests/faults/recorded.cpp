// SPDX-License-Identifier: MIT
#include "recorded.h"

#include "process.h"

#include <algorithm>
#include <stdexcept>

namespace h5pulse::faults {

namespace fs = std::filesystem;

std::vector<LoggedCall> Recorded::calls(const Command& command, int status) const
{
    const fs::path log = m_logs / "calls";
    fs::remove(log);
    const test::ProcessResult result =
        test::run(disturbed({.folder = m_folder.path(), .log = log}, command), std::chrono::minutes(1));
    if (result.status != status) {
        throw std::runtime_error("the program ended with " + std::to_string(result.status) + ": " +
                                 result.err);
    }
    return readCallLog(log);
}

EventLog Recorded::events(const Command& command, int status) const
{
    std::map<std::uint64_t, std::uint64_t> sizes;
    for (const auto& entry : fs::directory_iterator(m_folder.path())) {
        sizes[inodeOf(entry)] = entry.file_size();
    }
    const std::vector<LoggedCall> made = calls(command, status);
    std::map<std::uint64_t, FileMap> maps;
    maps.emplace(inodeOf(m_path), FileMap(m_path));
    return {made, maps, sizes};
}

Command Recorded::writer(std::size_t steps, const Command& options) const
{
    Command all{"--foreground", "--commit-interval", "0", "--steps", std::to_string(steps)};
    if (std::find(options.begin(), options.end(), "--commit-every") == options.end()) {
        all.insert(all.end(), {"--commit-every", "5"});
    }
    all.insert(all.end(), options.begin(), options.end());
    return writerCommand(m_path, all);
}

void Recorded::prepare(const Command& command) const
{
    const test::ProcessResult result = test::run(command, std::chrono::minutes(1));
    if (result.status != 0) {
        throw std::runtime_error("the program ended with " + std::to_string(result.status) + ": " +
                                 result.err);
    }
}

} // namespace h5pulse::faults
