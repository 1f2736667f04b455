// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

/// Names in the file, format version 1, documented in docs/file-format.md. Only common/ spells them.
namespace h5pulse::layout {

inline constexpr int kFormatVersion = 1;

// Attributes of the root group.
inline constexpr const char* kFormat = "h5pulse_format";
inline constexpr const char* kCreated = "created";
inline constexpr const char* kWriter = "writer";
inline constexpr const char* kNexusClass = "NX_class";
inline constexpr const char* kNexusSignal = "signal";
inline constexpr const char* kNexusAxes = "axes";
inline constexpr const char* kConventions = "Conventions";

inline constexpr std::array<std::string_view, 7> kReservedAttributes{
    kFormat, kCreated, kWriter, kNexusClass, kNexusSignal, kNexusAxes, kConventions};
/// Maximum number of the user's own attributes that are read.
inline constexpr std::size_t kMaxAttributes = 1'000;

// Datasets and groups.
inline constexpr const char* kTime = "t";
inline constexpr const char* kServiceGroup = "h5pulse";
inline constexpr const char* kHeartbeat = "h5pulse/heartbeat";
inline constexpr const char* kJournal = "h5pulse/journal";
inline constexpr const char* kSegments = "h5pulse/segments";
inline constexpr const char* kOverview = "h5pulse/overview";

// Attributes of datasets.
inline constexpr const char* kUnits = "units";
inline constexpr const char* kLongName = "long_name";
inline constexpr const char* kEndTime = "end_time"; ///< of `t`
/// Attribute of a field whose host has column-major arrays; its value is kColumnMajor. A writer that
/// resumes the run needs it.
inline constexpr const char* kIndexOrder = "index_order";
inline constexpr const char* kColumnMajor = "column-major";

// Attribute of the overview group.
inline constexpr const char* kOverviewStepBytes = "step_bytes"; ///< fields with larger steps have no overview

// Attribute of the service group.
inline constexpr const char* kFieldCount = "field_count"; ///< number of the writer's own fields

/// Whether a root attribute belongs to h5pulse and not to the user.
bool isReservedAttribute(std::string_view name) noexcept;

/// Whether this name is not allowed for fields and axes.
bool isReservedDataset(std::string_view name) noexcept;

} // namespace h5pulse::layout
