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

/// Everything in a file that has a name: what there is to be copied.
struct Inventory
{
    /// A name in a group. Two files with equal links have the same structure.
    struct Link
    {
        std::string group{}; ///< path of the group that it is in
        std::string name{};
        bool utf8 = false;      ///< what its name is said to be
        bool soft = false;      ///< whether it names a path instead of an object
        std::string target{};   ///< of a soft link
        std::size_t object = 0; ///< of a hard link: index into objects

        bool operator==(const Link&) const = default;
        std::string path() const { return group == "/" ? "/" + name : group + "/" + name; }
    };
    struct Object
    {
        std::string path{}; ///< by the first link that leads to it
        H5O_type_t type = H5O_TYPE_UNKNOWN;
    };

    /// Groups before what is in them; in each in the order of creation, or of names where that is not known.
    std::vector<Link> links{};
    std::vector<Object> objects{};              ///< each once; the first is the root group
    std::map<haddr_t, std::size_t> byAddress{}; ///< index into objects, by the address of the object's header
};

/// Throws Error where there is something that cannot be taken along: links to other files, groups more than
/// 256 deep.
Inventory takeInventory(hid_t file, const std::filesystem::path& path);

/// Names of the attributes of an object, in the order of creation, or of names where that is not known.
std::vector<std::string> attributesOf(hid_t object, const std::filesystem::path& path);

} // namespace h5pulse::repacking
