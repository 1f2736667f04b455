// SPDX-License-Identifier: MIT
#include "output/create_run.h"

#include "dataset/chunk_shape.h"
#include "format/end_time.h"
#include "format/heartbeat.h"
#include "format/journal.h"
#include "format/layout.h"
#include "format/overview.h"
#include "format/segments.h"
#include "h5/attributes.h"
#include "h5/check.h"
#include "h5/filters.h"
#include "h5/types.h"
#include "output/target_path.h"
#include "overview/overview_builder.h"

#include <h5pulse/version.h>

#include <hdf5_hl.h>

#include <cmath>
#include <ctime>
#include <limits>

namespace h5pulse {

namespace {

namespace fs = std::filesystem;

std::string isoNow()
{
    const std::time_t now = std::time(nullptr);
    std::tm utc = {};
    ::gmtime_r(&now, &utc);
    std::string text(sizeof "2026-01-01T00:00:00Z", '\0');
    text.resize(std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &utc));
    return text;
}

struct NewRun
{
    const RunSpec& spec;
    const WriterOptions& options;
};

/// Creates a dataset that grows. Without `fill`, HDF5 does not fill its chunks before they are written.
h5::Handle createGrowing(hid_t file, const fs::path& path, const FieldSpec& field, const NewRun& run,
                         const double* fill)
{
    const std::string tried = "cannot create dataset '" + field.name + "'";
    std::vector<hsize_t> extent{0};
    std::vector<hsize_t> maximum{H5S_UNLIMITED};
    for (const std::size_t size : field.shape) {
        extent.push_back(size);
        maximum.push_back(size);
    }
    const int rank = static_cast<int>(extent.size());
    const h5::Handle space =
        h5::own(H5Screate_simple(rank, extent.data(), maximum.data()), H5Sclose, path, tried);
    const h5::Handle list = h5::own(H5Pcreate(H5P_DATASET_CREATE), H5Pclose, path, tried);
    const auto chunk = chunkShape(field.shape, sizeOf(field.type), run.spec.fields.size());
    h5::check(H5Pset_chunk(list.get(), rank, chunk.data()), path, tried);
    // Times stay uncompressed: readers read the last ones at each poll.
    if (run.options.compression && !fill) {
        h5::check(h5::addFilters(list.get(), *run.options.compression, sizeOf(field.type)), path,
                  "cannot compress by " + std::string(toString(run.options.compression->filter)));
    }
    if (fill) {
        h5::check(H5Pset_fill_value(list.get(), H5T_NATIVE_DOUBLE, fill), path, tried);
    } else {
        h5::check(H5Pset_fill_time(list.get(), H5D_FILL_TIME_NEVER), path, tried);
    }
    const h5::Handle type = h5::fileType(field.type);
    h5::Handle dataset = h5::own(
        H5Dcreate2(file, field.name.c_str(), type.get(), space.get(), H5P_DEFAULT, list.get(), H5P_DEFAULT),
        H5Dclose, path, tried);
    if (!field.units.empty()) {
        h5::writeAttribute(dataset.get(), layout::kUnits, Attribute(field.units), path);
    }
    if (!field.longName.empty()) {
        h5::writeAttribute(dataset.get(), layout::kLongName, Attribute(field.longName), path);
    }
    return dataset;
}

void createAxis(hid_t file, const fs::path& path, const AxisSpec& axis)
{
    const std::string tried = "cannot create axis '" + axis.name + "'";
    const hsize_t length = axis.values.size();
    const h5::Handle space = h5::own(H5Screate_simple(1, &length, nullptr), H5Sclose, path, tried);
    const h5::Handle dataset = h5::own(H5Dcreate2(file, axis.name.c_str(), H5T_IEEE_F64LE, space.get(),
                                                  H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT),
                                       H5Dclose, path, tried);
    h5::check(H5Dwrite(dataset.get(), H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, axis.values.data()),
              path, tried);
    h5::check(H5DSset_scale(dataset.get(), axis.name.c_str()), path, tried);
    if (!axis.units.empty()) {
        h5::writeAttribute(dataset.get(), layout::kUnits, Attribute(axis.units), path);
    }
    if (!axis.longName.empty()) {
        h5::writeAttribute(dataset.get(), layout::kLongName, Attribute(axis.longName), path);
    }
}

void attachScale(hid_t file, const fs::path& path, hid_t field, const std::string& scale, unsigned dimension)
{
    const std::string tried = "cannot attach scale '" + scale + "'";
    const h5::Handle dataset = h5::own(H5Dopen2(file, scale.c_str(), H5P_DEFAULT), H5Dclose, path, tried);
    h5::check(H5DSattach_scale(field, dataset.get(), dimension), path, tried);
}

void createTime(hid_t file, const fs::path& path, const NewRun& run)
{
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const FieldSpec time{.name = layout::kTime, .units = run.spec.timeUnits, .longName = "time"};
    const h5::Handle dataset = createGrowing(file, path, time, run, &nan);
    h5::check(H5DSset_scale(dataset.get(), layout::kTime), path, "cannot create the time scale");
    createEndTime(dataset.get(), std::isfinite(run.spec.endTime) ? run.spec.endTime : nan, path);
}

void createField(hid_t file, const fs::path& path, const FieldSpec& field, const NewRun& run)
{
    const h5::Handle dataset = createGrowing(file, path, field, run, nullptr);
    if (field.order == Order::ColumnMajor) {
        h5::writeAttribute(dataset.get(), layout::kIndexOrder, Attribute(layout::kColumnMajor), path);
    }
    attachScale(file, path, dataset.get(), layout::kTime, 0);
    for (std::size_t i = 0; i < field.axes.size(); ++i) {
        if (!field.axes[i].empty()) {
            attachScale(file, path, dataset.get(), field.axes[i], static_cast<unsigned>(i + 1));
        }
    }
}

/// Attributes that let NeXus and CF tools plot the first field without configuration.
void writeHints(hid_t root, const fs::path& path, const FieldSpec& field)
{
    std::vector<std::string> axes{layout::kTime};
    for (std::size_t i = 0; i < field.shape.size(); ++i) {
        axes.push_back(i < field.axes.size() && !field.axes[i].empty() ? field.axes[i] : ".");
    }
    h5::writeAttribute(root, layout::kNexusClass, Attribute("NXdata"), path);
    h5::writeAttribute(root, layout::kNexusSignal, Attribute(field.name), path);
    h5::writeAttribute(root, layout::kNexusAxes, axes, path);
    h5::writeAttribute(root, layout::kConventions, Attribute("CF-1.8"), path);
}

void writeRootAttributes(hid_t file, const fs::path& path, const RunSpec& run)
{
    const h5::Handle root = h5::own(H5Gopen2(file, "/", H5P_DEFAULT), H5Gclose, path, kCannotCreate);
    h5::writeAttribute(root.get(), layout::kFormat, Attribute(std::int64_t{layout::kFormatVersion}), path);
    h5::writeAttribute(root.get(), layout::kCreated, Attribute(isoNow()), path);
    h5::writeAttribute(root.get(), layout::kWriter, Attribute("h5pulse " H5PULSE_VERSION), path);
    writeHints(root.get(), path, run.fields.front());
    for (const auto& [name, value] : run.attributes) {
        h5::writeAttribute(root.get(), name, value, path);
    }
}

void createService(hid_t file, const fs::path& path, const NewRun& run)
{
    const h5::Handle group =
        h5::own(H5Gcreate2(file, layout::kServiceGroup, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT), H5Gclose,
                path, kCannotCreate);
    const auto count = static_cast<std::int64_t>(run.spec.fields.size());
    h5::writeAttribute(group.get(), layout::kFieldCount, Attribute(count), path);
    h5::check(createHeartbeat(file).get(), path, kCannotCreate);
    h5::check(createSegments(file).get(), path, kCannotCreate);
    h5::check(createJournal(file).get(), path, kCannotCreate);
    const std::size_t overview = run.options.overviewStepBytes;
    createOverview(file, path, overviewLayout(run.spec.fields, overview), overview);
}

} // namespace

h5::WritableFile createRun(int descriptor, const fs::path& path, const RunSpec& spec,
                           const WriterOptions& options)
{
    const NewRun run{spec, options};
    if (options.compression) {
        h5::requireUsable(*options.compression, path, kCannotCreate);
    }
    h5::WritableFile file = h5::WritableFile::create(descriptor, path, options.metadataCacheBytes);
    writeRootAttributes(file.id(), path, spec);
    createTime(file.id(), path, run);
    for (const AxisSpec& axis : spec.axes) {
        createAxis(file.id(), path, axis);
    }
    for (const FieldSpec& field : spec.fields) {
        createField(file.id(), path, field, run);
    }
    createService(file.id(), path, run);
    h5::check(H5Fstart_swmr_write(file.id()), path, "cannot start SWMR writing");
    file.requireWritten("cannot be created");
    return file;
}

} // namespace h5pulse
