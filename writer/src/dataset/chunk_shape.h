// SPDX-License-Identifier: MIT
#pragma once

#include <hdf5.h>

#include <cstddef>
#include <vector>

namespace h5pulse {

/// The chunk of a dataset of steps, in a run with so many fields: whole steps, a power of two of them so that
/// chunks end where batches and pages do, of up to 256 KiB together and at most 8,192; less where many fields
/// share the disk, so that a chunk of each comes to 2 MiB. Steps above 16 MiB are cut along their first
/// dimensions.
std::vector<hsize_t> chunkShape(const std::vector<std::size_t>& stepShape, std::size_t elementBytes,
                                std::size_t fieldCount);

/// Steps that a writer keeps in one piece of memory, and hands over at once: a power of two of them, about as
/// many bytes as a chunk of each field, and at least four pieces to a buffer where its size allows.
std::size_t batchSteps(std::size_t stepBytes, std::size_t fieldCount, std::size_t bufferBytes) noexcept;

} // namespace h5pulse
