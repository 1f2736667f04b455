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

/// What the caller did wrong, with the code that it gets.
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

/// Inside a catch block: the sentence of the exception becomes the last error, and its kind the code.
int reportException() noexcept;

/// What each function of the C interface runs in: no exception leaves it.
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

/// The same for functions that return something else: `failed` after an error.
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

/// Text that must be there.
/// @param what  what it is for, as in "the name of a field"
inline const char* requireText(const char* text, const char* what)
{
    if (text == nullptr) [[unlikely]] {
        refuseText(what);
    }
    return text;
}

[[noreturn]] void refuseArray(const char* what, std::string_view name);

/// An array that must be there; for no elements it may be NULL.
/// @param what  with `name` for the error: "the values of field" and "u"; some have no name
inline void requireArray(const void* array, std::size_t count, const char* what, std::string_view name = {})
{
    if (array == nullptr && count > 0) [[unlikely]] {
        refuseArray(what, name);
    }
}

/// Throws Misuse where a caller expects another number of dimensions than the field has.
void requireRank(const std::string& field, std::span<const std::size_t> shape, std::size_t expected);

/// Throws Misuse where there is no filter of that name.
Filter requireFilter(const std::string& name);

} // namespace h5pulse::c
