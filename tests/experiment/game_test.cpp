#include "allot/game.hpp"

#include <string>

#include "allot/bound.hpp"
#include "allot/reports.hpp"
#include "allot/scenario_io.hpp"
#include "experiment/trade.hpp"
#include "random/scaled.hpp"
#include "support/catch.hpp"

/// Two buyers, one lot that falls 20,000 units short, worked out by hand.
namespace allot::game_test {
namespace {

const std::string short_lot = R"({
  "allot": 1, "name": "short-lot", "start": "2024-01-01", "end": "2024-03-01", "products": {"u": {"lot": 1}},
  "organisations": {"north": {}, "south": {}, "elsewhere": {}},
  "suppliers": {"s": {"supply": {"lot": {"product": "u", "at": "2024-02-01", "units": 80000}},
                      "allocation": {"rules": {"organisation": "proportional"}}}},
  "defaults": {"orders": {"supplier": "s", "product": "u"}},
  "orders": {"n": {"organisation": "north", "units": 20000}, "s": {"organisation": "south", "units": 80000}},
  "variants": {
    "contracts": {"suppliers": {"s": {"allocation": {"guarantees": [{"organisation": "north", "units": 5000, "per": "4w"}],
                                                     "caps": [{"organisation": "south", "units": 50000}]}}},
                  "interventions": {"even": {"at": "2024-01-15", "set": {"path": "/suppliers/s/allocation/rules/organisation",
                                                                         "value": "equal_awards"}},
                                    "more": {"at": "2024-01-16", "set": {"path": "/suppliers/s/allocation/caps/0/units",
                                                                         "value": 55000}}}},
    "two-suppliers": {"suppliers": {"t": {"stock": {"u": 5000}}}, "orders": {"e": {"organisation": "elsewhere", "supplier": "t", "units": 5000}}},
    "random": {"streams": [{"organisation": "north", "supplier": "s", "product": "u", "every": {"exponential": {"mean": "2d"}},
                            "units": {"lognormal": {"median": 500, "p90": 900}}, "from": "2024-01-01", "until": "2024-03-01"}]}}
})";

Game game_under(const std::vector<allocation::Rule>& rules, const std::string& variant = "", std::size_t threads = 1) {
  GameRequest request;
  request.rules = rules;
  if (variant == "two-suppliers") request.supplier = "s";
  return play(trade::scenario(variant, short_lot), request, trade::sampling(variant == "random" ? 5 : 1, threads));
}

RuleGame under(allocation::Rule rule) { return game_under({rule}).rules.front(); }

}  // namespace

TEST_CASE("a rule in proportion to orders is gamed until everyone orders the most, and nobody is better off",
          "[game]") {
  const RuleGame it = under(allocation::Rule::proportional);
  const GamePlayer& north = it.players[0];
  const GamePlayer& south = it.players[1];
  CHECK(north.truthful == 16000);
  CHECK(south.truthful == 64000);
  CHECK(north.alone == 1.25);  // 25,000 of 105,000; 1.5 would bring 1,818 more than it needs
  CHECK(north.alone_gain == 3048);
  CHECK(south.alone == 2);  // 160,000 of 180,000
  CHECK(south.alone_gain == 7111);
  CHECK(it.tempted == "north");
  CHECK(it.temptation == Approx(0.1524));
  CHECK(it.is_reached);
  CHECK(it.rounds == 3);
  CHECK(it.path.size() == 3);  // north 1.25, south 2, north 2
  CHECK(north.multiple == 2);
  CHECK(south.multiple == 2);
  CHECK(north.gain == 0);
  CHECK(south.gain == 0);
  CHECK(it.inflation == 2);
  CHECK(it.phantom_backlog == 100000);  // 120,000 open, 20,000 wanted
}

TEST_CASE("equal losses invite the small buyer most: alone it takes all it needs", "[game]") {
  const RuleGame it = under(allocation::Rule::equal_losses);
  CHECK(it.players[0].truthful == 10000);
  CHECK(it.players[0].alone == 2);
  CHECK(it.players[0].alone_gain == 10000);
  CHECK(it.temptation == 0.5);
}

