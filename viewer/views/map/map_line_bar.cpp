// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/map/map_line_bar.h"

#include "core/format.h"
#include "core/labels.h"
#include "core/texts.h"
#include "plot/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QSpinBox>

#include <algorithm>
#include <climits>
#include <utility>

namespace h5pulse::viewer {

MapLineBar::MapLineBar(QWidget* parent)
    : QWidget(parent)
    , m_box(new QSpinBox(this))
    , m_label(new QLabel(this))
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 2, 10, 2);
    auto* name = new QLabel(tr("Row"), this);
    name->setBuddy(m_box);
    layout->addWidget(name);
    layout->addWidget(m_box);
    layout->addWidget(m_label, 1);
    m_box->setToolTip(tr("Line of the field that the map shows over time"));
    m_box->setAccessibleName(tr("Row"));
    setAutoFillBackground(true);
    hide();
    connect(m_box, &QSpinBox::valueChanged, this, [this](int value) {
        m_choice = static_cast<std::size_t>(value);
        refresh();
        emit chosen();
    });
}

void MapLineBar::showField(const FieldPtr& field)
{
    const FieldPtr old = std::exchange(m_field, field);
    if (old && (!field || field->name != old->name || field->shape != old->shape)) {
        m_choice.reset();
    }
    refresh();
}

void MapLineBar::setChoice(const std::optional<std::size_t>& line)
{
    m_choice = line;
    refresh();
}

std::size_t MapLineBar::lines() const
{
    return m_field && m_field->shape.size() >= 2 ? m_field->shape[m_field->shape.size() - 2] : 1;
}

std::size_t MapLineBar::line() const
{
    const std::size_t count = lines();
    return count == 0 ? 0 : std::min(m_choice.value_or(count / 2), count - 1);
}

void MapLineBar::refresh()
{
    const std::size_t count = lines();
    setVisible(m_field && m_field->shape.size() >= 2 && count > 0);
    if (isHidden()) {
        return;
    }
    const QSignalBlocker quiet(m_box);
    m_box->setRange(0, static_cast<int>(std::min<std::size_t>(count - 1, INT_MAX)));
    m_box->setValue(static_cast<int>(line()));
    const AxisPtr& axis = m_field->axes[m_field->shape.size() - 2];
    m_label->setText(axis ? tr("of %1   %2 = %3%4")
                                .arg(count)
                                .arg(toText(axis->name), formatNumber((*axis->values)[line()]),
                                     unitSuffix(toText(axis->units)))
                          : tr("of %1").arg(count));
}

void MapLineBar::applyTheme(const Theme& theme)
{
    QPalette colors; // all other colours are those of the window
    colors.setColor(QPalette::Window, theme.surface);
    colors.setColor(QPalette::WindowText, theme.muted);
    setPalette(colors);
}

} // namespace h5pulse::viewer
