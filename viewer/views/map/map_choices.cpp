// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/map/map_choices.h"

#include "core/texts.h"

#include <QActionGroup>

#include <algorithm>
#include <array>

namespace h5pulse::viewer {

namespace {

const auto kShows = QStringLiteral("shows");
const auto kImaginary = QStringLiteral("imaginary");

struct ModeText
{
    MapMode mode;
    const char* id;
    const char* text;
    const char* tip;
};

constexpr std::array kModes{
    ModeText{MapMode::Mean, "mean", QT_TRANSLATE_NOOP("h5pulse::viewer::Texts", "&Mean"),
             QT_TRANSLATE_NOOP("h5pulse::viewer::Texts",
                               "Show the mean of all steps and components that share a pixel")},
    ModeText{MapMode::Minimum, "minimum", QT_TRANSLATE_NOOP("h5pulse::viewer::Texts", "M&inimum"),
             QT_TRANSLATE_NOOP("h5pulse::viewer::Texts",
                               "Show the lowest value of all steps and components that share a pixel")},
    ModeText{MapMode::Maximum, "maximum", QT_TRANSLATE_NOOP("h5pulse::viewer::Texts", "M&aximum"),
             QT_TRANSLATE_NOOP("h5pulse::viewer::Texts",
                               "Show the highest value of all steps and components that share a pixel")},
    ModeText{MapMode::MaxMagnitude, "farthest",
             QT_TRANSLATE_NOOP("h5pulse::viewer::Texts", "&Largest magnitude"),
             QT_TRANSLATE_NOOP("h5pulse::viewer::Texts",
                               "Show the value of largest magnitude, with its sign, of all steps and "
                               "components that share a pixel")}};

const ModeText& textOf(MapMode mode)
{
    return *std::ranges::find(kModes, mode, &ModeText::mode);
}

} // namespace

MapChoices::MapChoices(QWidget* view)
    : QObject(view)
    , m_modeMenu(new QMenu(tr("&Pixels show"), view))
    , m_partMenu(new QMenu(tr("Part of complex &numbers"), view))
    , m_modes(new QActionGroup(this))
    , m_parts(new QActionGroup(this))
{
    m_modeMenu->setToolTipsVisible(true);
    for (const ModeText& mode : kModes) {
        add(mode.mode, Texts::tr(mode.text), Texts::tr(mode.tip));
    }
    add(Part::Real, tr("&Real part"));
    add(Part::Imaginary, tr("&Imaginary part"));
    refresh();
}

void MapChoices::add(MapMode mode, const QString& text, const QString& tip)
{
    QAction* action = m_modeMenu->addAction(text, this, [this, mode] {
        m_mode = mode;
        refresh();
        emit chosen();
    });
    action->setToolTip(tip);
    action->setCheckable(true);
    action->setData(static_cast<int>(mode));
    m_modes->addAction(action);
}

void MapChoices::add(Part part, const QString& text)
{
    QAction* action = m_partMenu->addAction(text, this, [this, part] {
        m_part = part;
        refresh();
        emit chosen();
    });
    action->setCheckable(true);
    action->setData(static_cast<int>(part));
    m_parts->addAction(action);
}

void MapChoices::refresh()
{
    const auto mark = [](const QActionGroup& group, int chosen) {
        for (QAction* action : group.actions()) {
            action->setChecked(action->data().toInt() == chosen);
        }
    };
    mark(*m_modes, static_cast<int>(m_mode));
    mark(*m_parts, static_cast<int>(m_part));
}

QString MapChoices::nameOf(MapMode mode)
{
    return Texts::tr(textOf(mode).text).remove(QLatin1Char('&')).toLower();
}

QJsonObject MapChoices::saveState() const
{
    return {{kShows, QLatin1String(textOf(m_mode).id)}, {kImaginary, m_part == Part::Imaginary}};
}

void MapChoices::restoreState(const QJsonObject& state)
{
    const QString id = state[kShows].toString();
    const auto mode =
        std::ranges::find_if(kModes, [&](const ModeText& m) { return id == QLatin1String(m.id); });
    m_mode = mode == kModes.end() ? MapMode::Mean : mode->mode;
    m_part = state[kImaginary].toBool() ? Part::Imaginary : Part::Real;
    refresh();
}

} // namespace h5pulse::viewer
