// SPDX-License-Identifier: MIT
#include "h5/chunk_reader.h"

#include <algorithm>
#include <cstring>
#include <functional>
#include <numeric>
#include <type_traits>

namespace h5pulse::h5 {

namespace {

// More chunks than these are left to HDF5.
constexpr hsize_t kMaxChunks = 16;
constexpr std::size_t kMaxAddresses = 4 * kMaxChunks;
// Of bytes that do not go to their destination at once.
constexpr std::size_t kMaxBuffer = std::size_t{1} << 20;
constexpr std::size_t kMaxRecent = 1024;

hsize_t product(const std::vector<hsize_t>& sizes)
{
    return std::accumulate(sizes.begin(), sizes.end(), hsize_t{1}, std::multiplies<>());
}

/// Number of elements from the first to the last of a box, if dimensions of these sizes lie in row-major
/// order.
hsize_t spanOf(const std::vector<hsize_t>& count, const std::vector<hsize_t>& sizes)
{
    hsize_t last = 0;
    for (std::size_t i = 0; i < count.size(); ++i) {
        last = last * sizes[i] + count[i] - 1;
    }
    return last + 1;
}

hsize_t positionOf(const std::vector<hsize_t>& index, const std::vector<hsize_t>& sizes)
{
    hsize_t position = 0;
    for (std::size_t i = 0; i < index.size(); ++i) {
        position = position * sizes[i] + index[i];
    }
    return position;
}

bool canCopy(ElementType stored, ElementType wanted)
{
    return stored == wanted || (wanted == ElementType::Float64 && !isComplex(stored));
}

void copyElements(ElementType stored, const std::byte* from, ElementType wanted, std::byte* to,
                  std::size_t count)
{
    if (stored == wanted) {
        std::memcpy(to, from, count * sizeOf(stored));
        return;
    }
    visitElementType(stored, [&]<typename T>(std::type_identity<T>) {
        if constexpr (std::is_arithmetic_v<T>) {
            for (std::size_t i = 0; i < count; ++i) {
                T value{};
                std::memcpy(&value, from + i * sizeof(T), sizeof(T));
                const auto number = static_cast<double>(value);
                std::memcpy(to + i * sizeof(double), &number, sizeof(double));
            }
        }
    });
}

/// Advances an index within these sizes, the last dimension fastest. False after the last one.
bool advance(std::vector<hsize_t>& index, const std::vector<hsize_t>& sizes, std::size_t dimensions)
{
    for (std::size_t i = dimensions; i-- > 0;) {
        if (++index[i] < sizes[i]) {
            return true;
        }
        index[i] = 0;
    }
    return false;
}

} // namespace

/// The elements of a box that lie in one chunk.
struct ChunkReader::Part
{
    std::vector<hsize_t> chunk; ///< in the grid of chunks
    std::vector<hsize_t> count;
    std::vector<hsize_t> box; ///< sizes of the whole box
    hsize_t inChunk;          ///< position of its first element in the chunk
    hsize_t inBox;            ///< and in the box
    hsize_t span;             ///< elements of the chunk from the first to the last