TEST_CASE("equal awards and the queue leave nothing to game", "[game]") {
  for (const allocation::Rule rule : {allocation::Rule::equal_awards, allocation::Rule::fifo}) {
    const RuleGame it = under(rule);
    CAPTURE(it.rule);
    CHECK(it.players[0].truthful == 20000);
    CHECK(it.players[1].truthful == 60000);
    CHECK(it.tempted.empty());
    CHECK(it.temptation == 0);
    CHECK(it.rounds == 1);
    CHECK(it.inflation == 1);
    CHECK(it.phantom_backlog == 0);
  }
}

TEST_CASE("a game that is cut short says that it has not settled", "[game]") {
  GameRequest request;
  request.rounds = 1;
  const Game game = play(trade::scenario("", short_lot), request, trade::sampling(1));
  CHECK_FALSE(game.rules.front().is_reached);
  CHECK(game.rules.front().rule == "proportional among organisations, fifo among orders");
  CHECK(render(game, Format::table).find("still move") != std::string::npos);
}

TEST_CASE("a game is played in one market, and buyers elsewhere are no part of it", "[game]") {
  CHECK_THROWS_AS(play(trade::scenario("two-suppliers", short_lot), {}, trade::sampling(1)), RequestError);
  const Game game = game_under({allocation::Rule::proportional}, "two-suppliers");
  CHECK(game.rules.front().players.size() == 2);
  CHECK(game.rules.front().phantom_backlog == 100000);
  GameRequest nobody;
  nobody.supplier = "t";
  CHECK_THROWS_AS(play(trade::scenario("", short_lot), nobody, trade::sampling(1)), RequestError);
}

TEST_CASE("a rule that asks for no organisation is played without caps and guarantees of any, whatever decisions set",
          "[game]") {
  const Game game = game_under({allocation::Rule::fifo, allocation::Rule::equal_awards}, "contracts");
  CHECK(game.rules[0].players[0].truthful == 20000);
  CHECK(game.rules[0].players[1].truthful == 60000);
  CHECK(game.rules[1].players[0].truthful == 20000);
  CHECK(game.rules[1].players[1].truthful == 55000);
}

TEST_CASE("an auction is not tried where kits are sold: it sells one product at a time", "[game]") {
  const Scenario scenario = check(read(ALLOT_SOURCE_DIR "/data/examples/kits/plan.json"));
  const allocation::Rule auction[] = {allocation::Rule::auction};
  CHECK_THROWS_AS(under_rules(scenario, auction), RequestError);
  const allocation::Rule fifo[] = {allocation::Rule::fifo};
  CHECK(under_rules(scenario, fifo).size() == 1);
}

TEST_CASE("the same game comes out on one thread and on three", "[game]") {
  const std::vector<allocation::Rule> rules = {allocation::Rule::proportional, allocation::Rule::equal_awards};
  const Game one = game_under(rules, "random", 1), three = game_under(rules, "random", 3);
  CHECK(render(one, Format::json) == render(three, Format::json));
  CHECK(one.rules[0].tempted != "");
  CHECK(one.rules[1].temptation < one.rules[0].temptation);  // not 0: who orders early orders ahead of its need
}

TEST_CASE("a distribution scaled by three is three times the draw, in every family", "[random]") {
  using Family = Distribution::Family;
  const auto make = [](Family family, std::vector<double> parameters) {
    Distribution out;
    out.family = family;
    out.parameters = std::move(parameters);
    out.plus = 2;
    return out;
  };
  std::vector<Distribution> all = {
      make(Family::fixed, {5}),      make(Family::uniform, {1, 4}),   make(Family::triangular, {1, 2, 7}),
      make(Family::pert, {1, 2, 7}), make(Family::normal, {9, 2}),    make(Family::lognormal, {1, 0.5}),
      make(Family::gamma, {2, 3}),   make(Family::weibull, {1.5, 4}), make(Family::exponential, {6}),
      make(Family::erlang, {3, 6}),  make(Family::beta, {2, 3, 1, 9})};
  Distribution discrete = make(Family::discrete, {});
  discrete.values = {{1, 0.5}, {10, 0.5}};
  Distribution mixture = make(Family::mixture, {});
  mixture.parts = {{all[5], 0.4}, {all[8], 0.6}};
  all.push_back(discrete);
  all.push_back(mixture);
  for (const Distribution& it : all) {
    CAPTURE(static_cast<int>(it.family));
    for (const double u : {0.05, 0.3, 0.5, 0.77, 0.99})
      CHECK(quantile(scaled(it, 3), u) == Approx(3 * quantile(it, u)).epsilon(1e-9));
  }
}

}  // namespace allot::game_test
