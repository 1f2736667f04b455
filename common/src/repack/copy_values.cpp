// SPDX-License-Identifier: MIT
#include "repack/copy_values.h"

#include "format/layout.h"
#include "h5/check.h"
#include "repack/job.h"
#include "repack/stored_values.h"
#include "repack/value_kind.h"

namespace h5pulse::repacking {

namespace {

void measureAttributes(hid_t file, const std::filesystem::path& path, const std::string& object)
{
    const h5::Handle opened =
        h5::own(H5Oopen(file, object.c_str(), H5P_DEFAULT), H5Oclose, path, kCannotRepack);
    for (const std::string& name : attributesOf(opened.get(), path)) {
        const AttributeValues values(opened.get(), path, object, name);
    }
}

void copyDataset(const Job& job, const std::string& name, const NewAddress& newAddress, Progress& progress,
                 const std::function<void()>& requireWritten)
{
    const DatasetValues from(job.from, job.path, name);
    if (from.bytes() == 0) {
        return;
    }
    const DatasetValues to(job.to, job.path, name);
    ValueBuffer buffer(from.type(), from.kind());
    for (Blocks block = from.blocks(); block.next();) {
        if (from.isSparse() && !from.isWritten(block.start())) {
            progress.add(0);
            continue;
        }
        std::byte* values = buffer.prepare(block.elements());
        from.read(block, values);
        from.kind().moveReferences(values, block.elements(), newAddress);
        to.write(block, values);
        requireWritten();
        progress.add(block.elements() * from.kind().size());
    }
}

} // namespace

std::uintmax_t measure(hid_t file, const std::filesystem::path& path, const Inventory& inventory)
{
    std::uintmax_t bytes = 0;
    for (const Inventory::Object& object : inventory.objects) {
        if (object.type == H5O_TYPE_DATASET) {
            const DatasetValues values(file, path, object.path);
            bytes += isScratch(object) ? 0 : values.bytes();
        } else if (object.type != H5O_TYPE_GROUP && object.type != H5O_TYPE_NAMED_DATATYPE) {
            refuse(path, "'" + object.path + "' is an object of an unknown kind");
        }
        measureAttributes(file, path, object.path);
    }
    return bytes;
}

bool isScratch(const Inventory::Object& object)
{
    return object.path == std::string("/") + layout::kJournal;
}

void copyValues(const Job& job, const NewAddress& newAddress, Progress& progress,
                const std::function<void()>& requireWritten)
{
    for (const Inventory::Object& object : job.inventory.objects) {
        if (object.type == H5O_TYPE_DATASET && !isScratch(object)) {
            copyDataset(job, object.path, newAddress, progress, requireWritten);
        }
    }
}

} // namespace h5pulse::repacking
