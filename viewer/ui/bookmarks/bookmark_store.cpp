// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bookmarks/bookmark_store.h"

#include "core/run/run_address.h"
#include "core/texts.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLockFile>
#include <QSaveFile>
#include <QStandardPaths>

#include <algorithm>
#include <optional>

namespace h5pulse::viewer {

namespace {

constexpr int kVersion = 1;
constexpr qint64 kMaxFile = 16 << 20; // bytes; larger files are not ours
constexpr qsizetype kMaxEntries = 10'000;
constexpr int kLockMilliseconds = 5000;
constexpr int kMaxAside = 1000;
constexpr double kMaxSteps = 0x1p53; // JSON's numbers are exact up to here

const QString kFormat = QStringLiteral("h5pulse bookmarks");

void insertNumber(QJsonObject& json, const QString& key, double value)
{
    if (std::isfinite(value)) { // JSON has no NaN and infinity
        json.insert(key, value);
    }
}

QJsonObject toJson(const Bookmark& bookmark)
{
    QJsonObject run{{QStringLiteral("created"), bookmark.run.created}};
    insertNumber(run, QStringLiteral("firstTime"), bookmark.run.firstTime);
    QJsonObject json{{QStringLiteral("id"), bookmark.id},
                     {QStringLiteral("step"), static_cast<double>(bookmark.step)},
                     {QStringLiteral("note"), bookmark.note},
                     {QStringLiteral("run"), run}};
    insertNumber(json, QStringLiteral("time"), bookmark.time);
    return json;
}

std::optional<Bookmark> bookmarkOf(const QJsonValue& json)
{
    const double step = json[QStringLiteral("step")].toDouble(-1.0);
    Bookmark bookmark;
    bookmark.id = json[QStringLiteral("id")].toString();
    if (bookmark.id.isEmpty() || !(step >= 0.0 && step < kMaxSteps)) {
        return std::nullopt;
    }
    const QJsonValue run = json[QStringLiteral("run")];
    bookmark.step = static_cast<quint64>(step);
    bookmark.time = json[QStringLiteral("time")].toDouble(bookmark.time);
    bookmark.note = json[QStringLiteral("note")].toString();
    bookmark.run.created = run[QStringLiteral("created")].toString();
    bookmark.run.firstTime = run[QStringLiteral("firstTime")].toDouble(bookmark.run.firstTime);
    return bookmark;
}

struct Content
{
    std::vector<Bookmark> bookmarks;
    bool foreign = false; ///< rewriting the file would lose parts of it
};

Content read(const QString& path)
{
    Content content;
    QFile file(path);
    if (!file.exists()) {
        return content;
    }
    content.foreign = true;
    if (file.size() > kMaxFile || !file.open(QIODevice::ReadOnly)) {
        return content;
    }
    const QJsonObject json = QJsonDocument::fromJson(file.read(kMaxFile)).object();
    const QJsonArray entries = json[QStringLiteral("bookmarks")].toArray();
    if (json[QStringLiteral("format")] != kFormat || json[QStringLiteral("version")] != kVersion ||
        entries.size() > kMaxEntries) {
        return content;
    }
    for (const QJsonValue& entry : entries) {
        if (std::optional<Bookmark> bookmark = bookmarkOf(entry)) {
            content.bookmarks.push_back(std::move(*bookmark));
        }
    }
    content.foreign = static_cast<qsizetype>(content.bookmarks.size()) != entries.size();
    return content;
}

/// Renames a file. Returns its new path; empty: this failed.
QString putAside(const QString& path)
{
    for (int i = 1; i <= kMaxAside; ++i) {
        const QString aside = QStringLiteral("%1.unreadable-%2").arg(path).arg(i);
        if (QFile::rename(path, aside)) { // does not overwrite
            return aside;
        }
    }
    return {};
}

QString cannotSave(const QString& runPath, const QString& reason)
{
    return Texts::tr("The bookmarks of %1 cannot be saved: %2.").arg(runName(runPath), reason);
}

QString write(const QString& path, const QString& runPath, const std::vector<Bookmark>& bookmarks)
{
    QJsonArray entries;
    for (const Bookmark& bookmark : bookmarks) {
        entries.append(toJson(bookmark));
    }
    const QJsonObject json{{QStringLiteral("format"), kFormat},
                           {QStringLiteral("version"), kVersion},
                           {QStringLiteral("file"), runPath},
                           {QStringLiteral("bookmarks"), entries}};
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(QJsonDocument(json).toJson()) < 0 || !file.commit()) {
        return cannotSave(runPath, file.errorString());
    }
    return {};
}

} // namespace

BookmarkStore::BookmarkStore()
    : BookmarkStore(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) +
                    QStringLiteral("/bookmarks"))
{
}

BookmarkStore::BookmarkStore(const QString& folder)
    : m_folder(folder)
{
}

QString BookmarkStore::fileOf(const QString& runPath) const
{
    const QString absolute =
        hostOf(runPath).isEmpty() ? QDir::cleanPath(QFileInfo(runPath).absoluteFilePath()) : runPath;
    const QByteArray hash = QCryptographicHash::hash(absolute.toUtf8(), QCryptographicHash::Sha256);
    return QStringLiteral("%1/%2.json").arg(m_folder, QString::fromLatin1(hash.toHex()));
}

BookmarkStore::Loaded BookmarkStore::load(const QString& runPath) const
{
    const QString path = fileOf(runPath);
    Content content = read(path);
    Loaded loaded{std::move(content.bookmarks), {}};
    if (content.foreign) {
        // The next save writes the bookmarks that could be read.
        const QString aside = putAside(path);
        loaded.problem =
            aside.isEmpty()
                ? Texts::tr("The bookmarks of %1 can be neither read nor saved, because %2 is unreadable.")
                      .arg(runName(runPath), path)
                : Texts::tr("Not all bookmarks of %1 could be read. The old file is now %2.")
                      .arg(runName(runPath), aside);
    }
    return loaded;
}

QString BookmarkStore::save(const QString& runPath, const std::vector<Bookmark>& bookmarks,
                            const QSet<QString>& known) const
{
    const QString path = fileOf(runPath);
    if (!QDir().mkpath(m_folder)) {
        return cannotSave(runPath, Texts::tr("the folder %1 cannot be created").arg(m_folder));
    }
    QLockFile lock(path + QStringLiteral(".lock"));
    if (!lock.tryLock(kLockMilliseconds)) {
        return cannotSave(runPath, Texts::tr("%1 cannot be locked").arg(path));
    }
    const Content there = read(path);
    if (there.foreign && putAside(path).isEmpty()) {
        return cannotSave(runPath, Texts::tr("%1 is unreadable and cannot be renamed").arg(path));
    }
    std::vector<Bookmark> all = bookmarks;
    std::ranges::copy_if(there.bookmarks, std::back_inserter(all),
                         [&](const Bookmark& other) { return !known.contains(other.id); });
    return write(path, runPath, all);
}

} // namespace h5pulse::viewer
