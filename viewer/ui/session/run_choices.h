// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

namespace h5pulse::viewer {

class RunDocument;

/// The user's choices for the open run: time dataset, field, slice and traces.
QJsonObject saveChoices(const RunDocument& document);
/// Restores the choices. A different time dataset reopens the file. Invalid choices, and those that the run
/// does not have, are skipped.
void restoreChoices(RunDocument& document, const QJsonObject& choices);

} // namespace h5pulse::viewer
