// SPDX-License-Identifier: MIT
// stress_writer FILE FIELDS COMPONENTS STEPS COMMIT_STEPS CACHE_BYTES BACKGROUND writes rows whose values
// identify their step: element i of field f at step k is k + f + i / 1024. If it is killed, it does not close
// the file.
#include <h5pulse/writer.h>

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>
#include <vector>

int main(int argc, char** argv)
try {
    if (argc != 8) {
        std::fputs("usage: stress_writer FILE FIELDS COMPONENTS STEPS COMMIT_STEPS CACHE_BYTES BACKGROUND\n",
                   stderr);
        return 2;
    }
    const std::size_t fields = std::stoul(argv[2]);
    const std::size_t components = std::stoul(argv[3]);
    const std::size_t steps = std::stoul(argv[4]);
    h5pulse::RunSpec run;
    for (std::size_t f = 0; f < fields; ++f) {
        run.fields.push_back({.name = "y" + std::to_string(f), .shape = {components}});
    }
    h5pulse::Writer writer(argv[1], run,
                           {.commitInterval = std::chrono::milliseconds(5),
                            .commitSteps = std::stoul(argv[5]),
                            .background = std::stoul(argv[7]) != 0,
                            .metadataCacheBytes = std::stoul(argv[6])});
    std::puts("open");
    std::fflush(stdout);
    std::getchar(); // until the readers have started

    std::vector<std::vector<double>> rows(fields, std::vector<double>(components));
    std::vector<h5pulse::StepValues> values(fields);
    for (std::size_t k = 0; k < steps; ++k) {
        for (std::size_t f = 0; f < fields; ++f) {
            for (std::size_t i = 0; i < components; ++i) {
                rows[f][i] = static_cast<double>(k + f) + static_cast<double>(i) / 1024;
            }
            values[f] = h5pulse::StepValues::of(rows[f]);
        }
        writer.appendStep(static_cast<double>(k), values);
    }
    writer.close();
    return 0;
} catch (const std::exception& error) {
    std::fprintf(stderr, "stress_writer: %s\n", error.what());
    return 1;
}
