// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/remote/open_remote.h"

#include "core/texts.h"

#include <QComboBox>
#include <QDateTime>
#include <QDialogButtonBox>
#include <QDir>
#include <QFormLayout>
#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSettings>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace h5pulse::viewer {

namespace {

const auto kHosts = QStringLiteral("remoteHosts"); // in the settings, the latest first
const auto kFolders = QStringLiteral("remoteFolders/");
constexpr int kMostHosts = 10;
constexpr QSize kSize{640, 480};
constexpr int kIsFolder = Qt::UserRole;
enum Column { Name, Size, Modified };

/// The address of something on a host, which is "[user@]host" or "ssh://[user@]host[:port]".
QString at(const QString& host, const QString& path)
{
    if (!host.startsWith(QLatin1String("ssh://"))) {
        return host + QLatin1Char(':') + path;
    }
    return host + (path.startsWith(QLatin1Char('/')) ? path : QStringLiteral("/~/") + path);
}

QString folderKey(const QString& host)
{
    return kFolders + QString::fromLatin1(host.toUtf8().toHex());
}

} // namespace

OpenRemote::OpenRemote(QWidget* parent)
    : QDialog(parent)
    , m_host(new QComboBox)
    , m_folder(new QLineEdit)
    , m_list(new QPushButton(tr("&List")))
    , m_files(new QTreeWidget)
    , m_message(new QLabel)
{
    setWindowTitle(tr("Open a run on another machine"));
    m_host->setEditable(true);
    m_host->addItems(QSettings().value(kHosts).toStringList());
    m_host->lineEdit()->setPlaceholderText(tr("[user@]host, as ssh takes it"));
    m_host->lineEdit()->setClearButtonEnabled(true);
    m_folder->setPlaceholderText(tr("the home folder"));
    auto* folder = new QHBoxLayout;
    folder->addWidget(m_folder, 1);
    folder->addWidget(m_list);
    m_list->setDefault(true);
    auto* form = new QFormLayout;
    form->addRow(tr("&Host:"), m_host);
    auto* folderLabel = new QLabel(tr("&Folder:"));
    folderLabel->setBuddy(m_folder);
    form->addRow(folderLabel, folder);
    m_files->setHeaderLabels({tr("Name"), tr("Size"), tr("Last written")});
    m_files->setRootIsDecorated(false);
    m_files->setUniformRowHeights(true);
    m_files->header()->setSectionResizeMode(Name, QHeaderView::Stretch);
    m_files->header()->setSectionResizeMode(Size, QHeaderView::ResizeToContents);
    m_files->header()->setSectionResizeMode(Modified, QHeaderView::ResizeToContents);
    m_files->header()->setStretchLastSection(false);
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Open | QDialogButtonBox::Cancel);
    m_open = buttons->button(QDialogButtonBox::Open);
    m_open->setAutoDefault(false);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(m_files, 1);
    layout->addWidget(m_message);
    layout->addWidget(buttons);
    resize(kSize);

    connect(m_list, &QPushButton::clicked, this, &OpenRemote::list);
    connect(m_host, &QComboBox::textActivated, this, [this](const QString& name) {
        m_folder->setText(QSettings().value(folderKey(name)).toString());
        list();
    });
    connect(m_host, &QComboBox::editTextChanged, this, &OpenRemote::refresh);
    connect(m_files, &QTreeWidget::itemActivated, this,
            [this](const QTreeWidgetItem* item) { enter(*item); });
    connect(m_files, &QTreeWidget::itemSelectionChanged, this, &OpenRemote::refresh);
    connect(m_open, &QPushButton::clicked, this, &OpenRemote::open);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(this, &QDialog::finished, &m_command, &Command::stop);
    connect(&m_command, &Command::succeeded, this, &OpenRemote::show);
    connect(&m_command, &Command::failed, this, [this](const QString& reason) {
        say(sentence(reason));
        refresh();
    });
    if (m_host->count() > 0) {
        m_folder->setText(QSettings().value(folderKey(m_host->itemText(0))).toString());
    }
    say(tr("ssh connects with your own configuration and keys. The h5pulse command is needed there."));
    refresh();
}

