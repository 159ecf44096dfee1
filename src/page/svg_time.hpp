#pragma once

#include "page/html.hpp"
#include "page/model.hpp"
#include "page/story.hpp"

namespace allot::page {

/// Levels over the grid.
Html time_picture(const TimeModel& model, const Story& story);
/// Decisions, orders and room as bars of days.
Html plan_picture(const PlanModel& model, const Story& story);

}  // namespace allot::page
