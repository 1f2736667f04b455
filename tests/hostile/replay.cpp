// SPDX-License-Identifier: MIT
// Reads a file, recovers a copy of it and reads that, as the fuzzer does. Usage: h5pulse_replay FILE SCRATCH
// Memory is limited to what docs/hostile-files.md states; the last line of output is the memory that was
// needed, in KiB.
#include "exercise.h"

#include <exception>
#include <filesystem>
#include <iostream>
#include <sys/resource.h>

int main(int argc, char** argv)
{
    if (argc != 3) {
        std::cerr << "usage: h5pulse_replay FILE SCRATCH\n";
        return 2;
    }
#if !defined(__SANITIZE_ADDRESS__)
    constexpr rlim_t limit = rlim_t{1} << 30;
    const rlimit memory{limit, limit};
    ::setrlimit(RLIMIT_AS, &memory);
#endif
    try {
        std::filesystem::copy_file(argv[1], argv[2], std::filesystem::copy_options::overwrite_existing);
        const h5pulse::fuzz::Content content = h5pulse::fuzz::readAll(argv[2]);
        std::cout << (content.opened ? "opened, " : "refused, ") << content.fields.size() << " fields\n";
        const std::string wrong = h5pulse::fuzz::recoverAndCompare(argv[2], content);
        if (!wrong.empty()) {
            std::cerr << "recovery: " << wrong << '\n';
            return 1;
        }
    } catch (const std::exception& error) {
        std::cerr << "not an h5pulse::Error: " << error.what() << '\n';
        return 1;
    }
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    std::cout << usage.ru_maxrss << '\n';
    return 0;
}
