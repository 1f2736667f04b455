// SPDX-License-Identifier: MIT
#include "overview/restore_overview.h"

#include "catalog/field_dataset.h"
#include "format/layout.h"
#include "spec/validate.h"

#include <algorithm>
#include <optional>

namespace h5pulse {

namespace {

constexpr std::size_t kBlockBytes = std::size_t{8} << 20; ///< limit of one read, in bytes

FieldInfo infoOf(const FieldSpec& field)
{
    FieldInfo info;
    info.name = field.name;
    info.shape = field.shape;
    info.type = field.type;
    return info;
}

void restoreLevels(OverviewBuilder& builder, const OverviewDatasets& datasets)
{
    const auto& tables = builder.layout().tables;
    for (std::size_t table = 0; table < tables.size(); ++table) {
        const std::size_t atOnce =
            std::max<std::size_t>(kBlockBytes / (sizeof(OverviewCoarse) * tables[table].columns), 1);
        for (std::size_t level = kOverviewLevels - 1; level > 0; --level) {
            const auto [first, last] = builder.missing(table, level);
            for (std::size_t block = first; block < last; block += atOnce) {
                builder.restore(table, level,
                                datasets.read(table, level - 1, block, std::min(block + atOnce, last)));
            }
        }
    }
}

void restoreSteps(OverviewBuilder& builder, hid_t file, const std::filesystem::path& path,
                  const std::vector<FieldSpec>& fields, std::size_t steps)
{
    const FieldDataset times(file, path, infoOf({.name = layout::kTime}));
    std::vector<std::optional<FieldDataset>> datasets(fields.size());
    std::vector<std::size_t> rowBytes(fields.size(), 0);
    std::size_t bytes = sizeof(double);
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (builder.layout().places[i]) {
            datasets[i].emplace(file, path, infoOf(fields[i]));
            rowBytes[i] = stepBytes(fields[i]);
            bytes += rowBytes[i];
        }
    }
    const std::size_t atOnce = std::max<std::size_t>(kBlockBytes / bytes, 1);
    Batch batch(rowBytes, atOnce);
    for (std::size_t first = builder.firstMissingStep(); first < steps; first += atOnce) {
        const std::size_t count = std::min(atOnce, steps - first);
        times.readRows(first, count, ElementType::Float64, batch.times());
        for (std::size_t i = 0; i < fields.size(); ++i) {
            if (datasets[i]) {
                datasets[i]->readRows(first, count, fields[i].type, batch.rows(i));
            }
        }
        builder.add({{&batch, 0, count}}, first);
    }
}

} // namespace

void restoreOverview(OverviewBuilder& builder, hid_t file, const std::filesystem::path& path,
                     const std::vector<FieldSpec>& fields, const OverviewDatasets& datasets,
                     std::size_t steps)
{
    if (!builder.layout().tables.empty()) {
        restoreLevels(builder, datasets);
        restoreSteps(builder, file, path, fields, steps);
    }
}

} // namespace h5pulse
