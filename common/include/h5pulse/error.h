// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/require_cxx20.h>

#include <filesystem>
#include <stdexcept>
#include <string>

namespace h5pulse {

/// A failed file operation. what() is one sentence with the file, the operation and the reason.
class Error : public std::runtime_error
{
public:
    /// @param path    the file concerned
    /// @param tried   the operation that failed, for example "cannot open the file"
    /// @param reason  why it failed and, if known, what to do about it
    Error(std::filesystem::path path, std::string tried, std::string reason);

    const std::filesystem::path& path() const noexcept { return m_path; }
    const std::string& tried() const noexcept { return m_tried; }
    const std::string& reason() const noexcept { return m_reason; }

private:
    std::filesystem::path m_path;
    std::string m_tried;
    std::string m_reason;
};

/// The file did not exist when it was opened. Use this error rather than asking the file system
/// afterwards: the file may have been created meanwhile.
class MissingError : public Error
{
public:
    using Error::Error;
};

/// Another program writes the file: a second writer was refused.
class InUseError : public Error
{
public:
    using Error::Error;
};

/// Writer::interrupt() ended a wait for free disk space or for a disk that works.
class InterruptedError : public Error
{
public:
    using Error::Error;
};

/// The file changed while it was read, because a program without SWMR rewrites it. Refresh and try again.
class ChangedError : public Error
{
public:
    using Error::Error;
};

} // namespace h5pulse
