// SPDX-License-Identifier: MIT
#include "catalog/catalog.h"

#include "catalog/dimension_scales.h"
#include "catalog/object_walk.h"
#include "format/end_time.h"
#include "format/layout.h"
#include "h5/attributes.h"
#include "h5/check.h"
#include "h5/storage.h"
#include "h5/types.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace h5pulse {

namespace {

/// Why the rows of a dataset cannot be read safely; empty: they can.
std::string growthProblem(hid_t dataset, int rank, std::size_t elementSize)
{
    const h5::Handle list(H5Dget_create_plist(dataset), H5Pclose);
    return H5Pget_layout(list.get()) == H5D_CHUNKED ? h5::storageProblem(dataset, rank, elementSize)
                                                    : "it is not stored in chunks";
}

/// A dataset that grows, as its own description shows.
struct Candidate
{
    FieldInfo info;
    std::string problem; ///< why it cannot be followed; empty: it can
};

/// The dataset as a field; nothing if it cannot grow.
std::optional<Candidate> examine(hid_t file, const std::string& name)
{
    const h5::Handle dataset(H5Dopen2(file, name.c_str(), H5P_DEFAULT), H5Dclose);
    const h5::Handle space(dataset ? H5Dget_space(dataset.get()) : H5I_INVALID_HID, H5Sclose);
    const h5::Handle type(dataset ? H5Dget_type(dataset.get()) : H5I_INVALID_HID, H5Tclose);
    if (!space || !type) {
        return Candidate{{.name = name}, "cannot be opened: " + h5::lastReason()};
    }
    const int rank = H5Sget_simple_extent_ndims(space.get());
    if (rank < 1 || rank > H5S_MAX_RANK) {
        return std::nullopt;
    }
    std::array<hsize_t, H5S_MAX_RANK> extent{};
    std::array<hsize_t, H5S_MAX_RANK> maximum{};
    if (H5Sget_simple_extent_dims(space.get(), extent.data(), maximum.data()) != rank ||
        (maximum[0] != H5S_UNLIMITED && maximum[0] <= extent[0])) {
        return std::nullopt;
    }
    Candidate candidate{{.name = name}, {}};
    FieldInfo& info = candidate.info;
    const auto elementType = h5::elementTypeOf(type.get());
    if (!elementType) {
        candidate.problem = "its elements are not numbers";
        return candidate;
    }
    if (rank > 4) {
        candidate.problem = "its steps have more than three dimensions";
        return candidate;
    }
    info.type = *elementType;
    std::size_t bytes = sizeOf(info.type);
    for (int i = 1; i < rank; ++i) {
        const auto size = static_cast<std::size_t>(extent[static_cast<std::size_t>(i)]);
        if (size == 0 || size > (std::size_t{1} << 40) / bytes) {
            candidate.problem = size == 0 ? "its steps are empty" : "its steps are larger than 1 TiB";
            return candidate;
        }
        bytes *= size;
        info.shape.push_back(size);
    }
    candidate.problem = growthProblem(dataset.get(), rank, H5Tget_size(type.get()));
    info.axes.resize(info.shape.size());
    info.units = h5::readText(dataset.get(), layout::kUnits);
    info.longName = h5::readText(dataset.get(), layout::kLongName);
    return candidate;
}

RunInfo readRunInfo(hid_t file, const std::filesystem::path& path)
{
    RunInfo info;
    // HDF5 reports a damaged object only once; later it shows the part that it could read as if it were
    // complete.
    const h5::Handle root =
        h5::own(H5Gopen2(file, "/", H5P_DEFAULT), H5Gclose, path, "cannot open its root group");
    if (const auto format = h5::readAttribute(root.get(), layout::kFormat)) {
        const auto* version = std::get_if<std::int64_t>(&*format);
        if (!version || *version < 1) {
            throw Error(path, "cannot be opened",
                        std::string("its attribute '") + layout::kFormat +
                            "' is not a version of h5pulse's file format");
        }
        if (*version > layout::kFormatVersion) {
            throw Error(path, "cannot be opened",
                        "it has h5pulse's file format of a version newer than this program's (" +
                            std::to_string(layout::kFormatVersion) + "); use a newer h5pulse");
        }
        info.formatVersion = static_cast<int>(*version);
    }
    info.created = h5::readText(root.get(), layout::kCreated);
    info.writer = h5::readText(root.get(), layout::kWriter);
    const bool ours = info.formatVersion > 0;
    const std::size_t most = layout::kMaxAttributes + layout::kReservedAttributes.size();
    for (const std::string& name : h5::attributeNames(root.get(), most)) {
        if (ours && layout::isReservedAttribute(name)) {
            continue;
        }
        if (auto value =
                h5::readAttribute(root.get(), name, ours ? h5::ListOfOne::List : h5::ListOfOne::Number)) {
            info.attributes.emplace(name, std::move(*value));
        }
    }
    return info;
}

/// @param sound  number of fields before the first growing dataset that was skipped
void countOwnFields(hid_t file, Catalog& catalog, std::size_t sound)
{
    catalog.ownFields = catalog.fields.size();
    if (catalog.info.formatVersion == 0) {
        return;
    }
    const h5::Handle service(H5Gopen2(file, layout::kServiceGroup, H5P_DEFAULT), H5Gclose);
    const auto count = service ? h5::readAttribute(service.get(), layout::kFieldCount) : std::nullopt;
    const auto* number = count ? std::get_if<std::int64_t>(&*count) : nullptr;
    if (number && *number > 0) {
        const auto wanted = static_cast<std::size_t>(*number);
        catalog.ownFields = std::min(catalog.fields.size(), wanted);
        catalog.ownFieldsWhole = wanted <= sound;
    }
}

bool canBeTime(const FieldInfo& info)
{
    return info.shape.empty() && !isComplex(info.type);
}

/// Removes the dataset of the times from the candidates.
std::optional<FieldInfo> takeTime(std::vector<FieldInfo>& fields, const std::string& wanted,
                                  const std::filesystem::path& path)
{
    const auto take = [&](const std::string& name) -> std::optional<FieldInfo> {
        const auto found =
            std::find_if(fields.begin(), fields.end(), [&](const FieldInfo& f) { return f.name == name; });
        if (found == fields.end() || !canBeTime(*found)) {
            return std::nullopt;
        }
        FieldInfo time = std::move(*found);
        fields.erase(found);
        return time;
    };
    if (!wanted.empty()) {
        if (auto time = take(wanted)) {
            return time;
        }
        throw Error(path, "cannot take '" + wanted + "' for time",
                    "it is not a growing dataset of one number a step");
    }
    auto time = take(layout::kTime);
    return time ? time : take("time");
}

} // namespace

