// SPDX-License-Identifier: MIT
#include "target_path.h"

#include "os/file_identity.h"
#include "os/temporary_name.h"
#include "writer_lock.h"

#include <h5pulse/error.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>
#include <unistd.h>

namespace h5pulse {

namespace fs = std::filesystem;

namespace {

constexpr const char* kThere =
    "there is a file of that name; choose another, or say Existing::Replace to replace it";

} // namespace

TargetPath::TargetPath(const fs::path& path, const WriterOptions& options)
    : m_path(withoutLink(path))
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
            refuse();
        }
        m_replaced = takeWriterLock(m_path, options.withoutLock);
    }
    removeLeftovers(m_path);
    m_temporary = temporaryName(m_path, newDistinction());
}

/// A live run is named as such; all else of that name is just there.
void TargetPath::refuse() const
{
    try {
        takeWriterLock(m_path);
    } catch (const InUseError&) {
        throw;
    } catch (const Error&) {
        // It cannot be written at all.
    }
    throw Error(m_path, kCannotCreate, kThere);
}

TargetPath::~TargetPath()
{
    if (!m_done) {
        ::unlink(m_temporary.c_str());
    }
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

void TargetPath::moveIn()
{
    if (m_replaced) {
        requireSameFile();
    }
    const int result =
        m_replaced ? std::rename(m_temporary.c_str(), m_path.c_str()) : renameNew(m_temporary, m_path);
    if (result != 0) {
        throw Error(m_path, kCannotCreate, errno == EEXIST ? kThere : std::strerror(errno));
    }
    m_done = true;
    m_replaced.reset();
    if (m_durable && !syncFolder(m_path)) {
        throw Error(m_path, kCannotCreate,
                    std::string("its folder cannot be synchronised: ") + std::strerror(errno));
    }
}

} // namespace h5pulse
