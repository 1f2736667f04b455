// SPDX-License-Identifier: MIT
#include "format/segments.h"

#include "format/layout.h"

#include <algorithm>

namespace h5pulse {

namespace {

constexpr hsize_t kChunkRecords = 8;
constexpr hsize_t kMaxRecords = 10'000;

std::optional<hsize_t> countRecords(hid_t dataset)
{
    const h5::Handle space(H5Dget_space(dataset), H5Sclose);
    hsize_t count = 0;
    if (!space || H5Sget_simple_extent_ndims(space.get()) != 1 ||
        H5Sget_simple_extent_dims(space.get(), &count, nullptr) != 1) {
        return std::nullopt;
    }
    return count;
}

/// Selects `count` records from `first` in the file's space.
h5::Handle select(hid_t dataset, hsize_t first, hsize_t count)
{
    h5::Handle space(H5Dget_space(dataset), H5Sclose);
    if (space && H5Sselect_hyperslab(space.get(), H5S_SELECT_SET, &first, nullptr, &count, nullptr) < 0) {
        space.reset();
    }
    return space;
}

Segment describe(const Heartbeat& record, std::size_t firstStep)
{
    const auto end = record.end();
    return {.firstStep = firstStep,
            .endStep = std::max<std::size_t>(record.steps, firstStep),
            .startTime = record.startTime,
            .endTime = record.time,
            .processId = record.processId,
            .host = record.hostText(),
            .state = end.value_or(RunState::Crashed),
            .reason = end ? record.reasonText() : std::string{}};
}

} // namespace

h5::Handle createSegments(hid_t file)
{
    const hsize_t none = 0;
    const hsize_t unlimited = H5S_UNLIMITED;
    const h5::Handle type = heartbeatType();
    const h5::Handle space(H5Screate_simple(1, &none, &unlimited), H5Sclose);
    const h5::Handle list(H5Pcreate(H5P_DATASET_CREATE), H5Pclose);
    H5Pset_chunk(list.get(), 1, &kChunkRecords);
    return {
        H5Dcreate2(file, layout::kSegments, type.get(), space.get(), H5P_DEFAULT, list.get(), H5P_DEFAULT),
        H5Dclose};
}

herr_t appendSegment(hid_t dataset, const Heartbeat& heartbeat)
{
    const auto count = countRecords(dataset);
    const hsize_t longer = count.value_or(0) + 1;
    if (!count || H5Odisable_mdc_flushes(dataset) < 0 || H5Dset_extent(dataset, &longer) < 0) {
        return -1;
    }
    const hsize_t one = 1;
    const h5::Handle type = heartbeatType();
    const h5::Handle memory(H5Screate_simple(1, &one, nullptr), H5Sclose);
    const h5::Handle space = select(dataset, *count, 1);
    if (!space || H5Dwrite(dataset, type.get(), memory.get(), space.get(), H5P_DEFAULT, &heartbeat) < 0) {
        return -1;
    }
    return H5Dflush(dataset);
}

std::vector<Heartbeat> readSegments(hid_t dataset, bool swmr)
{
    if (dataset < 0 || (swmr && H5Drefresh(dataset) < 0)) {
        return {};
    }
    const auto count = countRecords(dataset);
    const hsize_t wanted = std::min(count.value_or(0), kMaxRecords);
    if (wanted == 0) {
        return {};
    }
    std::vector<Heartbeat> records(wanted);
    const h5::Handle type = heartbeatType();
    const h5::Handle memory(H5Screate_simple(1, &wanted, nullptr), H5Sclose);
    const h5::Handle space = select(dataset, *count - wanted, wanted);
    if (!space || H5Dread(dataset, type.get(), memory.get(), space.get(), H5P_DEFAULT, records.data()) < 0) {
        return {};
    }
    std::erase_if(records,
                  [](const Heartbeat& r) { return r.sequence != r.sequenceAgain || r.sequence == 0; });
    return records;
}

std::vector<Segment> segmentsOf(const std::vector<Heartbeat>& earlier, const Heartbeat& present)
{
    std::vector<Segment> segments;
    for (const Heartbeat& record : earlier) {
        segments.push_back(describe(record, segments.empty() ? 0 : segments.back().endStep));
    }
    segments.push_back(describe(present, segments.empty() ? 0 : segments.back().endStep));
    return segments;
}

} // namespace h5pulse
