#include "report/plan_moves.hpp"

#include <algorithm>
#include <cmath>

#include "base/contract.hpp"
#include "base/text.hpp"
#include "report/names.hpp"
#include "report/sentence.hpp"

namespace allot::report {
namespace {

using What = PlanMove::What;

constexpr std::size_t most_causes_told = 5;

Answer::Cell moved_date(const std::optional<Date>& date) {
  return date ? Answer::Cell(format_date(*date)) : Answer::Cell();
}

bool is_a_move(const PlanMove& it) { return it.what == What::later || it.what == What::earlier; }

/// Orders that moved the same way for the same cause.
struct CauseGroup {
  const PlanMove* first = nullptr;
  std::size_t orders = 0;
  double days = 0;
};

std::vector<CauseGroup> groups_of(const Plan& plan) {
  std::vector<CauseGroup> out;
  if (!plan.changes) return out;
  for (const PlanMove& it : plan.changes->moves) {
    if (!is_a_move(it)) continue;
    auto found = std::find_if(out.begin(), out.end(), [&](const CauseGroup& group) {
      return group.first->what == it.what && group.first->cause == it.cause &&
             (it.cause == MoveCause::news ? group.first->detail.empty() == it.detail.empty()
                                          : group.first->detail == it.detail);
    });
    if (found == out.end()) found = out.insert(out.end(), {&it});
    ++found->orders;
    found->days += std::abs(it.days);
  }
  std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.days > b.days; });
  return out;
}

std::string held_words(const std::string& step, bool is_later) {
  if (step == "reroute") return is_later ? "a decision sends it another way" : "no decision sends it another way";
  const char* const by = step == "gate"      ? "the readiness gate"
                         : step == "minimum" ? "a minimum shipment"
                         : step == "kit"     ? "another product of its kit"
                                             : "a frozen window or an embargo";
  return std::string(by) + (is_later ? " holds it longer" : " holds it less long");
}

std::string organisation_name(const Plan& plan, const std::string& id) {
  return full_name(plan.labels, EntityKind::organisation, id);
}

std::string decision_words(const Plan& plan, const std::string& id) {
  if (id.empty()) return "the rules of allocation were changed";
  return "the decision " + full_name(plan.labels, EntityKind::intervention, id) + " was made, changed or dropped";
}

std::string shown_count(std::size_t count) { return trimmed_with_thousands(static_cast<double>(count), 0); }

// "Since the earlier plan 3 orders come later, 1 comes earlier and 2 are new; 40 stay within a day of their dates."
Answer::Statement counts_told(const PlanChanges& it) {
  struct Told {
    std::size_t count;
    const char *column, *one, *many;
  };
  const Told all[] = {
      {it.later, "later", "order comes later", "orders come later"},
      {it.earlier, "earlier", "order comes earlier", "orders come earlier"},
      {it.added, "new", "order is new", "orders are new"},
      {it.gone, "gone", "order is gone", "orders are gone"},
      {it.unmoved, "unmoved", "order keeps its dates to the day", "orders keep their dates to the day"}};
  const auto several = static_cast<std::size_t>(
      std::count_if(std::begin(all), std::end(all), [](const Told& one) { return one.count > 0; }));
  Sentence sentence;
  sentence.say(several == 0 ? "Neither plan has an order" : "Since the earlier plan ");
  std::size_t told = 0;
  for (const Told& one : all) {
    if (one.count == 0) continue;
    ++told;
    sentence.say(told == 1         ? ""
                 : told == several ? " and "
                                   : ", ")
        .show(shown_count(one.count), "move_counts", 0, one.column)
        .say(std::string(" ") + (one.count == 1 ? one.one : one.many));
  }
  return sentence.say(".").done("moves", Answer::Certainty::stated);
}

}  // namespace

std::string_view word_of(What what) {
  switch (what) {
    case What::later: return "later";
    case What::earlier: return "earlier";
    case What::added: return "new";
    case What::gone: return "gone";
  }
  expects(false, "a move is one of those that there are");
  return {};
}

std::string_view word_of(MoveCause cause) {
  switch (cause) {
    case MoveCause::line: return "line";
    case MoveCause::overtaken: return "overtaken";
    case MoveCause::lot: return "lot";
    case MoveCause::stage: return "stage";
    case MoveCause::held: return "held";
    case MoveCause::supply: return "supply";
    case MoveCause::queue: return "queue";
    case MoveCause::decision: return "decision";
    case MoveCause::news: return "news";
    case MoveCause::unknown: return "unknown";
  }
  expects(false, "a cause is one of those that there are");
  return {};
}

