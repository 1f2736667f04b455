// SPDX-License-Identifier: MIT
#include "scratch_folder.h"

#include <cstdlib>
#include <stdexcept>
#include <string>

#include <fcntl.h>
#include <unistd.h>

namespace bench {

namespace fs = std::filesystem;

ScratchFolder::ScratchFolder(const fs::path& parent)
{
    std::string name = (parent / "bench-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) {
        throw std::runtime_error("cannot create a folder in " + parent.string());
    }
    m_path = name;
}

ScratchFolder::~ScratchFolder()
{
    std::error_code ignored;
    fs::remove_all(m_path, ignored);
}

void ScratchFolder::clear() const
{
    for (const auto& entry : fs::directory_iterator(m_path)) {
        fs::remove_all(entry.path());
    }
    const int descriptor = ::open(m_path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor >= 0) {
        ::syncfs(descriptor);
        ::close(descriptor);
    }
}

} // namespace bench
