// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/view.h"

namespace h5pulse::viewer {

class Placeholder;

/// Shows the field at the cursor in the view for its shape: profile, image or number. If there is nothing to
/// show, it gives the reason in a sentence.
class StateView : public View
{
    Q_OBJECT

public:
    explicit StateView(QWidget* parent = nullptr);

    /// The visible view; null: none.
    View* current() const { return m_current; }
    QString placeholder() const;

    void showAnswer(const Answer& answer) override;
    bool isComplete() const override;
    void resetZoom() override;
    void applyTheme(const Theme& theme) override;
    void drawNow() override;
    ViewData data() const override;
    QJsonObject saveState() const override;
    void restoreState(const QJsonObject& state) override;

protected:
    void showContext(const ViewContext& before) override;

private:
    void add(View* view, const QString& id);
    void setCurrent(View* view);
    /// Takes on the queries of the current view. Without one, asks for the field at the cursor.
    void ask();
    void showFrame(const Answer& answer);
    void mirrorHeader();
    void offerActions();

    QList<View*> m_views;
    View* m_current = nullptr;
    Placeholder* m_placeholder;
};

} // namespace h5pulse::viewer
