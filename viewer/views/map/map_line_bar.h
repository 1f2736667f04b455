// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <h5pulse/service/run_description.h>

#include <QWidget>

#include <optional>

class QLabel;
class QSpinBox;

namespace h5pulse::viewer {

struct Theme;

/// Bar with a spin box for the line of a 2-D or 3-D field that a map shows. Hidden for other fields.
class MapLineBar : public QWidget
{
    Q_OBJECT

public:
    explicit MapLineBar(QWidget* parent);

    /// Sets the field; null: none. For another field, the middle line is selected.
    void showField(const FieldPtr& field);
    /// The selected line, less than lines().
    std::size_t line() const;
    /// Number of lines in one slice of the field.
    std::size_t lines() const;
    /// The user's choice; none: the middle line.
    const std::optional<std::size_t>& choice() const { return m_choice; }
    /// Sets the choice without the signal chosen().
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
