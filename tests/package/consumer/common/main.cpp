// SPDX-License-Identifier: MIT
// A program that reads runs, and finds none here.
#include <h5pulse/reader.h>
#include <h5pulse/recover.h>
#include <h5pulse/version.h>

#include <iostream>

int main()
{
    std::cout << "h5pulse " << H5PULSE_VERSION << '\n';
    try {
        const h5pulse::Reader reader("nothing.h5");
    } catch (const h5pulse::Error& error) {
        std::cout << error.what() << '\n';
        return 0;
    }
    return 1;
}
