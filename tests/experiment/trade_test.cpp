#include "allot/trade.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "allot/compared_files.hpp"
#include "allot/reports.hpp"
#include "experiment/trade.hpp"
#include "json/parse.hpp"
#include "support/catch.hpp"
#include "support/generate.hpp"

/// Thirty days and lots on given days: what could change hands, worked out by hand.
namespace allot::trade_test {
namespace {

/// One buyer: when its units come, and when its hall has room for how many.
struct Buyer {
  std::string id;
  std::string deliveries;  ///< [[date, units], ...]
  std::string room;        ///< sources; empty: no hall, online at once
  std::string more;        ///< fields of the organisation
  std::string due;
};

std::string market(const std::vector<Buyer>& buyers, const std::string& more = "") {
  std::string organisations, sites, orders;
  for (const Buyer& it : buyers) {
    const std::string comma = organisations.empty() ? "" : ", ";
    organisations += comma + "\"" + it.id + "\": {" + it.more + "}";
    orders += comma + "\"" + it.id + "-1\": {\"organisation\": \"" + it.id + "\", \"deliveries\": " + it.deliveries +
              (it.due.empty() ? "" : ", \"due\": \"" + it.due + "\"") + "}";
    if (!it.room.empty())
      sites += (sites.empty() ? "" : ", ") +
               ("\"hall-" + it.id + "\": {\"organisation\": \"" + it.id + "\", \"room\": {" + it.room + "}}");
  }
  return R"({"allot": 1, "name": "line", "start": "2024-01-01", "end": "2024-01-31",
    "products": {"gpu": {}}, "suppliers": {"maker": {}}, "defaults": {"orders": {"supplier": "maker", "product": "gpu"}},
    "organisations": {)" +
         organisations + "}, \"sites\": {" + sites + "}, \"orders\": {" + orders + "}" +
         (more.empty() ? "" : ", " + more) + "}";
}

std::string on(const std::string& day, int units = 100) {
  return "[[\"2024-01-" + day + "\", " + std::to_string(units) + "]]";
}

std::string places(const std::string& day, int units = 1000, const std::string& id = "main") {
  return "\"" + id + "\": {\"at\": \"2024-01-" + day + "\", \"add\": " + std::to_string(units) + "}";
}

ScenarioFile file_of(const std::string& text) { return trade::file_of(text); }

Trades found(const std::string& text, const TradeRequest& request = {}, std::size_t replications = 20) {
  return find_trades(check(file_of(text)), request, trade::sampling(replications));
}

const TradeEffect& effect(const Trade& trade, const std::string& organisation) {
  for (const TradeEffect& it : trade.effects)
    if (it.organisation == organisation) return it;
  throw std::logic_error("not touched");
}

bool takes_part(const Trade& trade, const std::string& organisation) {
  return std::any_of(trade.effects.begin(), trade.effects.end(),
                     [&](const TradeEffect& it) { return it.organisation == organisation && it.takes_part; });
}

}  // namespace

TEST_CASE("what waits for its hall until the other's units come is given for them, and nobody loses", "[trade]") {
  const Trades it = found(market({{"a", on("05"), places("15"), "", ""}, {"b", on("15"), "", "", ""}}));
  REQUIRE(it.free.size() == 1);
  const Trade& trade = it.free.front();
  CHECK(trade.exchanges.size() == 1);
  CHECK(trade.exchanges.front().sides.size() == 2);
  for (const TradeSide& side : trade.exchanges.front().sides) CHECK(side.units == 100);
  CHECK(effect(trade, "a").gain == 0);
  CHECK(effect(trade, "b").gain == 100 * 10);
  CHECK(trade.gain == 1000);
  CHECK(trade.not_worse == 1);
  CHECK(it.replications == 1);
}

TEST_CASE("what its hall takes five days sooner is given for a payment of those days", "[trade]") {
  const Trades it = found(market({{"a", on("05"), places("10"), R"("delay_cost": "2 EUR")", ""},
                                  {"b", on("15"), "", R"("delay_cost": "3 EUR")", ""}}));
  CHECK(it.free.empty());
  REQUIRE(it.paid.size() == 1);
  const Trade& trade = it.paid.front();
  CHECK(effect(trade, "a").gain == -500);
  CHECK(effect(trade, "b").gain == 1000);
  REQUIRE(trade.payments.size() == 1);
  const TradePayment& payment = trade.payments.front();
  CHECK((payment.from == "b" && payment.to == "a"));
  CHECK(payment.least == 500);
  CHECK(payment.most == 1000);
  CHECK(payment.least_sure == 500);
  CHECK(payment.least_money == 2 * 500);
  CHECK(payment.most_money == 3 * 1000);
}

TEST_CASE("no more is given than a hall would not have taken in time", "[trade]") {
  const Trades it = found(market({{"a", on("05"), places("01", 40, "old") + ", " + places("15", 60, "new"), "", ""},
                                  {"b", on("15"), "", "", ""}}));
  REQUIRE_FALSE(it.free.empty());
  CHECK(it.free.front().exchanges.front().sides.front().units == 60);
  CHECK(it.free.front().gain == 60 * 10);
}

TEST_CASE("where all run what they get, one's gain is the other's loss, and there is no trade", "[trade]") {
  const Trades it = found(market({{"a", on("05"), "", "", ""}, {"b", on("15"), "", "", ""}}));
  CHECK(it.free.empty());
  CHECK(it.paid.empty());
  CHECK_FALSE(it.nearest);
  CHECK(it.estimated > 0);
  CHECK_THAT(render(it, Format::table), ContainsSubstring("No exchange was found that leaves nobody worse off"));
}

// a waits until the 10th, b until the 20th: each can do with the next one's units, and c has ten days from b or 15 from a.
TEST_CASE("a circle of three brings what no two of them could", "[trade]") {
  const std::string text = market(
      {{"a", on("05"), places("10"), "", ""}, {"b", on("10"), places("20"), "", ""}, {"c", on("20"), "", "", ""}});
  TradeRequest request;
  const Trades circle = found(text, request);
  REQUIRE_FALSE(circle.free.empty());
  CHECK(circle.free.front().gain == 100 * 15);
  CHECK(circle.free.front().exchanges.front().sides.size() == 3);
  CHECK(effect(circle.free.front(), "a").gain == 0);
  CHECK(effect(circle.free.front(), "b").gain == 0);
  request.most_parties = 2;
  const Trades pair = found(text, request);
  REQUIRE_FALSE(pair.free.empty());
  CHECK(pair.free.front().gain == 100 * 10);
  CHECK_FALSE(takes_part(pair.free.front(), "a"));
}

TEST_CASE("one gives its first units for the last of the other's order", "[trade]") {
  const Trades it = found(market(
      {{"a", on("05", 50), places("20"), "", ""}, {"b", R"([["2024-01-02", 50], ["2024-01-20", 50]])", "", "", ""}}));
  REQUIRE_FALSE(it.free.empty());
  const Trade& trade = it.free.front();
  CHECK(trade.gain == 50 * 15);
  for (const TradeSide& side : trade.exchanges.front().sides) {
    CHECK(side.units == 50);
    if (side.organisation == "b") CHECK(side.choose == Choose::latest);
  }
}

TEST_CASE("nobody is talked into units that come after the end", "[trade]") {
  const Trades it = found(market({{"a", on("05"), R"("main": {"at": "2024-02-20", "add": 1000})", "", ""},
                                  {"b", R"([["2024-02-10", 100]])", "", "", ""}}));
  CHECK(it.free.empty());
  CHECK(it.paid.empty());
  REQUIRE(it.nearest);
  CHECK(effect(*it.nearest, "a").delivered.estimate.mean < 0);
  CHECK(it.nearest->not_worse == 0);
}

TEST_CASE("only those asked for take part, in units of the product asked for", "[trade]") {
  const std::string text =
      market({{"a", on("05"), places("15"), "", ""}, {"b", on("15"), "", "", ""}, {"c", on("16"), "", "", ""}});
  TradeRequest request;
  request.between = {"a", "c"};
  const Trades it = found(text, request);
  for (const Trade& trade : it.free) CHECK_FALSE(takes_part(trade, "b"));
  for (const Trade& trade : it.paid) CHECK_FALSE(takes_part(trade, "b"));
  REQUIRE_FALSE(it.paid.empty());
  CHECK(it.paid.front().gain == 100 * (11 - 1));
  request.product = "gpus";
  CHECK_THROWS_WITH(found(text, request), ContainsSubstring("did you mean 'gpu'?"));
}

// Both were promised the 5th; a day costs a 1 and b 3 a unit.
TEST_CASE("who is hurt more by a day goes first, and pays for it", "[trade]") {
  TradeRequest request;
  request.metric = "delay_cost";
  const Trades it = found(market({{"a", on("05"), "", R"("delay_cost": "1 EUR")", "2024-01-05"},
                                  {"b", on("15"), "", R"("delay_cost": "3 EUR")", "2024-01-05"}}),
                          request);
  CHECK(it.free.empty());
  REQUIRE(it.paid.size() == 1);
  CHECK(effect(it.paid.front(), "a").gain == -1000);
  CHECK(effect(it.paid.front(), "b").gain == 3000);
  CHECK(it.paid.front().gain == 2000);
  CHECK(it.paid.front().payments.front().least_money == 1000);
  CHECK(it.paid.front().payments.front().most_money == 3000);
}

// a's hall is ready on the 15th, whenever its units come.
TEST_CASE("whose hall is late pays nothing for giving units that would wait", "[trade]") {
  TradeRequest request;
  request.metric = "delay_cost";
  const Trades it = found(market({{"a", on("05"), places("15"), R"("delay_cost": "2 EUR")", "2024-01-05"},
                                  {"b", on("15"), "", R"("delay_cost": "3 EUR")", "2024-01-05"}}),
                          request);
  REQUIRE_FALSE(it.free.empty());
  CHECK(effect(it.free.front(), "a").gain == 0);
  CHECK(effect(it.free.front(), "b").gain == 100 * 10 * 3);
}

TEST_CASE("units of one product are given for half as many of twice the compute", "[trade]") {
  const std::string text = R"({"allot": 1, "start": "2024-01-01", "end": "2024-01-31",
    "products": {"p": {"compute": "1 TFLOP/s"}, "q": {"compute": "2 TFLOP/s"}}, "suppliers": {"maker": {}},
    "organisations": {"a": {}, "b": {}},
    "sites": {"hall-a": {"organisation": "a", "room": {"main": {"at": "2024-01-15", "add": 1000}}}},
    "defaults": {"orders": {"supplier": "maker"}},
    "orders": {"a-1": {"organisation": "a", "product": "p", "deliveries": [["2024-01-05", 100]]},
               "b-1": {"organisation": "b", "product": "q", "deliveries": [["2024-01-15", 50]]}}})";
  CHECK(found(text).free.empty());
  TradeRequest request;
  request.metric = "compute_flop";
  const Trades it = found(text, request);
  REQUIRE_FALSE(it.free.empty());
  for (const TradeSide& side : it.free.front().exchanges.front().sides)
    CHECK(side.units == (side.organisation == "a" ? 100 : 50));
  CHECK(effect(it.free.front(), "a").gain == 0);
  CHECK(effect(it.free.front(), "b").gain == 100 * 1e12 * 10 * 86400);
}

