// SPDX-License-Identifier: MIT
#pragma once

#include "h5/handle.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace h5pulse::repacking {

/// All links and objects of a file, which are to be copied.
struct Inventory
{
    /// A name in a group. Two files with equal links have the same structure.
    struct Link
    {
        std::string group{}; ///< path of its group
        std::string name{};
        bool utf8 = false;      ///< whether its name is declared as UTF-8
        bool soft = false;      ///< whether it names a path instead of an object
        std::string target{};   ///< of a soft link
        std::size_t object = 0; ///< of a hard link: index into objects

        bool operator==(const Link&) const = default;
        std::string path() const { return group == "/" ? "/" + name : group + "/" + name; }
    };
    struct Object
    {
        std::string path{}; ///< by the first link to it
        H5O_type_t type = H5O_TYPE_UNKNOWN;
    };

    /// A group comes before its contents. Within a group, links are in the order of creation, or of names
    /// if the order of creation is unknown.
    std::vector<Link> links{};
    std::vector<Object> objects{};              ///< each object once; the first is the root group
    std::map<haddr_t, std::size_t> byAddress{}; ///< index into objects, by the address of the object's header
};

/// Throws Error if the file has links that cannot be copied: links to other files, or groups nested more
/// than 256 deep.
Inventory takeInventory(hid_t file, const std::filesystem::path& path);

/// Names of the attributes of an object, in the order of creation, or of names if the order of creation is
/// unknown.
std::vector<std::string> attributesOf(hid_t object, const std::filesystem::path& path);

} // namespace h5pulse::repacking
