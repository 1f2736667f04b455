// SPDX-License-Identifier: MIT
// Opens a file and says how many steps it has, or recovers it; exit status 1 with the error's message
// otherwise. Usage: h5pulse_test_reader read|recover FILE
#include <h5pulse/reader.h>
#include <h5pulse/recover.h>

#include <iostream>
#include <string_view>

int main(int argc, char** argv)
{
    if (argc != 3) {
        std::cerr << "usage: h5pulse_test_reader read|recover FILE\n";
        return 2;
    }
    try {
        if (std::string_view(argv[1]) == "recover") {
            std::cout << "repaired " << h5pulse::recover(argv[2]).neededRepair << '\n';
        } else {
            std::cout << "steps " << h5pulse::Reader(argv[2]).steps() << '\n';
        }
        return 0;
    } catch (const h5pulse::Error& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
}
