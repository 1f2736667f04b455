// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/color_menu.h"

#include "core/labels.h"
#include "plot/axis_control.h"

#include <QActionGroup>

namespace h5pulse::viewer {

namespace {

constexpr int kSwatchWidth = 32;
constexpr int kSwatchHeight = 12;
const auto kMap = QStringLiteral("map");
const auto kReversed = QStringLiteral("reversed");

QIcon swatch(ColorMap map)
{
    QCPColorGradient gradient = gradientOf(map, false, Qt::transparent);
    QImage image(kSwatchWidth, kSwatchHeight, QImage::Format_RGB32);
    for (int x = 0; x < kSwatchWidth; ++x) {
        const QRgb color = gradient.color(x, {0.0, kSwatchWidth - 1.0});
        for (int y = 0; y < kSwatchHeight; ++y) {
            image.setPixel(x, y, color);
        }
    }
    return QPixmap::fromImage(image);
}

} // namespace

ColorMenu::ColorMenu(const QString& title, AxisControl& scale, QWidget* parent)
    : AxisMenu(title, scale, parent)
    , m_scale(scale)
    , m_maps(new QActionGroup(this))
{
    addSeparator();
    for (const ColorMap map : kColorMaps) {
        QAction* action = addAction(swatch(map), titleOf(map), this, [this, map] {
            set(map, m_reversed);
            emit chosen();
        });
        action->setCheckable(true);
        action->setData(idOf(map));
        m_maps->addAction(action);
    }
    addSeparator();
    m_reverse = addAction(tr("&Reversed"), this, [this](bool reversed) {
        set(m_map, reversed);
        emit chosen();
    });
    m_reverse->setCheckable(true);
    refreshColors();
}

void ColorMenu::refreshColors()
{
    for (QAction* action : m_maps->actions()) {
        action->setChecked(action->data().toString() == idOf(m_map));
    }
    m_reverse->setChecked(m_reversed);
}

QCPColorGradient ColorMenu::gradient(const QColor& invalid) const
{
    return gradientOf(m_map, m_reversed, invalid);
}

void ColorMenu::set(ColorMap map, bool reversed)
{
    m_map = map;
    m_reversed = reversed;
    m_scale.setCentred(map == ColorMap::Diverging);
    refreshColors();
}

QJsonObject ColorMenu::saveState() const
{
    return {{kMap, idOf(m_map)}, {kReversed, m_reversed}};
}

void ColorMenu::restoreState(const QJsonObject& state)
{
    set(colorMapOf(state[kMap].toString()), state[kReversed].toBool());
}

} // namespace h5pulse::viewer
