// SPDX-License-Identifier: MIT
#include "programs.h"

namespace h5pulse::faults {

std::string pythonProgram()
{
    return H5PULSE_TEST_PYTHON;
}

std::string scriptPath(const std::string& name)
{
    return std::string(H5PULSE_TEST_SCRIPTS "/") + name;
}

std::filesystem::path viewerProgram()
{
    const std::filesystem::path path = H5PULSE_FAULT_VIEWER;
    return std::filesystem::exists(path) ? path : std::filesystem::path{};
}

Command writerCommand(const std::filesystem::path& file, const Command& options)
{
    Command command{H5PULSE_FAULT_WRITER, file.string()};
    command.insert(command.end(), options.begin(), options.end());
    return command;
}

Command readerCommand(const Command& arguments)
{
    Command command{H5PULSE_FAULT_READER};
    command.insert(command.end(), arguments.begin(), arguments.end());
    return command;
}

Command disturbed(const Shim& shim, const Command& command)
{
    // `env` sets the library for the program alone, and becomes that program.
    Command result{"env", "LD_PRELOAD=" H5PULSE_FAULT_SHIM, "H5PULSE_FAULT_PATH=" + shim.folder.string()};
    const auto set = [&](const char* name, const std::string& value) {
        if (!value.empty()) {
            result.push_back(std::string("H5PULSE_FAULT_") + name + "=" + value);
        }
    };
    set("CALLS", shim.calls > 0 ? std::to_string(shim.calls) : "");
    set("FROM", shim.from > 0 ? std::to_string(shim.from) : "");
    set("TO", shim.from > 0 ? std::to_string(shim.to) : "");
    set("ACT", shim.act);
    set("WHILE", shim.whileThere.string());
    set("LOG", shim.log.string());
    const auto setNumber = [&](const char* name, std::size_t value) {
        set(name, value > 0 ? std::to_string(value) : "");
    };
    setNumber("CLOSE", static_cast<std::size_t>(shim.closeError));
    setNumber("THREADS", shim.threads);
    setNumber("CLOCK", shim.clock);
    result.insert(result.end(), command.begin(), command.end());
    return result;
}

} // namespace h5pulse::faults
