// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/require_cxx20.h>

#include <filesystem>
#include <stdexcept>
#include <string>

namespace h5pulse {

/// A file operation that failed. what() is one sentence: the file, what was tried, why it failed.
class Error : public std::runtime_error
{
public:
    /// @param path    the file concerned
    /// @param tried   what was being done, as in "cannot open the file"
    /// @param reason  why it failed and, where there is one, what to do about it
    Error(std::filesystem::path path, std::string tried, std::string reason);

    const std::filesystem::path& path() const noexcept { return m_path; }
    const std::string& tried() const noexcept { return m_tried; }
    const std::string& reason() const noexcept { return m_reason; }

private:
    std::filesystem::path m_path;
    std::string m_tried;
    std::string m_reason;
};

/// There is no such file, or was none when it was to be opened. To ask the file system again, what is there
/// now, is another question: the file may have come meanwhile.
class MissingError : public Error
{
public:
    using Error::Error;
};

/// The file is being written by somebody else: a second writer was refused.
class InUseError : public Error
{
public:
    using Error::Error;
};

/// A wait for room on the disk, or for one that works, was ended by Writer::interrupt().
class InterruptedError : public Error
{
public:
    using Error::Error;
};

/// The file changed while it was read (a program without SWMR rewrites it). Refresh and try again.
class ChangedError : public Error
{
public:
    using Error::Error;
};

} // namespace h5pulse
