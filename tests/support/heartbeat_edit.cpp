// SPDX-License-Identifier: MIT
#include "heartbeat_edit.h"

#include <array>
#include <climits>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <unistd.h>

namespace h5pulse::test {

void setTrouble(const std::filesystem::path& run, int trouble, std::string_view reason)
{
    // As in docs/file-format.md: trouble (4 bytes), host (64), reason (256).
    constexpr std::size_t kHostBytes = 64;
    constexpr std::size_t kReasonBytes = 256;
    std::array<char, HOST_NAME_MAX + 1> name{};
    ::gethostname(name.data(), name.size() - 1);
    std::string host(name.data());
    host.resize(kHostBytes, '\0');

    std::fstream file(run, std::ios::in | std::ios::out | std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    const std::size_t at = bytes.find(host);
    if (at == std::string::npos) {
        throw std::runtime_error(run.string() + " has no heartbeat of this machine");
    }
    std::string record(1, static_cast<char>(trouble));
    record.resize(4, '\0');
    record += host;
    record += reason;
    record.resize(4 + kHostBytes + kReasonBytes, '\0');
    file.clear();
    file.seekp(static_cast<std::streamoff>(at - 4));
    if (!file.write(record.data(), static_cast<std::streamsize>(record.size())).flush()) {
        throw std::runtime_error("cannot change " + run.string());
    }
}

} // namespace h5pulse::test
