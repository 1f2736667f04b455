// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <h5pulse/service/map.h>

#include <QJsonObject>
#include <QMenu>

class QActionGroup;

namespace h5pulse::viewer {

/// Menus of a map: the reduction of values that share a pixel, and the part of complex numbers.
class MapChoices : public QObject
{
    Q_OBJECT

public:
    /// @param view  owner of this object and of the menus
    explicit MapChoices(QWidget* view);

    MapMode mode() const { return m_mode; }
    Part part() const { return m_part; }
    QMenu* modes() { return m_modeMenu; }
    QMenu* parts() { return m_partMenu; }
    /// Name of a mode for titles, for example "largest magnitude".
    static QString nameOf(MapMode mode);

    QJsonObject saveState() const;
    void restoreState(const QJsonObject& state);

signals:
    /// The user has changed the mode or the part.
    void chosen();

private:
    void add(MapMode mode, const QString& text, const QString& tip);
    void add(Part part, const QString& text);
    void refresh();

    QMenu* m_modeMenu;
    QMenu* m_partMenu;
    QActionGroup* m_modes;
    QActionGroup* m_parts;
    MapMode m_mode = MapMode::Mean;
    Part m_part = Part::Real;
};

} // namespace h5pulse::viewer
