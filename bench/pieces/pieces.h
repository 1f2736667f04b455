// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>

namespace bench {

/// Files of the single-call benchmarks.
struct PieceFiles
{
    std::filesystem::path dir{};  ///< for their own files
    std::filesystem::path live{}; ///< a "trace" that another process has open
};

const PieceFiles& pieceFiles();

} // namespace bench
