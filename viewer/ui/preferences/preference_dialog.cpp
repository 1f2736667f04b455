// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preferences/preference_dialog.h"

#include "core/session/preferences.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

namespace h5pulse::viewer {

PreferenceDialog::PreferenceDialog(PreferenceStore& preferences, QWidget* parent)
    : QDialog(parent)
    , m_preferences(preferences)
    , m_theme(new QComboBox(this))
    , m_restore(new QCheckBox(tr("&Open a run with the last layout of runs of the same structure"), this))
{
    setWindowTitle(tr("Preferences"));
    for (const QString& text : {tr("System"), tr("Light"), tr("Dark")}) {
        m_theme->addItem(text); // in the order of ThemeChoice
    }
    auto* form = new QFormLayout;
    form->addRow(tr("&Theme:"), m_theme);
    m_theme->setAccessibleName(tr("Theme"));
    m_digits = addNumber(form, tr("Significant &digits:"), tr("Significant digits of shown numbers"),
                         Preferences::kMinDigits, Preferences::kMaxDigits);
    m_frames = addNumber(form, tr("&Pictures per second:"),
                         tr("Maximum rate at which new steps of a live run are drawn"), Preferences::kSlowest,
                         Preferences::kFastest);
    m_recent = addNumber(form, tr("&Recent files:"), tr("Length of the list of recent files"), 0,
                         Preferences::kMaxRecentFiles);
    form->addRow(m_restore);
    m_restore->setToolTip(tr("Restores views, layout, field and traces"));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addStretch(1);
    layout->addWidget(buttons);
    layout->setSizeConstraint(QLayout::SetFixedSize);
    follow();
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    connect(m_theme, &QComboBox::currentIndexChanged, this, &PreferenceDialog::apply);
    connect(m_restore, &QCheckBox::toggled, this, &PreferenceDialog::apply);
    connect(&m_preferences, &PreferenceStore::changed, this, &PreferenceDialog::follow);
}

QSpinBox* PreferenceDialog::addNumber(QFormLayout* form, const QString& label, const QString& tip, int least,
                                      int most)
{
    auto* entry = new QSpinBox(this);
    entry->setRange(least, most);
    entry->setToolTip(tip);
    entry->setAccessibleName(tip);
    form->addRow(label, entry);
    connect(entry, &QSpinBox::valueChanged, this, &PreferenceDialog::apply);
    return entry;
}

void PreferenceDialog::follow()
{
    const Preferences& value = m_preferences.value();
    const QSignalBlocker blockers[] = {QSignalBlocker(m_theme), QSignalBlocker(m_digits),
                                       QSignalBlocker(m_frames), QSignalBlocker(m_recent),
                                       QSignalBlocker(m_restore)};
    m_theme->setCurrentIndex(static_cast<int>(value.theme));
    m_digits->setValue(value.digits);
    m_frames->setValue(value.framesPerSecond);
    m_recent->setValue(value.recentFiles);
    m_restore->setChecked(value.restore);
}

void PreferenceDialog::apply()
{
    Preferences value = m_preferences.value(); // keeps preferences that other parts of the window set
    value.theme = static_cast<ThemeChoice>(m_theme->currentIndex());
    value.digits = m_digits->value();
    value.framesPerSecond = m_frames->value();
    value.recentFiles = m_recent->value();
    value.restore = m_restore->isChecked();
    m_preferences.set(value);
}

void PreferenceDialog::present()
{
    show();
    raise();
    activateWindow();
}

} // namespace h5pulse::viewer
