// SPDX-License-Identifier: MIT
#include "reduction/row_scan.h"

#include <algorithm>
#include <functional>
#include <numeric>

namespace h5pulse {

namespace {

constexpr std::size_t kRowBufferBytes = std::size_t{4} << 20;
constexpr std::size_t kFilteredBytes = std::size_t{8} << 20; ///< size of chunks that must be read whole
constexpr std::size_t kMaxChunk = std::size_t{256} << 20;
constexpr std::size_t kTogetherBytes = std::size_t{128} << 10;
// HDF5 needs excessive memory and time for selections over many chunks.
constexpr std::size_t kChunksAtOnce = 1024;
// Below this size HDF5 copies whole rows faster than parts of them.
constexpr std::size_t kNarrowBytes = 256;

std::size_t product(const std::vector<std::size_t>& sizes)
{
    return std::accumulate(sizes.begin(), sizes.end(), std::size_t{1}, std::multiplies<>());
}

/// Number of chunks that contain a row of these components.
std::size_t chunksAcross(const ComponentBox& box, const std::vector<std::size_t>& chunk)
{
    std::size_t chunks = 1;
    for (std::size_t i = 0; i < box.start.size(); ++i) {
        chunks *= (box.start[i] + box.count[i] - 1) / chunk[i + 1] - box.start[i] / chunk[i + 1] + 1;
    }
    return chunks;
}

} // namespace

RowScan::RowScan(const FieldDataset* field, std::size_t firstComponent, std::size_t components, Part part)
    : m_field(field)
    , m_firstComponent(firstComponent)
    , m_components(components)
    , m_part(part)
{
    if (!field) {
        return;
    }
    const FieldInfo& info = field->info();
    const std::size_t all = info.components();
    const bool wholeRows = std::equal(info.shape.begin(), info.shape.end(), field->chunk().begin() + 1,
                                      [](std::size_t size, std::size_t chunk) { return chunk >= size; });
    if (components > 0 && wholeRows && all <= kNarrowBytes / sizeOf(info.type)) {
        m_boxes = componentBoxes(info.shape, 0, all);
    } else {
        m_boxes = componentBoxes(info.shape, firstComponent, components);
        splitWide();
    }
}

/// Each read from a compressed chunk decompresses the whole chunk. If one read cannot hold all components of the
/// rows in a chunk, it takes all rows and fewer components.
void RowScan::splitWide()
{
    const std::vector<std::size_t>& chunk = m_field->chunk();
    const std::size_t columnBytes = chunk.front() * sizeOf(m_field->info().type);
    if (!m_field->filtered() || m_components <= kFilteredBytes / columnBytes) {
        return;
    }
    const std::size_t across = chunk.size() > 1 ? chunk.back() : 1;
    const std::size_t most = std::max(kFilteredBytes / columnBytes / across, std::size_t{1}) * across;
    m_boxes.clear();
    for (std::size_t done = 0; done < m_components;) {
        // Divide at chunk borders.
        const std::size_t first = m_firstComponent + done;
        const std::size_t count = std::min(m_components - done, most - first % most);
        for (ComponentBox& box : componentBoxes(m_field->info().shape, first, count)) {
            m_boxes.push_back(std::move(box));
        }
        done += count;
    }
}

std::size_t RowScan::rowsTogether() const
{
    if (!m_field || m_boxes.empty()) {
        return std::size_t{1} << 20;
    }
    const std::size_t rows = m_field->chunk().front();
    std::size_t chunks = 0;
    for (const ComponentBox& box : m_boxes) {
        chunks += chunksAcross(box, m_field->chunk());
    }
    const std::size_t bytes = product(m_field->chunk()) * sizeOf(m_field->info().type) * chunks;
    const std::size_t most = std::max<std::size_t>(kChunksAtOnce / chunks, 1);
    return rows * std::clamp<std::size_t>(kTogetherBytes / bytes, 1, most);
}

std::size_t RowScan::rowsAtOnce(const ComponentBox& box) const
{
    const std::size_t chunkRows = m_field->chunk().front();
    const std::size_t rowBytes = box.components * sizeOf(m_field->info().type);
    const std::size_t maxChunks =
        std::max<std::size_t>(kChunksAtOnce / chunksAcross(box, m_field->chunk()), 1);
    const std::size_t chunks = std::min(kRowBufferBytes / rowBytes / chunkRows, maxChunks);
    if (chunks > 0) {
        return chunks * chunkRows;
    }
    if (m_field->filtered() && chunkRows <= kMaxChunk / rowBytes) {
        return chunkRows;
    }
    return std::max<std::size_t>(kRowBufferBytes / rowBytes, 1);
}

void RowScan::add(std::size_t first, std::size_t end, const BinGrid& grid, BinValues& bins,
                  const std::function<void()>& pause)
{
    count(first, end, grid, bins);
    for (std::size_t part = 0; part < parts(); ++part) {
        addPart(part, first, end, grid, bins, pause);
    }
}

void RowScan::count(std::size_t first, std::size_t end, const BinGrid& grid, BinValues& bins) const
{
    for (std::size_t step = first; step < end;) {
        const std::size_t next = std::min(end, grid.endOf(step));
        bins.see(grid.of(step), next - step);
        if (!m_field && m_components > 0) {
            bins.addNumbers(grid.of(step), step, next - step);
        }
        step = next;
    }
}

void RowScan::addPart(std::size_t part, std::size_t first, std::size_t end, const BinGrid& grid,
                      BinValues& bins, const std::function<void()>& pause)
{
    const ComponentBox& box = m_boxes[part];
    const std::size_t most = rowsAtOnce(box);
    for (std::size_t step = first; step < end;) {
        pause();
        // End at a chunk border.
        const std::size_t rows = std::min(end - step, most - step % most);
        addBox(box, step, rows, grid, bins);
        step += rows;
    }
}

void RowScan::addBox(const ComponentBox& box, std::size_t first, std::size_t rows, const BinGrid& grid,
                     BinValues& bins)
{
    const ElementType type = m_field->info().type;
    std::vector<hsize_t> start{first};
    std::vector<hsize_t> count{rows};
    start.insert(start.end(), box.start.begin(), box.start.end());
    count.insert(count.end(), box.count.begin(), box.count.end());
    m_buffer.resize(std::max(m_buffer.size(), rows * box.components * sizeOf(type)));
    m_field->readBlock(start, count, type, m_buffer.data());
    const std::size_t parts = partsOf(type);
    // Only the requested components of those that were read.
    const std::size_t from = std::max(box.first, m_firstComponent);
    const std::size_t to = std::min(box.first + box.components, m_firstComponent + m_components);
    const std::size_t numberBytes = sizeOf(type) / parts;
    const std::byte* values =
        m_buffer.data() + ((from - box.first) * parts + (m_part == Part::Imaginary ? 1 : 0)) * numberBytes;
    const std::size_t rowStride = box.components * parts;
    for (std::size_t step = first; step < first + rows;) {
        const std::size_t next = std::min(first + rows, grid.endOf(step));
        bins.addRows(grid.of(step), from - m_firstComponent,
                     {.type = type,
                      .first = values + (step - first) * rowStride * numberBytes,
                      .rows = next - step,
                      .rowStride = rowStride,
                      .columns = to - from,
                      .columnStride = parts});
        step = next;
    }
}

} // namespace h5pulse
