// SPDX-License-Identifier: MIT
#include <h5pulse/reader.h>

#include "reader/reader_impl.h"

#include <stdexcept>

namespace h5pulse {

namespace {

/// Number of elements of a box. Throws if it extends beyond the field.
std::size_t requireBox(const FieldInfo& field, std::span<const std::size_t> start,
                       std::span<const std::size_t> count)
{
    const std::size_t rank = field.shape.size();
    if (start.size() != rank || count.size() != rank) {
        throw std::invalid_argument("field '" + field.name + "' has " + std::to_string(rank) +
                                    " dimensions: a box of it has as many starts and counts");
    }
    std::size_t elements = 1;
    for (std::size_t i = 0; i < rank; ++i) {
        if (start[i] > field.shape[i] || count[i] > field.shape[i] - start[i]) {
            throw std::out_of_range("field '" + field.name + "' has " + std::to_string(field.shape[i]) +
                                    " elements along dimension " + std::to_string(i) + ": there are no " +
                                    std::to_string(count[i]) + " from " + std::to_string(start[i]) + " on");
        }
        elements *= count[i];
    }
    return elements;
}

} // namespace

Reader::Reader(const std::filesystem::path& path, ReaderOptions options)
{
    const h5::SuppressHdf5Errors silence;
    m_impl = std::make_unique<Impl>(path, std::move(options));
}

Reader::~Reader() = default;
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;

Refresh Reader::refresh()
{
    const h5::SuppressHdf5Errors silence;
    return m_impl->refresh();
}

const std::filesystem::path& Reader::path() const noexcept
{
    return m_impl->m_path;
}

std::size_t Reader::steps() const noexcept
{
    return m_impl->m_steps;
}

std::size_t Reader::steps(std::string_view field) const
{
    return m_impl->stepsOf(m_impl->indexOf(field));
}

RunState Reader::state() const noexcept
{
    return m_impl->state();
}

std::string Reader::stateText() const
{
    return m_impl->text();
}

RunState Reader::openState() const noexcept
{
    return m_impl->m_openState;
}

bool Reader::needsRepair() const noexcept
{
    return m_impl->needsRepair();
}

const WriterStatus& Reader::writerStatus() const noexcept
{
    return m_impl->m_status;
}

const std::vector<Segment>& Reader::segments() const noexcept
{
    return m_impl->m_segments;
}

const RunInfo& Reader::info() const noexcept
{
    return m_impl->m_opened->catalog.info;
}

const std::vector<FieldInfo>& Reader::fields() const noexcept
{
    return m_impl->m_opened->catalog.fields;
}

const FieldInfo& Reader::field(std::string_view name) const
{
    return m_impl->opened().catalog.fields[m_impl->indexOf(name)];
}

std::optional<AxisInfo> Reader::axis(std::string_view field, std::size_t dimension) const
{
    const auto& axes = m_impl->opened().catalog.axes[m_impl->indexOf(field)];
    return dimension < axes.size() ? axes[dimension] : std::nullopt;
}

std::uintmax_t Reader::fileSize() const noexcept
{
    return m_impl->m_fileSize;
}

std::vector<double> Reader::readTimes(std::size_t first, std::size_t count)
{
    return m_impl->readTimes(first, count);
}

std::size_t Reader::stepAt(double time)
{
    std::size_t low = 0;
    std::size_t high = m_impl->m_steps;
    while (high - low > 1) {
        const std::size_t middle = low + (high - low) / 2;
        (m_impl->readTimes(middle, 1).front() <= time ? low : high) = middle;
    }
    return low;
}

void Reader::readRows(std::string_view name, std::size_t first, std::size_t count, const Target& target)
{
    const std::size_t index = m_impl->indexOf(name);
    const FieldDataset& field = m_impl->opened().fields[index];
    const std::size_t components = field.info().components();
    m_impl->requireSteps("field '" + field.info().name + "'", m_impl->stepsOf(index), first, count);
    m_impl->requireSize(count, components * sizeOf(target.type));
    requireTarget(field.info(), count * components, target);
    m_impl->guarded([&] { field.readRows(first, count, target.type, target.data); });
}

void Reader::readPart(std::string_view name, std::size_t step, std::span<const std::size_t> start,
                      std::span<const std::size_t> count, const Target& target)
{
    const std::size_t index = m_impl->indexOf(name);
    const FieldDataset& field = m_impl->opened().fields[index];
    m_impl->requireSteps("field '" + field.info().name + "'", m_impl->stepsOf(index), step, 1);
    const std::size_t elements = requireBox(field.info(), start, count);
    m_impl->requireSize(elements, sizeOf(target.type));
    requireTarget(field.info(), elements, target);
    std::vector<hsize_t> first{step};
    std::vector<hsize_t> size{1};
    first.insert(first.end(), start.begin(), start.end());
    size.insert(size.end(), count.begin(), count.end());
    m_impl->guarded([&] { field.readBlock(first, size, target.type, target.data); });
}

void Reader::readColumn(std::string_view name, std::size_t component, std::size_t first, std::size_t count,
                        const Target& target)
{
    const std::size_t index = m_impl->indexOf(name);
    const FieldDataset& field = m_impl->opened().fields[index];
    m_impl->requireSteps("field '" + field.info().name + "'", m_impl->stepsOf(index), first, count);
    m_impl->requireSize(count, sizeOf(target.type));
    m_impl->requireComponents(field.info(), component, 1);
    requireTarget(field.info(), count, target);
    m_impl->guarded([&] { field.readColumn(component, first, count, target.type, target.data); });
}

void Reader::requireTarget(const FieldInfo& field, std::size_t count, const Target& target)
{
    const bool converts = target.type == ElementType::Float64 && !isComplex(field.type);
    if (target.type != field.type && !converts) {
        throw std::invalid_argument("field '" + field.name + "' has elements of " +
                                    std::string(toString(field.type)) + ": it cannot be read into " +
                                    std::string(toString(target.type)));
    }
    if (target.count != count) {
        throw std::invalid_argument("field '" + field.name + "' gives " + std::to_string(count) +
                                    " elements here, not " + std::to_string(target.count));
    }
}

} // namespace h5pulse