// The hall is ready between the 14th and the 18th: in a quarter of the cases before the 15th. 2% of what a has, some 15 days of
// 100 units, are three tenths of a day: worse off is a where it is ready before the 14th at 7 in the evening, in 7 of 40 cases.
TEST_CASE("a trade that is sure enough for one is not for another", "[trade]") {
  std::string text = market(
      {{"a", on("05"), R"("main": {"at": {"parameter": "ready"}, "add": 1000})", "", ""}, {"b", on("15"), "", "", ""}},
      R"("parameters": {"ready": {"uniform": {"min": "2024-01-14", "max": "2024-01-18"}}})");
  text.replace(text.find(R"("gpu": {})"), 9, R"("gpu": {"lot": 100})");
  TradeRequest request;
  request.overlook = 0.02;
  request.sure = 0.9;
  CHECK(found(text, request, 400).free.empty());
  request.sure = 0.6;
  const Trades it = found(text, request, 400);
  REQUIRE_FALSE(it.free.empty());
  CHECK(std::abs(it.free.front().not_worse - 0.825) < 0.06);
  CHECK(effect(it.free.front(), "b").gain == 1000);
  request.overlook = 0;
  CHECK(found(text, request, 400).free.empty());  // a loses in the mean
}

// a gives its first for b's first at a loss of three days, and has five from b's second.
TEST_CASE("what is lost by one exchange is made up for by another", "[trade]") {
  const std::string text = R"({"allot": 1, "start": "2024-01-01", "end": "2024-01-31", "products": {"gpu": {}},
    "suppliers": {"maker": {}}, "organisations": {"a": {}, "b": {}},
    "sites": {"a-first": {"organisation": "a", "room": {"main": {"at": "2024-01-12", "add": 100}}},
              "a-second": {"organisation": "a", "room": {"main": {"at": "2024-01-01", "add": 100}}},
              "b-first": {"organisation": "b", "room": {"main": {"at": "2024-01-01", "add": 1000}}},
              "b-second": {"organisation": "b", "room": {"main": {"at": "2024-01-25", "add": 100}}}},
    "defaults": {"orders": {"supplier": "maker", "product": "gpu"}},
    "orders": {"b-0": {"organisation": "b", "site": ["b-first"], "deliveries": [["2024-01-02T12:00", 100]]},
               "b-3": {"organisation": "b", "site": ["b-first"], "deliveries": [["2024-01-28", 100]]},
               "a-1": {"organisation": "a", "site": ["a-first"], "deliveries": [["2024-01-05", 100]]},
               "a-2": {"organisation": "a", "site": ["a-second"], "deliveries": [["2024-01-25", 100]]},
               "b-1": {"organisation": "b", "site": ["b-first"], "deliveries": [["2024-01-15", 100]]},
               "b-2": {"organisation": "b", "site": ["b-second"], "deliveries": [["2024-01-20", 100]]}}})";
  TradeRequest request;
  request.most_simulations = 400;
  const Trades it = found(text, request);
  REQUIRE_FALSE(it.free.empty());
  CHECK(it.free.front().exchanges.size() == 2);
  CHECK(effect(it.free.front(), "a").gain == 100 * (5 - 3));
  CHECK(effect(it.free.front(), "b").gain == 100 * 10);
}

