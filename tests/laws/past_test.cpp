#include <map>
#include <sstream>

#include "allot/scenario_io.hpp"
#include "engine/replication.hpp"
#include "engine/simulate.hpp"
#include "json/parse.hpp"
#include "metrics/explain.hpp"
#include "model/compile.hpp"
#include "support/agreement.hpp"
#include "support/catch.hpp"
#include "support/dice.hpp"
#include "support/generate.hpp"

/// Scenarios of which a past is known, made up at random: the course that a replication took, and changed.
namespace allot::past_test {
namespace {

struct Award {
  Time at = 0;
  model::Index order = 0;
  Units units = 0;
};

/// What a replication did, as far as a past can say that it was otherwise.
struct Course {
  std::vector<engine::Lot> lots;
  std::vector<Award> awards;
};

Course course_of(const model::Model& model) {
  engine::Replication sim(model, {.journal = true}, 1, 0);
  engine::run(sim);
  Course course;
  course.lots = sim.lots;
  for (const engine::JournalEntry& it : sim.seen.journal)
    if (it.kind == engine::JournalEntry::Kind::state &&
        static_cast<engine::SliceState>(it.other) == engine::SliceState::allocated)
      course.awards.push_back(
          {it.at, sim.seen.slices[model::at(it.slice)].order, sim.seen.slices[model::at(it.slice)].units});
  return course;
}

Time days(Dice& dice, int least, int most) { return dice.between(least, most) * day; }

void receive_otherwise(Dice& dice, const Course& course, const model::Model& model, Scenario& scenario) {
  const Date as_of = *scenario.as_of;
  for (const engine::Lot& lot : course.lots) {
    if (lot.piece == model::none || scenario.start + lot.planned >= as_of || !dice.once_in(3)) continue;
    LotReceipt it;
    it.supplier = {lot.supplier};
    int first = lot.piece;
    while (first > 0 && model.pieces[static_cast<std::size_t>(first - 1)].supplier == lot.supplier) --first;
    it.supply = {lot.piece - first};
    it.planned = scenario.start + lot.planned;
    it.units = dice.once_in(3) ? lot.units / 2 : lot.units;
    if (!dice.once_in(3)) it.date = std::min(as_of - 1, it.planned + days(dice, 0, 5));
    scenario.actuals.received.push_back(it);
    if (it.units == lot.units) continue;
    it.units = lot.units - it.units;
    it.date = dice.once_in(2) ? std::nullopt : std::optional(std::min(as_of - 1, it.planned + days(dice, 2, 9)));
    scenario.actuals.received.push_back(it);
  }
}

void ship_otherwise(Dice& dice, const Course& course, const model::Model& model, Scenario& scenario) {
  const Date as_of = *scenario.as_of;
  std::map<int, Date> recorded;
  for (std::size_t s = 0; s < scenario.suppliers.size(); ++s)
    if (dice.once_in(2)) {
      const Date from = scenario.start + days(dice, 0, static_cast<int>((as_of - scenario.start) / day));
      if (from >= as_of) continue;
      recorded[static_cast<int>(s)] = from;
      scenario.actuals.recorded.push_back({{static_cast<int>(s)}, from});
      if (dice.once_in(2)) scenario.actuals.recorded.back().until = std::min(as_of, from + days(dice, 1, 9));
    }
  for (const Award& it : course.awards) {
    if (model::at(it.order) >= scenario.orders.size() || dice.once_in(4)) continue;
    const Date date = std::min(as_of - 1, scenario.start + it.at + (dice.once_in(2) ? 0 : days(dice, 0, 2)));
    const auto from = recorded.find(model.terms_of(model.orders[model::at(it.order)]).supplier);
    ShippedUnits shipped{{it.order}, it.units, date};
    if (from == recorded.end() || date < from->second || dice.once_in(2)) {
      if (dice.once_in(2))
        shipped.delivered = std::min(as_of, date + days(dice, 0, 6));
      else
        shipped.expected = as_of + days(dice, 0, 9);
    }
    scenario.actuals.shipped.push_back(shipped);
  }
}

void cancel_some(Dice& dice, const Course& course, Scenario& scenario) {
  for (const Award& it : course.awards)
    if (model::at(it.order) < scenario.orders.size() && dice.once_in(6))
      scenario.actuals.cancelled.push_back(
          {{it.order}, it.units, std::min(*scenario.as_of - 1, scenario.start + days(dice, 0, 20))});
}

Scenario with_a_past(std::uint64_t seed, const Features& features) {
  const auto file = std::make_shared<const Text>(Text{"generated.json", generate_scenario(seed, features)});
  Scenario scenario = check({json::parse(file), {}, {}});
  const model::Model model = model::compile(scenario);
  Dice dice(seed);
  const Course course = course_of(model);
  scenario.as_of = scenario.start + days(dice, 5, 25);
  if (dice.once_in(4)) return scenario;
  receive_otherwise(dice, course, model, scenario);
  ship_otherwise(dice, course, model, scenario);
  cancel_some(dice, course, scenario);
  return scenario;
}

std::string day_of(const std::optional<Date>& date) { return date ? format_date(*date) : "-"; }

std::string in_words(const Scenario& scenario) {
  std::ostringstream out;
  out << "as of " << day_of(scenario.as_of) << "\n";
  for (const LotReceipt& it : scenario.actuals.received)
    out << "received " << scenario.suppliers[it.supplier.at()].supply[it.supply.at()].id << " of "
        << format_date(it.planned) << ": " << it.units << " on " << day_of(it.date) << "\n";
  for (const ShippedUnits& it : scenario.actuals.shipped)
    out << "shipped " << scenario.orders[it.order.at()].id << ": " << it.units << " on " << format_date(it.date)
        << ", delivered " << day_of(it.delivered) << ", expected " << day_of(it.expected) << "\n";
  for (const RecordedShipments& it : scenario.actuals.recorded)
    out << "recorded " << scenario.suppliers[it.supplier.at()].id << " from " << format_date(it.from) << " until "
        << day_of(it.until) << "\n";
  for (const CancelledUnits& it : scenario.actuals.cancelled)
    out << "cancelled " << scenario.orders[it.order.at()].id << ": " << it.units << " on " << format_date(it.date)
        << "\n";
  return out.str();
}

void agree(std::uint64_t seed, const Features& features, std::uint64_t replications) {
  const Scenario scenario = with_a_past(seed, features);
  for (std::uint64_t replication = 0; replication < replications; ++replication)
    if (const auto words = disagreement(scenario, seed, replication))
      FAIL("generated past " << seed << ", replication " << replication << ": " << *words << "\n"
                             << in_words(scenario) << generate_scenario(seed, features));
}

}  // namespace

TEST_CASE("both engines see the same past where it is known to have gone otherwise") {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) agree(seed, {}, 1);
}

