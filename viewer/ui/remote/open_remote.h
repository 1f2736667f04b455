// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/command.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace h5pulse::viewer {

/// Chooses a run of another machine: hosts that were used before, and the runs in a folder there, by `h5pulse list`.
class OpenRemote : public QDialog
{
    Q_OBJECT

public:
    explicit OpenRemote(QWidget* parent = nullptr);

    void present();

signals:
    /// @param address  [user@]host:path
    void runWanted(const QString& address);

private:
    QString host() const;
    void list();
    void show(const QByteArray& json);
    void enter(const QTreeWidgetItem& item);
    void open();
    void say(const QString& text);
    void refresh();

    Command m_command;
    QComboBox* m_host;
    QLineEdit* m_folder;
    QPushButton* m_list;
    QTreeWidget* m_files;
    QLabel* m_message;
    QPushButton* m_open;
    QString m_listedHost;   // of m_files
    QString m_listedFolder; // with '/'
};

} // namespace h5pulse::viewer
