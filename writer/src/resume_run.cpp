// SPDX-License-Identifier: MIT
#include "resume_run.h"

#include "format/layout.h"
#include "format/segments.h"
#include "h5/check.h"
#include "repair.h"
#include "survey.h"
#include "writer_lock.h"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace h5pulse {

namespace {

constexpr const char* kCannotResume = "cannot be resumed";

std::string shapeText(const std::vector<std::size_t>& shape)
{
    std::string text;
    for (const std::size_t size : shape) {
        text += (text.empty() ? "" : " x ") + std::to_string(size);
    }
    return text.empty() ? "a scalar" : text;
}

/// What is different about a field that both have.
void compare(const FieldInfo& there, const FieldSpec& wanted, std::vector<std::string>& differences)
{
    if (there.shape != wanted.shape) {
        differences.push_back("field '" + wanted.name + "' has the shape " + shapeText(there.shape) +
                              ", not " + shapeText(wanted.shape));
    }
    if (there.type != wanted.type) {
        differences.push_back("field '" + wanted.name + "' has elements of " +
                              std::string(toString(there.type)) + ", not " +
                              std::string(toString(wanted.type)));
    }
}

std::vector<std::string> differencesBetween(const std::vector<FieldInfo>& there,
                                            const std::vector<FieldSpec>& wanted)
{
    std::vector<std::string> differences;
    bool same = true;
    for (const FieldSpec& field : wanted) {
        const auto found = std::ranges::find(there, field.name, &FieldInfo::name);
        if (found == there.end()) {
            differences.push_back("field '" + field.name + "' is not in the file");
            same = false;
        } else {
            compare(*found, field, differences);
        }
    }
    for (const FieldInfo& field : there) {
        if (std::ranges::find(wanted, field.name, &FieldSpec::name) == wanted.end()) {
            differences.push_back("the file has a field '" + field.name + "' that is not expected");
            same = false;
        }
    }
    const auto sameName = [](const FieldInfo& a, const FieldSpec& b) { return a.name == b.name; };
    if (same && !std::ranges::equal(there, wanted, sameName)) {
        std::string order;
        for (const FieldInfo& field : there) {
            order += (order.empty() ? "'" : ", '") + field.name + "'";
        }
        differences.push_back("the order of the fields in the file is " + order);
    }
    return differences;
}

void requireExpected(const std::filesystem::path& path, const std::vector<FieldInfo>& there,
                     const RunSpec& expected)
{
    std::string text;
    for (const std::string& difference : differencesBetween(there, expected.fields)) {
        text += (text.empty() ? "" : "; ") + difference;
    }
    if (!text.empty()) {
        throw std::invalid_argument(path.string() +
                                    ": cannot be resumed as the run that is expected: " + text);
    }
}

std::vector<FieldSpec> specsOf(const std::vector<FieldInfo>& fields)
{
    std::vector<FieldSpec> specs;
    for (const FieldInfo& field : fields) {
        specs.push_back({.name = field.name,
                         .shape = field.shape,
                         .type = field.type,
                         .units = field.units,
                         .longName = field.longName,
                         .axes = field.axes});
    }
    return specs;
}

Survey surveyOurs(const std::filesystem::path& path, const RunLock& lock)
{
    Survey found;
    try {
        found = survey(path, lock);
    } catch (const InUseError&) {
        throw;
    } catch (const Error& error) {
        throw Error(path, kCannotResume, error.reason());
    }
    if (!found.ours || !found.heartbeat) {
        throw Error(path, kCannotResume, "it was not written by h5pulse");
    }
    return found;
}

/// Adds the last writer's words to the segments, unless one who was to resume the run died after doing so.
void noteSegment(hid_t file, const std::filesystem::path& path, const Heartbeat& lastWords)
{
    const h5::Handle dataset(H5Dopen2(file, layout::kSegments, H5P_DEFAULT), H5Dclose);
    const std::vector<Heartbeat> earlier = readSegments(dataset.get(), false);
    if (dataset && (earlier.empty() || earlier.back().sequence != lastWords.sequence)) {
        h5::check(appendSegment(dataset.get(), lastWords), path, kCannotResume);
    }
}

} // namespace

ResumedRun resumeRun(const std::filesystem::path& path, const RunSpec* expected, const WriterOptions& options)
{
    RunLock lock = takeWriterLock(path, options.withoutLock);
    const auto superblock = readSuperblock(lock.descriptor());
    if (!superblock) {
        throw Error(path, kCannotResume, "it is not an HDF5 file");
    }
    if (superblock->openForWriting()) {
        if (const auto torn = findTornBlock(path, lock)) {
            mendBlock(path, lock, *torn);
        }
    }
    const Survey found = surveyOurs(path, lock);
    if (expected) {
        requireExpected(path, found.fields, *expected);
    }
    if (superblock->openForWriting()) {
        repairSuperblock(path, lock.descriptor(), Durable::Yes);
    }
    cutRows(path, found.excess, found.steps);
    h5::WritableFile file = h5::WritableFile::openSwmr(path, options.metadataCacheBytes);
    Heartbeat lastWords = *found.heartbeat;
    lastWords.steps = found.steps;
    noteSegment(file.id(), path, lastWords);
    return {std::move(lock), std::move(file), specsOf(found.fields), lastWords};
}

} // namespace h5pulse
