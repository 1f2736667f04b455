// SPDX-License-Identifier: GPL-3.0-or-later
// The dialogs for runs of other machines.
#include "temporary_folder.h"
#include "ui/remote/ask_dialog.h"
#include "ui/remote/open_remote.h"
#include "waiting.h"

#include <h5pulse/writer.h>

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>
#include <QTreeWidget>

#include <gtest/gtest.h>

#include <fstream>

namespace h5pulse::viewer::test {

namespace {

/// With a stand-in for ssh that runs commands in a folder of this machine.
class OpenRemoteTest : public testing::Test
{
protected:
    OpenRemoteTest()
    {
        QSettings().remove(QStringLiteral("remoteHosts"));
        std::filesystem::create_directories(m_folder / "home" / "runs");
        for (const char* name : {"a run.h5", "b.h5"}) {
            h5pulse::Writer writer(m_folder / "home" / "runs" / name, {.fields = {{.name = "y"}}});
            writer.append(0.0, 1.0);
        }
        std::ofstream(m_folder / "home" / "runs" / "notes.txt") << "no HDF5";
        const std::filesystem::path ssh = m_folder / "ssh";
        std::ofstream(ssh) << "#!/bin/sh\n[ \"$1\" = lost ] && { echo 'ssh: no such host' >&2; exit 255; }\ncd '"
                           << (m_folder / "home").string() << "'\neval \"exec $2\"\n";
        std::filesystem::permissions(ssh, std::filesystem::perms::owner_all);
        qputenv("H5PULSE_SSH", ssh.c_str());
        qputenv("H5PULSE_REMOTE_COMMAND", (QCoreApplication::applicationDirPath() + "/h5pulse").toLocal8Bit());
        m_dialog.present();
    }
    ~OpenRemoteTest() override
    {
        qunsetenv("H5PULSE_SSH");
        qunsetenv("H5PULSE_REMOTE_COMMAND");
    }

    QComboBox& host() { return *m_dialog.findChild<QComboBox*>(); }
    QTreeWidget& files() { return *m_dialog.findChild<QTreeWidget*>(); }
    QPushButton& openButton() { return *m_dialog.findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Open); }
    QString message()
    {
        QString all;
        for (const QLabel* label : m_dialog.findChildren<QLabel*>()) {
            all += label->text() + QLatin1Char('\n');
        }
        return all;
    }
    void list(const QString& name)
    {
        host().setEditText(name);
        for (QPushButton* button : m_dialog.findChildren<QPushButton*>()) {
            if (button->text() == QStringLiteral("&List")) {
                button->click();
            }
        }
    }
    QTreeWidgetItem* item(const QString& name)
    {
        const QList<QTreeWidgetItem*> found = files().findItems(name, Qt::MatchExactly);
        return found.isEmpty() ? nullptr : found.front();
    }

    h5pulse::test::TemporaryFolder m_folder;
    OpenRemote m_dialog;
};

} // namespace

TEST_F(OpenRemoteTest, FindsARunThere)
{
    QSignalSpy wanted(&m_dialog, &OpenRemote::runWanted);
    EXPECT_FALSE(openButton().isEnabled());
    list(QStringLiteral("me@cluster"));
    ASSERT_TRUE(waitFor([&] { return item(QStringLiteral("runs/")) != nullptr; })) << message().toStdString();
    EXPECT_FALSE(openButton().isEnabled()) << "a folder is no run";
    emit files().itemActivated(item(QStringLiteral("runs/")), 0);
    ASSERT_TRUE(waitFor([&] { return item(QStringLiteral("b.h5")) != nullptr; })) << message().toStdString();
    EXPECT_FALSE(item(QStringLiteral("notes.txt")));
    EXPECT_TRUE(item(QStringLiteral("../")));
    files().setCurrentItem(item(QStringLiteral("a run.h5")));
    EXPECT_TRUE(openButton().isEnabled());
    openButton().click();
    ASSERT_EQ(wanted.count(), 1);
    const std::string folder = std::filesystem::canonical(m_folder / "home" / "runs").string();
    EXPECT_EQ(wanted[0][0].toString().toStdString(), "me@cluster:" + folder + "/a run.h5");
    OpenRemote again;
    EXPECT_EQ(again.findChild<QComboBox*>()->itemText(0), "me@cluster") << "hosts are remembered";
}

TEST_F(OpenRemoteTest, SaysWhyAHostCannotBeReached)
{
    list(QStringLiteral("lost"));
    ASSERT_TRUE(waitFor([&] { return message().contains(QStringLiteral("'lost'")); })) << message().toStdString();
    EXPECT_FALSE(openButton().isEnabled());
    EXPECT_TRUE(OpenRemote().findChild<QComboBox*>()->itemText(0).isEmpty()) << "it is not remembered";
}

TEST_F(OpenRemoteTest, SaysThatAFolderIsMissing)
{
    m_dialog.findChildren<QLineEdit*>().constLast()->setText(QStringLiteral("nowhere"));
    list(QStringLiteral("cluster"));
    EXPECT_TRUE(waitFor([&] { return message().contains(QStringLiteral("nowhere: cannot list")); }))
        << message().toStdString();
}

TEST(AskDialog, HidesAPasswordUnlessItIsToBeShown)
{
    AskDialog dialog(QStringLiteral("me@cluster's password: "));
    dialog.show();
    auto* entry = dialog.findChild<QLineEdit*>();
    ASSERT_TRUE(entry);
    EXPECT_EQ(entry->echoMode(), QLineEdit::Password);
    QTest::keyClicks(entry, QStringLiteral("secret"));
    dialog.findChild<QCheckBox*>()->click();
    EXPECT_EQ(entry->echoMode(), QLineEdit::Normal);
    QTest::keyClick(entry, Qt::Key_Return);
    EXPECT_EQ(dialog.result(), QDialog::Accepted);
    EXPECT_EQ(dialog.answer(), "secret");
}

TEST(AskDialog, AsksForTheKeyOfAHostWithNoAsDefault)
{
    AskDialog dialog(QStringLiteral("The authenticity of host 'cluster' can't be established.\n"
                                    "Are you sure you want to continue connecting (yes/no/[fingerprint])? "));
    dialog.show();
    EXPECT_FALSE(dialog.findChild<QLineEdit*>());
    auto* buttons = dialog.findChild<QDialogButtonBox*>();
    EXPECT_TRUE(buttons->button(QDialogButtonBox::No)->isDefault());
    QTest::keyClick(&dialog, Qt::Key_Return);
    EXPECT_EQ(dialog.result(), QDialog::Rejected);
    buttons->button(QDialogButtonBox::Yes)->click();
    EXPECT_EQ(dialog.result(), QDialog::Accepted);
    EXPECT_EQ(dialog.answer(), "yes");
}

TEST(AskDialog, ShowsMarkupOfAHostAsItIs)
{
    const AskDialog dialog(QStringLiteral("<b>Password</b>:"));
    EXPECT_EQ(dialog.findChild<QLabel*>()->textFormat(), Qt::PlainText);
}

} // namespace h5pulse::viewer::test
