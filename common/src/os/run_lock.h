// SPDX-License-Identifier: MIT
#pragma once

#include "os/descriptor.h"

#include <filesystem>
#include <optional>

namespace h5pulse {

/// The writer's lock on a file: one byte at offset 2^62, by an open-file-description lock. HDF5 uses flock,
/// which it does not meet; it ends with the process, so that it is never stale; closing other descriptors of
/// the file does not lose it.
class RunLock
{
public:
    /// Takes the lock; throws InUseError naming the holder where somebody has it, Error where it cannot be
    /// had.
    static RunLock take(const std::filesystem::path& path);

    /// The locked file, open for reading and writing.
    int descriptor() const noexcept { return m_descriptor.get(); }

private:
    explicit RunLock(Descriptor descriptor) noexcept
        : m_descriptor(std::move(descriptor))
    {
    }
    Descriptor m_descriptor;
};

/// Whether somebody holds the lock of this file; nothing where the file system does not say.
std::optional<bool> isLocked(int descriptor);

} // namespace h5pulse
