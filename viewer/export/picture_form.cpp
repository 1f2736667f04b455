// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/picture_form.h"

#include "export/picture.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace h5pulse::viewer {

namespace {
constexpr int kPathWidth = 360;
}

PictureForm::PictureForm(const QString& viewTitle, const QStringList& suffixes, const QString& path,
                         QWidget* parent)
    : QWidget(parent)
    , m_suffixes(suffixes)
    , m_rows(new QFormLayout(this))
    , m_subject(new QComboBox(this))
    , m_path(new QLineEdit(path, this))
    , m_note(new QLabel(this))
    , m_scale(new QDoubleSpinBox(this))
    , m_light(new QCheckBox(tr("&Light, for papers"), this))
{
    m_rows->setContentsMargins(0, 0, 0, 0);
    if (!viewTitle.isEmpty()) {
        m_subject->addItem(tr("This view: %1").arg(viewTitle), false);
    }
    m_subject->addItem(tr("The whole window"), true);
    m_rows->addRow(tr("&Picture of"), m_subject);

    m_path->setObjectName(QStringLiteral("path"));
    m_path->setMinimumWidth(kPathWidth);
    auto* choose = new QPushButton(tr("&Choose…"), this);
    choose->setAutoDefault(false);
    auto* file = new QHBoxLayout;
    file->addWidget(m_path, 1);
    file->addWidget(choose);
    auto* label = new QLabel(tr("&File"), this);
    label->setBuddy(m_path);
    m_rows->addRow(label, file);
    m_path->setAccessibleName(tr("File"));
    m_note->setWordWrap(true);
    m_note->setForegroundRole(QPalette::PlaceholderText);
    m_rows->addRow(QString(), m_note);

    m_scale->setRange(1.0, Picture::kMaxScale);
    m_scale->setSingleStep(1.0);
    m_scale->setDecimals(1);
    m_scale->setValue(2.0);
    m_scale->setSuffix(QStringLiteral(" ×"));
    m_scale->setToolTip(tr("Pixels of the picture per pixel of the window"));
    m_rows->addRow(tr("&Size"), m_scale);
    m_light->setToolTip(tr("Always uses the light theme"));
    m_rows->addRow(tr("Colours"), m_light);

    connect(choose, &QPushButton::clicked, this, &PictureForm::choosePath);
    connect(m_path, &QLineEdit::textChanged, this, &PictureForm::look);
    look();
}

bool PictureForm::ofWindow() const
{
    return m_subject->currentData().toBool();
}

QString PictureForm::path() const
{
    return m_path->text().trimmed();
}

double PictureForm::scale() const
{
    return m_scale->value();
}

bool PictureForm::light() const
{
    return m_light->isChecked();
}

void PictureForm::choosePath()
{
    QStringList patterns;
    for (const QString& suffix : m_suffixes) {
        patterns << QStringLiteral("*.") + suffix;
    }
    // Not exec(): the form may be closed before the dialog.
    auto* dialog = new QFileDialog(this, tr("Save as"), m_path->text(),
                                   tr("Pictures (%1)").arg(patterns.join(QLatin1Char(' '))));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setOption(QFileDialog::DontConfirmOverwrite); // look() shows a note
    const QFileInfo file(path());
    dialog->setDirectory(file.absolutePath());
    dialog->selectFile(file.fileName());
    connect(dialog, &QFileDialog::fileSelected, m_path, &QLineEdit::setText);
    dialog->open();
}

void PictureForm::look()
{
    const QFileInfo file(path());
    const QString suffix = file.suffix().toLower();
    QStringList names;
    for (const QString& name : std::as_const(m_suffixes)) {
        names << QLatin1Char('.') + name;
    }
    m_note->setText(!m_suffixes.contains(suffix)
                        ? tr("The file name must end in one of: %1.").arg(names.join(QStringLiteral(", ")))
                    : file.exists() ? tr("The file exists and will be replaced.")
                                    : QString());
    m_scale->setEnabled(suffix != QLatin1String("svg") && suffix != QLatin1String("pdf"));
    const bool good = m_suffixes.contains(suffix);
    if (good != m_good) {
        m_good = good;
        emit goodChanged(good);
    }
}

} // namespace h5pulse::viewer
