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

/// Runs the real program as a user does, in a temporary folder.
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

    /// Runs a command line in a shell, in which "$H5PULSE" is the program.
    ProcessResult shell(const std::string& script) const;

    /// Makes a file of another program, with an old modification time; see make_file.py.
    std::string makeFile(const std::string& kind) const;
    /// Starts a program that writes such a file, controlled by its standard input.
    Process startPython(const std::string& kind, const std::filesystem::path& file) const;
    /// Starts a writer that standard input controls; see steered_writer.cpp.
    static Process startWriter(const std::filesystem::path& file);
    /// Sends one line to a controlled program and waits for its "done".
    static void tell(Process& writer, const std::string& line);

    /// Sorted names of the files in the test's folder.
    std::vector<std::string> folderNames() const;
    std::string read(const std::filesystem::path& file) const;
    void write(const std::filesystem::path& file, std::string_view text) const;

    TemporaryFolder m_folder;
};

/// The cells of CSV (RFC 4180), by rows.
std::vector<std::vector<std::string>> parseCsv(std::string_view text);

/// The words of a line.
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
