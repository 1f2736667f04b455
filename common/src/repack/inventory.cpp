// SPDX-License-Identifier: MIT
#include "repack/inventory.h"

#include "h5/check.h"
#include "repack/job.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace h5pulse::repacking {

namespace {

constexpr std::size_t kMaxDepth = 256;

struct Found
{
    std::int64_t order = 0; ///< order of creation; 0 if the file does not track it
    std::string name{};
    H5L_info_t info{};

    bool operator<(const Found& other) const
    {
        return std::tie(order, name) < std::tie(other.order, other.name);
    }
};

herr_t addLink(hid_t, const char* name, const H5L_info_t* info, void* data)
{
    static_cast<std::vector<Found>*>(data)->push_back({info->corder_valid ? info->corder : 0, name, *info});
    return 0;
}

herr_t addAttribute(hid_t, const char* name, const H5A_info_t* info, void* data)
{
    static_cast<std::vector<Found>*>(data)->push_back({info->corder_valid ? info->corder : 0, name, {}});
    return 0;
}

class Walk
{
public:
    Walk(hid_t file, const std::filesystem::path& path)
        : m_path(path)
    {
        const h5::Handle root = h5::own(H5Gopen2(file, "/", H5P_DEFAULT), H5Gclose, path, kCannotRepack);
        H5O_info_t info{};
        h5::check(H5Oget_info2(root.get(), &info, H5O_INFO_BASIC), path, kCannotRepack);
        objectAt(info, "/");
        lookInto(root.get(), "/", 0);
    }

    Inventory take() { return std::move(m_found); }

private:
    std::pair<std::size_t, bool> objectAt(const H5O_info_t& info, const std::string& path)
    {
        const auto [at, isNew] = m_found.byAddress.try_emplace(info.addr, m_found.objects.size());
        if (isNew) {
            m_found.objects.push_back({path, info.type});
        }
        return {at->second, isNew};
    }

    void lookInto(hid_t group, const std::string& path, std::size_t depth)
    {
        std::vector<Found> links;
        hsize_t index = 0;
        h5::check(H5Literate(group, H5_INDEX_NAME, H5_ITER_NATIVE, &index, addLink, &links), m_path,
                  kCannotRepack);
        std::sort(links.begin(), links.end());
        for (const Found& found : links) {
            Inventory::Link link{.group = path,
                                 .name = found.name,
                                 .utf8 = found.info.cset == H5T_CSET_UTF8,
                                 .soft = found.info.type == H5L_TYPE_SOFT};
            if (link.soft) {
                link.target.resize(found.info.u.val_size);
                h5::check(H5Lget_val(group, found.name.c_str(), link.target.data(), link.target.size(),
                                     H5P_DEFAULT),
                          m_path, kCannotRepack);
                link.target.resize(std::min(link.target.find('\0'), link.target.size()));
                m_found.links.push_back(std::move(link));
            } else if (found.info.type == H5L_TYPE_HARD) {
                follow(group, std::move(link), depth);
            } else {
                refuse(m_path, "'" + link.path() + "' is a link to another file, which a copy cannot hold");
            }
        }
    }

    void follow(hid_t group, Inventory::Link link, std::size_t depth)
    {
        H5O_info_t info{};
        const std::string path = link.path();
        h5::check(H5Oget_info_by_name2(group, link.name.c_str(), &info, H5O_INFO_BASIC, H5P_DEFAULT), m_path,
                  "cannot be repacked, as '" + path + "' cannot be read");
        const std::string name = link.name;
        const auto [object, isNew] = objectAt(info, path);
        link.object = object;
        m_found.links.push_back(std::move(link));
        if (!isNew || info.type != H5O_TYPE_GROUP) {
            return;
        }
        if (depth >= kMaxDepth) {
            refuse(m_path, "its groups are more than 256 deep");
        }
        const h5::Handle below =
            h5::own(H5Gopen2(group, name.c_str(), H5P_DEFAULT), H5Gclose, m_path, kCannotRepack);
        lookInto(below.get(), path, depth + 1);
    }

    const std::filesystem::path& m_path;
    Inventory m_found;
};

} // namespace

Inventory takeInventory(hid_t file, const std::filesystem::path& path)
{
    return Walk(file, path).take();
}

std::vector<std::string> attributesOf(hid_t object, const std::filesystem::path& path)
{
    // For objects that do not track the order of attributes, HDF5 returns their position in the object
    // header.
    constexpr unsigned tracked = 0x04;
    H5O_info_t info{};
    h5::check(H5Oget_info2(object, &info, H5O_INFO_HDR), path, kCannotRepack);
    std::vector<Found> found;
    hsize_t index = 0;
    h5::check(H5Aiterate2(object, H5_INDEX_NAME, H5_ITER_NATIVE, &index, addAttribute, &found), path,
              kCannotRepack);
    if ((info.hdr.flags & tracked) == 0) {
        std::for_each(found.begin(), found.end(), [](Found& attribute) { attribute.order = 0; });
    }
    std::sort(found.begin(), found.end());
    std::vector<std::string> names;
    for (Found& attribute : found) {
        names.push_back(std::move(attribute.name));
    }
    return names;
}

} // namespace h5pulse::repacking