    /// Whether all elements of the span are in the box.
    bool isWhole() const { return span == product(count); }
    /// Whether they are also together in the box.
    bool isTogether() const { return isWhole() && spanOf(count, box) == span; }
};

ChunkReader::ChunkReader(DriverRef driver, std::vector<hsize_t> chunk, ElementType stored)
    : m_driver(std::move(driver))
    , m_chunk(std::move(chunk))
    , m_stored(stored)
    , m_chunkBytes(product(m_chunk) * sizeOf(stored))
{
}

bool ChunkReader::read(const std::vector<hsize_t>& start, const std::vector<hsize_t>& count, ElementType type,
                       void* to, const Find& find)
{
    if (!m_driver || !canCopy(m_stored, type) || product(count) == 0) {
        return false;
    }
    const std::vector<Part> parts = partsOf(start, count);
    const bool pays = !parts.empty() && std::all_of(parts.begin(), parts.end(), [&](const Part& part) {
        const std::size_t bytes = part.span * sizeOf(m_stored);
        const bool isBuffered = !part.isTogether() || type != m_stored;
        return (part.isWhole() || bytes <= m_chunkBytes / 2) && (!isBuffered || bytes <= kMaxBuffer);
    });
    return pays && std::all_of(parts.begin(), parts.end(), [&](const Part& part) {
               const haddr_t at = address(part.chunk, find);
               return at != HADDR_UNDEF && readPart(part, at, type, static_cast<std::byte*>(to));
           });
}

void ChunkReader::forget(bool addresses) noexcept
{
    m_recent.clear();
    if (addresses) {
        m_addresses.clear();
    }
}

/// Nothing if there are too many.
std::vector<ChunkReader::Part> ChunkReader::partsOf(const std::vector<hsize_t>& start,
                                                    const std::vector<hsize_t>& count) const
{
    std::vector<hsize_t> first(start.size()); // in the grid of chunks
    std::vector<hsize_t> chunks(start.size());
    hsize_t all = 1;
    for (std::size_t i = 0; i < start.size(); ++i) {
        first[i] = start[i] / m_chunk[i];
        chunks[i] = (start[i] + count[i] - 1) / m_chunk[i] - first[i] + 1;
        all *= std::min(chunks[i], kMaxChunks + 1);
    }
    std::vector<Part> parts;
    if (all > kMaxChunks) {
        return parts;
    }
    std::vector<hsize_t> index(start.size(), 0);
    do {
        std::vector<hsize_t> chunk(start.size());
        std::transform(first.begin(), first.end(), index.begin(), chunk.begin(), std::plus<>());
        parts.push_back(partOf(start, count, std::move(chunk)));
    } while (advance(index, chunks, chunks.size()));
    return parts;
}

ChunkReader::Part ChunkReader::partOf(const std::vector<hsize_t>& start, const std::vector<hsize_t>& count,
                                      std::vector<hsize_t> chunk) const
{
    Part part{.chunk = {}, .count = count, .box = count, .inChunk = 0, .inBox = 0, .span = 0};
    std::vector<hsize_t> inChunk(start.size());
    std::vector<hsize_t> inBox(start.size());
    for (std::size_t i = 0; i < start.size(); ++i) {
        const hsize_t begin = chunk[i] * m_chunk[i];
        const hsize_t from = std::max(start[i], begin);
        inChunk[i] = from - begin;
        inBox[i] = from - start[i];
        part.count[i] = std::min(start[i] + count[i], begin + m_chunk[i]) - from;
    }
    part.chunk = std::move(chunk);
    part.inChunk = positionOf(inChunk, m_chunk);
    part.inBox = positionOf(inBox, count);
    part.span = spanOf(part.count, m_chunk);
    return part;
}

haddr_t ChunkReader::address(const std::vector<hsize_t>& chunk, const Find& find)
{
    if (const auto known = m_addresses.find(chunk); known != m_addresses.end()) {
        return known->second;
    }
    std::vector<hsize_t> firstElement(chunk.size());
    std::transform(chunk.begin(), chunk.end(), m_chunk.begin(), firstElement.begin(), std::multiplies<>());
    const haddr_t found = find(firstElement);
    if (found != HADDR_UNDEF) {
        if (m_addresses.size() >= kMaxAddresses) {
            m_addresses.clear();
        }
        m_addresses[chunk] = found;
    }
    return found;
}

bool ChunkReader::readPart(const Part& part, haddr_t chunk, ElementType type, std::byte* to)
{
    const std::size_t storedSize = sizeOf(m_stored);
    const std::size_t size = part.span * storedSize;
    const haddr_t from = chunk + part.inChunk * storedSize;
    to += part.inBox * sizeOf(type);
    if (part.isTogether() && type == m_stored && size > kMaxRecent) {
        return readPastHdf5(*m_driver, from, size, to) == size;
    }
    std::vector<std::byte> buffer;
    const std::byte* values = bytes(from, size, buffer);
    if (!values) {
        return false;
    }
    if (part.isTogether()) {
        copyElements(m_stored, values, type, to, part.span);
        return true;
    }
    const std::size_t last = part.count.size() - 1;
    std::vector<hsize_t> index(part.count.size(), 0);
    do {
        copyElements(m_stored, values + positionOf(index, m_chunk) * storedSize, type,
                     to + positionOf(index, part.box) * sizeOf(type), part.count[last]);
    } while (advance(index, part.count, last));
    return true;
}

/// The bytes at this address, if necessary in `buffer`; null if they cannot be read.
const std::byte* ChunkReader::bytes(haddr_t address, std::size_t size, std::vector<std::byte>& buffer)
{
    if (address >= m_recentAddress && size <= m_recent.size() &&
        address - m_recentAddress <= m_recent.size() - size) {
        return m_recent.data() + (address - m_recentAddress);
    }
    std::vector<std::byte>& to = size <= kMaxRecent ? m_recent : buffer;
    to.resize(size);
    if (readPastHdf5(*m_driver, address, size, to.data()) != size) {
        m_recent.clear();
        return nullptr;
    }
    m_recentAddress = size <= kMaxRecent ? address : m_recentAddress;
    return to.data();
}

} // namespace h5pulse::h5
