// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/remote/ask_dialog.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <cstdio>

namespace h5pulse::viewer {

namespace {
constexpr int kTextWidth = 420;
}

AskDialog::AskDialog(const QString& question, QWidget* parent)
    : QDialog(parent)
{
    setWindowTitle(tr("ssh asks – h5pulse"));
    setWindowFlag(Qt::WindowStaysOnTopHint);
    auto* layout = new QVBoxLayout(this);
    auto* text = new QLabel(question.trimmed());
    text->setTextFormat(Qt::PlainText); // the host chose these words
    text->setWordWrap(true);
    text->setMinimumWidth(kTextWidth);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(text);
    auto* buttons = new QDialogButtonBox;
    if (question.contains(QLatin1String("(yes/no"))) {
        buttons->setStandardButtons(QDialogButtonBox::Yes | QDialogButtonBox::No);
    } else {
        buttons->setStandardButtons(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
        m_entry = new QLineEdit;
        m_entry->setEchoMode(QLineEdit::Password);
        m_entry->setAccessibleName(question);
        auto* show = new QCheckBox(tr("&Show what I type"));
        connect(show, &QCheckBox::toggled, this, [this](bool shown) {
            m_entry->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
        });
        layout->addWidget(m_entry);
        layout->addWidget(show);
        m_entry->setFocus();
    }
    layout->addWidget(buttons);
    if (QPushButton* no = buttons->button(QDialogButtonBox::No)) {
        no->setDefault(true); // once it belongs to the dialog, which would choose another one
    }
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

QString AskDialog::answer() const
{
    return m_entry ? m_entry->text() : QStringLiteral("yes");
}

int askForSsh(const QString& question)
{
    AskDialog dialog(question);
    if (dialog.exec() != QDialog::Accepted) {
        return 1;
    }
    std::printf("%s\n", dialog.answer().toUtf8().constData());
    return 0;
}

} // namespace h5pulse::viewer
