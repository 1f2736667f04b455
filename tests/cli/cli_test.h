// SPDX-License-Identifier: MIT
#pragma once

#include "process.h"
#include "temporary_folder.h"

#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <vector>

namespace h5pulse::test {

/// Runs the real program as a user does, in a folder of the test's own.
class CliTest : public testing::Test
{
protected:
    std::filesystem::path path(std::string_view name) const { return m_folder / name; }

    static std::vector<std::string> commandLine(std::vector<std::string> arguments);
    static ProcessResult h5pulse(std::vector<std::string> arguments)
    {
        return run(commandLine(std::move(arguments)));
    }
    static Process start(std::vector<std::string> arguments)
    {
        return Process(commandLine(std::move(arguments)));
    }

    /// A command line for the shell, in which "$H5PULSE" is the program.
    ProcessResult shell(const std::string& script) const;

    /// A file of another program, last changed long ago; see make_file.py.
    std::string makeFile(const std::string& kind) const;
    /// A program that writes such a file as its standard input says.
    Process startPython(const std::string& kind, const std::filesystem::path& file) const;
    /// A run of ours that standard input steers; see steered_writer.cpp.
    static Process startWriter(const std::filesystem::path& file);
    /// Sends one line to a steered program and waits for its "done".
    static void tell(Process& writer, const std::string& line);

    /// Names of what is in the test's folder, sorted.
    std::vector<std::string> folderNames() const;
    std::string read(const std::filesystem::path& file) const;
    void write(const std::filesystem::path& file, std::string_view text) const;

    TemporaryFolder m_folder;
};

/// Cells of CSV after RFC 4180, by rows.
std::vector<std::vector<std::string>> parseCsv(std::string_view text);

/// Words of each line.
std::vector<std::string> words(std::string_view line);

/// Whether a result is a failure with this status and one sentence that contains all the texts.
MATCHER_P2(FailsWith, status, texts, "")
{
    const bool oneSentence =
        arg.err.starts_with("h5pulse: ") && arg.err.find('\n') == arg.err.size() - 1 && arg.err.size() > 10;
    bool all = arg.status == status && oneSentence;
    for (const std::string& text : texts) {
        all = all && arg.err.find(text) != std::string::npos;
    }
    *result_listener << "status " << arg.status << ", said: " << arg.err;
    return all;
}

inline auto failsWith(int status, std::vector<std::string> texts)
{
    return FailsWith(status, std::move(texts));
}

} // namespace h5pulse::test
