// SPDX-License-Identifier: MIT
// Usage: h5pulse_test_reader read|recover|watch FILE. Opens a file and prints its number of steps, or
// recovers it. After an error, prints the message and ends with status 1. `watch` keeps the file open. At
// each line of standard input it refreshes, and prints the state, the steps and the sentence, or the error.
#include <h5pulse/reader.h>
#include <h5pulse/recover.h>

#include <iostream>
#include <string_view>

namespace {

void watch(const char* path)
{
    h5pulse::Reader reader(path);
    std::cout << "ready" << std::endl;
    for (std::string line; std::getline(std::cin, line);) {
        try {
            reader.refresh();
            std::cout << toString(reader.state()) << ' ' << reader.steps() << ' ' << reader.stateText()
                      << std::endl;
        } catch (const h5pulse::Error& error) {
            std::cout << "error " << error.what() << std::endl;
        }
    }
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 3) {
        std::cerr << "usage: h5pulse_test_reader read|recover|watch FILE\n";
        return 2;
    }
    const std::string_view verb = argv[1];
    try {
        if (verb == "recover") {
            std::cout << "repaired " << h5pulse::recover(argv[2]).neededRepair << '\n';
        } else if (verb == "watch") {
            watch(argv[2]);
        } else {
            std::cout << "steps " << h5pulse::Reader(argv[2]).steps() << '\n';
        }
        return 0;
    } catch (const h5pulse::Error& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
}
