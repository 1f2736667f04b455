// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

namespace h5pulse::viewer {

class RunDocument;

/// What the user chose to see of the run that is open: field, slice and traces.
QJsonObject saveChoices(const RunDocument& document);
/// Chooses it again. What the run does not have, or what makes no sense, is passed over.
void restoreChoices(RunDocument& document, const QJsonObject& choices);

} // namespace h5pulse::viewer
