// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QString>

#include <cstdint>
#include <memory>

namespace h5pulse::viewer {

/// Takes the pictures of a sequence, one after the other, and makes files of them. What is not finished
/// leaves nothing behind. Calls may come from any thread, one at a time; each returns what went wrong as a
/// sentence without its end, empty: nothing.
class FrameSink
{
public:
    virtual ~FrameSink() = default;

    virtual QString add(const QImage& image) = 0;
    virtual QString finish() = 0;
};

/// By the suffix of the name: .webp is one animated file; .png is a file for each picture, numbered from 1:
/// of "dir/u.png" dir/u-000001.png, dir/u-000002.png and so on.
///
/// @param frames   how many will come
/// @param problem  why there is none: another suffix, a folder that is not there or cannot be written to, or
///                 more pictures than one animated file can have
std::unique_ptr<FrameSink> makeFrameSink(const QString& path, std::uint64_t frames, double framesPerSecond,
                                         QString& problem);

} // namespace h5pulse::viewer
