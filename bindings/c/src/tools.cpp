// SPDX-License-Identifier: MIT
#include "guarded.h"

#include <h5pulse/c_tools.h>
#include <h5pulse/recover.h>
#include <h5pulse/repack.h>

#include <string>

using namespace h5pulse;
using c::Misuse;

int h5pulse_recover(const char* path)
{
    return h5pulse_recover_with(path, 0, nullptr);
}

int h5pulse_recover_with(const char* path, int flags, h5pulse_recovery* report)
{
    return c::guarded([&] {
        constexpr int kKnown =
            H5PULSE_RECOVER_DRY_RUN | H5PULSE_RECOVER_BACKUP | H5PULSE_RECOVER_WITHOUT_LOCK;
        c::requireText(path, "the path of the run");
        if ((flags & ~kKnown) != 0) {
            throw Misuse(H5PULSE_INVALID_ARGUMENT, "the flags for h5pulse_recover_with() are " +
                                                       std::to_string(flags) +
                                                       "; only the flags H5PULSE_RECOVER_... are known");
        }
        const RecoverReport found =
            recover(path, {.dryRun = (flags & H5PULSE_RECOVER_DRY_RUN) != 0,
                           .backup = (flags & H5PULSE_RECOVER_BACKUP) != 0,
                           .withoutLock = (flags & H5PULSE_RECOVER_WITHOUT_LOCK) != 0});
        if (report != nullptr) {
            *report = {.needed_repair = found.neededRepair ? 1 : 0,
                       .steps = found.steps,
                       .bytes_before = found.bytesBefore,
                       .bytes_after = found.bytesAfter};
        }
    });
}

int h5pulse_repack(const char* path)
{
    return h5pulse_repack_with(path, nullptr, nullptr, -1);
}

int h5pulse_repack_with(const char* path, const char* output, const char* filter, int level)
{
    return c::guarded([&] {
        c::requireText(path, "the path of the run");
        const std::string name = filter != nullptr ? filter : "gzip";
        RepackOptions options;
        options.compression = {.filter = c::requireFilter(name), .level = level};
        options.output = output != nullptr ? output : "";
        repack(path, options);
    });
}
