// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>

namespace bench {

/// Where the pieces find their files.
struct PieceFiles
{
    std::filesystem::path dir{};  ///< for files of their own
    std::filesystem::path live{}; ///< a "trace" that another process has open
};

const PieceFiles& pieceFiles();

} // namespace bench