TEST_CASE("a trade is struck on the day asked for, with what has not come by then", "[trade]") {
  const std::string text =
      market({{"a", R"([["2024-01-05", 60], ["2024-01-08", 40]])", places("15"), "", ""}, {"b", on("15"), "", "", ""}});
  TradeRequest request;
  const Date start = check(file_of(text)).start;
  request.at = {start + 5 * day};
  const Trades it = found(text, request);
  REQUIRE_FALSE(it.free.empty());
  CHECK(it.free.front().exchanges.front().at == request.at.front());
  CHECK(it.free.front().exchanges.front().sides.front().units == 40);
  CHECK(it.free.front().gain == 40 * 7);
  request.at = {start + 36 * day};
  CHECK_THROWS_WITH(found(text, request), ContainsSubstring("no trade can be struck on 2024-02-06"));
}

TEST_CASE("a trade takes a name that nothing has", "[trade]") {
  const Trades it = found(market({{"a", on("05"), places("15"), "", ""}, {"b", on("15"), "", "", ""}},
                                 R"("variants": {"trade-1": {"label": "an old one"}})"));
  REQUIRE_FALSE(it.free.empty());
  CHECK(it.free.front().name == "new-trade-1");
}

TEST_CASE("what makes no sense is refused", "[trade]") {
  const std::string text = market({{"a", on("05"), "", "", ""}, {"b", on("15"), "", "", ""}});
  const auto asked = [&](auto change) {
    TradeRequest request;
    change(request);
    return found(text, request);
  };
  CHECK_THROWS_WITH(asked([](TradeRequest& it) { it.metric = "online_gpu_day"; }),
                    ContainsSubstring("did you mean 'online_gpu_days'?"));
  CHECK_THROWS_WITH(asked([](TradeRequest& it) { it.metric = "ordered_units"; }), ContainsSubstring("is none"));
  CHECK_THROWS_WITH(asked([](TradeRequest& it) { it.between = {"a"}; }),
                    ContainsSubstring("two organisations at least"));
  CHECK_THROWS_WITH(asked([](TradeRequest& it) { it.between = {"a", "bb"}; }), ContainsSubstring("did you mean 'b'?"));
  CHECK_THROWS_AS(asked([](TradeRequest& it) { it.sure = 0; }), RequestError);
}

