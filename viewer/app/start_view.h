// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/options.h"

#include <QObject>

namespace h5pulse::viewer {

class RunDocument;

/// Applies --field and --at as soon as the file is open and its steps are known.
class StartView : public QObject
{
    Q_OBJECT

public:
    StartView(RunDocument& document, const Options& options, QObject* parent = nullptr);

signals:
    /// Field and step have been requested.
    void ready();
    /// The file has no such field or step.
    /// @param problem  a sentence
    void failed(const QString& problem);

private:
    void look();

    RunDocument& m_document;
    Options m_options;
    bool m_done = false;
};

} // namespace h5pulse::viewer