TEST_CASE("both engines see the same past and what chance still decides") {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) agree(seed, {.chance = true}, 3);
}

TEST_CASE("where no past is known, patience that began before the start may have ended by then") {
  const std::string text = R"({"allot": 1, "start": "2024-01-01", "end": "2024-03-01", "products": {"gpu": {}},
    "organisations": {"a": {}}, "suppliers": {"maker": {}},
    "orders": {"one": {"organisation": "a", "supplier": "maker", "product": "gpu", "units": 8, "placed": "2023-12-17",
                       "patience": {"uniform": {"min": 10, "max": 30}}}}})";
  Scenario scenario = check({json::parse(std::make_shared<const Text>(Text{"text", text})), {}, {}});
  const auto days_until_cancelled = [&](std::uint64_t replication) {
    const auto seen = engine::simulate(model::compile(scenario), 1, replication, {});
    return seen.cancellations.front().at / day;
  };
  int at_once = 0;
  for (std::uint64_t i = 0; i < 200; ++i) at_once += days_until_cancelled(i) == 0;
  CHECK(at_once > 25);  // a quarter of the draws, 15 of 20 days after the shortest: 50 of 200, sd 6
  CHECK(at_once < 75);
  scenario.as_of = scenario.start + 5 * day;  // it waits still, after 20 days
  for (std::uint64_t i = 0; i < 200; ++i) CHECK(days_until_cancelled(i) >= 5);
}

TEST_CASE("a known past is explained to the last second") {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const Scenario scenario = with_a_past(seed, {.chance = true});
    const model::Model model = model::compile(scenario);
    const auto seen = engine::simulate(model, seed, 0, {.journal = true});
    for (const metrics::Account& it : metrics::account_for(model, seen, metrics::everyone(model)).orders) {
      std::int64_t sum = 0;
      for (const auto& [part, seconds] : it.parts) sum += seconds;
      CAPTURE(seed);
      CHECK(sum == it.late - it.early);
    }
  }
}

}  // namespace allot::past_test
