// SPDX-License-Identifier: MIT
// steered_writer FILE: a writer that standard input controls. It answers each line when readers can see the
// result.
//   append N       N steps: t = k / 10, u[j] = k + j / 8, energy = -k
//   finish         closes in order
//   fail REASON    ends as failed
//   stop REASON    ends as stopped
// At the end of its input, it waits to be killed.
#include <h5pulse/writer.h>

#include <array>
#include <iostream>
#include <string>
#include <unistd.h>

int main(int argc, char** argv)
{
    if (argc != 2) {
        return 2;
    }
    h5pulse::RunSpec run{
        .fields = {{.name = "energy", .units = "J"}, {.name = "u", .shape = {4}, .units = "V"}},
        .timeUnits = "s",
        .endTime = 10.0};
    h5pulse::Writer writer(argv[1], run);
    std::cout << "ready" << std::endl;
    for (std::string line; std::getline(std::cin, line);) {
        const std::string rest = line.substr(std::min(line.size(), line.find(' ') + 1));
        if (line.starts_with("append ")) {
            for (int i = std::stoi(rest); i > 0; --i) {
                const auto k = static_cast<double>(writer.steps());
                writer.append(k / 10, -k, std::array{k, k + 0.125, k + 0.25, k + 0.375});
            }
            writer.commit();
        } else if (line == "finish") {
            writer.close();
        } else if (line.starts_with("fail ")) {
            writer.fail(rest);
        } else if (line.starts_with("stop ")) {
            writer.stop(rest);
        }
        std::cout << "done" << std::endl;
    }
    ::pause();
}
