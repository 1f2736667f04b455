// SPDX-License-Identifier: MIT
#pragma once

#include "repack/inventory.h"

#include <h5pulse/error.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

namespace h5pulse::repacking {

/// The open files of a repacking, and the objects to copy.
struct Job
{
    hid_t from;                        ///< the original
    hid_t to;                          ///< its copy
    const std::filesystem::path& path; ///< of the original, for errors
    const Inventory& inventory;        ///< of the original
};

inline constexpr const char* kCannotRepack = "cannot be repacked";

/// The user has cancelled.
struct Cancelled
{
};

/// Throws Error for a problem in the file that prevents repacking.
[[noreturn]] inline void refuse(const std::filesystem::path& path, const std::string& what)
{
    throw Error(path, kCannotRepack, what + "; it was left untouched");
}

/// Counts the bytes that are done and reports them to the user.
class Progress
{
public:
    using Tell = std::function<bool(std::uintmax_t, std::uintmax_t)>;

    Progress(const Tell& tell, std::uintmax_t total)
        : m_tell(tell)
        , m_total(total)
    {
        add(0);
    }

    /// Throws Cancelled.
    void add(std::uintmax_t bytes)
    {
        m_done = std::min(m_done + bytes, m_total);
        if (m_tell && !m_tell(m_done, m_total)) {
            throw Cancelled{};
        }
    }

private:
    const Tell& m_tell;
    std::uintmax_t m_done = 0;
    std::uintmax_t m_total;
};

} // namespace h5pulse::repacking
