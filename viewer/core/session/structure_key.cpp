// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/structure_key.h"

#include <QCryptographicHash>

#include <algorithm>

namespace h5pulse::viewer {

namespace {

/// With its length first, so that no two lists of texts read the same.
void add(QCryptographicHash& hash, const QByteArray& text)
{
    hash.addData(QByteArray::number(text.size()));
    hash.addData(QByteArrayView(":"));
    hash.addData(text);
}

} // namespace

QString structureKey(const RunDescription& run)
{
    std::vector<const FieldDescription*> fields;
    for (const FieldPtr& field : run.fields) {
        fields.push_back(field.get());
    }
    std::ranges::sort(fields, {}, &FieldDescription::name);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    add(hash, run.hasTimes ? run.timeName.toUtf8() : QByteArray());
    for (const FieldDescription* field : fields) {
        add(hash, field->name.toUtf8());
        add(hash, QByteArray::number(static_cast<int>(field->type)));
        QByteArray shape;
        for (const std::size_t length : field->shape) {
            shape += QByteArray::number(static_cast<qulonglong>(length)) + ' ';
        }
        add(hash, shape);
    }
    return QString::fromLatin1(hash.result().toHex());
}

} // namespace h5pulse::viewer
