// SPDX-License-Identifier: MIT
#pragma once

#include "handles.h"

#include <h5pulse/c_reader.h>
#include <h5pulse/reader.h>

#include <string>

namespace h5pulse::c {

/// The object behind h5pulse_reader*.
struct ReaderObject
{
    static constexpr std::uint64_t kTag = 0x68357075'6c736558U;
    static constexpr const char* kName = "reader";

    ReaderObject(const char* path, const ReaderOptions& options)
        : reader(path, options)
    {
    }

    Reader reader;
    Refresh change = Refresh::Unchanged;
    std::string stateName{}; ///< text of the last h5pulse_reader_state_name()
    std::string stateText{};
};

inline ReaderObject& readerOf(const h5pulse_reader* reader)
{
    return objectOf<ReaderObject>(reader);
}

/// Throws Misuse if the name is NULL, and std::invalid_argument for an unknown field.
inline const FieldInfo& fieldOf(const h5pulse_reader* reader, const char* field)
{
    return readerOf(reader).reader.field(requireText(field, "the name of the field"));
}

} // namespace h5pulse::c
