// SPDX-License-Identifier: MIT
#include "exercise.h"

#include <h5pulse/reader.h>
#include <h5pulse/recover.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <fstream>
#include <stdexcept>

namespace h5pulse::fuzz {

namespace {

constexpr std::size_t kFields = 12;
constexpr std::size_t kRows = 40;
constexpr std::size_t kElements = std::size_t{1} << 16;

/// Runs one call as a caller who is ready for errors does. False: it threw one.
template <typename Call>
bool attempt(const Call& call)
{
    try {
        call();
        return true;
    } catch (const Error& error) {
        // A sentence, whatever the file holds.
        if (std::strlen(error.what()) == 0) {
            throw std::logic_error("an error without a message");
        }
        return false;
    }
}

template <typename T>
std::vector<std::uint64_t> bitsOf(const std::vector<T>& values)
{
    std::vector<std::uint64_t> bits(values.size() * sizeof(T) / sizeof(std::uint64_t));
    std::memcpy(bits.data(), values.data(), bits.size() * sizeof(std::uint64_t));
    return bits;
}

template <typename T>
void readField(Reader& reader, const FieldInfo& info, Content::Field& into)
{
    const std::size_t components = info.components();
    const std::size_t steps = into.steps;
    for (const std::size_t step : {std::size_t{0}, steps / 3, steps / 2, steps - 1}) {
        std::vector<T> row(components);
        if (step < steps && attempt([&] { reader.readStep(info.name, step, row); })) {
            into.values[step] = bitsOf(row);
        }
    }
    const std::size_t count =
        std::min(steps, std::max<std::size_t>(1, std::min(kRows, kElements / components)));
    std::vector<T> several(count * components);
    attempt([&] { reader.readSteps(info.name, steps - count, count, several); });
    for (const std::size_t component : {std::size_t{0}, components - 1}) {
        std::vector<T> trace(std::min(steps, kRows));
        attempt(
            [&] { reader.readComponent(info.name, component, steps - trace.size(), trace.size(), trace); });
    }
}

void readField(Reader& reader, const FieldInfo& info, Content& content)
{
    Content::Field& field = content.fields[info.name];
    field.steps = reader.steps(info.name);
    for (std::size_t i = 0; i <= info.shape.size(); ++i) {
        static_cast<void>(reader.axis(info.name, i));
    }
    if (field.steps == 0 || info.components() > kElements) {
        return;
    }
    if (info.type == ElementType::Complex64) {
        readField<std::complex<float>>(reader, info, field);
    } else if (info.type == ElementType::Complex128) {
        readField<std::complex<double>>(reader, info, field);
    } else {
        readField<double>(reader, info, field);
    }
}

/// Whether byte 11, the flags of a superblock of version 3 at the file's beginning, says that somebody
/// writes.
bool carriesMarks(const std::filesystem::path& path)
{
    std::array<char, 12> begin{};
    std::ifstream(path, std::ios::binary).read(begin.data(), begin.size());
    return begin[8] == 3 && (begin[11] & 1) != 0;
}

} // namespace

Content readAll(const std::filesystem::path& path)
{
    Content content;
    content.swmr = carriesMarks(path);
    attempt([&] {
        Reader reader(path);
        content.opened = true;
        content.steps = reader.steps();
        static_cast<void>(reader.stateText());
        const std::vector<FieldInfo> fields = reader.fields();
        for (std::size_t i = 0; i < std::min(fields.size(), kFields); ++i) {
            readField(reader, fields[i], content);
        }
        const std::size_t count = std::min(content.steps, kRows);
        attempt([&] { reader.readTimes(0, count); });
        attempt([&] { reader.readTimes(content.steps - count, count); });
        attempt([&] { reader.stepAt(0.3); });
        attempt([&] { reader.refresh(); });
    });
    return content;
}

std::string recoverAndCompare(const std::filesystem::path& path, const Content& before)
{
    RecoverOptions dry;
    dry.dryRun = true;
    const bool wouldWork = attempt([&] { recover(path, dry); });
    const bool worked = attempt([&] { recover(path); });
    if (worked && !wouldWork) {
        return "a dry run fails where the recovery works";
    }
    const Content after = readAll(path);
    if (before.opened && !after.opened) {
        return "the file could be read, and after its recovery cannot";
    }
    for (const auto& [name, field] : before.fields) {
        const auto found = after.fields.find(name);
        if (found == after.fields.end()) {
            return "field '" + name + "' is gone";
        }
        for (const auto& [step, values] : field.values) {
            const auto same = found->second.values.find(step);
            if (found->second.steps <= step) {
                return "field '" + name + "' has lost step " + std::to_string(step);
            }
            if (found->second.steps == field.steps &&
                (same == found->second.values.end() || same->second != values)) {
                return "field '" + name + "' has other values at step " + std::to_string(step);
            }
        }
    }
    return {};
}

} // namespace h5pulse::fuzz
