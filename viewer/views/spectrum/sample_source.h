// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/query.h"
#include "views/spectrum/spectrum.h"

namespace h5pulse::viewer {

/// What a spectrum is of, and over what.
struct SampleLabels
{
    QString title;         ///< "u   step 12   t = 3.4 s"
    QStringList notes;     ///< what the user should know of the values
    QString units;         ///< of the values
    bool counted = true;   ///< there are no coordinates or times to be used: per point, or per step
    QString keyUnits;      ///< of the spacing
    bool overTime = false; ///< else over a dimension of a field
};

/// Reads the values that a spectrum is made of. On the worker's thread; calls may throw what the Reader
/// throws.
class SampleSource
{
public:
    virtual ~SampleSource() = default;

    virtual bool followsCursor() const = 0;
    /// From now on the samples are to be those at this aim. What was read before is kept where it can be.
    virtual void aim(Reader& reader, const QueryAim& aim) = 0;
    virtual bool wantsMore() const = 0;
    virtual void advance(Reader& reader) = 0;
    /// 0 to 1, of what is to be read.
    virtual double progress() const = 0;
    /// When all is read. Also fills in the labels.
    virtual Samples samples(SampleLabels& labels) const = 0;
};

} // namespace h5pulse::viewer
