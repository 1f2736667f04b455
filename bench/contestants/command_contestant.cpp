// SPDX-License-Identifier: MIT
#include "contestants/recorders.h"
#include "contestants/verify.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <sstream>
#include <stdexcept>

namespace bench {
namespace {

std::string quoted(const std::string& text)
{
    std::string result = "'";
    for (const char c : text) {
        result += c == '\'' ? std::string("'\\''") : std::string(1, c);
    }
    return result + "'";
}

/// A script or program that records and prints its times.
class CommandContestant : public Contestant
{
public:
    /// @param command  shell command; the mode and the workload are appended
    CommandContestant(std::string command, std::string mode)
        : m_command(std::move(command))
        , m_mode(std::move(mode))
    {
    }

    Measurement run(const Workload& workload, const std::filesystem::path& file, bool timeSteps) override
    {
        Measurement m;
        std::istringstream answer(script(m_mode, workload, file, timeSteps, &m.written));
        answer >> m.wallSeconds >> m.cpuSeconds >> m.commits;
        if (timeSteps) {
            answer >> m.stepTimes.p50 >> m.stepTimes.p999 >> m.stepTimes.p9999 >> m.stepTimes.max;
        }
        if (!answer) {
            throw std::runtime_error("no times in the output of " + m_command + ' ' + m_mode);
        }
        return m;
    }

    void verify(const Workload& workload, const std::filesystem::path& file) const override
    {
        if (std::filesystem::is_directory(file)) { // not HDF5
            script("verify-" + m_mode, workload, file, false);
        } else {
            verifyHdf5(workload, file);
        }
    }

private:
    /// Runs the script and returns its output.
    std::string script(const std::string& mode, const Workload& workload, const std::filesystem::path& file,
                       bool timeSteps, WrittenBytes* written = nullptr) const
    {
        const std::filesystem::path pool = file.string() + ".pool";
        workload.savePool(pool);
        std::ostringstream command;
        command.precision(17);
        command << m_command << ' ' << mode << ' ' << quoted(file.string()) << ' ' << quoted(pool.string())
                << ' ' << workload.steps() << ' ' << workload.components() << ' ' << workload.batch() << ' '
                << workload.time(1) << ' ' << (timeSteps ? 1 : 0);
        const WrittenBytes before = writtenBytes();
        std::string text = outputOf(command.str());
        if (written != nullptr) {
            *written = writtenBytes() - before; // the script has ended, so its writes are included
        }
        std::filesystem::remove(pool);
        return text;
    }

    std::string m_command;
    std::string m_mode;
};

} // namespace

bool importsModule(const std::string& python, const std::string& module)
{
    return std::system((pythonCommand(python) + " -c 'import " + module + "' >/dev/null 2>&1").c_str()) == 0;
}

std::unique_ptr<Contestant> pythonContestant(const std::string& python, const std::string& mode)
{
    return std::make_unique<CommandContestant>(
        pythonCommand(python) + ' ' + quoted(H5PULSE_BENCH_SCRIPTS "/recording.py"), mode);
}

std::unique_ptr<Contestant> programContestant(const std::string& program, const std::string& mode)
{
    return std::make_unique<CommandContestant>(quoted(program), mode);
}

std::string pythonCommand(const std::string& python)
{
    return std::string("PYTHONPATH=") + quoted(H5PULSE_BENCH_PYTHONPATH) + ' ' + quoted(python) + " -B";
}

std::string outputOf(const std::string& command)
{
    FILE* pipe = popen(command.c_str(), "r");
    if (pipe == nullptr) {
        throw std::runtime_error("cannot start: " + command);
    }
    std::string text;
    std::array<char, 256> buffer{};
    while (std::fgets(buffer.data(), buffer.size(), pipe) != nullptr) {
        text += buffer.data();
    }
    if (pclose(pipe) != 0) {
        throw std::runtime_error("failed: " + command);
    }
    return text;
}

std::string findPythonWithH5py(const std::string& wish)
{
    if (!wish.empty()) {
        return importsModule(wish, "h5py") ? wish : "";
    }
    const char* path = std::getenv("PATH");
    std::istringstream folders(std::string(path == nullptr ? "" : path) + ":/usr/bin");
    for (std::string folder; std::getline(folders, folder, ':');) {
        std::string python = folder + "/python3";
        if (importsModule(python, "h5py")) {
            return python;
        }
    }
    return "";
}

} // namespace bench