Catalog readCatalog(hid_t file, const std::filesystem::path& path, const ReaderOptions& options)
{
    Catalog catalog;
    catalog.info = readRunInfo(file, path);
    const std::string service = std::string(layout::kServiceGroup) + "/";
    Objects objects = listObjects(file, path);
    catalog.info.skipped = std::move(objects.skipped);
    bool isSound = catalog.info.skipped.empty();
    std::size_t sound = 0;
    for (const std::string& name : objects.datasets) {
        if (catalog.info.formatVersion > 0 && name.starts_with(service)) {
            continue;
        }
        auto candidate = examine(file, name);
        if (!candidate) {
            continue;
        }
        if (candidate->problem.empty()) {
            catalog.fields.push_back(std::move(candidate->info));
            sound += isSound && catalog.fields.back().name != layout::kTime ? 1 : 0;
        } else {
            isSound = false;
            catalog.info.skipped.push_back("'" + name + "': " + candidate->problem);
        }
    }
    catalog.time = takeTime(catalog.fields, options.timeDataset, path);
    if (catalog.fields.empty() && catalog.time) {
        // If there is only one growing dataset of numbers, it is a field, whatever its name is.
        catalog.fields.push_back(*std::exchange(catalog.time, std::nullopt));
    }
    if (catalog.fields.empty()) {
        std::string reason = "it holds no dataset of numbers that can grow in its first dimension";
        if (!catalog.info.skipped.empty()) {
            reason += "; passed over: " + catalog.info.skipped.front();
        }
        throw NothingToFollow(path, "has nothing to follow", reason);
    }
    countOwnFields(file, catalog, sound);
    for (FieldInfo& field : catalog.fields) {
        catalog.axes.push_back(readAxes(file, objects, field));
    }
    if (catalog.time) {
        catalog.info.timeDataset = catalog.time->name;
        catalog.info.timeUnits = catalog.time->units;
        catalog.info.endTime = readEndTime(file, catalog.time->name);
    }
    return catalog;
}

} // namespace h5pulse
