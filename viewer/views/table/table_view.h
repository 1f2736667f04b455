// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/table/table_model.h"
#include "views/view.h"

#include <QItemSelection>

class QAction;
class QLineEdit;

namespace h5pulse::viewer {

class Placeholder;
class ValueGrid;

/// Shows the values of a field at the cursor as numbers with all digits. For a scalar field it shows all
/// scalars of the run.
class TableView : public View
{
    Q_OBJECT

public:
    /// Most cells that the user can copy.
    static constexpr std::uint64_t kMaxCopied = 100'000;

    explicit TableView(QWidget* parent = nullptr);
    ~TableView() override;

    void showAnswer(const Answer& answer) override;
    bool isComplete() const override;
    void applyTheme(const Theme& theme) override;
    ViewData data() const override;
    QJsonObject saveState() const override;
    void restoreState(const QJsonObject& state) override;

    TableModel& model() { return *m_model; }
    ValueGrid& table() { return *m_table; }
    QLineEdit& entry() { return *m_entry; }
    QString placeholder() const;

protected:
    void showContext(const ViewContext& before) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void makeActions();
    void fitColumns();
    void startField();
    void setSlice(std::size_t slice);
    void ask();
    void askFor(const CellBox& box);
    CellBox visibleBox() const;
    void showPlaceholder(const QString& sentence);
    void showTitle();
    void followComponent();
    void openEntry();
    void goToComponent();
    void copySelection();
    bool copyIfRead();

    TableModel* m_model;
    ValueGrid* m_table;
    Placeholder* m_placeholder;
    QLineEdit* m_entry;
    QAction* m_coordinates = nullptr;
    QAction* m_previousSlice = nullptr;
    QAction* m_nextSlice = nullptr;
    QueryResultPtr m_latest;
    std::optional<QItemSelectionRange> m_copied; // cells to copy as soon as their values have been read
};

} // namespace h5pulse::viewer
