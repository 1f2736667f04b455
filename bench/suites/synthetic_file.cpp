// SPDX-License-Identifier: MIT
#include "suites/synthetic_file.h"

#include "child.h"
#include "progress.h"

namespace bench {

SyntheticFile buildRun(const std::string& kind, std::uint64_t steps, const std::filesystem::path& folder)
{
    showProgress("writing a " + kind + " of " + shortNumber(steps) + " steps");
    SyntheticFile file{kind, steps, folder / (kind + std::to_string(steps) + ".h5")};
    Child builder(file.arguments(helperProgram("h5pulse_bench_builder")));
    const auto numbers = builder.hearNumbers();
    builder.end();
    file.memoryAtTenth = numbers.at(0);
    file.memoryAtEnd = numbers.at(1);
    file.seconds = numbers.at(2);
    return file;
}

std::string shortNumber(std::uint64_t number)
{
    int zeros = 0;
    std::uint64_t rest = number;
    for (; rest >= 10 && rest % 10 == 0; rest /= 10) {
        ++zeros;
    }
    return rest < 10 && zeros > 2 ? std::to_string(rest) + "e" + std::to_string(zeros)
                                  : std::to_string(number);
}

} // namespace bench
