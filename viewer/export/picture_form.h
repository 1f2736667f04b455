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

/// What all pictures are asked for: of what, into which file, how large, in which colours.
class PictureForm : public QWidget
{
    Q_OBJECT

public:
    /// @param viewTitle  of the current view; empty: there is none
    /// @param suffixes   of files, without dots
    /// @param path       a first proposal
    PictureForm(const QString& viewTitle, const QStringList& suffixes, const QString& path, QWidget* parent);

    /// For rows below these.
    QFormLayout& rows() { return *m_rows; }

    /// Else the view.
    bool ofWindow() const;
    QString path() const;
    double scale() const;
    bool light() const;
    /// Whether there is a name with one of the suffixes.
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
