// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QLineEdit;

namespace h5pulse::viewer {

/// Form with the settings of a picture: view or window, file, size and colours.
class PictureForm : public QWidget
{
    Q_OBJECT

public:
    /// @param viewTitle  title of the current view; empty: none
    /// @param suffixes   allowed extensions, without dots
    /// @param path       proposed path
    PictureForm(const QString& viewTitle, const QStringList& suffixes, const QString& path, QWidget* parent);

    /// Layout of the form, to add rows.
    QFormLayout& rows() { return *m_rows; }

    /// Whether the picture shows the window; false: the view.
    bool ofWindow() const;
    QString path() const;
    double scale() const;
    bool light() const;
    /// Whether the path has one of the extensions.
    bool isGood() const { return m_good; }

signals:
    void goodChanged(bool good);

private:
    void choosePath();
    void look();

    QStringList m_suffixes;
    QFormLayout* m_rows;
    QComboBox* m_subject;
    QLineEdit* m_path;
    QLabel* m_note;
    QDoubleSpinBox* m_scale;
    QCheckBox* m_light;
    bool m_good = false;
};

} // namespace h5pulse::viewer
