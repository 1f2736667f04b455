// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/session_store.h"
#include "temporary_folder.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>

#include <gtest/gtest.h>

#include <sys/stat.h>
#include <unistd.h>

namespace h5pulse::viewer::test {

namespace {

class SessionStoreTest : public testing::Test
{
protected:
    void write(const QByteArray& bytes)
    {
        QDir().mkpath(m_folder);
        QFile file(m_store.pathOf(m_key));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }

    QByteArray content(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    /// The stored session is invalid. The store gives a sentence, loses nothing, and saves again.
    void expectPutAside(const QByteArray& bytes, const QString& why)
    {
        write(bytes);
        const SessionStore::Loaded loaded = m_store.load(m_key);
        EXPECT_TRUE(loaded.parts.isEmpty());
        EXPECT_TRUE(loaded.problem.contains(why)) << loaded.problem.toStdString();
        EXPECT_EQ(content(m_aside), bytes);
        EXPECT_FALSE(QFile::exists(m_store.pathOf(m_key)));
        EXPECT_TRUE(m_store.load(m_key).problem.isEmpty()) << "it is said once";
        EXPECT_EQ(m_store.save(m_key, m_parts), "");
        EXPECT_EQ(m_store.load(m_key).parts, m_parts);
    }

    h5pulse::test::TemporaryFolder m_temporary;
    QString m_folder = QString::fromStdString((m_temporary / "not/there/yet").string());
    SessionStore m_store{m_folder};
    QString m_key = QStringLiteral("0123abcd");
    QString m_aside = m_store.pathOf(m_key) + QStringLiteral(".unusable");
    QJsonObject m_parts{{QStringLiteral("views"), QJsonArray{1, QStringLiteral("ünï"), true}}};
};

} // namespace

TEST_F(SessionStoreTest, RoundTrip)
{
    EXPECT_TRUE(m_store.load(m_key).parts.isEmpty());
    EXPECT_EQ(m_store.load(m_key).problem, "");
    EXPECT_EQ(m_store.save(m_key, m_parts), "");
    EXPECT_EQ(m_store.load(m_key).parts, m_parts);
    EXPECT_TRUE(m_store.load(QStringLiteral("another")).parts.isEmpty());
    const QJsonObject other{{QStringLiteral("run"), 7}};
    EXPECT_EQ(SessionStore(m_folder).save(m_key, other), "") << "of another window";
    EXPECT_EQ(m_store.load(m_key).parts, other) << "the last one wins";
}

TEST_F(SessionStoreTest, WhatCannotBeUsedIsPutAside)
{
    ASSERT_EQ(m_store.save(m_key, m_parts), "");
    const QByteArray good = content(m_store.pathOf(m_key));
    expectPutAside("", QStringLiteral("damaged"));
    expectPutAside(good.left(good.size() / 2), QStringLiteral("damaged"));
    expectPutAside("\x89HDF\r\n\x1a\n nonsense", QStringLiteral("damaged"));
    expectPutAside("[1, 2, 3]", QStringLiteral("another format"));
    expectPutAside("{\"version\": 1}", QStringLiteral("another format"));
    expectPutAside(QByteArray(good).replace(m_key.toUtf8(), "ffff"), QStringLiteral("another format"));
    expectPutAside(QByteArray(good).replace("\"version\": 1", "\"version\": 2"),
                   QStringLiteral("another version"));
    expectPutAside(QByteArray(good).replace("\"version\": 1", "\"version\": \"1\""),
                   QStringLiteral("another version"));
    expectPutAside(QByteArray(SessionStore::kMaxBytes + 1, ' '), QStringLiteral("too large"));
    expectPutAside(QByteArray(500'000, '['), QStringLiteral("damaged"));
}

TEST_F(SessionStoreTest, NoPipeHoldsItAndNoFolderIsTakenForAFile)
{
    QDir().mkpath(m_folder);
    ASSERT_EQ(::mkfifo(QFile::encodeName(m_store.pathOf(m_key)).constData(), 0600), 0);
    EXPECT_TRUE(m_store.load(m_key).problem.contains(QStringLiteral("not a regular file")));
    EXPECT_FALSE(QFile::exists(m_store.pathOf(m_key)));
    QFile::remove(m_aside);
    QDir().mkpath(m_store.pathOf(m_key));
    EXPECT_TRUE(m_store.load(m_key).problem.contains(QStringLiteral("not a regular file")));
}

TEST_F(SessionStoreTest, WhereNothingCanBeWritten)
{
    // A file in place of the folder prevents saving, also for root.
    QFile file(QString::fromStdString((m_temporary / "file").string()));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    const SessionStore store(file.fileName() + QStringLiteral("/sessions"));
    EXPECT_TRUE(store.save(m_key, m_parts).contains(QStringLiteral("cannot be saved")));
    EXPECT_TRUE(store.load(m_key).parts.isEmpty());
    EXPECT_EQ(store.load(m_key).problem, "");
    if (::geteuid() != 0) {
        QDir().mkpath(m_folder);
        write("nonsense");
        QFile::setPermissions(m_folder, QFile::ReadOwner | QFile::ExeOwner);
        EXPECT_TRUE(m_store.load(m_key).problem.contains(QStringLiteral("damaged")));
        EXPECT_EQ(content(m_store.pathOf(m_key)), "nonsense");
        EXPECT_FALSE(m_store.save(m_key, m_parts).isEmpty());
        QFile::setPermissions(m_folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
}

TEST_F(SessionStoreTest, LimitsOfSizeAndNumber)
{
    ASSERT_EQ(m_store.save(m_key, m_parts), "");
    const QJsonObject huge{
        {QStringLiteral("x"), QString(static_cast<qsizetype>(SessionStore::kMaxBytes), QLatin1Char('x'))}};
    EXPECT_TRUE(m_store.save(m_key, huge).contains(QStringLiteral("too large")));
    EXPECT_EQ(m_store.load(m_key).parts, m_parts) << "the one before is still there";

    const auto name = [](int i) { return QStringLiteral("key%1").arg(i); };
    const QDateTime now = QDateTime::currentDateTime();
    for (int i = 0; i < SessionStore::kMaxFiles; ++i) {
        ASSERT_EQ(m_store.save(name(i), m_parts), "");
        QFile file(m_store.pathOf(name(i)));
        ASSERT_TRUE(file.open(QIODevice::ReadWrite));
        file.setFileTime(now.addSecs(i - 1000), QFileDevice::FileModificationTime);
    }
    ASSERT_EQ(m_store.save(QStringLiteral("newest"), m_parts), "");
    EXPECT_EQ(QDir(m_folder).entryList(QDir::Files).size(), SessionStore::kMaxFiles);
    EXPECT_TRUE(m_store.load(name(0)).parts.isEmpty()) << "the oldest one went";
    EXPECT_EQ(m_store.load(name(2)).parts, m_parts);
    EXPECT_EQ(m_store.load(QStringLiteral("newest")).parts, m_parts);
}

} // namespace h5pulse::viewer::test
