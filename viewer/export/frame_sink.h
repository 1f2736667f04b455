// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QString>

#include <cstdint>
#include <memory>

namespace h5pulse::viewer {

/// Writes the pictures of a sequence to files. The destructor removes the files unless finish() was called.
/// Calls may come from any thread, one at a time. Each returns the problem as a sentence without full stop;
/// empty: no problem.
class FrameSink
{
public:
    virtual ~FrameSink() = default;

    virtual QString add(const QImage& image) = 0;
    virtual QString finish() = 0;
};

/// Creates a sink by the extension of the path: .webp makes one animated file, .png makes one file per
/// picture, numbered from 1: "dir/u.png" gives dir/u-000001.png, dir/u-000002.png and so on. Returns null if
/// there is a problem.
///
/// @param frames   number of pictures
/// @param problem  set if there is a problem: an unknown extension, a missing or read-only folder, an
///                 existing file, or too many pictures for one animated file
std::unique_ptr<FrameSink> makeFrameSink(const QString& path, std::uint64_t frames, double framesPerSecond,
                                         QString& problem);

} // namespace h5pulse::viewer
