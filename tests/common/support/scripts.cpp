// SPDX-License-Identifier: MIT
#include "support/scripts.h"

#include <stdexcept>

namespace h5pulse::test {

namespace {

std::string outputOf(std::vector<std::string> argv)
{
    const std::string what = argv[argv.size() > 1 ? 1 : 0];
    const ProcessResult result = run(std::move(argv), std::chrono::seconds(60));
    if (result.status != 0) {
        throw std::runtime_error(what + " failed with " + std::to_string(result.status) + ":\n" + result.out +
                                 result.err);
    }
    return result.out;
}

} // namespace

std::vector<std::string> script(std::string_view name, std::vector<std::string> arguments)
{
    std::vector<std::string> argv{H5PULSE_TEST_PYTHON,
                                  std::string(H5PULSE_TEST_SCRIPTS "/") + std::string(name)};
    argv.insert(argv.end(), arguments.begin(), arguments.end());
    return argv;
}

std::string runScript(std::string_view name, std::vector<std::string> arguments)
{
    return outputOf(script(name, std::move(arguments)));
}

std::string runPython(const std::string& path, std::string_view lines)
{
    const std::string code = "import sys, h5py, numpy as np\npath = sys.argv[1]\n" + std::string(lines);
    return outputOf({H5PULSE_TEST_PYTHON, "-c", code, path});
}

} // namespace h5pulse::test
