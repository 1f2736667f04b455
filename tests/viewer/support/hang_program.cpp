// SPDX-License-Identifier: GPL-3.0-or-later
// hang_program FILE STEP: shows a file, and prints "shown". After a line on standard input it asks for a
// step. When the file system does not answer, it prints "silent", and ends as the viewer does.
#include "core/run/run_document.h"
#include "core/threads/abandon_thread.h"
#include "waiting.h"

#include <QCoreApplication>

#include <cstdio>
#include <cstdlib>

using namespace h5pulse::viewer;

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    if (argc != 3) {
        return 2;
    }
    {
        RunDocument document;
        document.open(QString::fromLocal8Bit(argv[1]));
        if (!test::waitFor(
                [&] { return document.frame() && document.traces() && document.traces()->isComplete(); })) {
            return 1;
        }
        std::puts("shown");
        std::fflush(stdout);
        std::getchar();
        document.goToStep(std::strtoull(argv[2], nullptr, 10));
        if (!test::waitFor([&] { return document.status().silentSince != 0; })) {
            return 1;
        }
        std::puts("silent");
    }
    return endOfMain(0);
}
