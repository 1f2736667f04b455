// SPDX-License-Identifier: MIT
#include "os/revalidate.h"

#include "os/descriptor.h"
#include "os/file_location.h"
#include "os/file_system.h"

#include <fcntl.h>
#include <unistd.h>

namespace h5pulse {

bool revalidate(int descriptor, CachedData data)
{
    // The link leads to the open file itself, so that no other file can take its place. NFS asks the server
    // for the attributes also on this way.
    const Descriptor again = openFile(pathOfOpenFile(descriptor), O_RDONLY | O_NONBLOCK);
    if (!again) {
        return false;
    }
    const auto before = identify(descriptor);
    const auto after = identify(again.get());
    if (!before || !after || !before->sameFile(*after) || ::dup3(again.get(), descriptor, O_CLOEXEC) < 0) {
        return false;
    }
    if (data == CachedData::Drop) {
        ::posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED);
    }
    return true;
}

} // namespace h5pulse
