// SPDX-License-Identifier: MIT
#include "format/heartbeat.h"

#include "format/layout.h"
#include "os/machine.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <unistd.h>

namespace h5pulse {

namespace {

h5::Handle textType(std::size_t size)
{
    h5::Handle type(H5Tcopy(H5T_C_S1), H5Tclose);
    H5Tset_size(type.get(), size);
    H5Tset_cset(type.get(), H5T_CSET_UTF8);
    H5Tset_strpad(type.get(), H5T_STR_NULLPAD);
    return type;
}

template <std::size_t N>
void copyText(std::array<char, N>& to, std::string_view from)
{
    to.fill('\0');
    std::size_t size = std::min(from.size(), N - 1);
    // Cut between characters, not inside of one.
    while (size < from.size() && size > 0 && (static_cast<unsigned char>(from[size]) & 0xC0U) == 0x80U) {
        --size;
    }
    std::copy_n(from.begin(), size, to.begin());
}

/// Reads again if the record is being written: it is complete a moment later.
template <typename Read>
std::optional<Heartbeat> readWhole(const Read& read)
{
    constexpr int kAttempts = 5;
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
        Heartbeat heartbeat;
        if (!read(heartbeat)) {
            return std::nullopt;
        }
        if (heartbeat.sequence == heartbeat.sequenceAgain) {
            return heartbeat;
        }
    }
    return std::nullopt;
}

} // namespace

h5::Handle heartbeatType()
{
    h5::Handle type(H5Tcreate(H5T_COMPOUND, sizeof(Heartbeat)), H5Tclose);
    const h5::Handle host = textType(std::tuple_size_v<decltype(Heartbeat::host)>);
    const h5::Handle reason = textType(std::tuple_size_v<decltype(Heartbeat::reason)>);
    const h5::Handle boot = textType(std::tuple_size_v<decltype(Heartbeat::boot)>);
    const auto insert = [&](const char* name, std::size_t offset, hid_t member) {
        H5Tinsert(type.get(), name, offset, member);
    };
    insert("sequence", offsetof(Heartbeat, sequence), H5T_STD_U64LE);
    insert("steps", offsetof(Heartbeat, steps), H5T_STD_U64LE);
    insert("commits", offsetof(Heartbeat, commits), H5T_STD_U64LE);
    insert("start_time", offsetof(Heartbeat, startTime), H5T_IEEE_F64LE);
    insert("commit_time", offsetof(Heartbeat, commitTime), H5T_IEEE_F64LE);
    insert("time", offsetof(Heartbeat, time), H5T_IEEE_F64LE);
    insert("process_id", offsetof(Heartbeat, processId), H5T_STD_I64LE);
    insert("state", offsetof(Heartbeat, state), H5T_STD_I32LE);
    insert("write_problem", offsetof(Heartbeat, writeProblem), H5T_STD_I32LE);
    insert("host", offsetof(Heartbeat, host), host.get());
    insert("reason", offsetof(Heartbeat, reason), reason.get());
    insert("boot", offsetof(Heartbeat, boot), boot.get());
    insert("synced", offsetof(Heartbeat, synced), H5T_STD_U64LE);
    insert("bytes", offsetof(Heartbeat, bytes), H5T_STD_U64LE);
    insert("waits", offsetof(Heartbeat, waits), H5T_STD_U64LE);
    insert("wait_seconds", offsetof(Heartbeat, waitSeconds), H5T_IEEE_F64LE);
    insert("longest_commit", offsetof(Heartbeat, longestCommit), H5T_IEEE_F64LE);
    insert("sequence_again", offsetof(Heartbeat, sequenceAgain), H5T_STD_U64LE);
    return type;
}

std::string Heartbeat::text(const char* data, std::size_t size)
{
    return {data, std::find(data, data + size, '\0')};
}

void Heartbeat::setHost(std::string_view value)
{
    copyText(host, value);
}

void Heartbeat::setReason(std::string_view value)
{
    copyText(reason, value);
}

void Heartbeat::setBoot(std::string_view value)
{
    copyText(boot, value);
}

std::optional<RunState> Heartbeat::end() const
{
    switch (state) {
    case Finished:
        return RunState::Finished;
    case Failed:
        return RunState::Failed;
    case Stopped:
        return RunState::Stopped;
    default: // running, or what a damaged file holds
        return std::nullopt;
    }
}

bool Heartbeat::survivedRestart(bool local) const
{
    const std::string then = bootId();
    return !then.empty() && !bootText().empty() && then != bootText() && (local || hostText() == hostName());
}

h5::Handle createHeartbeat(hid_t file)
{
    const h5::Handle type = heartbeatType();
    const h5::Handle space(H5Screate(H5S_SCALAR), H5Sclose);
    const h5::Handle list(H5Pcreate(H5P_DATASET_CREATE), H5Pclose);
    H5Pset_layout(list.get(), H5D_CONTIGUOUS);
    H5Pset_alloc_time(list.get(), H5D_ALLOC_TIME_EARLY);
    return {
        H5Dcreate2(file, layout::kHeartbeat, type.get(), space.get(), H5P_DEFAULT, list.get(), H5P_DEFAULT),
        H5Dclose};
}

std::optional<std::uint64_t> heartbeatAddress(hid_t dataset)
{
    const haddr_t address = dataset >= 0 ? H5Dget_offset(dataset) : HADDR_UNDEF;
    return address != HADDR_UNDEF && H5Dget_storage_size(dataset) == sizeof(Heartbeat)
               ? std::optional<std::uint64_t>(address)
               : std::nullopt;
}

std::optional<std::uint64_t> plainHeartbeatAddress(hid_t dataset)
{
    const h5::Handle stored(dataset >= 0 ? H5Dget_type(dataset) : H5I_INVALID_HID, H5Tclose);
    const bool same = stored && H5Tequal(stored.get(), heartbeatType().get()) > 0;
    return same ? heartbeatAddress(dataset) : std::nullopt;
}

bool writeHeartbeat(int descriptor, std::uint64_t address, Heartbeat& heartbeat) noexcept
{
    static_assert(std::endian::native == std::endian::little, "the record is written as it is in memory");
    heartbeat.sequenceAgain = ++heartbeat.sequence;
    return ::pwrite(descriptor, &heartbeat, sizeof heartbeat, static_cast<off_t>(address)) ==
           static_cast<ssize_t>(sizeof heartbeat);
}

std::optional<std::uint64_t> readSequence(int descriptor, std::uint64_t address) noexcept
{
    std::uint64_t sequence = 0;
    static_assert(offsetof(Heartbeat, sequence) == 0);
    return ::pread(descriptor, &sequence, sizeof sequence, static_cast<off_t>(address)) ==
                   static_cast<ssize_t>(sizeof sequence)
               ? std::optional(sequence)
               : std::nullopt;
}

std::optional<Heartbeat> readHeartbeat(hid_t dataset, bool swmr)
{
    // A dataset of several records must not be read into one.
    const h5::Handle one(H5Screate(H5S_SCALAR), H5Sclose);
    return readWhole([&](Heartbeat& heartbeat) {
        const h5::Handle type = heartbeatType();
        return (!swmr || H5Drefresh(dataset) >= 0) &&
               H5Dread(dataset, type.get(), one.get(), H5S_ALL, H5P_DEFAULT, &heartbeat) >= 0;
    });
}

std::optional<Heartbeat> readHeartbeat(h5::DriverFile& file, std::uint64_t address)
{
    return readWhole([&](Heartbeat& heartbeat) {
        return h5::readPastHdf5(file, address, sizeof heartbeat, &heartbeat) == sizeof heartbeat;
    });
}

} // namespace h5pulse
