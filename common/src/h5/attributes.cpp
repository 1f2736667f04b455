// SPDX-License-Identifier: MIT
#include "h5/attributes.h"

#include "h5/check.h"

#include <cstdint>
#include <type_traits>
#include <utility>

namespace h5pulse::h5 {

namespace {

Handle textType()
{
    Handle type(H5Tcopy(H5T_C_S1), H5Tclose);
    H5Tset_size(type.get(), H5T_VARIABLE);
    H5Tset_cset(type.get(), H5T_CSET_UTF8);
    return type;
}

Handle spaceOf(std::optional<hsize_t> count)
{
    return {count ? H5Screate_simple(1, &*count, nullptr) : H5Screate(H5S_SCALAR), H5Sclose};
}

void write(hid_t object, const std::string& name, hid_t fileType, hid_t memoryType,
           std::optional<hsize_t> count, const void* data, const std::filesystem::path& path)
{
    const std::string tried = "cannot write attribute '" + name + "'";
    const Handle space = spaceOf(count);
    const Handle attribute =
        own(H5Acreate2(object, name.c_str(), fileType, space.get(), H5P_DEFAULT, H5P_DEFAULT), H5Aclose, path,
            tried);
    if (count != 0) { // HDF5 takes no null pointer, even for nothing
        check(H5Awrite(attribute.get(), memoryType, data), path, tried);
    }
}

std::string readVariableText(hid_t attribute, hid_t type)
{
    Handle memory = textType();
    H5Tset_cset(memory.get(), H5Tget_cset(type));
    char* text = nullptr;
    if (H5Aread(attribute, memory.get(), &text) < 0 || !text) {
        return {};
    }
    std::string result(text);
    H5free_memory(text);
    return result;
}

std::string readFixedText(hid_t attribute, hid_t type)
{
    std::string text(H5Tget_size(type), '\0');
    if (H5Aread(attribute, type, text.data()) < 0) {
        return {};
    }
    text.resize(text.find('\0') == std::string::npos ? text.size() : text.find('\0'));
    if (H5Tget_strpad(type) == H5T_STR_SPACEPAD) {
        text.erase(text.find_last_not_of(' ') + 1);
    }
    return text;
}

/// If the integer does not fit into int64: the nearest double.
std::optional<Attribute> readInteger(hid_t attribute, hid_t type)
{
    if (H5Tget_sign(type) == H5T_SGN_NONE) {
        std::uint64_t value = 0;
        if (H5Aread(attribute, H5T_NATIVE_UINT64, &value) < 0) {
            return std::nullopt;
        }
        if (std::in_range<std::int64_t>(value)) {
            return static_cast<std::int64_t>(value);
        }
        return static_cast<double>(value);
    }
    std::int64_t value = 0;
    return H5Aread(attribute, H5T_NATIVE_INT64, &value) < 0 ? std::nullopt : std::optional<Attribute>(value);
}

std::optional<Attribute> readNumbers(hid_t attribute, hid_t type, hsize_t count, bool asList)
{
    if (!asList && H5Tget_class(type) == H5T_INTEGER) {
        return readInteger(attribute, type);
    }
    std::vector<double> values(count);
    if (count > 0 && H5Aread(attribute, H5T_NATIVE_DOUBLE, values.data()) < 0) {
        return std::nullopt;
    }
    if (asList) {
        return values;
    }
    return values.front();
}

} // namespace

void writeAttribute(hid_t object, const std::string& name, const Attribute& value,
                    const std::filesystem::path& path)
{
    std::visit(
        [&](const auto& v) {
            using T = std::decay_t<decltype(v)>;
            if constexpr (std::is_same_v<T, std::string>) {
                const Handle type = textType();
                const char* text = v.c_str();
                write(object, name, type.get(), type.get(), {}, &text, path);
            } else if constexpr (std::is_same_v<T, std::int64_t>) {
                write(object, name, H5T_STD_I64LE, H5T_NATIVE_INT64, {}, &v, path);
            } else if constexpr (std::is_same_v<T, double>) {
                write(object, name, H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, {}, &v, path);
            } else {
                write(object, name, H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, v.size(), v.data(), path);
            }
        },
        value);
}

void writeAttribute(hid_t object, const std::string& name, const std::vector<std::string>& value,
                    const std::filesystem::path& path)
{
    const Handle type = textType();
    std::vector<const char*> texts;
    for (const std::string& text : value) {
        texts.push_back(text.c_str());
    }
    write(object, name, type.get(), type.get(), texts.size(), texts.data(), path);
}

std::optional<Attribute> readAttribute(hid_t object, const std::string& name, ListOfOne listOfOne)
{
    if (H5Aexists(object, name.c_str()) <= 0) {
        return std::nullopt;
    }
    const Handle attribute(H5Aopen(object, name.c_str(), H5P_DEFAULT), H5Aclose);
    if (!attribute || H5Aget_storage_size(attribute.get()) > kMaxAttributeBytes) {
        return std::nullopt;
    }
    const Handle type(H5Aget_type(attribute.get()), H5Tclose);
    const Handle space(H5Aget_space(attribute.get()), H5Sclose);
    const hssize_t count = H5Sget_simple_extent_npoints(space.get());
    if (!type || count < 0 || H5Tget_size(type.get()) > kMaxAttributeBytes) {
        return std::nullopt;
    }
    switch (H5Tget_class(type.get())) {
    case H5T_STRING:
        if (count == 0) {
            return std::string{};
        }
        if (count != 1) {
            return std::nullopt;
        }
        return H5Tis_variable_str(type.get()) > 0 ? readVariableText(attribute.get(), type.get())
                                                  : readFixedText(attribute.get(), type.get());
    case H5T_INTEGER:
    case H5T_FLOAT: {
        const bool isList = H5Sget_simple_extent_type(space.get()) != H5S_SCALAR;
        return readNumbers(attribute.get(), type.get(), static_cast<hsize_t>(count),
                           count != 1 || (isList && listOfOne == ListOfOne::List));
    }
    default:
        return std::nullopt;
    }
}

std::string readText(hid_t object, const std::string& name)
{
    const auto value = readAttribute(object, name);
    const auto* text = value ? std::get_if<std::string>(&*value) : nullptr;
    return text ? *text : std::string{};
}

std::vector<std::string> attributeNames(hid_t object, std::size_t limit)
{
    struct Found
    {
        std::vector<std::string> names;
        std::size_t limit;
    } found{{}, limit};
    hsize_t index = 0;
    H5Aiterate2(
        object, H5_INDEX_NAME, H5_ITER_NATIVE, &index,
        [](hid_t, const char* name, const H5A_info_t*, void* data) -> herr_t {
            auto& into = *static_cast<Found*>(data);
            into.names.emplace_back(name);
            return into.names.size() >= into.limit ? 1 : 0;
        },
        &found);
    return found.names;
}

} // namespace h5pulse::h5
