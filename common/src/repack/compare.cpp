// SPDX-License-Identifier: MIT
#include "repack/compare.h"

#include "h5/check.h"
#include "repack/copy_objects.h"
#include "repack/copy_values.h"
#include "repack/job.h"
#include "repack/stored_values.h"
#include "repack/value_kind.h"

#include <algorithm>
#include <array>
#include <string>

namespace h5pulse::repacking {

namespace {

class Comparison
{
public:
    Comparison(const Job& job, const Inventory& copy, Progress& progress)
        : m_job(job)
        , m_copy(copy)
        , m_progress(progress)
        , m_newAddress(newAddresses(job.inventory, addressesIn(job.to, job.path, copy)))
    {
    }

    void structure() const
    {
        require(m_job.inventory.links == m_copy.links, "the file", "names and groups");
        require(std::equal(m_job.inventory.objects.begin(), m_job.inventory.objects.end(),
                           m_copy.objects.begin(), m_copy.objects.end(),
                           [](const Inventory::Object& a, const Inventory::Object& b) {
                               return a.type == b.type && a.path == b.path;
                           }),
                "the file", "kinds of objects");
    }

    void object(const Inventory::Object& object)
    {
        const std::string what = "'" + object.path + "'";
        const auto open = [&](hid_t file) {
            return h5::own(H5Oopen(file, object.path.c_str(), H5P_DEFAULT), H5Oclose, m_job.path,
                           kCannotRepack);
        };
        const h5::Handle from = open(m_job.from);
        const h5::Handle to = open(m_job.to);
        attributes(object.path, from.get(), to.get());
        require(H5Oget_comment(from.get(), nullptr, 0) == H5Oget_comment(to.get(), nullptr, 0), what,
                "comment");
        if (object.type == H5O_TYPE_NAMED_DATATYPE) {
            types(from.get(), to.get(), what);
        } else if (object.type == H5O_TYPE_DATASET) {
            dataset(object, what);
        }
    }

private:
    void require(bool same, const std::string& what, const char* how) const
    {
        if (!same) {
            refuse(m_job.path, "the copy of " + what + " is another in its " + how);
        }
    }

    /// Whether both types are equal, and committed as the same object.
    void types(hid_t from, hid_t to, const std::string& what) const
    {
        const auto plain = [&](hid_t type) {
            return h5::own(H5Tcopy(type), H5Tclose, m_job.path, kCannotRepack);
        };
        require(H5Tequal(plain(from).get(), plain(to).get()) > 0, what, "type");
        const auto number = [&](hid_t type, const Inventory& inventory) {
            H5O_info_t info{};
            if (H5Tcommitted(type) <= 0 || H5Oget_info2(type, &info, H5O_INFO_BASIC) < 0) {
                return inventory.objects.size();
            }
            const auto at = inventory.byAddress.find(info.addr);
            return at == inventory.byAddress.end() ? inventory.objects.size() : at->second;
        };
        require(number(from, m_job.inventory) == number(to, m_copy), what, "committed type");
    }

    void spaces(hid_t from, hid_t to, const std::string& what) const
    {
        require(H5Sextent_equal(from, to) > 0, what, "shape");
        std::array<std::array<hsize_t, H5S_MAX_RANK>, 2> maximum{};
        H5Sget_simple_extent_dims(from, nullptr, maximum[0].data());
        H5Sget_simple_extent_dims(to, nullptr, maximum[1].data());
        require(maximum[0] == maximum[1], what, "largest shape");
    }

    void attributes(const std::string& owner, hid_t from, hid_t to) const
    {
        const std::vector<std::string> names = attributesOf(from, m_job.path);
        require(names == attributesOf(to, m_job.path), "'" + owner + "'", "attributes");
        for (const std::string& name : names) {
            const std::string what = "attribute '" + name + "' of '" + owner + "'";
            AttributeValues a(from, m_job.path, owner, name);
            AttributeValues b(to, m_job.path, owner, name);
            types(a.storedType(), b.storedType(), what);
            spaces(a.space(), b.space(), what);
            require(a.kind().equal(a.data(), b.data(), a.count(), m_newAddress), what, "value");
        }
    }

    void dataset(const Inventory::Object& object, const std::string& what)
    {
        const DatasetValues from(m_job.from, m_job.path, object.path);
        const DatasetValues to(m_job.to, m_job.path, object.path);
        types(from.storedType(), to.storedType(), what);
        spaces(from.space(), to.space(), what);
        require(from.sameStorage(to), what, "chunks or fill value");
        if (!isScratch(object)) {
            values(from, to, what);
        }
    }

    void values(const DatasetValues& from, const DatasetValues& to, const std::string& what)
    {
        require((from.bytes() == 0) == (to.bytes() == 0), what, "number of values");
        if (from.bytes() == 0) {
            return;
        }
        ValueBuffer a(from.type(), from.kind());
        ValueBuffer b(to.type(), to.kind());
        for (Blocks block = from.blocks(); block.next();) {
            const std::size_t count = block.elements();
            if (from.isSparse() && !from.isWritten(block.start()) && !to.isWritten(block.start())) {
                m_progress.add(0);
                continue;
            }
            from.read(block, a.prepare(count));
            to.read(block, b.prepare(count));
            require(from.kind().equal(a.data(), b.data(), count, m_newAddress), what, "values");
            m_progress.add(count * from.kind().size());
        }
    }

    const Job& m_job;
    const Inventory& m_copy;
    Progress& m_progress;
    NewAddress m_newAddress;
};

} // namespace

void compare(const Job& job, Progress& progress)
{
    const Inventory copy = takeInventory(job.to, job.path);
    Comparison comparison(job, copy, progress);
    comparison.structure();
    for (const Inventory::Object& object : job.inventory.objects) {
        comparison.object(object);
    }
}

} // namespace h5pulse::repacking
