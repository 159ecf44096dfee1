#include "allot/locks.hpp"

#include <map>
#include <memory>
#include <string>

#include "allot/answers.hpp"
#include "allot/lock_changes.hpp"
#include "allot/reports.hpp"
#include "allot/scenario_io.hpp"
#include "support/catch.hpp"

namespace allot::locks_test {
namespace {

using Files = std::map<std::string, std::string>;

// Ten a week from the eighth of January on; `waiting` stands before `b`, both at lot size `lot`.
ScenarioFile market(const std::string& more, const Files& files = {}, int lot = 1, const std::string& awards = "") {
  const std::string text = R"({"allot": 1, "start": "2024-01-01", "end": "2024-03-01", "products": {"gpu": {"lot": )" +
                           std::to_string(lot) + R"(}},
    "organisations": {"first": {}, "late": {}},
    "suppliers": {"maker": {"supply": {"weekly": {"product": "gpu", "from": "2024-01-08", "until": "2024-03-01", "every": "1w", "rate": "10/w"}},
                            "allocation": {"levels": ["order"])" +
                           awards + R"(}}},
    "defaults": {"orders": {"supplier": "maker", "product": "gpu"}})" +
                           more + R"(,
    "orders": {"waiting": {"organisation": "first", "units": 30}, "b": {"organisation": "late", "units": 20}}})";
  const Loader load = [files](const std::string& name) {
    return std::make_shared<const Text>(Text{name, files.at(name)});
  };
  return read_text(std::make_shared<Text>(Text{"market.json", text}), load);
}

ScenarioFile with_book(const std::string& rows, int lot = 1) {
  return market(R"(, "award_books": ["locks.csv"])", {{"locks.csv", "order,units,at\n" + rows}}, lot);
}

Locks locks_of(const ScenarioFile& file) { return locks(check(file), 0.9, {}); }

std::string fault_of(const ScenarioFile& file) {
  try {
    check(file);
  } catch (const InputError& error) {
    return describe(error);
  }
  return "";
}

}  // namespace

// Ten of the first lot for b: each of the thirty that wait comes a week later, in tens.
TEST_CASE("a lock costs others what comes later by it, and gains its order the same", "[locks]") {
  const Locks all = locks_of(with_book("b,10,2024-01-08\n"));
  REQUIRE(all.locks.size() == 1);
  const Lock& it = all.locks[0];
  CHECK(it.order == "b");
  CHECK(it.organisation == "late");
  CHECK(it.supplier == "maker");
  CHECK(it.units == 10);
  CHECK(it.kept == 1);
  CHECK(format_date(*it.given) == "2024-01-08");
  CHECK(it.displaced[0].gpu_days.mean == -210);
  CHECK(it.gpu_days.mean == 210);
  CHECK(it.days.mean == 0);  // the second half of b stands last either way
  REQUIRE(it.displaced_orders.size() == 1);
  CHECK(it.displaced_orders[0].order == "waiting");
  CHECK(it.displaced_orders[0].days.mean == 7);
  CHECK(all.conflicts.empty());
}

TEST_CASE("locks that come to more than the supply by their day contradict each other", "[locks]") {
  const Locks all = locks_of(with_book("b,10,2024-01-08\nwaiting,10,2024-01-09\n"));
  REQUIRE(all.locks.size() == 2);
  CHECK(all.locks[0].kept == 1);
  CHECK(all.locks[1].kept == 0);
  CHECK(all.locks[1].short_on_day.mean == 10);
  CHECK(all.locks[1].short_at_end.mean == 0);
  CHECK(format_date(*all.locks[1].given) == "2024-01-15");
  REQUIRE(all.conflicts.size() == 1);
  CHECK(all.conflicts[0].locked == 20);
  CHECK(all.conflicts[0].supply.mean == 10);
  CHECK(all.conflicts[0].share == 1);
  CHECK(all.conflicts[0].locks == std::vector<std::size_t>{0, 1});
}

TEST_CASE("a lock of more than its order asks is never given in full, whatever the stock", "[locks]") {
  const Locks all = locks_of(with_book("b,30,2024-01-29\n"));
  CHECK(all.locks[0].kept == 0);
  CHECK_FALSE(all.locks[0].given.has_value());
  CHECK(all.locks[0].short_at_end.mean == 10);
}

