// SPDX-License-Identifier: MIT
#pragma once

#include "h5/handle.h"

#include <h5pulse/error.h>

#include <concepts>
#include <filesystem>
#include <string>
#include <string_view>

namespace h5pulse::h5 {

/// During its lifetime HDF5 does not print its error stack on this thread. The destructor restores the
/// setting of the program.
class SuppressHdf5Errors
{
public:
    SuppressHdf5Errors() noexcept;
    ~SuppressHdf5Errors();
    SuppressHdf5Errors(const SuppressHdf5Errors&) = delete;
    SuppressHdf5Errors& operator=(const SuppressHdf5Errors&) = delete;

private:
    H5E_auto2_t m_function = nullptr;
    void* m_data = nullptr;
};

/// Innermost reason in HDF5's error stack for the last failure on this thread.
std::string lastReason();

/// Throws Error with HDF5's innermost reason.
[[noreturn]] void raise(const std::filesystem::path& path, std::string_view tried);

/// Returns the result of an HDF5 call; throws Error if it is negative.
template <std::signed_integral R>
R check(R result, const std::filesystem::path& path, std::string_view tried)
{
    if (result < 0) {
        raise(path, tried);
    }
    return result;
}

/// The same for calls that return an identifier; the Handle owns it.
inline Handle own(hid_t id, Handle::Closer closer, const std::filesystem::path& path, std::string_view tried)
{
    return {check(id, path, tried), closer};
}

} // namespace h5pulse::h5
