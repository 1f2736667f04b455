// SPDX-License-Identifier: MIT
#include "catalog/object_walk.h"

#include "h5/check.h"
#include "h5/driver.h"

#include <algorithm>
#include <compare>
#include <cstdint>
#include <set>
#include <utility>

namespace h5pulse {

namespace {

constexpr std::size_t kMaxLinks = 100'000; // of one group
constexpr std::size_t kMaxNameBytes = std::size_t{16} << 20;
constexpr std::size_t kMaxDepth = 64;
constexpr std::size_t kMaxPath = std::size_t{64} << 10;
constexpr const char* kCannotList = "cannot list its datasets";

struct HardLink
{
    std::int64_t order = 0; ///< order of creation; 0 if the group does not track it
    std::string name{};

    auto operator<=>(const HardLink&) const = default;
};

struct HardLinks
{
    std::vector<HardLink> found{};
    std::size_t bytes = 0; ///< total size of their names
};

herr_t addHardLink(hid_t, const char* name, const H5L_info_t* link, void* data)
{
    auto& links = *static_cast<HardLinks*>(data);
    if (link->type == H5L_TYPE_HARD) {
        links.found.push_back({link->corder_valid ? link->corder : 0, name});
        links.bytes += links.found.back().name.size();
    }
    return links.found.size() >= kMaxLinks || links.bytes >= kMaxNameBytes ? 1 : 0;
}

class Walk
{
public:
    Walk(hid_t file, const std::filesystem::path& path)
        : m_path(path)
        , m_driver(h5::driverFile(file))
    {
        const h5::Handle root = h5::own(H5Gopen2(file, "/", H5P_DEFAULT), H5Gclose, path, kCannotList);
        H5O_info_t info{};
        h5::check(H5Oget_info2(root.get(), &info, H5O_INFO_BASIC), path, kCannotList);
        m_seen.insert(info.addr);
        lookInto(root.get(), "", 0);
    }

    Objects take() { return std::move(m_objects); }

private:
    bool isFull() const { return m_seen.size() >= kMaxObjects; }

    void lookInto(hid_t group, const std::string& prefix, std::size_t depth)
    {
        HardLinks links;
        hsize_t index = 0;
        // In native order: for any other order HDF5 builds a table, and frees unset entries of it if a
        // link cannot be read.
        if (fails(H5Literate(group, H5_INDEX_NAME, H5_ITER_NATIVE, &index, addHardLink, &links), prefix)) {
            return;
        }
        std::sort(links.found.begin(), links.found.end());
        for (const auto& [order, name] : links.found) {
            if (isFull()) {
                return;
            }
            lookAt(group, name, prefix + name, depth);
        }
    }

    void lookAt(hid_t group, const std::string& name, const std::string& full, std::size_t depth)
    {
        H5O_info_t info{};
        if (full.size() > kMaxPath) {
            m_objects.skipped.push_back("'" + full.substr(0, 40) + "...': its path is longer than 64 KiB");
            return;
        }
        if (fails(H5Oget_info_by_name2(group, name.c_str(), &info, H5O_INFO_BASIC, H5P_DEFAULT), full) ||
            !m_seen.insert(info.addr).second) {
            return;
        }
        if (info.type == H5O_TYPE_DATASET) {
            m_objects.datasets.push_back(full);
            m_objects.byAddress[info.addr] = full;
        } else if (info.type == H5O_TYPE_GROUP && depth + 1 >= kMaxDepth) {
            m_objects.skipped.push_back("'" + full + "': it lies more than 64 groups deep");
        } else if (info.type == H5O_TYPE_GROUP) {
            const h5::Handle below(H5Gopen2(group, name.c_str(), H5P_DEFAULT), H5Gclose);
            if (!fails(below ? 0 : -1, full)) {
                lookInto(below.get(), full + "/", depth + 1);
            }
        }
    }

    /// An object that the metadata validator has refused is skipped; any other failure is an Error.
    bool fails(herr_t result, const std::string& what)
    {
        if (result >= 0) {
            return false;
        }
        const char* refused = m_driver ? std::exchange(m_driver->refused, nullptr) : nullptr;
        if (!refused || what.empty()) {
            h5::raise(m_path, kCannotList);
        }
        H5Eclear2(H5E_DEFAULT);
        m_objects.skipped.push_back("'" + what + "': " + refused);
        return true;
    }

    const std::filesystem::path& m_path;
    h5::DriverRef m_driver;
    std::set<haddr_t> m_seen;
    Objects m_objects;
};

} // namespace

Objects listObjects(hid_t file, const std::filesystem::path& path)
{
    return Walk(file, path).take();
}

} // namespace h5pulse
