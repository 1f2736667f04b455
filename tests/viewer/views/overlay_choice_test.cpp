// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/profile/overlay_choice.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <gtest/gtest.h>

namespace h5pulse::viewer::test {

using Reference = OverlayChoice::Reference;

TEST(OverlayChoice, ComesBackFromJson)
{
    OverlayChoice choice;
    choice.fields = {QStringLiteral("v"), QStringLiteral("grüße/w")};
    choice.pins = {40, 7, 9'007'199'254'740'993}; // a double cannot represent this integer
    choice.initial = true;
    choice.ghosts = 10;
    choice.reference = Reference::Step;
    choice.referenceStep = 7;
    const QByteArray text = QJsonDocument(choice.toJson()).toJson();
    EXPECT_EQ(OverlayChoice::fromJson(QJsonDocument::fromJson(text).object()), choice);
    for (const Reference reference : {Reference::None, Reference::Initial, Reference::OtherRun}) {
        OverlayChoice other;
        other.reference = reference;
        EXPECT_EQ(OverlayChoice::fromJson(other.toJson()), other);
    }
}

TEST(OverlayChoice, PassesOverWhatMakesNoSense)
{
    EXPECT_EQ(OverlayChoice::fromJson({}), OverlayChoice());
    const QJsonObject json{
        {QStringLiteral("fields"), QJsonArray{1, QString(), QStringLiteral("v"), QStringLiteral("v")}},
        {QStringLiteral("pins"), QJsonArray{-1, QStringLiteral("x"), 3, 3}},
        {QStringLiteral("initial"), 7},
        {QStringLiteral("ghosts"), 1'000'000},
        {QStringLiteral("reference"), QStringLiteral("step")}};
    const OverlayChoice choice = OverlayChoice::fromJson(json);
    EXPECT_EQ(choice.fields, QStringList{QStringLiteral("v")});
    EXPECT_EQ(choice.pins, std::vector<std::uint64_t>{3});
    EXPECT_FALSE(choice.initial);
    EXPECT_EQ(choice.ghosts, OverlayChoice::kMaxGhosts);
    EXPECT_EQ(choice.reference, Reference::None) << "to which step is not said";
    EXPECT_EQ(OverlayChoice::fromJson({{QStringLiteral("reference"), QStringLiteral("moon")}}),
              OverlayChoice());
}

TEST(OverlayChoice, PinsAreBounded)
{
    OverlayChoice choice;
    for (std::uint64_t step = 0; step <= OverlayChoice::kMaxPins; ++step) {
        choice.pin(step);
        choice.pin(step);
    }
    EXPECT_EQ(choice.pins.size(), OverlayChoice::kMaxPins);
    EXPECT_FALSE(choice.isPinned(0)) << "the oldest made room";
    choice.reference = Reference::Step;
    choice.referenceStep = 3;
    choice.unpin(4);
    EXPECT_EQ(choice.reference, Reference::Step);
    choice.unpin(3);
    EXPECT_EQ(choice.reference, Reference::None) << "it was the reference";
}

TEST(OverlayChoice, FieldsAreBounded)
{
    OverlayChoice choice;
    for (int i = 0; i < 20; ++i) {
        choice.setField(QString::number(i), true);
    }
    EXPECT_EQ(choice.fields.size(), OverlayChoice::kMaxFields);
    EXPECT_EQ(choice.fields.back(), "19");
    choice.setField(QStringLiteral("19"), false);
    EXPECT_EQ(choice.fields.back(), "18");
}

} // namespace h5pulse::viewer::test
