// SPDX-License-Identifier: MIT
// libFuzzer's entry points: an input is the image of a file. docs/hostile-files.md tells how to run it.
#include "checksums.h"
#include "exercise.h"
#include "mutator.h"

#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <random>
#include <string>
#include <unistd.h>

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t maximum);

namespace {

/// On a file system in memory, of this process alone; removed where the process ends in order.
struct Scratch
{
    std::string path = "/dev/shm/h5pulse-fuzz-" + std::to_string(::getpid()) + ".h5";
    ~Scratch() { ::unlink(path.c_str()); }
};

bool put(const std::string& path, const std::uint8_t* data, std::size_t size)
{
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    const bool done = file >= 0 && ::write(file, data, size) == static_cast<ssize_t>(size);
    ::close(file);
    return done;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const Scratch scratch;
    if (!put(scratch.path, data, size)) {
        return 0;
    }
    const h5pulse::fuzz::Content content = h5pulse::fuzz::readAll(scratch.path);
    if (!content.swmr) {
        return 0; // recovery has nothing to do
    }
    const std::string wrong = h5pulse::fuzz::recoverAndCompare(scratch.path, content);
    if (!wrong.empty()) {
        std::fprintf(stderr, "recovery: %s\n", wrong.c_str());
        std::abort();
    }
    return 0;
}

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t maximum,
                                               unsigned seed)
{
    std::mt19937 random(seed);
    if (random() % 5 == 0) {
        size = LLVMFuzzerMutate(data, size, maximum);
    } else {
        h5pulse::fuzz::mutate({data, size}, random);
    }
    if (random() % 8 != 0) {
        h5pulse::fuzz::repairChecksums({data, size});
    }
    return size;
}
