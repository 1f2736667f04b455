// SPDX-License-Identifier: MIT
#include "guarded.h"

#include "last_error.h"

#include <h5pulse/error.h>

#include <new>

namespace h5pulse::c {

namespace {

int report(int code, const std::exception& error) noexcept
{
    setLastError(code, error.what());
    return code;
}

} // namespace

int reportException() noexcept
{
    try {
        throw;
    } catch (const Misuse& error) {
        return report(error.code(), error);
    } catch (const MissingError& error) {
        return report(H5PULSE_MISSING, error);
    } catch (const InUseError& error) {
        return report(H5PULSE_IN_USE, error);
    } catch (const InterruptedError& error) {
        return report(H5PULSE_INTERRUPTED, error);
    } catch (const ChangedError& error) {
        return report(H5PULSE_CHANGED, error);
    } catch (const std::invalid_argument& error) {
        return report(H5PULSE_INVALID_ARGUMENT, error);
    } catch (const std::out_of_range& error) {
        return report(H5PULSE_OUT_OF_RANGE, error);
    } catch (const std::logic_error& error) {
        return report(H5PULSE_WRONG_ORDER, error);
    } catch (const std::bad_alloc&) {
        setLastError(H5PULSE_NO_MEMORY, "there is not enough memory");
        return H5PULSE_NO_MEMORY;
    } catch (const std::exception& error) {
        return report(H5PULSE_ERROR, error);
    } catch (...) {
        setLastError(H5PULSE_ERROR, "an error of unknown kind");
        return H5PULSE_ERROR;
    }
}

void refuseText(const char* what)
{
    throw Misuse(H5PULSE_INVALID_ARGUMENT, std::string(what) + " is NULL");
}

void refuseArray(const char* what, std::string_view name)
{
    const std::string named = name.empty() ? "" : " '" + std::string(name) + "'";
    throw Misuse(H5PULSE_INVALID_ARGUMENT, "the pointer to " + (what + named) + " is NULL");
}

void requireRank(const std::string& field, std::span<const std::size_t> shape, std::size_t expected)
{
    if (expected != shape.size()) {
        throw Misuse(H5PULSE_INVALID_ARGUMENT, "field '" + field + "' has " + std::to_string(shape.size()) +
                                                   (shape.size() == 1 ? " dimension" : " dimensions") +
                                                   ", not " + std::to_string(expected));
    }
}

Filter requireFilter(const std::string& name)
{
    if (const auto filter = filterOf(name)) {
        return *filter;
    }
    throw Misuse(H5PULSE_INVALID_ARGUMENT,
                 "there is no filter '" + name +
                     "'; the filters are 'gzip', 'lz4', 'zstd', 'blosc' and 'none'");
}

} // namespace h5pulse::c
