// SPDX-License-Identifier: MIT
#include "support/file_bytes.h"

#include <fstream>
#include <iterator>
#include <stdexcept>

namespace h5pulse::test {

std::string readBytes(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        throw std::runtime_error("cannot read " + path.string());
    }
    return {std::istreambuf_iterator<char>(file), {}};
}

void writeBytes(const std::filesystem::path& path, std::string_view bytes)
{
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    if (!file.write(bytes.data(), static_cast<std::streamsize>(bytes.size())).flush()) {
        throw std::runtime_error("cannot write " + path.string());
    }
}

void flipByte(const std::filesystem::path& path, std::size_t offset)
{
    std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
    const auto at = static_cast<std::streamoff>(offset);
    const int byte = file.seekg(at).get();
    if (!file.seekp(at).put(static_cast<char>(~byte)).flush()) {
        throw std::runtime_error("cannot change " + path.string());
    }
}

} // namespace h5pulse::test
