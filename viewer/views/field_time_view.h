// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/time_view.h"

#include <h5pulse/service/over_time.h>

namespace h5pulse::viewer {

/// A view of one field over the whole run: asks for it, and shows the latest result until a newer one has come.
///
/// The kind of view decides what it asks for, and how it draws the result.
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
    /// Pixels of the screen along `size`, rounded up: not every change of the window's size asks again.
    std::size_t pixelsOf(int size) const;

    /// "t = 3 s" or "step 3".
    QString keyText(double key) const;
    QString keyDifference(double key) const;
    /// "   reading 34 %" while the file is read; else empty.
    QString readingText() const;
    /// "   1 step in 8 read", where steps are left out; else empty.
    QString distanceText() const;

    /// Whether the result that is drawn is the whole answer to a query.
    template <typename Result>
    bool isAnsweredBy(const std::shared_ptr<const Result>& result) const
    {
        const auto* asked = query<decltype(result->query)>();
        return !asked || !placeholder().isEmpty() || (result && result->complete && result->query == *asked);
    }

    /// The field or the run is another one, of which nothing is drawn yet.
    virtual void startField() = 0;
    /// Why the field cannot be shown; empty: it can.
    virtual QString problemOfField() const { return {}; }
    /// Takes the result to be shown from now on; null: none. Returns false if it is of another kind.
    virtual bool take(const std::shared_ptr<const OverTimeResult>& result) = 0;
    /// Measures and draws the result.
    virtual void refresh() = 0;

private:
    void startSubject(const ViewContext& before);
    void clear(const QString& sentence);

    std::shared_ptr<const OverTimeResult> m_result;
};

} // namespace h5pulse::viewer
