// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bookmarks/bookmark_store.h"

#include "temporary_folder.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

#include <gtest/gtest.h>

namespace h5pulse::viewer::test {

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

class BookmarkStoreTest : public testing::Test
{
protected:
    static QSet<QString> idsOf(const std::vector<Bookmark>& bookmarks)
    {
        QSet<QString> ids;
        for (const Bookmark& bookmark : bookmarks) {
            ids.insert(bookmark.id);
        }
        return ids;
    }

    QString save(const std::vector<Bookmark>& bookmarks)
    {
        return m_store.save(m_run, bookmarks, idsOf(bookmarks));
    }

    void writeFile(const QByteArray& content)
    {
        ASSERT_TRUE(QDir().mkpath(m_folderName));
        QFile file(m_store.fileOf(m_run));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(content);
    }

    QByteArray readFile(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    h5pulse::test::TemporaryFolder m_folder;
    QString m_folderName = QString::fromStdString((m_folder / "deep/bookmarks").string());
    BookmarkStore m_store{m_folderName};
    QString m_run = QStringLiteral("/data/läufe/run.h5");
    Bookmark m_one{QStringLiteral("a"),
                   9'007'199'254'740'991U,
                   0.1 + 0.2,
                   QStringLiteral("爆発 \"here\"\n<b>"),
                   {QStringLiteral("2026-01-01T00:00:00Z"), 0.5}};
    Bookmark m_two{QStringLiteral("b"), 0, kNaN, {}, {}};
};

} // namespace

TEST_F(BookmarkStoreTest, GivesBackWhatItWasGiven)
{
    EXPECT_EQ(m_store.load(m_run).bookmarks.size(), 0U);
    ASSERT_EQ(save({m_one, m_two}), QString());
    const BookmarkStore::Loaded loaded = BookmarkStore(m_folderName).load(m_run);
    EXPECT_EQ(loaded.problem, QString());
    ASSERT_EQ(loaded.bookmarks.size(), 2U);
    const Bookmark& one = loaded.bookmarks[0];
    EXPECT_EQ(one.id, m_one.id);
    EXPECT_EQ(one.step, m_one.step);
    EXPECT_EQ(one.time, m_one.time);
    EXPECT_EQ(one.note, m_one.note);
    EXPECT_EQ(one.run.created, m_one.run.created);
    EXPECT_EQ(one.run.firstTime, 0.5);
    EXPECT_TRUE(std::isnan(loaded.bookmarks[1].time));
    EXPECT_TRUE(std::isnan(loaded.bookmarks[1].run.firstTime));
    EXPECT_EQ(m_store.load(QStringLiteral("/data/other.h5")).bookmarks.size(), 0U);
    EXPECT_EQ(m_store.load(QStringLiteral("/data/läufe/../läufe/run.h5")).bookmarks.size(), 2U);
}

TEST_F(BookmarkStoreTest, PutsWhatIsDamagedAsideAndSaysWhere)
{
    for (const QByteArray& damage :
         {QByteArray("{ not json"), QByteArray(), QByteArray("[1, 2]"),
          QByteArray(R"({"format": "h5pulse bookmarks", "version": 99})"), QByteArray(17 << 20, ' ')}) {
        writeFile(damage);
        const BookmarkStore::Loaded loaded = m_store.load(m_run);
        EXPECT_TRUE(loaded.bookmarks.empty());
        const QString aside = loaded.problem.section(QStringLiteral("is now "), 1).chopped(1);
        EXPECT_NE(aside, m_store.fileOf(m_run));
        EXPECT_EQ(readFile(aside), damage) << loaded.problem.toStdString();
        EXPECT_FALSE(QFile::exists(m_store.fileOf(m_run)));
    }
    EXPECT_EQ(QDir(m_folderName).entryList(QDir::Files).size(), 5) << "none took the place of another";
    ASSERT_EQ(save({m_one}), QString());
    EXPECT_EQ(m_store.load(m_run).bookmarks.size(), 1U);
}

TEST_F(BookmarkStoreTest, TakesTheGoodOnesFromAFileWithBadOnes)
{
    writeFile(R"({"format": "h5pulse bookmarks", "version": 1, "bookmarks": [
        {"id": "a", "step": 3, "time": "soon", "note": 7}, {"id": "b", "step": -1}, {"step": 4}, 12, null]})");
    const BookmarkStore::Loaded loaded = m_store.load(m_run);
    ASSERT_EQ(loaded.bookmarks.size(), 1U);
    EXPECT_EQ(loaded.bookmarks[0].step, 3U);
    EXPECT_TRUE(std::isnan(loaded.bookmarks[0].time));
    EXPECT_FALSE(loaded.problem.isEmpty());
}

TEST_F(BookmarkStoreTest, NeverWritesOverWhatCameInTheWay)
{
    writeFile("of a later version");
    ASSERT_EQ(save({m_one}), QString());
    const QStringList aside = QDir(m_folderName).entryList({QStringLiteral("*.unreadable-*")}, QDir::Files);
    ASSERT_EQ(aside.size(), 1);
    EXPECT_EQ(readFile(m_folderName + '/' + aside.front()), "of a later version");
}

TEST_F(BookmarkStoreTest, KeepsWhatAnotherWindowHasAdded)
{
    ASSERT_EQ(save({m_one}), QString());
    ASSERT_EQ(m_store.save(m_run, {m_one, m_two}, {QStringLiteral("a"), QStringLiteral("b")}), QString());
    // This window has loaded only the first bookmark, and deletes it.
    ASSERT_EQ(m_store.save(m_run, {}, {QStringLiteral("a")}), QString());
    const BookmarkStore::Loaded loaded = m_store.load(m_run);
    ASSERT_EQ(loaded.bookmarks.size(), 1U);
    EXPECT_EQ(loaded.bookmarks[0].id, QStringLiteral("b"));
}

TEST_F(BookmarkStoreTest, SaysWhyItCannotSave)
{
    QFile blocker(QString::fromStdString((m_folder / "deep").string()));
    ASSERT_TRUE(blocker.open(QIODevice::WriteOnly));
    EXPECT_TRUE(save({m_one}).contains(QStringLiteral("run.h5 cannot be saved")));
}

} // namespace h5pulse::viewer::test
