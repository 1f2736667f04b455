// SPDX-License-Identifier: MIT
#include <h5pulse/writer.h>

#include <memory>

namespace {

std::unique_ptr<h5pulse::Writer> owned; // destroyed when the library is unloaded

} // namespace

extern "C" void lifeBegin(const char* path)
{
    owned = std::make_unique<h5pulse::Writer>(path, h5pulse::RunSpec{.fields = {{.name = "n"}}},
                                              h5pulse::WriterOptions{.commitInterval = {}});
}

extern "C" void lifeAppend(int first, int end)
{
    for (int k = first; k < end; ++k) {
        owned->append(k, static_cast<double>(k));
    }
}