namespace {

/// The file with a variant for each trade.
ScenarioFile traded(ScenarioFile file, const Trades& trades) {
  Draft variants = file.root.find("variants") ? *file.root.find("variants") : Draft::object_of();
  for (const auto* list : {&trades.free, &trades.paid})
    for (const Trade& it : *list) variants.set(it.name, variant_of(it, trades.labels));
  file.root.set("variants", std::move(variants));
  return file;
}

void is_as_compared(const ScenarioFile& file, const Trades& trades, const Trade& trade, const Sampling& sampling,
                    double sure) {
  const Comparison comparison = compare(variants_of(file, {trade.name}), sampling);
  double worst = 1;
  bool harms = false;
  for (const TradeEffect& it : trade.effects) {
    CAPTURE(trade.name, it.organisation);
    const Difference& other =
        comparison.differences.front().at("organisation." + it.organisation + "." + trades.metric);
    CHECK(it.change.estimate.mean == other.estimate.mean);
    CHECK(it.change.estimate.sd == other.estimate.sd);
    CHECK(it.change.p_less == other.p_less);
    CHECK(it.change.p_greater == other.p_greater);
    worst = std::min(worst, it.takes_part ? 1 - other.p_less : 1 - std::max(0.0, other.p_less - other.p_greater));
    harms = harms || (it.takes_part && other.estimate.mean < -1e-6 * std::abs(it.change.estimate.max));
  }
  for (std::size_t i = 0; i < comparison.differences.front().columns.size(); ++i) {
    const MetricColumn& column = comparison.differences.front().columns[i];
    if (column.kind != EntityKind::organisation || column.metric != trades.metric) continue;
    const bool is_told = std::any_of(trade.effects.begin(), trade.effects.end(),
                                     [&](const TradeEffect& it) { return it.organisation == column.entity; });
    if (!is_told) CHECK(comparison.differences.front().differences[i].p_equal == 1);
  }
  if (sure == 0) return;
  CHECK(worst >= sure - 1e-9);
  CHECK_FALSE(harms);
}

}  // namespace

