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
    "there is a file of that name; choose another, or ask for it to be replaced (Existing::Replace; in other "
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
        synchroniseFolder(); // now rather than when the run has its name
    }
}

/// A live run is named as such; all else of that name is just there.
void TargetPath::refuse(const WriterOptions& options) const
{
    try {
        takeWriterLock(m_path, options.withoutLock);
    } catch (const InUseError&) {
        throw;
    } catch (const Error&) {
        // It cannot be written at all.
    }
    throw Error(m_path, kCannotCreate, kThere);
}

/// While the new file grew up somebody may have put another in the place of the one to be replaced.
void TargetPath::requireSameFile() const
{
    const auto here = identify(m_path);
    const auto locked = identify(m_replaced->descriptor());
    if (here && locked && !here->sameFile(*locked)) {
        throw Error(m_path, kCannotCreate,
                    "another file has taken the place of the one to be replaced; it was left untouched");
    }
}

void TargetPath::requireReplaceable() const
{
    const int error = m_file->tryToReplace();
    if (error == EBUSY) {
        throw Error(m_path, kCannotCreate, "it cannot be replaced: it is mounted there as a file of its own");
    }
    if (error != 0) {
        throw Error(
            m_path, kCannotCreate,
            std::string("it cannot be replaced: ") + std::strerror(error) +
                " (it may belong to somebody else in a folder that is shared, or be write-protected)");
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
