// SPDX-License-Identifier: MIT
#pragma once

#include "h5/handle.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace h5pulse::test {

/// A closed file, read by HDF5 calls without Reader. Failures throw std::runtime_error.
class RawFile
{
public:
    explicit RawFile(const std::filesystem::path& path);

    std::vector<hsize_t> extent(const std::string& dataset) const;
    /// All elements of a dataset, as bytes of the given memory type.
    std::vector<std::byte> bytes(const std::string& dataset, hid_t memoryType, std::size_t elementSize) const;
    std::vector<double> doubles(const std::string& dataset) const;
    /// A member of a dataset with one compound element, as a 64-bit number.
    std::int64_t integerMember(const std::string& dataset, const char* member) const;
    /// The same as a text, without padding.
    std::string textMember(const std::string& dataset, const char* member) const;
    hid_t id() const noexcept { return m_file.get(); }

private:
    h5::Handle open(const std::string& dataset) const;
    h5::Handle m_file;
};

} // namespace h5pulse::test
