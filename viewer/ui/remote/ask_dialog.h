// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QLineEdit;

namespace h5pulse::viewer {

/// Asks what ssh wants to know: a password, a second factor, or whether the key of a host is the right one.
class AskDialog : public QDialog
{
    Q_OBJECT

public:
    /// @param question  as ssh words it; "(yes/no" in it: to be answered so
    explicit AskDialog(const QString& question, QWidget* parent = nullptr);

    /// What the user answered.
    QString answer() const;

private:
    QLineEdit* m_entry = nullptr; // null: yes or no
};

/// The program that ssh starts with a question as its only argument: prints the answer. Returns the exit status; 1: the
/// user does not answer. Needs a QApplication.
int askForSsh(const QString& question);

} // namespace h5pulse::viewer
