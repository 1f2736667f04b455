// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/structure_key.h"

#include "core/texts.h"
#include <QCryptographicHash>

#include <algorithm>
#include <set>
#include <utility>

namespace h5pulse::viewer {

namespace {

/// Adds a text with its length in front, so that different lists of texts give different input.
void add(QCryptographicHash& hash, const QByteArray& text)
{
    hash.addData(QByteArray::number(text.size()));
    hash.addData(QByteArrayView(":"));
    hash.addData(text);
}

QByteArray formOf(const FieldDescription& field)
{
    QByteArray form = QByteArray::number(static_cast<int>(field.type));
    for (const std::size_t length : field.shape) {
        form += ' ' + QByteArray::number(static_cast<qulonglong>(length));
    }
    return form;
}

} // namespace

QString structureKey(const RunDescription& run)
{
    // The key does not depend on the time dataset: all candidates for it enter by name only.
    std::vector<std::pair<QByteArray, QByteArray>> datasets;
    const std::vector<std::string> times = run.timeCandidates();
    const std::set<std::string> candidates(times.begin(), times.end());
    for (const std::string& name : times) {
        datasets.emplace_back(QByteArray::fromStdString(name), QByteArray());
    }
    for (const FieldPtr& field : run.fields) {
        if (!candidates.contains(field->name)) {
            datasets.emplace_back(QByteArray::fromStdString(field->name), formOf(*field));
        }
    }
    std::ranges::sort(datasets);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const auto& [name, form] : datasets) {
        add(hash, name);
        add(hash, form);
    }
    return QString::fromLatin1(hash.result().toHex());
}

} // namespace h5pulse::viewer
