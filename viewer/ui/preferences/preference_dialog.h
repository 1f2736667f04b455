// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QSpinBox;

namespace h5pulse::viewer {

class PreferenceStore;

/// Dialog with the preferences. Changes apply at once. Not modal.
class PreferenceDialog : public QDialog
{
    Q_OBJECT

public:
    PreferenceDialog(PreferenceStore& preferences, QWidget* parent);

    /// Opens the dialog, or brings it to the front.
    void present();

private:
    QSpinBox* addNumber(QFormLayout* form, const QString& label, const QString& tip, int least, int most);
    void follow();
    void apply();

    PreferenceStore& m_preferences;
    QComboBox* m_theme;
    QSpinBox* m_digits;
    QSpinBox* m_frames;
    QSpinBox* m_recent;
    QCheckBox* m_restore;
};

} // namespace h5pulse::viewer
