// SPDX-License-Identifier: MIT
#include "output/target_path.h"

#include "os/file_system.h"
#include "os/paths.h"
#include "output/writer_lock.h"

#include <h5pulse/error.h>

#include <cerrno>
#include <cstring>
#include <string>

namespace h5pulse {

namespace fs = std::filesystem;

namespace {

constexpr const char* kThere =
    "a file of that name exists; choose another name, or ask to replace it (Existing::Replace; in other "
    "languages `replace`)";

} // namespace

TargetPath::TargetPath(const fs::path& path, const WriterOptions& options)
    : m_path(withoutLinks(path))
    , m_durable(options.syncInterval.has_value())
{
    std::error_code error;
    const fs::file_status status = fs::status(m_path, error);
    if (fs::exists(status)) {
        if (!fs::is_regular_file(status)) {
            throw Error(m_path, kCannotCreate,
                        fs::is_directory(status) ? "it is a directory" : "it is not a regular file");
        }
        if (options.existing == Existing::Refuse) {
            refuse(options);
        }
        m_replaced = takeWriterLock(m_path, options.withoutLock);
    }
    m_file.emplace(m_path, kCannotCreate);
    m_file->removeLeftovers();
    if (m_replaced) {
        requireReplaceable();
    }
    if (m_durable) {
        synchroniseFolder(); // fail now rather than when the run gets its name
    }
}

/// Throws InUseError with the writer of a live run, and Error for any other file.
void TargetPath::refuse(const WriterOptions& options) const
{
    try {
        takeWriterLock(m_path, options.withoutLock);
    } catch (const InUseError&) {
        throw;
    } catch (const Error&) {
        // The file cannot be written at all.
    }
    throw Error(m_path, kCannotCreate, kThere);
}

/// While the new file was being prepared, another program may have put a file in place of the old one.
void TargetPath::requireSameFile() const
{
    const auto here = identify(m_path);
    const auto locked = identify(m_replaced->descriptor());
    if (here && locked && !here->sameFile(*locked)) {
        throw Error(m_path, kCannotCreate,
                    "another program has replaced the old file in the meantime; the file is left untouched");
    }
}

void TargetPath::requireReplaceable() const
{
    const int error = m_file->tryToReplace();
    if (error == EBUSY) {
        throw Error(m_path, kCannotCreate, "it cannot be replaced: another file is mounted on it");
    }
    if (error != 0) {
        throw Error(m_path, kCannotCreate,
                    std::string("it cannot be replaced: ") + std::strerror(error) +
                        " (it may belong to another user in a shared folder, or be write-protected)");
    }
}

void TargetPath::synchroniseFolder() const
{
    if (!m_file->synchroniseFolder()) {
        throw Error(m_path, kCannotCreate,
                    std::string("its folder cannot be synchronised (") + std::strerror(errno) +
                        "), as WriterOptions::syncInterval asks");
    }
}

void TargetPath::moveIn()
{
    if (m_replaced) {
        requireSameFile();
    }
    if (!(m_replaced ? m_file->moveOver() : m_file->moveIn())) {
        throw Error(m_path, kCannotCreate, errno == EEXIST ? kThere : std::strerror(errno));
    }
    const bool isNew = !m_replaced;
    m_replaced.reset();
    try {
        if (m_durable) {
            synchroniseFolder();
        }
    } catch (const Error&) {
        if (isNew) {
            m_file->discard(); // it has no rows
        }
        throw;
    }
}

std::filesystem::path TargetPath::keep()
{
    m_file->keep();
    return m_file->path();
}

} // namespace h5pulse