TEST_CASE("every trade, made as an ordinary variant, is what it was said to be, and nobody is worse off",
          "[trade][law]") {
  std::size_t trades = 0;
  for (std::uint64_t seed = 1; seed <= 130; ++seed) {
    CAPTURE(seed);
    const auto text = std::make_shared<const Text>(Text{"generated.json", generate_scenario(seed, {.chance = true})});
    const ScenarioFile file{json::parse(text), {}, {}};
    const Scenario scenario = check(file);
    if (scenario.organisations.size() < 2) continue;
    TradeRequest request;
    request.overlook = 0;
    request.most_simulations = 40;
    const Sampling sampling = trade::sampling(10);
    const Trades it = find_trades(scenario, request, sampling);
    CHECK(it.simulated <= request.most_simulations);
    const ScenarioFile with = traded(file, it);
    for (const Trade& trade : it.free) is_as_compared(with, it, trade, sampling, request.sure);
    for (const Trade& trade : it.paid) is_as_compared(with, it, trade, sampling, 0);
    trades += it.free.size() + it.paid.size();
  }
  CHECK(trades > 10);
}

TEST_CASE("what is found does not depend on the number of threads", "[trade][law]") {
  const std::string text =
      market({{"a", on("05"), R"("main": {"at": {"parameter": "ready"}, "add": 1000})", "", ""},
              {"b", on("15"), "", "", ""},
              {"c", on("20"), "", "", ""}},
             R"("parameters": {"ready": {"uniform": {"min": "2024-01-14", "max": "2024-01-28"}}})");
  const Scenario scenario = check(file_of(text));
  const auto told = [&](std::size_t threads) {
    return render(find_trades(scenario, {}, trade::sampling(50, threads)), Format::json);
  };
  CHECK(told(1) == told(3));
}

}  // namespace allot::trade_test
