// SPDX-License-Identifier: MIT
// Opens a file and says how many steps it has, or recovers it; exit status 1 with the error's message
// otherwise. `watch` keeps it open: at each line of standard input it refreshes, and says the state, the
// steps and the sentence, or the error. Usage: h5pulse_test_reader read|recover|watch FILE
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
