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

/// Reduces a field, or the times, of a file that has no overview: a little at each call, coarse first. Single
/// blocks all over the steps are read before those between them, so that there is soon something to show.
/// What was read is kept, also when the run grows. Memory: some hundred bytes a bin and component, and one
/// bit for each block that is read at once (128 KiB, or a whole chunk, or 1,024 of these).
///
/// Thread-safety: as Reader.
class ProgressiveReduction
{
public:
    /// @param field  empty: the times
    /// @param bins   at most so many, and at least half as many where there are enough steps
    ProgressiveReduction(std::string field, std::size_t firstComponent, std::size_t components,
                         Part part = Part::Real, std::size_t bins = 4096);
    ~ProgressiveReduction();
    ProgressiveReduction(ProgressiveReduction&&) noexcept;
    ProgressiveReduction& operator=(ProgressiveReduction&&) noexcept;

    /// Whether advance() would read something.
    bool wantsMore(const Reader& reader) const;
    /// Reads for about so long. Throws what Reader throws; what was read before is kept. When
    /// Reader::refresh() has told of another run, begin anew with another object.
    void advance(Reader& reader, std::chrono::milliseconds budget);
    /// Steps looked at.
    std::size_t seen() const noexcept;
    /// What there is so far.
    Reduction result() const;

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace h5pulse
