// SPDX-License-Identifier: MIT
#include "h5/types.h"

#include <string_view>

namespace h5pulse::h5 {

namespace {

/// HDF5 types of a real number.
struct NumberTypes
{
    hid_t memory;
    hid_t file;
};

/// For a complex type: the types of its parts.
#pragma GCC diagnostic push
#pragma GCC diagnostic error "-Wswitch"
NumberTypes numberTypes(ElementType type)
{
    switch (type) {
    case ElementType::Float32:
    case ElementType::Complex64:
        return {H5T_NATIVE_FLOAT, H5T_IEEE_F32LE};
    case ElementType::Float64:
    case ElementType::Complex128:
        return {H5T_NATIVE_DOUBLE, H5T_IEEE_F64LE};
    case ElementType::Int8:
        return {H5T_NATIVE_INT8, H5T_STD_I8LE};
    case ElementType::Int16:
        return {H5T_NATIVE_INT16, H5T_STD_I16LE};
    case ElementType::Int32:
        return {H5T_NATIVE_INT32, H5T_STD_I32LE};
    case ElementType::Int64:
        return {H5T_NATIVE_INT64, H5T_STD_I64LE};
    case ElementType::UInt8:
        return {H5T_NATIVE_UINT8, H5T_STD_U8LE};
    case ElementType::UInt16:
        return {H5T_NATIVE_UINT16, H5T_STD_U16LE};
    case ElementType::UInt32:
        return {H5T_NATIVE_UINT32, H5T_STD_U32LE};
    case ElementType::UInt64:
        return {H5T_NATIVE_UINT64, H5T_STD_U64LE};
    }
    return {H5I_INVALID_HID, H5I_INVALID_HID};
}
#pragma GCC diagnostic pop

Handle complexOf(hid_t part, std::size_t size)
{
    Handle type(H5Tcreate(H5T_COMPOUND, size), H5Tclose);
    H5Tinsert(type.get(), "r", 0, part);
    H5Tinsert(type.get(), "i", size / 2, part);
    return type;
}

Handle make(ElementType type, hid_t number)
{
    return isComplex(type) ? complexOf(number, sizeOf(type)) : Handle(H5Tcopy(number), H5Tclose);
}

bool memberIs(hid_t type, unsigned index, std::string_view name)
{
    char* found = H5Tget_member_name(type, index);
    const bool same = found && name == found;
    H5free_memory(found);
    return same;
}

std::optional<ElementType> complexTypeOf(hid_t type)
{
    if (H5Tget_nmembers(type) != 2 || !memberIs(type, 0, "r") || !memberIs(type, 1, "i") ||
        H5Tget_member_class(type, 0) != H5T_FLOAT || H5Tget_member_class(type, 1) != H5T_FLOAT) {
        return std::nullopt;
    }
    const Handle part(H5Tget_member_type(type, 0), H5Tclose);
    return H5Tget_size(part.get()) <= 4 ? ElementType::Complex64 : ElementType::Complex128;
}

std::optional<ElementType> integerTypeOf(std::size_t size, bool isSigned)
{
    switch (size) {
    case 1:
        return isSigned ? ElementType::Int8 : ElementType::UInt8;
    case 2:
        return isSigned ? ElementType::Int16 : ElementType::UInt16;
    case 3:
    case 4:
        return isSigned ? ElementType::Int32 : ElementType::UInt32;
    case 5:
    case 6:
    case 7:
    case 8:
        return isSigned ? ElementType::Int64 : ElementType::UInt64;
    default:
        return std::nullopt;
    }
}

} // namespace

Handle memoryType(ElementType type)
{
    return make(type, numberTypes(type).memory);
}

Handle fileType(ElementType type)
{
    return make(type, numberTypes(type).file);
}

std::optional<ElementType> elementTypeOf(hid_t type)
{
    switch (H5Tget_class(type)) {
    case H5T_FLOAT:
        return H5Tget_size(type) <= 4 ? ElementType::Float32 : ElementType::Float64;
    case H5T_INTEGER:
        return integerTypeOf(H5Tget_size(type), H5Tget_sign(type) == H5T_SGN_2);
    case H5T_COMPOUND:
        return complexTypeOf(type);
    default:
        return std::nullopt;
    }
}

} // namespace h5pulse::h5
