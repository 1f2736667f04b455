// SPDX-License-Identifier: MIT
#include "commit_failure.h"

#include <cerrno>
#include <cstring>

namespace h5pulse {

CommitFailure CommitFailure::of(const std::filesystem::path& path, int error, const std::string& reason)
{
    const std::string words = std::string(" (") + std::strerror(error) + ")";
    switch (error) {
    case ENOSPC:
        return {path, WriterTrouble::NoSpace, "the disk is full" + words};
    case EDQUOT:
        return {path, WriterTrouble::NoSpace, "the disk quota is used up" + words};
    case EFBIG:
        return {path, WriterTrouble::NoSpace, "the limit of file sizes is reached" + words};
    case 0:
        return {path, WriterTrouble::WriteError, "writing failed (" + reason + ")"};
    default:
        return {path, WriterTrouble::WriteError, "writing failed" + words};
    }
}

} // namespace h5pulse
