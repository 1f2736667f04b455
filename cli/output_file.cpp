// SPDX-License-Identifier: MIT
#include "output_file.h"

#include "standard_output.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <stdexcept>
#include <stdlib.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace h5pulse::cli {

namespace {

constexpr std::size_t kBufferBytes = 256 * 1024;

[[noreturn]] void fail(const std::filesystem::path& path, const std::string& what)
{
    throw std::runtime_error(path.string() + ": " + what);
}

std::string systemReason(int error)
{
    return std::generic_category().message(error);
}

bool holdsHdf5(const std::filesystem::path& path)
{
    std::array<char, 8> start{};
    if (std::FILE* file = std::fopen(path.c_str(), "rb")) {
        const std::size_t count = std::fread(start.data(), 1, start.size(), file);
        std::fclose(file);
        return count == start.size() && std::memcmp(start.data(), "\x89HDF\r\n\x1a\n", start.size()) == 0;
    }
    return false;
}

} // namespace

OutputFile::OutputFile(const std::filesystem::path& path, bool force)
    : m_path(path)
    , m_force(force)
{
    if (path == "-") {
        m_descriptor = STDOUT_FILENO;
        return;
    }
    std::error_code error;
    const std::filesystem::file_status status = std::filesystem::status(path, error);
    if (!std::filesystem::exists(status)) {
        createBeside();
        return;
    }
    if (std::filesystem::is_directory(status)) {
        fail(path, "is a directory; give the name of a file to write");
    }
    if (!std::filesystem::is_regular_file(status)) {
        m_descriptor = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
        if (m_descriptor < 0) {
            fail(path, "cannot be written: " + systemReason(errno));
        }
        return;
    }
    m_path = std::filesystem::canonical(path); // keep a symbolic link and replace its target
    if (holdsHdf5(m_path)) {
        fail(path, "is an HDF5 file, and a table never replaces one; give another name");
    }
    if (!force) {
        fail(path, "exists already; give another name, or --force to replace it");
    }
    createBeside();
}

OutputFile::~OutputFile()
{
    if (m_descriptor >= 0 && m_descriptor != STDOUT_FILENO) {
        ::close(m_descriptor);
    }
    if (!m_temporary.empty()) {
        ::unlink(m_temporary.c_str());
    }
}

bool OutputFile::isTerminal() const
{
    return ::isatty(m_descriptor) == 1;
}

void OutputFile::write(std::string_view text)
{
    m_buffer += text;
    if (m_buffer.size() >= kBufferBytes) {
        flush();
    }
}

void OutputFile::commit()
{
    flush();
    if (m_descriptor == STDOUT_FILENO) {
        return;
    }
    if (::close(std::exchange(m_descriptor, -1)) != 0) {
        fail(m_path, "cannot be written: " + systemReason(errno));
    }
    if (!m_temporary.empty()) {
        rename();
    }
}

void OutputFile::flush()
{
    writeAll(m_descriptor, m_buffer, m_descriptor == STDOUT_FILENO ? "standard output" : m_path.string());
    m_buffer.clear();
}

void OutputFile::createBeside()
{
    const std::filesystem::path folder = m_path.has_parent_path() ? m_path.parent_path() : ".";
    std::string name = (folder / ("." + m_path.filename().string() + ".XXXXXX")).string();
    m_descriptor = mkostemp(name.data(), O_CLOEXEC);
    if (m_descriptor < 0) {
        fail(m_path, "cannot be created: " + systemReason(errno));
    }
    m_temporary = name;
    const mode_t mask = umask(0); // umask can only be read by setting it
    umask(mask);
    ::fchmod(m_descriptor, 0666 & ~mask);
}

void OutputFile::rename()
{
    if (m_force) {
        if (::rename(m_temporary.c_str(), m_path.c_str()) != 0) {
            fail(m_path, "cannot be renamed to its final name: " + systemReason(errno));
        }
        m_temporary.clear();
        return;
    }
    // Another program may have created the file in the meantime. A hard link never replaces a file; without
    // hard links, the earlier check has to suffice.
    if (::link(m_temporary.c_str(), m_path.c_str()) == 0) {
        return; // the destructor removes the temporary name
    }
    if (errno == EEXIST || ::access(m_path.c_str(), F_OK) == 0) {
        fail(m_path, "was created by another program meanwhile; give another name, or --force to replace it");
    }
    if (::rename(m_temporary.c_str(), m_path.c_str()) != 0) {
        fail(m_path, "cannot be renamed to its final name: " + systemReason(errno));
    }
    m_temporary.clear();
}

} // namespace h5pulse::cli
