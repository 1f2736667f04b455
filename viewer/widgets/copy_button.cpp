// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/copy_button.h"

#include <QClipboard>
#include <QGuiApplication>

namespace h5pulse::viewer {

namespace {
constexpr int kMilliseconds = 2000;
}

CopyButton::CopyButton(QWidget* parent)
    : QPushButton(tr("&Copy"), parent)
{
    setToolTip(tr("Copy to the clipboard"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_timer.setSingleShot(true);
    m_timer.setInterval(kMilliseconds);
    connect(&m_timer, &QTimer::timeout, this, [this] { setText(tr("&Copy")); });
    connect(this, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_copied);
        setFixedWidth(std::max(width(), sizeHint().width())); // keeps the layout when the text changes
        setText(tr("Copied"));
        m_timer.start();
    });
}

} // namespace h5pulse::viewer
