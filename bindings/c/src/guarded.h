// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/c_types.h>
#include <h5pulse/compression.h>

#include <cstddef>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

namespace h5pulse::c {

/// An error of the caller, with the returned code.
class Misuse : public std::runtime_error
{
public:
    Misuse(int code, const std::string& sentence)
        : std::runtime_error(sentence)
        , m_code(code)
    {
    }
    int code() const noexcept { return m_code; }

private:
    int m_code;
};

/// Call inside a catch block: stores the exception's sentence as last error and returns the code of its kind.
int reportException() noexcept;

/// Runs the body of a C function and lets no exception out.
template <typename Function>
int guarded(const Function& function) noexcept
{
    try {
        function();
        return H5PULSE_OK;
    } catch (...) {
        return reportException();
    }
}

/// Does the same for functions that return a value: `failed` after an error.
template <typename Result, typename Function>
Result guardedOr(Result failed, const Function& function) noexcept
{
    try {
        return function();
    } catch (...) {
        reportException();
        return failed;
    }
}

[[noreturn]] void refuseText(const char* what);

/// Requires a text that is not NULL.
/// @param what  its purpose, for example "the name of a field"
inline const char* requireText(const char* text, const char* what)
{
    if (text == nullptr) [[unlikely]] {
        refuseText(what);
    }
    return text;
}

[[noreturn]] void refuseArray(const char* what, std::string_view name);

/// Requires an array that is not NULL, unless it has no elements.
/// @param what  with `name` for the error: "the values of field" and "u"; `name` may be empty
inline void requireArray(const void* array, std::size_t count, const char* what, std::string_view name = {})
{
    if (array == nullptr && count > 0) [[unlikely]] {
        refuseArray(what, name);
    }
}

/// Throws Misuse if the caller expects another number of dimensions than the field has.
void requireRank(const std::string& field, std::span<const std::size_t> shape, std::size_t expected);

/// Throws Misuse for an unknown filter.
Filter requireFilter(const std::string& name);

} // namespace h5pulse::c
