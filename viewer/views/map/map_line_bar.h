// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <h5pulse/service/run_description.h>

#include <QWidget>

#include <optional>

class QLabel;
class QSpinBox;

namespace h5pulse::viewer {

struct Theme;

/// Chooses the line of a larger field that a map shows. Hidden where there is only one.
class MapLineBar : public QWidget
{
    Q_OBJECT

public:
    explicit MapLineBar(QWidget* parent);

    /// Null: there is none. Of another field the middle line is chosen.
    void showField(const FieldPtr& field);
    /// That is shown; below lines().
    std::size_t line() const;
    /// Of the field: how many lines one slice has.
    std::size_t lines() const;
    /// That the user chose; none: the middle.
    const std::optional<std::size_t>& choice() const { return m_choice; }
    /// Not by the user.
    void setChoice(const std::optional<std::size_t>& line);
    void applyTheme(const Theme& theme);

signals:
    /// The user chose another line.
    void chosen();

private:
    void refresh();

    QSpinBox* m_box;
    QLabel* m_label;
    FieldPtr m_field;
    std::optional<std::size_t> m_choice;
};

} // namespace h5pulse::viewer
