// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/session_store.h"

#include "core/texts.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSaveFile>

namespace h5pulse::viewer {

namespace {

const auto kFormat = QStringLiteral("h5pulse-viewer session");
const auto kUnusable = QStringLiteral(".unusable");

/// Reads a session. If this fails, `problem` is the reason, as the end of a sentence.
QJsonObject read(const QString& path, const QString& key, QString& problem)
{
    QFile file(path);
    if (!QFileInfo(path).isFile()) { // a pipe without writer would block
        problem = Texts::tr("it is not a regular file");
        return {};
    }
    if (!file.open(QIODevice::ReadOnly)) {
        problem = file.errorString();
        return {};
    }
    const QByteArray bytes = file.read(SessionStore::kMaxBytes + 1);
    if (bytes.size() > SessionStore::kMaxBytes) {
        problem = Texts::tr("it is too large");
        return {};
    }
    QJsonParseError error;
    const QJsonObject session = QJsonDocument::fromJson(bytes, &error).object();
    if (error.error != QJsonParseError::NoError) {
        problem = Texts::tr("it is damaged");
    } else if (session[QStringLiteral("format")] != kFormat || session[QStringLiteral("structure")] != key) {
        problem = Texts::tr("it has another format or belongs to another structure");
    } else if (session[QStringLiteral("version")] != SessionStore::kVersion) {
        problem = Texts::tr("it has another version");
    }
    return problem.isEmpty() ? session[QStringLiteral("parts")].toObject() : QJsonObject();
}

} // namespace

SessionStore::SessionStore(QString folder)
    : m_folder(std::move(folder))
{
}

QString SessionStore::pathOf(const QString& key) const
{
    return m_folder + QLatin1Char('/') + key + QStringLiteral(".json");
}

SessionStore::Loaded SessionStore::load(const QString& key) const
{
    const QString path = pathOf(key);
    if (!QFileInfo::exists(path)) {
        return {};
    }
    Loaded loaded;
    QString problem;
    loaded.parts = read(path, key, problem);
    if (!problem.isEmpty()) {
        const QString aside = path + kUnusable;
        QFile::remove(aside);
        loaded.problem = QFile::rename(path, aside)
                             ? Texts::tr("The stored layout cannot be used: %1. It was renamed to %2.")
                                   .arg(problem, QDir::toNativeSeparators(aside))
                             : Texts::tr("The stored layout %1 cannot be used: %2.")
                                   .arg(QDir::toNativeSeparators(path), problem);
    }
    return loaded;
}

QString SessionStore::save(const QString& key, const QJsonObject& parts) const
{
    const QByteArray bytes = QJsonDocument({{QStringLiteral("format"), kFormat},
                                            {QStringLiteral("version"), kVersion},
                                            {QStringLiteral("structure"), key},
                                            {QStringLiteral("parts"), parts}})
                                 .toJson();
    const auto failed = [&](const QString& why) {
        return Texts::tr("The layout cannot be saved in %1: %2.")
            .arg(QDir::toNativeSeparators(m_folder), why);
    };
    if (bytes.size() > kMaxBytes) {
        return failed(Texts::tr("it is too large"));
    }
    if (!QDir().mkpath(m_folder)) {
        return failed(Texts::tr("the folder does not exist and cannot be created"));
    }
    QSaveFile file(pathOf(key));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit()) {
        return failed(file.errorString());
    }
    removeOldest();
    return {};
}

void SessionStore::removeOldest() const
{
    const QDir folder(m_folder);
    for (const QString& pattern : {QStringLiteral("*.json"), QLatin1String("*.json") + kUnusable}) {
        const QStringList newestFirst = folder.entryList({pattern}, QDir::Files, QDir::Time);
        for (const QString& name : newestFirst.mid(kMaxFiles)) {
            QFile::remove(folder.filePath(name));
        }
    }
}

} // namespace h5pulse::viewer
