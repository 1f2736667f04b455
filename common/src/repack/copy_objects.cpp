// SPDX-License-Identifier: MIT
#include "repack/copy_objects.h"

#include "h5/check.h"
#include "h5/filters.h"
#include "repack/stored_values.h"

#include <string>
#include <utility>

namespace h5pulse::repacking {

namespace {

constexpr const char* kCreating = "cannot be repacked, as the new file cannot be written";

h5::Handle openObject(hid_t file, const std::filesystem::path& path, const std::string& name)
{
    return h5::own(H5Oopen(file, name.c_str(), H5P_DEFAULT), H5Oclose, path, kCannotRepack);
}

/// Position of an object in the new file.
struct Place
{
    hid_t group;
    const char* name;
    hid_t links; ///< list for creating the link
};

/// The creation properties of a group. Its own list cannot be used: HDF5 1.10 keeps the number and the
/// addresses of the group's links in it, and a new group would use these.
h5::Handle groupList(const Job& job, hid_t original)
{
    const auto get = [&](herr_t result) { h5::check(result, job.path, kCannotRepack); };
    const auto set = [&](herr_t result) { h5::check(result, job.path, kCreating); };
    const h5::Handle old = h5::own(H5Gget_create_plist(original), H5Pclose, job.path, kCannotRepack);
    h5::Handle list = h5::own(H5Pcreate(H5P_GROUP_CREATE), H5Pclose, job.path, kCreating);
    unsigned flags = 0;
    unsigned most = 0;
    unsigned least = 0;
    get(H5Pget_link_creation_order(old.get(), &flags));
    set(H5Pset_link_creation_order(list.get(), flags));
    get(H5Pget_link_phase_change(old.get(), &most, &least));
    set(H5Pset_link_phase_change(list.get(), most, least));
    get(H5Pget_attr_creation_order(old.get(), &flags));
    set(H5Pset_attr_creation_order(list.get(), flags));
    get(H5Pget_attr_phase_change(old.get(), &most, &least));
    set(H5Pset_attr_phase_change(list.get(), most, least));
    hbool_t times = 0;
    get(H5Pget_obj_track_times(old.get(), &times));
    set(H5Pset_obj_track_times(list.get(), times));
    return list;
}

void createGroup(const Job& job, const std::string& path, const Place& place)
{
    const h5::Handle original =
        h5::own(H5Gopen2(job.from, path.c_str(), H5P_DEFAULT), H5Gclose, job.path, kCannotRepack);
    const h5::Handle list = groupList(job, original.get());
    h5::own(H5Gcreate2(place.group, place.name, place.links, list.get(), H5P_DEFAULT), H5Gclose, job.path,
            kCreating);
}

/// The creation list of the original, with other filters.
h5::Handle datasetList(const Job& job, const DatasetValues& original, const Compression& compression)
{
    h5::Handle list = h5::own(H5Pcopy(original.creationList()), H5Pclose, job.path, kCreating);
    if (!original.isChunked()) {
        return list;
    }
    if (H5Pget_nfilters(list.get()) > 0) {
        h5::check(H5Premove_filter(list.get(), H5Z_FILTER_ALL), job.path, kCreating);
    }
    // Readers of a live file get wrong values if its last chunks have no filter, and the new file may be
    // resumed.
    h5::check(H5Pset_chunk_opts(list.get(), 0), job.path, kCreating);
    h5::check(h5::addFilters(list.get(), compression, original.kind().size()), job.path, kCreating);
    H5D_alloc_time_t time = H5D_ALLOC_TIME_DEFAULT;
    h5::check(H5Pget_alloc_time(list.get(), &time), job.path, kCreating);
    if (compression.filter != Filter::None && time == H5D_ALLOC_TIME_EARLY) {
        // Otherwise chunks of fill values would be compressed and then replaced at once.
        h5::check(H5Pset_alloc_time(list.get(), H5D_ALLOC_TIME_INCR), job.path, kCreating);
    }
    return list;
}

void createDataset(const Job& job, const CommittedTypes& types, const Compression& compression,
                   const std::string& path, const Place& place)
{
    const DatasetValues original(job.from, job.path, path);
    const h5::Handle list = datasetList(job, original, compression);
    h5::own(H5Dcreate2(place.group, place.name, types.typeFor(original.storedType(), original.type()),
                       original.space(), place.links, list.get(), H5P_DEFAULT),
            H5Dclose, job.path, kCreating);
}

void copyAttribute(const Job& job, const CommittedTypes& types, const NewAddress& newAddress, hid_t to,
                   AttributeValues& original, const std::string& name)
{
    const h5::Handle copy =
        h5::own(H5Acreate2(to, name.c_str(), types.typeFor(original.storedType(), original.type()),
                           original.space(), original.creationList(), H5P_DEFAULT),
                H5Aclose, job.path, kCreating);
    original.kind().moveReferences(original.data(), original.count(), newAddress);
    if (original.count() > 0) {
        h5::check(H5Awrite(copy.get(), original.type(), original.data()), job.path, kCreating);
    }
}

void copyComment(const Job& job, hid_t from, hid_t to)
{
    const ssize_t size = h5::check(H5Oget_comment(from, nullptr, 0), job.path, kCannotRepack);
    if (size > 0) {
        std::string comment(static_cast<std::size_t>(size) + 1, '\0');
        h5::check(H5Oget_comment(from, comment.data(), comment.size()), job.path, kCannotRepack);
        h5::check(H5Oset_comment(to, comment.c_str()), job.path, kCreating);
    }
}

} // namespace

CommittedTypes::CommittedTypes(const Job& job)
    : m_job(job)
    , m_types(job.inventory.objects.size())
{
    for (std::size_t i = 0; i < m_types.size(); ++i) {
        const Inventory::Object& object = job.inventory.objects[i];
        if (object.type != H5O_TYPE_NAMED_DATATYPE) {
            continue;
        }
        const h5::Handle original =
            h5::own(H5Topen2(job.from, object.path.c_str(), H5P_DEFAULT), H5Tclose, job.path, kCannotRepack);
        const h5::Handle list =
            h5::own(H5Tget_create_plist(original.get()), H5Pclose, job.path, kCannotRepack);
        h5::Handle type = h5::own(H5Tcopy(original.get()), H5Tclose, job.path, kCannotRepack);
        h5::check(H5Tcommit_anon(job.to, type.get(), list.get(), H5P_DEFAULT), job.path, kCannotRepack);
        m_types[i] = std::move(type);
    }
}

hid_t CommittedTypes::typeFor(hid_t stored, hid_t memory) const
{
    if (H5Tcommitted(stored) <= 0) {
        return memory;
    }
    H5O_info_t info{};
    h5::check(H5Oget_info2(stored, &info, H5O_INFO_BASIC), m_job.path, kCannotRepack);
    const auto at = m_job.inventory.byAddress.find(info.addr);
    return at != m_job.inventory.byAddress.end() && m_types[at->second] ? m_types[at->second].get() : memory;
}

void createObjects(const Job& job, const CommittedTypes& types, const Compression& compression)
{
    std::vector<bool> created(job.inventory.objects.size(), false);
    created.front() = true; // the root group
    for (const Inventory::Link& link : job.inventory.links) {
        const h5::Handle list = h5::own(H5Pcreate(H5P_LINK_CREATE), H5Pclose, job.path, kCreating);
        const h5::Handle group =
            h5::own(H5Gopen2(job.to, link.group.c_str(), H5P_DEFAULT), H5Gclose, job.path, kCreating);
        const Place place{group.get(), link.name.c_str(), list.get()};
        const auto check = [&](herr_t result) { h5::check(result, job.path, kCreating); };
        check(H5Pset_char_encoding(list.get(), link.utf8 ? H5T_CSET_UTF8 : H5T_CSET_ASCII));
        if (link.soft) {
            check(H5Lcreate_soft(link.target.c_str(), place.group, place.name, place.links, H5P_DEFAULT));
            continue;
        }
        const Inventory::Object& object = job.inventory.objects[link.object];
        const bool isThere = created[link.object];
        created[link.object] = true;
        if (isThere) {
            check(H5Lcreate_hard(job.to, object.path.c_str(), place.group, place.name, place.links,
                                 H5P_DEFAULT));
        } else if (object.type == H5O_TYPE_NAMED_DATATYPE) {
            check(H5Olink(types.copyOf(link.object), place.group, place.name, place.links, H5P_DEFAULT));
        } else if (object.type == H5O_TYPE_GROUP) {
            createGroup(job, object.path, place);
        } else {
            createDataset(job, types, compression, object.path, place);
        }
    }
}

void copyAttributes(const Job& job, const CommittedTypes& types, const NewAddress& newAddress)
{
    for (const Inventory::Object& object : job.inventory.objects) {
        const h5::Handle from = openObject(job.from, job.path, object.path);
        const h5::Handle to = openObject(job.to, job.path, object.path);
        for (const std::string& name : attributesOf(from.get(), job.path)) {
            AttributeValues original(from.get(), job.path, object.path, name);
            copyAttribute(job, types, newAddress, to.get(), original, name);
        }
        copyComment(job, from.get(), to.get());
    }
}

std::vector<haddr_t> addressesIn(hid_t file, const std::filesystem::path& path, const Inventory& inventory)
{
    std::vector<haddr_t> addresses;
    for (const Inventory::Object& object : inventory.objects) {
        H5O_info_t info{};
        h5::check(H5Oget_info_by_name2(file, object.path.c_str(), &info, H5O_INFO_BASIC, H5P_DEFAULT), path,
                  kCannotRepack);
        addresses.push_back(info.addr);
    }
    return addresses;
}

NewAddress newAddresses(const Inventory& original, std::vector<haddr_t> copies)
{
    return [&original, copies = std::move(copies)](haddr_t address) -> haddr_t {
        const auto at = original.byAddress.find(address);
        return at == original.byAddress.end() ? 0 : copies[at->second];
    };
}

} // namespace h5pulse::repacking
