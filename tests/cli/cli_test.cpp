// SPDX-License-Identifier: MIT
#include "cli_test.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace h5pulse::test {

std::vector<std::string> CliTest::commandLine(std::vector<std::string> arguments)
{
    arguments.insert(arguments.begin(), H5PULSE_PROGRAM);
    return arguments;
}

ProcessResult CliTest::shell(const std::string& script) const
{
    return run({"env", "-C", m_folder.path().string(), "H5PULSE=" H5PULSE_PROGRAM, "sh", "-c", script});
}

std::string CliTest::makeFile(const std::string& kind) const
{
    const std::filesystem::path file = path(kind + ".h5");
    const ProcessResult made =
        run({H5PULSE_TEST_PYTHON, H5PULSE_TEST_SCRIPTS "/make_file.py", kind, file.string()});
    if (made.status != 0) {
        throw std::runtime_error("cannot make " + kind + ": " + made.err);
    }
    std::filesystem::last_write_time(file,
                                     std::filesystem::file_time_type::clock::now() - std::chrono::hours(2));
    return file.string();
}

Process CliTest::startPython(const std::string& kind, const std::filesystem::path& file) const
{
    Process process({H5PULSE_TEST_PYTHON, H5PULSE_TEST_SCRIPTS "/make_file.py", kind, file.string()});
    process.readUntil("ready");
    return process;
}

Process CliTest::startWriter(const std::filesystem::path& file)
{
    Process process({STEERED_WRITER, file.string()});
    if (!process.readUntil("ready")) {
        throw std::runtime_error("the writer did not start: " + process.wait().err);
    }
    return process;
}

void CliTest::tell(Process& writer, const std::string& line)
{
    writer.writeLine(line);
    if (!writer.readUntil("done")) {
        throw std::runtime_error("the writer ended at '" + line + "': " + writer.wait().err);
    }
}

std::vector<std::string> CliTest::folderNames() const
{
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(m_folder.path())) {
        names.push_back(entry.path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

std::string CliTest::read(const std::filesystem::path& file) const
{
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

void CliTest::write(const std::filesystem::path& file, std::string_view text) const
{
    std::ofstream(file, std::ios::binary) << text;
}

std::vector<std::vector<std::string>> parseCsv(std::string_view text)
{
    std::vector<std::vector<std::string>> rows;
    std::vector<std::string> row{""};
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted && c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
            row.back() += text[++i];
        } else if (c == '"') {
            quoted = !quoted;
        } else if (!quoted && c == ',') {
            row.emplace_back();
        } else if (!quoted && c == '\n') {
            rows.push_back(std::move(row));
            row = {""};
        } else {
            row.back() += c;
        }
    }
    return rows;
}

std::vector<std::string> words(std::string_view line)
{
    std::istringstream stream{std::string(line)};
    std::vector<std::string> result;
    for (std::string word; stream >> word;) {
        result.push_back(word);
    }
    return result;
}

} // namespace h5pulse::test
