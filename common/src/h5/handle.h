// SPDX-License-Identifier: MIT
#pragma once

#include <hdf5.h>

#include <atomic>
#include <utility>

namespace h5pulse::h5 {

/// Incremented when HDF5 is closed (H5close(), or at the end of the program) while h5pulse uses it. Earlier
/// identifiers are invalid then, and HDF5 assigns their numbers again.
inline std::atomic<unsigned> libraryGeneration{0};

/// Move-only owner of an HDF5 identifier.
class Handle
{
public:
    using Closer = herr_t (*)(hid_t);

    Handle() noexcept = default;
    Handle(hid_t id, Closer closer) noexcept
        : m_id(id)
        , m_closer(closer)
        , m_generation(libraryGeneration.load(std::memory_order_relaxed))
    {
    }
    ~Handle() { reset(); }

    Handle(Handle&& other) noexcept
        : m_id(std::exchange(other.m_id, H5I_INVALID_HID))
        , m_closer(other.m_closer)
        , m_generation(other.m_generation)
    {
    }
    Handle& operator=(Handle&& other) noexcept
    {
        if (this != &other) {
            reset();
            m_id = std::exchange(other.m_id, H5I_INVALID_HID);
            m_closer = other.m_closer;
            m_generation = other.m_generation;
        }
        return *this;
    }

    hid_t get() const noexcept { return m_id; }
    explicit operator bool() const noexcept { return m_id >= 0; }

    /// Closes now; returns the result of the closer, or 0 if there was nothing to close.
    herr_t reset() noexcept
    {
        const hid_t id = std::exchange(m_id, H5I_INVALID_HID);
        return id >= 0 && isCurrent() ? m_closer(id) : 0;
    }

    /// Whether HDF5 has not been closed since this handle was created.
    bool isCurrent() const noexcept
    {
        return m_generation == libraryGeneration.load(std::memory_order_relaxed);
    }

private:
    hid_t m_id = H5I_INVALID_HID;
    Closer m_closer = nullptr;
    unsigned m_generation = 0;
};

} // namespace h5pulse::h5
