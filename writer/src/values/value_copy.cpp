// SPDX-License-Identifier: MIT
#include "values/value_copy.h"

#include "values/value_conversion.h"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <ranges>
#include <span>
#include <stdexcept>

namespace h5pulse {

namespace {

/// The sizes of dimensions with more than one element; the others do not affect the layout.
std::vector<std::size_t> withoutOnes(std::span<const std::size_t> sizes)
{
    std::vector<std::size_t> longer;
    std::ranges::copy_if(sizes, std::back_inserter(longer), [](std::size_t size) { return size != 1; });
    return longer;
}

std::string textOf(std::span<const std::size_t> sizes)
{
    std::string text;
    for (const std::size_t size : sizes) {
        text += (text.empty() ? "" : " x ") + std::to_string(size);
    }
    return text;
}

std::string typeText(ElementType type)
{
    return std::string(toString(type));
}

/// Steps one after the other, without gaps. A vector with a size is a flat block as well.
bool isFlatBlock(const StepValues& values) noexcept
{
    return values.rank == 0 || (values.rank == 1 && values.strides[0] == 1);
}

/// One dimension of a strided copy.
struct Dimension
{
    std::size_t size;
    std::ptrdiff_t stride; ///< in elements
};

/// Copies in the order of the dimensions; the last varies fastest.
std::byte* copyDimensions(std::span<const Dimension> dimensions, const std::byte* from, std::size_t fromBytes,
                          std::byte* to, std::size_t toBytes, CopyElements copy) noexcept
{
    if (dimensions.size() == 1) {
        copy(from, dimensions[0].stride, to, dimensions[0].size);
        return to + dimensions[0].size * toBytes;
    }
    const std::ptrdiff_t step = dimensions[0].stride * static_cast<std::ptrdiff_t>(fromBytes);
    for (std::size_t i = 0; i < dimensions[0].size; ++i) {
        to = copyDimensions(dimensions.subspan(1), from, fromBytes, to, toBytes, copy);
        from += step;
    }
    return to;
}

/// Merges neighbouring dimensions that lie like one. Returns their number, at least one.
std::size_t joinDimensions(std::span<Dimension> dimensions, std::size_t rank) noexcept
{
    if (rank == 0) {
        dimensions[0] = {1, 1};
        return 1;
    }
    std::size_t last = 0;
    for (std::size_t i = 1; i < rank; ++i) {
        if (dimensions[last].stride ==
            dimensions[i].stride * static_cast<std::ptrdiff_t>(dimensions[i].size)) {
            dimensions[last] = {dimensions[last].size * dimensions[i].size, dimensions[i].stride};
        } else {
            dimensions[++last] = dimensions[i];
        }
    }
    return last + 1;
}

} // namespace

ValueCopy::ValueCopy(const FieldSpec& field)
    : m_name(field.name)
    , m_shape(field.shape)
    , m_type(field.type)
    , m_reversed(field.order == Order::ColumnMajor)
    , m_elements(1)
{
    if (m_reversed) {
        std::ranges::reverse(m_shape);
    }
    for (const std::size_t size : m_shape) {
        m_elements *= size;
    }
    m_rowBytes = m_elements * sizeOf(m_type);
}

void ValueCopy::refuse(const std::string& problem) const
{
    throw std::invalid_argument("field '" + m_name + "' " + problem);
}

std::string ValueCopy::shapeText() const
{
    return m_shape.empty() ? "one element" : textOf(m_shape) + " elements";
}

void ValueCopy::require(const StepValues& values) const
{
    if (values.rank > 0) {
        requireSizes(values, 0);
    } else if (values.count != m_elements) {
        refuse("takes " + std::to_string(m_elements) + (m_elements == 1 ? " element" : " elements") +
               " per step, not " + std::to_string(values.count));
    }
    if (values.type != m_type) {
        requireType(values);
    }
}

void ValueCopy::requireBlock(const StepValues& values, std::size_t steps) const
{
    if (!isFlatBlock(values)) {
        if (values.sizes[0] != steps) {
            refuse("has a block of " + std::to_string(values.sizes[0]) + " steps beside " +
                   std::to_string(steps) + " times; the first dimension of a block is its steps");
        }
        requireSizes(values, 1);
    } else if (values.count % m_elements != 0 || values.count / m_elements != steps) {
        refuse("takes " + std::to_string(m_elements) + (m_elements == 1 ? " element" : " elements") +
               " per step, so a block of " + std::to_string(steps) + " steps has " +
               std::to_string(steps * m_elements) + ", not " + std::to_string(values.count));
    }
    if (values.type != m_type) {
        requireType(values);
    }
}

void ValueCopy::requireSizes(const StepValues& values, std::size_t leading) const
{
    const auto sizes = std::span(values.sizes).subspan(leading, values.rank - leading);
    if (std::ranges::equal(sizes, m_shape)) {
        return; // the usual case, without memory for the exception
    }
    if (withoutOnes(sizes) != withoutOnes(m_shape)) {
        refuse("takes " + shapeText() + " per step, not " + (sizes.empty() ? "one" : textOf(sizes)));
    }
}

void ValueCopy::requireType(const StepValues& values) const
{
    if (convertsWithoutLoss(values.type, m_type)) {
        return;
    }
    if (values.count == 1 && values.rank == 0 && isInteger(values.type)) {
        if (holdsInteger(values.data, values.type, m_type)) {
            return;
        }
        refuse("takes elements of " + typeText(m_type) + ", which cannot hold this " + typeText(values.type));
    }
    refuse("takes elements of " + typeText(m_type) + ", not " + typeText(values.type) +
           ", because values could change: convert them first, or change FieldSpec::type");
}

void ValueCopy::copy(const StepValues& values, std::byte* row) const noexcept
{
    if (isFlatBlock(values) && values.type == m_type) {
        std::memcpy(row, values.data, m_rowBytes);
    } else if (values.rank == 0) {
        copyOf(values.type, m_type)(values.data, 1, row, m_elements);
    } else {
        copyArray(values, 0, static_cast<const std::byte*>(values.data), row);
    }
}

void ValueCopy::copyBlock(const StepValues& values, std::size_t first, std::size_t count,
                          std::byte* rows) const noexcept
{
    const auto* data = static_cast<const std::byte*>(values.data);
    const auto bytes = static_cast<std::ptrdiff_t>(sizeOf(values.type));
    if (isFlatBlock(values)) {
        const std::ptrdiff_t start = static_cast<std::ptrdiff_t>(first * m_elements) * bytes;
        copyOf(values.type, m_type)(data + start, 1, rows, count * m_elements);
        return;
    }
    for (std::size_t step = first; step < first + count; ++step, rows += m_rowBytes) {
        copyArray(values, 1, data + static_cast<std::ptrdiff_t>(step) * values.strides[0] * bytes, rows);
    }
}

/// Copies one step whose dimensions follow `leading` others.
void ValueCopy::copyArray(const StepValues& values, std::size_t leading, const std::byte* data,
                          std::byte* row) const noexcept
{
    std::array<Dimension, detail::kMaxArrayRank> dimensions{};
    std::size_t rank = 0;
    for (std::size_t i = leading; i < values.rank; ++i) {
        if (values.sizes[i] != 1) {
            dimensions[rank++] = {values.sizes[i], values.strides[i]};
        }
    }
    if (m_reversed) {
        std::reverse(dimensions.begin(), dimensions.begin() + rank);
    }
    rank = joinDimensions(dimensions, rank);
    copyDimensions(std::span(dimensions).first(rank), data, sizeOf(values.type), row, sizeOf(m_type),
                   copyOf(values.type, m_type));
}

} // namespace h5pulse
