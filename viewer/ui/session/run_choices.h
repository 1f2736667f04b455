// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

namespace h5pulse::viewer {

class RunDocument;

/// What the user chose to see of the run that is open: times, field, slice and traces.
QJsonObject saveChoices(const RunDocument& document);
/// Chooses it again; for other times the file is opened anew. What the run does not have, or what makes no
/// sense, is skipped.
void restoreChoices(RunDocument& document, const QJsonObject& choices);

} // namespace h5pulse::viewer