// By the 29th four lots have come, and the queue has taken three of them.
TEST_CASE("a lock that comes too late for what went to others is short, and contradicts no other", "[locks]") {
  const Locks all = locks_of(with_book("b,20,2024-01-29\n"));
  CHECK(all.locks[0].kept == 0);
  CHECK(all.locks[0].short_on_day.mean == 10);
  CHECK(all.conflicts.empty());
  CHECK(all.locks[0].displaced[0].gpu_days.mean == 0);
}

TEST_CASE("a scenario without locks has none, and says so", "[locks]") {
  const Locks all = locks_of(market(""));
  CHECK(all.locks.empty());
  CHECK(answer_of(all).statements.front().text == "The scenario has no locks.");
}

TEST_CASE("locks of a book are those that the scenario could say itself", "[locks]") {
  const Scenario by_book = check(with_book("b,10,2024-01-08\n"));
  const Scenario by_hand = check(market("", {}, 1, R"(, "awards": [{"order": "b", "units": 10, "at": "2024-01-08"}])"));
  CHECK(by_book == by_hand);
}

TEST_CASE("a lock of an unknown order or of half a lot is refused at its row", "[locks]") {
  CHECK_THAT(fault_of(with_book("bb,10,2024-01-08\n")),
             ContainsSubstring("locks.csv:2:1: error: unknown order 'bb'") && ContainsSubstring("did you mean 'b'?"));
  CHECK_THAT(fault_of(with_book("b,5,2024-01-08\n", 10)),
             ContainsSubstring("locks.csv:2:3:") && ContainsSubstring("is no multiple of the product's lot, 10"));
  CHECK_THAT(fault_of(with_book("b,10,soon\n")), ContainsSubstring("locks.csv:2:6:"));
}

TEST_CASE("orders are locked and unlocked, and the book says what is locked then", "[locks]") {
  const ScenarioFile file = with_book("b,10,2024-01-08\nwaiting,10,2024-01-15\n");
  const Scenario scenario = check(file);
  const ScenarioFile changed = with_locks(file, scenario, {{{"b", "", ""}, {"b", "8", "2024-02-05"}}, {"waiting"}});
  CHECK(lock_book(changed) == "order,units,at\nb,10,2024-01-08\nb,20,2024-01-01\nb,8,2024-02-05\n");
  CHECK(check(changed).suppliers[0].allocation.awards.size() == 3);
  CHECK(locked_in_scenario(changed).empty());
  try {
    with_locks(file, scenario, {{{"c", "8", ""}}, {"waitin"}});
    FAIL("neither is there");
  } catch (const InputError& error) {
    CHECK(error.problems().size() == 2);
    CHECK_THAT(describe(error), ContainsSubstring("the order 'waitin' has no lock") && ContainsSubstring("'waiting'"));
    CHECK_THAT(describe(error), ContainsSubstring("--lock:1:1: error: unknown order 'c'"));
  }
}

TEST_CASE("an order that the scenario locks itself is told from one of a book", "[locks]") {
  const ScenarioFile file = market("", {}, 1, R"(, "awards": [{"order": "b", "units": 10, "at": "2024-01-08"}])");
  CHECK(locked_in_scenario(file) == std::vector<std::string>{"b"});
  CHECK(lock_book(file) == "order,units,at\n");
}

TEST_CASE("what is said of locks rests on cells, and is the same on any number of threads", "[locks]") {
  const Scenario scenario = check(with_book("b,10,2024-01-08\nwaiting,10,2024-01-09\n"));
  const Locks all = locks(scenario, 0.9, {});
  for (const Answer::Statement& said : answer_of(all).statements)
    for (const Answer::Rest& rest : said.rests_on) CHECK(answer_of(all).table(rest.table)->size > rest.row);
  Sampling threads;
  threads.threads = 3;
  CHECK(render(all, Format::tidy) == render(locks(scenario, 0.9, threads), Format::tidy));
}

}  // namespace allot::locks_test
