#include "allot/plan.hpp"
#include "allot/scenario_io.hpp"
#include "base/literals.hpp"
#include "json/parse.hpp"
#include "support/catch.hpp"

namespace allot::plan_since_test {
namespace {

// Two lots of 10, two orders of 10, first come first served: a has its units on the 10th, b on the 20th.
const std::string market = R"({"allot": 1, "start": "2024-01-01", "end": "2024-03-01", "grid": "1d",
  "products": {"gpu": {}}, "organisations": {"x": {}, "y": {}},
  "suppliers": {"maker": {
    "supply": {"first": {"product": "gpu", "at": "2024-01-10", "units": 10},
               "second": {"product": "gpu", "at": "2024-01-20", "units": 10}},
    "allocation": {"levels": ["order"]}}},
  "orders": {"a": {"organisation": "x", "supplier": "maker", "product": "gpu", "units": 10, "due": "2024-01-10"},
             "b": {"organisation": "y", "supplier": "maker", "product": "gpu", "units": 10, "due": "2024-01-20"}}})";

Scenario with(std::vector<std::pair<std::string, std::string>> settings) {
  return check(edited(read_text(std::make_shared<const Text>(Text{"market", market}), "."), "", settings));
}

PlanChanges changes(std::vector<std::pair<std::string, std::string>> settings) {
  const Plan found = plan_since(with({}), with(std::move(settings)), {}, {});
  REQUIRE(found.changes);
  return *found.changes;
}

const PlanMove& of(const PlanChanges& all, const std::string& order) {
  const auto found =
      std::find_if(all.moves.begin(), all.moves.end(), [&](const PlanMove& it) { return it.order == order; });
  REQUIRE(found != all.moves.end());
  return *found;
}

}  // namespace

TEST_CASE("a plan moves nothing since itself") {
  const PlanChanges all = changes({});
  CHECK(all.moves.empty());
  CHECK(all.unmoved == 2);
}

TEST_CASE("a lot promised a week later moves the order that it serves, and says which lot it is") {
  const PlanChanges all = changes({{"/suppliers/maker/supply/first/at", "\"2024-01-17\""}});
  CHECK(all.later == 1);
  CHECK(all.unmoved == 1);
  const PlanMove& a = of(all, "a");
  CHECK(a.days == 7);
  CHECK(*a.docked_before.p50 == *parse_date("2024-01-10"));
  CHECK(*a.docked.p50 == *parse_date("2024-01-17"));
  CHECK(a.cause == MoveCause::supply);
  CHECK(a.detail == "first");
}

TEST_CASE("an order that comes in ahead moves those behind it, and says whose it is") {
  const PlanChanges all = changes(
      {{"/orders/c",
        R"({"organisation": "y", "supplier": "maker", "product": "gpu", "units": 10, "placed": "2023-12-01"})"}});
  CHECK(all.added == 1);
  CHECK(all.later == 2);
  CHECK(of(all, "a").days == 10);
  CHECK(of(all, "a").cause == MoveCause::queue);
  CHECK(of(all, "a").detail == "y");
  CHECK_FALSE(of(all, "b").docked.p50);
  CHECK(of(all, "b").days == 41);  // the 20th of January to the end, the 1st of March
}

TEST_CASE("an order's own line says why it moved, and one that is gone is gone") {
  const PlanChanges all = changes({{"/orders/a/not_before", "\"2024-01-15\""}, {"/orders/b", "null"}});
  CHECK(of(all, "a").cause == MoveCause::line);
  CHECK(of(all, "a").days == 5);
  CHECK(of(all, "b").what == PlanMove::What::gone);
  CHECK(all.gone == 1);
}

TEST_CASE("what is known to have happened to an order is why it moved") {
  const PlanChanges all = changes(
      {{"/as_of", "\"2024-01-12\""},
       {"/actuals", R"({"shipped": [{"order": "a", "units": 10, "date": "2024-01-10", "expected": "2024-01-14"}]})"}});
  CHECK(of(all, "a").cause == MoveCause::news);
  CHECK(of(all, "a").detail == "a");
  CHECK(of(all, "a").days == 4);
  CHECK(all.unmoved == 1);
}

TEST_CASE("a lot that slips and a way that takes longer are told apart") {
  const PlanChanges slips = changes({{"/suppliers/maker/supply/first/slip", "\"4d\""}});
  CHECK(of(slips, "a").days == 4);
  CHECK(of(slips, "a").cause == MoveCause::lot);
  CHECK(of(slips, "a").detail == "first");
  CHECK(of(slips, "a").cause_days == 4);
  CHECK(slips.unmoved == 1);
  const PlanChanges slow =
      changes({{"/suppliers/maker/routes", R"({"default": [{"stage": "transport", "delay": "5d"}]})"}});
  CHECK(slow.later == 2);
  CHECK(of(slow, "b").days == 5);
  CHECK(of(slow, "b").cause == MoveCause::stage);
  CHECK(of(slow, "b").detail == "transport");
  CHECK(of(slow, "b").cause_days == 5);
}

TEST_CASE("a lot that is larger brings the order behind it forward") {
  const PlanChanges all = changes({{"/suppliers/maker/supply/first/units", "20"}});
  CHECK(all.earlier == 1);
  CHECK(of(all, "b").days == -10);
  CHECK(of(all, "b").cause == MoveCause::supply);
  CHECK(of(all, "b").detail == "first");
}

TEST_CASE("a decision to serve one first is named to it, and to the other who was served") {
  const PlanChanges all =
      changes({{"/interventions", R"({"b-first": {"at": "2024-01-02", "expedite": {"order": "b", "priority": 1}}})"}});
  CHECK(of(all, "a").days == 10);
  CHECK(of(all, "a").cause == MoveCause::overtaken);
  CHECK(of(all, "a").detail == "y");
  CHECK(of(all, "b").days == -10);
  CHECK(of(all, "b").cause == MoveCause::decision);
  CHECK(of(all, "b").detail == "b-first");
}

TEST_CASE("another promise moves no date") { CHECK(changes({{"/orders/b/due", "\"2024-02-20\""}}).unmoved == 2); }

TEST_CASE("an order that is cancelled altogether is gone, though its line still stands") {
  const PlanChanges all =
      changes({{"/interventions", R"({"off": {"at": "2024-01-01", "cancel": {"order": "a", "units": 10}}})"}});
  CHECK(of(all, "a").what == PlanMove::What::gone);
  CHECK(of(all, "a").confirmed_before == parse_date("2024-01-10"));
  CHECK_FALSE(of(all, "a").confirmed);
  CHECK(of(all, "b").days == -10);  // it is served from the first lot
}

}  // namespace allot::plan_since_test
