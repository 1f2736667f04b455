// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/sequence_form.h"

#include "core/format.h"
#include "export/picture_form.h"

#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QSpinBox>
#include <QVBoxLayout>

#include <cmath>

namespace h5pulse::viewer {

namespace {

constexpr int kFrames = 100; // the proposed stride gives at most this many pictures
constexpr int kRate = 25;
constexpr int kMaxRate = 60;

QDoubleSpinBox* makeStepEntry(const QString& name, double least, double largest, double value,
                              QWidget* parent)
{
    auto* entry = new QDoubleSpinBox(parent);
    entry->setObjectName(name);
    entry->setDecimals(0);
    entry->setRange(least, largest);
    entry->setValue(value);
    return entry;
}

} // namespace

SequenceForm::SequenceForm(PictureForm* pictures, std::uint64_t steps, QWidget* parent)
    : QWidget(parent)
    , m_pictures(pictures)
    , m_rate(new QSpinBox(this))
    , m_sum(new QLabel(this))
{
    const auto last = static_cast<double>(steps - 1);
    m_first = makeStepEntry(QStringLiteral("first"), 0.0, last, 0.0, this);
    m_last = makeStepEntry(QStringLiteral("last"), 0.0, last, last, this);
    m_stride = makeStepEntry(QStringLiteral("stride"), 1.0, std::max(1.0, last),
                             std::max(1.0, std::ceil((last + 1.0) / kFrames)), this);
    m_rate->setRange(1, kMaxRate);
    m_rate->setValue(kRate);
    m_rate->setObjectName(QStringLiteral("rate"));
    m_sum->setForegroundRole(QPalette::PlaceholderText);
    QFormLayout& rows = m_pictures->rows();
    rows.addRow(tr("F&irst step"), m_first);
    rows.addRow(tr("L&ast step"), m_last);
    rows.addRow(tr("&Every n-th step"), m_stride);
    rows.addRow(tr("Pictures per s&econd"), m_rate);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pictures);
    layout->addWidget(m_sum);
    for (const QDoubleSpinBox* entry : {m_first, m_last, m_stride}) {
        connect(entry, &QDoubleSpinBox::valueChanged, this, &SequenceForm::look);
    }
    connect(m_rate, &QSpinBox::valueChanged, this, &SequenceForm::look);
    look();
}

SequencePlan SequenceForm::plan() const
{
    const auto step = [](const QDoubleSpinBox* entry) { return static_cast<std::uint64_t>(entry->value()); };
    return {.first = step(m_first),
            .last = step(m_last),
            .stride = step(m_stride),
            .framesPerSecond = static_cast<double>(m_rate->value()),
            .scale = m_pictures->scale(),
            .path = m_pictures->path()};
}

void SequenceForm::look()
{
    const SequencePlan wanted = plan();
    const auto frames = static_cast<double>(wanted.frames());
    m_sum->setText(
        tr("%1 pictures, %2. The window shows each of these steps, then returns to the current one.")
            .arg(formatCount(wanted.frames()), formatDuration(frames / wanted.framesPerSecond)));
}

} // namespace h5pulse::viewer