void OpenRemote::present()
{
    QDialog::show();
    raise();
    activateWindow();
    m_host->setFocus();
}

QString OpenRemote::host() const
{
    return m_host->currentText().trimmed();
}

void OpenRemote::list()
{
    if (host().isEmpty()) {
        return;
    }
    m_command.stop();
    m_files->clear();
    m_listedHost = host();
    const QString folder = m_folder->text().trimmed();
    m_command.start({QStringLiteral("list"), QStringLiteral("--json"), QStringLiteral("--"),
                     at(m_listedHost, folder.isEmpty() ? QStringLiteral(".") : folder)});
    say(tr("Asking %1…").arg(m_listedHost));
    refresh();
}

void OpenRemote::show(const QByteArray& json)
{
    const QJsonObject listing = QJsonDocument::fromJson(json).object();
    const QString folder = listing[QStringLiteral("folder")].toString();
    m_listedFolder = folder.endsWith(QLatin1Char('/')) ? folder : folder + QLatin1Char('/');
    m_folder->setText(folder);
    QStringList hosts = QSettings().value(kHosts).toStringList();
    hosts.removeAll(m_listedHost);
    hosts.prepend(m_listedHost);
    QSettings().setValue(kHosts, hosts.mid(0, kMostHosts));
    QSettings().setValue(folderKey(m_listedHost), folder);
    const auto addFolder = [this](const QString& name) {
        auto* item = new QTreeWidgetItem(m_files, {name + QLatin1Char('/')});
        item->setData(Name, kIsFolder, true);
    };
    if (folder != QLatin1String("/")) {
        addFolder(QStringLiteral(".."));
    }
    for (const QJsonValue& name : listing[QStringLiteral("folders")].toArray()) {
        addFolder(name.toString());
    }
    const QJsonArray runs = listing[QStringLiteral("runs")].toArray();
    for (const QJsonValue& run : runs) {
        const auto modified = static_cast<qint64>(run[QStringLiteral("modified")].toDouble() * 1e3);
        auto* item = new QTreeWidgetItem(
            m_files,
            {run[QStringLiteral("name")].toString(),
             QLocale().formattedDataSize(static_cast<qint64>(run[QStringLiteral("bytes")].toDouble())),
             QLocale().toString(QDateTime::fromMSecsSinceEpoch(modified), QLocale::ShortFormat)});
        item->setTextAlignment(Size, Qt::AlignRight | Qt::AlignVCenter);
    }
    say(runs.isEmpty() ? tr("There are no HDF5 files in this folder.") : QString());
    if (!runs.isEmpty()) {
        m_files->setCurrentItem(
            m_files->topLevelItem(m_files->topLevelItemCount() - static_cast<int>(runs.size())));
    }
    m_files->setFocus();
    refresh();
}

void OpenRemote::enter(const QTreeWidgetItem& item)
{
    if (item.data(Name, kIsFolder).toBool()) {
        m_folder->setText(QDir::cleanPath(m_listedFolder + item.text(Name)));
        list();
    } else {
        open();
    }
}

void OpenRemote::open()
{
    const QTreeWidgetItem* item = m_files->currentItem();
    if (item && !item->data(Name, kIsFolder).toBool()) {
        accept();
        emit runWanted(at(m_listedHost, m_listedFolder + item->text(Name)));
    }
}

void OpenRemote::say(const QString& text)
{
    m_message->setText(text);
}

void OpenRemote::refresh()
{
    m_list->setEnabled(!host().isEmpty());
    const QTreeWidgetItem* item = m_files->currentItem();
    m_open->setEnabled(!m_command.isRunning() && item && item->isSelected() &&
                       !item->data(Name, kIsFolder).toBool());
}

} // namespace h5pulse::viewer
