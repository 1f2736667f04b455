// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/keys/key_list.h"

#include <QDialog>

class QLineEdit;
class QTreeWidget;

namespace h5pulse::viewer {

/// Dialog with all keys and mouse gestures, grouped by menu and view, and a search entry. Not modal.
class KeySheet : public QDialog
{
    Q_OBJECT

public:
    explicit KeySheet(QWidget* parent);

    void setLines(const std::vector<KeyLine>& lines);
    /// Opens the dialog, or brings it to the front.
    void present();

    QLineEdit& entry() { return *m_entry; }
    QTreeWidget& list() { return *m_list; }

private:
    void filter(const QString& text);

    QLineEdit* m_entry;
    QTreeWidget* m_list;
};

} // namespace h5pulse::viewer
