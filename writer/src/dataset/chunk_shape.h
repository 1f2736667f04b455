// SPDX-License-Identifier: MIT
#pragma once

#include <hdf5.h>

#include <cstddef>
#include <vector>

namespace h5pulse {

/// Chunk shape of a dataset of steps in a run with this many fields. A chunk holds whole steps, a power of
/// two of them, so that chunks end where batches and pages end; it has at most 256 KiB and at most 8,192
/// steps, and less if many fields share the disk: one chunk of every field then comes to 2 MiB. Steps above
/// 16 MiB are split along their first dimensions.
std::vector<hsize_t> chunkShape(const std::vector<std::size_t>& stepShape, std::size_t elementBytes,
                                std::size_t fieldCount);

/// Number of steps per batch, which the writer keeps in one piece of memory and hands over at once: a power
/// of two, about one chunk of each field, and at least four batches per buffer if its size allows.
std::size_t batchSteps(std::size_t stepBytes, std::size_t fieldCount, std::size_t bufferBytes) noexcept;

} // namespace h5pulse
