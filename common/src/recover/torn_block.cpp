// SPDX-License-Identifier: MIT
#include "recover/torn_block.h"

#include "format/journal.h"
#include "h5/check.h"
#include "recover/repair.h"
#include "run/run_file.h"

#include <cerrno>
#include <cstring>

namespace h5pulse {

std::optional<std::uint64_t> findTornBlock(const std::filesystem::path& path, const RunLock& lock)
{
    const h5::SuppressHdf5Errors silence;
    try {
        const RunFile file(path, {.nobodyWrites = true});
        const auto journal = journalAddress(file.id());
        return journal && hasTornBlock(lock.descriptor(), *journal) ? journal : std::nullopt;
    } catch (const Error&) {
        return std::nullopt; // the next inspection of the file reports the reason
    }
}

void mendBlock(const std::filesystem::path& path, const RunLock& lock, std::uint64_t journal)
{
    if (!replayJournal(lock.descriptor(), journal)) {
        throw Error(path, kCannotRecover, std::strerror(errno));
    }
}

} // namespace h5pulse
