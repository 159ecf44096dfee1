#include <string>
#include <string_view>

#include "report/answer_series.hpp"
#include "report/moments.hpp"

namespace allot::report {
namespace {

std::string_view timeline_word(TimelineKind kind) {
  switch (kind) {
    case TimelineKind::order: return "order";
    case TimelineKind::delivery: return "delivery";
    case TimelineKind::intervention: return "intervention";
    case TimelineKind::source: return "source";
    case TimelineKind::milestone: break;
  }
  return "milestone";
}

}  // namespace

Answer::Table timeline_table(const NamedResults& all) {
  const Places places = places_of(all, [](const auto& it) { return it.second->timeline.size(); });
  return {"timeline",
          "On which day orders were placed and delivered in full, interventions happened first, sources of room and "
          "power began and milestones were reached; share: of replications in which it happened, which the mean is of",
          {{"variant", CellKind::id},
           {"kind", CellKind::text},
           {"id", CellKind::id},
           {"label", CellKind::text},
           {"planned", CellKind::date},
           {"share", CellKind::number, "share"},
           {"mean", CellKind::date},
           {"p10", CellKind::date},
           {"p50", CellKind::date},
           {"p90", CellKind::date}},
          places.size(),
          [all, places](std::size_t i) -> Answer::Row {
            const auto [which, at] = places(i);
            const auto& [variant, results] = all[which];
            const TimelineEntry& it = results->timeline[at];
            Answer::Row row = {variant, std::string(timeline_word(it.kind)), it.id, it.label};
            row.push_back(it.planned ? Answer::Cell(format_date(*it.planned)) : Answer::Cell());
            row.push_back(cell(it.date.share));
            row.push_back(cell(date_text(*results, nearest_second(it.mean))));
            for (const DateQuantile* quantile : {&it.date.p10, &it.date.p50, &it.date.p90})
              row.push_back(cell(date_text(*results, quantile->value)));
            return row;
          }};
}

}  // namespace allot::report
