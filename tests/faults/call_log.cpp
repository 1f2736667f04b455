// SPDX-License-Identifier: MIT
#include "call_log.h"

#include <fstream>
#include <stdexcept>

namespace h5pulse::faults {

std::vector<LoggedCall> readCallLog(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    std::vector<LoggedCall> calls;
    FaultRecord record{};
    while (file.read(reinterpret_cast<char*>(&record), sizeof record)) {
        LoggedCall call{static_cast<FaultCall>(record.call), record.directory != 0, record.file,
                        record.offset, record.length};
        call.bytes.resize(record.bytes);
        if (!file.read(call.bytes.data(), static_cast<std::streamsize>(record.bytes))) {
            throw std::runtime_error("the log of calls ends in the middle of one");
        }
        if (call.call & (FaultRename | FaultLink | FaultUnlink | FaultCreate)) {
            const std::size_t end = call.bytes.find('\0');
            call.other = call.bytes.substr(std::min(end + 1, call.bytes.size()));
            call.other = call.other.substr(0, call.other.find('\0'));
            call.bytes.resize(end);
        }
        calls.push_back(std::move(call));
    }
    if (calls.empty()) {
        throw std::runtime_error("the shim has logged nothing in " + path.string());
    }
    return calls;
}

} // namespace h5pulse::faults
