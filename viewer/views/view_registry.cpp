// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/view_registry.h"

#include "views/image_view.h"
#include "views/profile_view.h"
#include "views/trace_view.h"
#include "views/value_view.h"

namespace h5pulse::viewer {

namespace {

template <typename T>
View* create(QWidget* parent)
{
    return new T(parent);
}

} // namespace

const std::vector<ViewEntry>& viewRegistry()
{
    static const std::vector<ViewEntry> entries{
        {QStringLiteral("profile"), ViewPlace::Frame, create<ProfileView>},
        {QStringLiteral("image"), ViewPlace::Frame, create<ImageView>},
        {QStringLiteral("value"), ViewPlace::Frame, create<ValueView>},
        {QStringLiteral("traces"), ViewPlace::Traces, create<TraceView>},
    };
    return entries;
}

} // namespace h5pulse::viewer
