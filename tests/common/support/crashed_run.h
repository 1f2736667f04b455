// SPDX-License-Identifier: MIT
#pragma once

#include "process.h"

#include <cstddef>
#include <filesystem>
#include <string>

namespace h5pulse::test {

/// Starts the writer program with a testRun of this many components. It is ready for commands.
inline Process startWriter(const std::string& program, const std::filesystem::path& path,
                           std::size_t components)
{
    Process writer({program, path.string(), std::to_string(components)});
    writer.readUntil("ready");
    return writer;
}

/// Makes the program append and commit. Returns its answer with the number of committed steps.
inline std::string appendIn(Process& writer, std::size_t steps)
{
    writer.writeLine("append " + std::to_string(steps));
    return writer.readLine().value_or("nothing");
}

/// Makes a file whose writer was killed after this many committed steps.
inline void writeCrashed(const std::string& program, const std::filesystem::path& path, std::size_t steps,
                         std::size_t components = 5)
{
    Process writer = startWriter(program, path, components);
    appendIn(writer, steps);
    writer.kill(9);
    writer.wait();
}

} // namespace h5pulse::test
