// SPDX-License-Identifier: MIT
#include "heartbeat_edit.h"

#include <array>
#include <chrono>
#include <climits>
#include <cstring>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <unistd.h>
#include <utility>

namespace h5pulse::test {

namespace {

// Offsets of members, by docs/file-format.md.
constexpr std::size_t kSequence = 0;
constexpr std::size_t kCommits = 16;
constexpr std::size_t kStartTime = 24;
constexpr std::size_t kCommitTime = 32;
constexpr std::size_t kTime = 40;
constexpr std::size_t kState = 56;
constexpr std::size_t kWriteProblem = 60;
constexpr std::size_t kHost = 64;
constexpr std::size_t kHostBytes = 64;
constexpr std::size_t kReason = 128;
constexpr std::size_t kReasonBytes = 256;
constexpr std::size_t kBoot = 384;
constexpr std::size_t kBootBytes = 40;
constexpr std::size_t kSequenceAgain = 464;

std::string hostName()
{
    std::array<char, HOST_NAME_MAX + 1> name{};
    ::gethostname(name.data(), name.size() - 1);
    return name.data();
}

std::string padded(std::string_view text, std::size_t size)
{
    std::string field(text);
    field.resize(size, '\0');
    return field;
}

std::string readAll(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

} // namespace

HeartbeatEdit::HeartbeatEdit(std::filesystem::path run)
    : HeartbeatEdit(std::move(run), hostName())
{
}

HeartbeatEdit::HeartbeatEdit(std::filesystem::path run, std::string_view host)
    : m_run(std::move(run))
{
    const std::size_t at = readAll(m_run).find(padded(host, kHostBytes));
    if (at == std::string::npos) {
        throw std::runtime_error(m_run.string() + " has no heartbeat of " + std::string(host));
    }
    m_at = at - kHost;
}

void HeartbeatEdit::setMachine(std::string_view host, std::string_view boot) const
{
    putText(kHost, kHostBytes, host);
    setBoot(boot);
}

void HeartbeatEdit::setBoot(std::string_view boot) const
{
    putText(kBoot, kBootBytes, boot);
}

void HeartbeatEdit::setTimes(double start, double commit, double sign) const
{
    put(kStartTime, start);
    put(kCommitTime, commit);
    put(kTime, sign);
}

void HeartbeatEdit::setCommits(std::uint64_t commits) const
{
    put(kCommits, commits);
}

void HeartbeatEdit::setWriteProblem(int writeProblem, std::string_view reason) const
{
    put(kWriteProblem, static_cast<std::int32_t>(writeProblem));
    putText(kReason, kReasonBytes, reason);
}

void HeartbeatEdit::setEnd(int state, std::string_view reason) const
{
    put(kState, static_cast<std::int32_t>(state));
    setWriteProblem(0, reason);
}

void HeartbeatEdit::writeHeartbeat() const
{
    std::uint64_t sequence = 0;
    std::memcpy(&sequence, readAll(m_run).data() + m_at + kSequence, sizeof sequence);
    put(kSequence, sequence + 1);
    put(kSequenceAgain, sequence + 1);
}

double HeartbeatEdit::now()
{
    return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

template <typename T>
void HeartbeatEdit::put(std::size_t member, T value) const
{
    std::array<char, sizeof(T)> bytes{};
    std::memcpy(bytes.data(), &value, sizeof value);
    write(member, {bytes.data(), bytes.size()});
}

void HeartbeatEdit::putText(std::size_t member, std::size_t size, std::string_view text) const
{
    write(member, padded(text, size));
}

void HeartbeatEdit::write(std::size_t member, std::string_view bytes) const
{
    std::fstream file(m_run, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(static_cast<std::streamoff>(m_at + member));
    if (!file.write(bytes.data(), static_cast<std::streamsize>(bytes.size())).flush()) {
        throw std::runtime_error("cannot change " + m_run.string());
    }
}

void setWriteProblem(const std::filesystem::path& run, int writeProblem, std::string_view reason)
{
    HeartbeatEdit(run).setWriteProblem(writeProblem, reason);
}

void setEnd(const std::filesystem::path& run, int state, std::string_view reason)
{
    HeartbeatEdit(run).setEnd(state, reason);
}

} // namespace h5pulse::test
