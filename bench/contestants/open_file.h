// SPDX-License-Identifier: MIT
#pragma once

#include "contestants/hdf5_datasets.h"

#include <utility>
#include <vector>

namespace bench {

/// A file and its datasets that stay open for the whole run.
struct OpenFile
{
    OpenFile(const Workload& workload, const std::filesystem::path& file, FileFormat format,
             std::size_t chunkRows)
        : id(createFile(file, workload, format, chunkRows))
        , t(id, "t", 0)
    {
        for (std::size_t field = 0; field < workload.fields(); ++field) {
            y.emplace_back(id, workload.fieldName(field).c_str(), workload.width());
        }
    }
    ~OpenFile()
    {
        if (id >= 0) { // still open after an error
            H5Fclose(id);
        }
    }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;

    void close()
    {
        t.close();
        y.clear();
        checked(H5Fclose(std::exchange(id, H5I_INVALID_HID)), "close the file");
    }

    hid_t id;
    GrowingDataset t;
    std::vector<GrowingDataset> y; ///< one per field
};

} // namespace bench
