// SPDX-License-Identifier: MIT
#pragma once

#include <hdf5.h>

#include <utility>

namespace h5pulse::h5 {

/// Move-only owner of an HDF5 identifier.
class Handle
{
public:
    using Closer = herr_t (*)(hid_t);

    Handle() noexcept = default;
    Handle(hid_t id, Closer closer) noexcept
        : m_id(id)
        , m_closer(closer)
    {
    }
    ~Handle() { reset(); }

    Handle(Handle&& other) noexcept
        : m_id(std::exchange(other.m_id, H5I_INVALID_HID))
        , m_closer(other.m_closer)
    {
    }
    Handle& operator=(Handle&& other) noexcept
    {
        if (this != &other) {
            reset();
            m_id = std::exchange(other.m_id, H5I_INVALID_HID);
            m_closer = other.m_closer;
        }
        return *this;
    }

    hid_t get() const noexcept { return m_id; }
    explicit operator bool() const noexcept { return m_id >= 0; }

    /// Closes now; the result of the closer, or 0 where there was nothing to close.
    herr_t reset() noexcept
    {
        const hid_t id = std::exchange(m_id, H5I_INVALID_HID);
        return id >= 0 ? m_closer(id) : 0;
    }

private:
    hid_t m_id = H5I_INVALID_HID;
    Closer m_closer = nullptr;
};

} // namespace h5pulse::h5
