// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/time_view.h"

#include <h5pulse/service/over_time.h>

namespace h5pulse::viewer {

/// Base of views that show one field over the whole run. Shows the latest result until a newer one arrives.
///
/// The derived view makes the query and draws the result.
class FieldTimeView : public TimeView
{
    Q_OBJECT

public:
    explicit FieldTimeView(QWidget* parent);

    void showAnswer(const Answer& answer) override;

protected:
    void showContext(const ViewContext& before) override;
    void coverRun() override;
    void redraw() override;

    const FieldPtr& field() const { return context().field; }
    /// Pixels of the screen along `size`. They are rounded up, so that a small change of the window's size
    /// does not change the query.
    std::size_t pixelsOf(int size) const;

    /// "t = 3 s" or "step 3".
    QString keyText(double key) const;
    QString keyDifference(double key) const;
    /// "   reading 34 %" while the file is read; else empty.
    QString readingText() const;
    /// "   1 step in 8 read" if the query skips steps; else empty.
    QString distanceText() const;

    /// Whether a result is the complete answer to the present query.
    template <typename Result>
    bool isAnsweredBy(const std::shared_ptr<const Result>& result) const
    {
        const auto* asked = query<decltype(result->query)>();
        return !asked || !placeholder().isEmpty() || (result && result->complete && result->query == *asked);
    }

    /// The field or the run has changed. Its first result has not arrived yet.
    virtual void startField() = 0;
    /// The reason why the view cannot show the field; empty: it can.
    virtual QString problemOfField() const { return {}; }
    /// Takes the result to show; null: none. Returns false if the result has another type.
    virtual bool take(const std::shared_ptr<const OverTimeResult>& result) = 0;
    /// Measures and draws the result.
    virtual void refresh() = 0;

private:
    void startSubject(const ViewContext& before);
    void clear(const QString& sentence);

    std::shared_ptr<const OverTimeResult> m_result;
};

} // namespace h5pulse::viewer
