// SPDX-License-Identifier: MIT
// A writer process that standard input controls, one command per line:
//   append N      appends N steps, commits them, and answers "committed STEPS"
//   close         closes the run and answers "closed"
//   fail REASON   ends the run as failed and answers "failed"
//   stop REASON   ends the run as stopped and answers "stopped"
// Usage: h5pulse_test_writer FILE COMPONENTS. It answers "ready" when readers can open the file, and ends
// without closing it when its input does, as a program that crashes.
#include "support/test_run.h"

#include <cstdlib>
#include <iostream>
#include <string>
#include <unistd.h>

int main(int argc, char** argv)
{
    if (argc != 3) {
        std::cerr << "usage: h5pulse_test_writer FILE COMPONENTS\n";
        return 2;
    }
    const std::size_t components = std::strtoul(argv[2], nullptr, 10);
    try {
        h5pulse::Writer writer(argv[1], h5pulse::test::testRun(components), h5pulse::test::commitByHand());
        std::cout << "ready" << std::endl;
        for (std::string command; std::cin >> command;) {
            if (command == "append") {
                std::size_t count = 0;
                std::cin >> count;
                h5pulse::test::appendSteps(writer, count, components);
                writer.commit();
                std::cout << "committed " << writer.committedSteps() << std::endl;
            } else if (command == "close") {
                writer.close();
                std::cout << "closed" << std::endl;
            } else if (command == "fail") {
                std::string reason;
                std::getline(std::cin >> std::ws, reason);
                writer.fail(reason);
                std::cout << "failed" << std::endl;
            } else if (command == "stop") {
                std::string reason;
                std::getline(std::cin >> std::ws, reason);
                writer.stop(reason);
                std::cout << "stopped" << std::endl;
            }
        }
        ::_exit(0);
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
}