std::string move_words(const Plan& plan, const PlanMove& it) {
  if (!is_a_move(it)) return "";
  const bool is_later = it.what == What::later;
  switch (it.cause) {
    case MoveCause::line: return "its own line was changed";
    case MoveCause::overtaken:
      return (it.detail.empty() ? "another" : organisation_name(plan, it.detail)) +
             (is_later ? " is served before it" : " is no longer served before it");
    case MoveCause::lot:
      return "its lot" + (it.detail.empty() ? "" : " of " + it.detail) + (is_later ? " slips more" : " slips less");
    case MoveCause::stage: return it.detail + (is_later ? " takes longer" : " takes less time");
    case MoveCause::held: return held_words(it.detail, is_later);
    case MoveCause::supply:
      return std::string(is_later ? "less" : "more") + (it.detail.empty() ? "" : " of " + it.detail) + " comes by then";
    case MoveCause::queue:
      return std::string(is_later ? "more" : "less") + " is ordered, mostly by " + organisation_name(plan, it.detail);
    case MoveCause::decision: return decision_words(plan, it.detail);
    case MoveCause::news:
      return it.detail.empty() ? "more is known by now" : "its own units went otherwise than planned";
    case MoveCause::unknown: return "no single reason stands out";
  }
  expects(false, "a cause is one of those that there are");
  return {};
}

Answer::Table moves_table(const Plan& plan) {
  return {"moves",
          "Orders whose dates moved since the earlier plan, the furthest first; then what is gone and new",
          {{"order", CellKind::id},
           {"label", CellKind::text},
           {"organisation", CellKind::id},
           {"customer", CellKind::text},
           {"units", CellKind::number, "GPUs"},
           {"what", CellKind::text},
           {"days", CellKind::number, "days"},
           {"confirmed_before", CellKind::date},
           {"confirmed", CellKind::date},
           {"dock_p50_before", CellKind::date},
           {"dock_p50", CellKind::date},
           {"dock_p90_before", CellKind::date},
           {"dock_p90", CellKind::date},
           {"cause", CellKind::text},
           {"detail", CellKind::id},
           {"cause_text", CellKind::text},
           {"cause_days", CellKind::number, "days"}},
          plan.changes ? plan.changes->moves.size() : 0,
          [&plan](std::size_t i) -> Answer::Row {
            const PlanMove& it = plan.changes->moves[i];
            const bool is_move = is_a_move(it);
            const auto if_moved = [&](Answer::Cell cell) { return is_move ? std::move(cell) : Answer::Cell(); };
            return {it.order,
                    Labels::in(plan.labels.orders, it.order),
                    it.organisation,
                    Labels::in(plan.labels.organisations, it.organisation),
                    cell(it.units),
                    std::string(word_of(it.what)),
                    if_moved(cell(it.days)),
                    moved_date(it.confirmed_before),
                    moved_date(it.confirmed),
                    moved_date(it.docked_before.p50),
                    moved_date(it.docked.p50),
                    moved_date(it.docked_before.p90),
                    moved_date(it.docked.p90),
                    if_moved(std::string(word_of(it.cause))),
                    if_moved(text_cell(it.detail)),
                    if_moved(text_cell(move_words(plan, it))),
                    if_moved(cell(it.cause_days))};
          }};
}

Answer::Table move_counts_table(const Plan& plan) {
  std::vector<Answer::Row> rows;
  if (const auto& it = plan.changes)
    rows.push_back({it->scenario, count_cell(it->later), count_cell(it->earlier), count_cell(it->added),
                    count_cell(it->gone), count_cell(it->unmoved)});
  return small_table("move_counts", "How many dates at the dock moved by a day or more since the earlier plan",
                     {{"since", CellKind::text},
                      {"later", CellKind::number},
                      {"earlier", CellKind::number},
                      {"new", CellKind::number},
                      {"gone", CellKind::number},
                      {"unmoved", CellKind::number}},
                     std::move(rows));
}

Answer::Table move_causes_table(const Plan& plan) {
  std::vector<Answer::Row> rows;
  for (const CauseGroup& it : groups_of(plan))
    rows.push_back({std::string(word_of(it.first->what)), std::string(word_of(it.first->cause)),
                    text_cell(it.first->detail), move_words(plan, *it.first), count_cell(it.orders), cell(it.days)});
  return small_table("move_causes", "Why dates moved, the most days first",
                     {{"what", CellKind::text},
                      {"cause", CellKind::text},
                      {"detail", CellKind::id},
                      {"cause_text", CellKind::text},
                      {"orders", CellKind::number},
                      {"days", CellKind::number, "days"}},
                     std::move(rows));
}

std::vector<Answer::Statement> moves_told(const Plan& plan) {
  if (!plan.changes) return {};
  std::vector<Answer::Statement> out = {counts_told(*plan.changes)};
  const std::vector<CauseGroup> groups = groups_of(plan);
  for (std::size_t i = 0; i < groups.size() && i < most_causes_told; ++i) {
    const CauseGroup& one = groups[i];
    Sentence why;
    why.show(shown_count(one.orders), "move_causes", i, "orders")
        .say(one.orders == 1 ? " comes " : " come ")
        .say(word_of(one.first->what))
        .say(", by ")
        .show(plain_number(one.days), "move_causes", i, "days")
        .say(one.days == 1 ? " day" : " days")
        .say(one.orders == 1 ? ": " : " in all: ")
        .show(move_words(plan, *one.first), "move_causes", i, "cause_text")
        .say(".");
    out.push_back(why.done("move_cause." + std::to_string(i + 1), Answer::Certainty::stated));
  }
  return out;
}

}  // namespace allot::report
