// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/reader.h>
#include <h5pulse/reduction.h>
#include <h5pulse/require_cxx20.h>

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

namespace h5pulse {

/// Reduces a field, or the times, of a file without an overview in many short calls, coarse first: blocks
/// spread over all steps are read before the blocks between them, so that a first result is available
/// soon. Results are kept when the run grows. Memory: some hundred bytes per bin and component, and one
/// bit per block that is read at once (128 KiB, or a whole chunk, or 1,024 of these).
///
/// Thread-safety: as Reader.
class ProgressiveReduction
{
public:
    /// @param field  empty: the times
    /// @param bins   maximum number of bins; the result has at least half as many if there are enough steps
    ProgressiveReduction(std::string field, std::size_t firstComponent, std::size_t components,
                         Part part = Part::Real, std::size_t bins = 4096);
    ~ProgressiveReduction();
    ProgressiveReduction(ProgressiveReduction&&) noexcept;
    ProgressiveReduction& operator=(ProgressiveReduction&&) noexcept;

    /// Whether advance() would read something.
    bool wantsMore(const Reader& reader) const;
    /// Reads for about this long. Throws as Reader does; results of earlier calls are kept. After
    /// Reader::refresh() has returned Restarted, use a new object.
    void advance(Reader& reader, std::chrono::milliseconds budget);
    /// Number of steps that were read.
    std::size_t seen() const noexcept;
    /// The reduction of the steps that were read so far.
    Reduction result() const;

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace h5pulse
