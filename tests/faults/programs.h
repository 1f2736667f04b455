// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace h5pulse::faults {

using Command = std::vector<std::string>;

std::string pythonProgram();
/// A script of this folder, or of another folder of tests: "../common/x.py".
std::string scriptPath(const std::string& name);
/// The viewer of this build; empty: it was not built.
std::filesystem::path viewerProgram();

/// The writer on a file, with options of fault_writer.
Command writerCommand(const std::filesystem::path& file, const Command& options);
/// The reader, with the arguments of fault_reader.
Command readerCommand(const Command& arguments);

/// What the shim is to do to a program; see shim/control.c.
struct Shim
{
    std::filesystem::path folder{}; ///< calls on files in it are looked at
    unsigned calls = 0;             ///< bits of FaultCall that count; 0: all that change files
    std::size_t from = 0;           ///< first call that is disturbed; 0: none
    std::size_t to = 0;             ///< last
    std::string act{};              ///< an errno, "short", "kill-before", ...
    std::filesystem::path whileThere{};
    std::filesystem::path log{};
    int closeError = 0;      ///< errno that close(2) reports of files that were open for writing; 0: none
    std::size_t threads = 0; ///< the first thread that is refused; 0: none
    std::size_t clock = 0;   ///< looks at the wall clock between its jumps; 0: it does not jump
};

/// The command, disturbed so.
Command disturbed(const Shim& shim, const Command& command);

} // namespace h5pulse::faults
