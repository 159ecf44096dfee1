#include <algorithm>
#include <cmath>

#include "allot/answers.hpp"
#include "allot/ranking.hpp"
#include "allot/reports.hpp"
#include "experiment/trade.hpp"
#include "statistics/estimate.hpp"
#include "support/catch.hpp"

namespace rank_test {

using namespace allot;

namespace {

constexpr char days_of_lab[] = "organisation.lab.online_gpu_days";

// Ten units come on 21 January, ten days before the end, or later by a chance that all variants have in common. Flown they
// come earlier, by 3 or 4 days, for money; a study costs something and changes nothing.
constexpr const char* market = R"({
  "allot": 1, "name": "lanes", "start": "2024-01-01", "end": "2024-01-31", "products": {"gpu": {}},
  "organisations": {"lab": {}, "idle": {}},
  "suppliers": {"maker": {"supply": {"lot": {"product": "gpu", "at": "2024-01-21", "units": 10,
    "slip": {"uniform": {"min": "0d", "max": "5d"}}}}}},
  "orders": {"lab-1": {"organisation": "lab", "supplier": "maker", "product": "gpu", "units": 10, "due": "2024-01-11"}},
  "milestones": {"ten": {"organisation": "lab", "online": 10}},
  "variants": {
    "fly": {"interventions": {"fly": {"at": "2024-01-02", "supply": {"supplier": "maker", "by": "-4d"}, "cost": {"once": "50 USD"}}}},
    "rail": {"interventions": {"rail": {"at": "2024-01-02", "supply": {"supplier": "maker", "by": "-3d"}, "cost": {"once": "20 USD"}}}},
    "luck": {"interventions": {"luck": {"at": "2024-01-02", "probability": 0.5, "supply": {"supplier": "maker", "by": "-4d"}}}},
    "study": {"cost": "5 USD"},
    "certain": {"suppliers": {"maker": {"supply": {"lot": {"slip": "0d"}}}}},
    "longer": {"end": "2024-02-29"}
  }
})";

using Variants = std::vector<std::pair<std::string, Scenario>>;

Variants variants(const std::vector<std::string>& names) {
  Variants out;
  for (const std::string& it : names) out.emplace_back(it, trade::scenario(it == "base" ? "" : it, market));
  return out;
}

RankRequest by(const std::string& path, double indifference = 1) {
  RankRequest out;
  out.metrics = {{path}};
  out.indifference = {indifference, false};
  return out;
}

const RankedVariant& of(const Ranking& ranking, const std::string& name) {
  for (const RankedVariant& it : ranking.variants)
    if (it.name == name) return it;
  throw std::logic_error("no such variant");
}

std::string bytes(const Ranking& ranking) { return tidy_json(answer_of(ranking)) + render(ranking, Format::table); }

}  // namespace

// On common draws flying is ahead of the rail by exactly ten GPU-days, and of nothing by forty.
TEST_CASE("what is always better is selected after the first stage, and each is paired with it", "[rank]") {
  const Ranking ranking = rank(variants({"base", "rail", "fly"}), by(days_of_lab), trade::sampling(20));
  REQUIRE(ranking.left() == 1);
  CHECK(ranking.is_random);
  std::vector<std::string> order;
  for (const RankedVariant& it : ranking.variants) order.push_back(it.name);
  CHECK(order == std::vector<std::string>{"fly", "rail", "base"});
  const RankedVariant& rail = of(ranking, "rail");
  CHECK(rail.replications == 20);
  REQUIRE(rail.dropped);
  CHECK(rail.dropped->after == 20);
  CHECK(rail.dropped->by == "fly");
  CHECK(rail.values.front().less_best.mean == Approx(-10));
  CHECK(rail.values.front().less_best.sd == Approx(0).margin(1e-9));
  CHECK(of(ranking, "base").values.front().less_best.mean == Approx(-40));
  CHECK(of(ranking, "fly").decision_cost->mean == 50);
  CHECK(of(ranking, "base").decision_cost->mean == 0);
}

// To fly by luck is half of flying: behind it by 20 in the mean, with a spread of 20; where a twentieth of that matters, it takes longer to
// show than the first stage, and base is not looked at any more.
TEST_CASE("replications are spent where they matter", "[rank]") {
  const Ranking ranking = rank(variants({"base", "luck", "fly"}), by(days_of_lab, 1), trade::sampling(4));
  REQUIRE(ranking.left() == 1);
  CHECK(ranking.variants.front().name == "fly");
  CHECK(of(ranking, "base").replications == 4);
  CHECK(of(ranking, "luck").replications > 4);
  CHECK(of(ranking, "luck").dropped->after <= of(ranking, "luck").replications);
  CHECK(of(ranking, "fly").replications == of(ranking, "luck").replications);
}

TEST_CASE("what the end says is what so many replications say by themselves", "[rank]") {
  const Variants all = variants({"base", "luck", "fly"});
  const Ranking ranking = rank(all, by(days_of_lab, 1), trade::sampling(4));
  for (const auto& [name, scenario] : all) {
    const Results alone = run(scenario, trade::sampling(of(ranking, name).replications));
    for (std::size_t i = 0; i < alone.columns.size(); ++i)
      if (path_of(alone.columns[i]) == days_of_lab)
        CHECK(of(ranking, name).values.front().estimate.mean == Approx(alone.estimates[i].mean));
  }
}

TEST_CASE("where the limit comes first, those that are left are named, and nothing is claimed", "[rank]") {
  RankRequest request = by(days_of_lab, 0.001);
  request.most = 30;
  const Ranking ranking = rank(variants({"base", "luck", "fly"}), request, trade::sampling(4));
  REQUIRE(ranking.left() == 2);
  CHECK(of(ranking, "fly").replications == 30);
  CHECK_FALSE(of(ranking, "luck").dropped);
  const Answer answer = answer_of(ranking);
  CHECK(answer.statements.front().id == "left");
  CHECK(answer.statements.front().certainty == Answer::Certainty::unclear);
  for (const Answer::Statement& it : answer.statements) CHECK(it.id != "probability");
}

TEST_CASE("a ranking is the same on any number of threads, and another with another seed", "[rank]") {
  const Variants all = variants({"base", "luck", "fly"});
  const std::string one = bytes(rank(all, by(days_of_lab, 1), trade::sampling(4)));
  CHECK(bytes(rank(all, by(days_of_lab, 1), trade::sampling(4, 3))) == one);
  CHECK(bytes(rank(all, by(days_of_lab, 1), trade::sampling(4, 1, 2))) != one);
  RankRequest pareto = by(days_of_lab);
  pareto.metrics.push_back({"system.decision_cost"});
  const std::string several = bytes(rank(all, pareto, trade::sampling(40)));
  CHECK(bytes(rank(all, pareto, trade::sampling(40, 3))) == several);
}

TEST_CASE("of two that never differ either is right, and the answer says that they are the same", "[rank]") {
  const Ranking ranking = rank(variants({"base", "study"}), by(days_of_lab), trade::sampling(10));
  CHECK(ranking.variants.front().name == "base");
  CHECK(of(ranking, "study").dropped->is_last);
  CHECK(of(ranking, "study").replications == 10);
  CHECK(answer_of(ranking).statements.back().id == "same");
}

TEST_CASE("one variant is the best of one", "[rank]") {
  const Ranking ranking = rank(variants({"base"}), by(days_of_lab), trade::sampling(10));
  CHECK(ranking.left() == 1);
  CHECK(ranking.variants.front().replications == 10);
  CHECK_FALSE(render(ranking, Format::table).empty());
}

TEST_CASE("where nothing is left to chance one replication tells", "[rank]") {
  Variants all;
  for (const char* const it : {"none", "on-time", "same", "no-swap"}) all.emplace_back(it, trade::scenario(it));
  RankRequest request = by("organisation.x.online_gpu_days");
  const Ranking ranking = rank(all, request, trade::sampling(50));
  CHECK_FALSE(ranking.is_random);
  for (const RankedVariant& it : ranking.variants) CHECK(it.replications == 1);
  const std::string table = render(ranking, Format::table);
  CHECK(table.find("one replication tells all") != std::string::npos);
  Sampling typical = trade::sampling(10);
  typical.is_typical = true;
  const Ranking still = rank(variants({"base", "rail"}), by(days_of_lab), typical);
  CHECK(still.variants.front().name == "rail");
  CHECK(still.variants.front().replications == 1);
}

TEST_CASE("which way is better is the metric's, a date's, or as it is said", "[rank]") {
  const Variants all = variants({"base", "rail", "fly"});
  const Ranking dates = rank(all, by("milestone.ten.date", 1), trade::sampling(10));
  CHECK(dates.variants.front().name == "fly");
  CHECK(of(dates, "rail").values.front().less_best.mean == Approx(1));
  CHECK(of(dates, "base").values.front().less_best.mean == Approx(4));
  CHECK(rank(all, by("system.decision_cost"), trade::sampling(10)).variants.front().name == "base");
  RankRequest other = by(days_of_lab);
  other.metrics.front().better = Better::less;
  CHECK(rank(all, other, trade::sampling(10)).variants.front().name == "base");
}

TEST_CASE("an indifference that is a share is one of the first variant's mean", "[rank]") {
  RankRequest request = by(days_of_lab);
  request.indifference = {0.02, true};
  const Variants all = variants({"rail", "fly"});
  const Ranking ranking = rank(all, request, trade::sampling(25));
  const Results first = run(all.front().second, trade::sampling(25));
  for (std::size_t i = 0; i < first.columns.size(); ++i)
    if (path_of(first.columns[i]) == days_of_lab) CHECK(ranking.indifference == Approx(0.02 * first.estimates[i].mean));
}

// More days for more money: base, the rail and flying are choices; the study costs and brings nothing.
TEST_CASE("the Pareto set holds what no other beats in all", "[rank]") {
  RankRequest request;
  request.metrics = {{days_of_lab}, {"system.decision_cost"}};
  const Ranking ranking = rank(variants({"base", "rail", "fly", "study"}), request, trade::sampling(50));
  for (const char* const it : {"base", "rail", "fly"}) {
    CHECK(of(ranking, it).nondominated == 1);
    CHECK(of(ranking, it).dominated_by.empty());
    CHECK(of(ranking, it).replications == 50);
  }
  CHECK(of(ranking, "study").nondominated == 0);
  CHECK(of(ranking, "study").dominated_by == "base");
  CHECK(of(ranking, "study").dominated_share == 1);
  CHECK(ranking.variants.back().name == "study");
}

TEST_CASE("what cannot be ranked is refused, with what would do", "[rank]") {
  const Variants all = variants({"base", "fly"});
  const auto refused = [&](const Variants& of_these, const RankRequest& request, Sampling sampling, const char* word) {
    try {
      rank(of_these, request, sampling);
    } catch (const RequestError& error) {
      INFO(error.what());
      CHECK(std::string(error.what()).find(word) != std::string::npos);
      return;
    }
    FAIL("not refused: " << word);
  };
  const Sampling ten = trade::sampling(10);
  refused(all, by("organisation.lab.online_gpu_day"), ten, "online_gpu_days");
  refused(all, by("milestone.tens.date"), ten, "milestone.ten.date");
  refused(all, by("organisation.idle.lateness_days"), ten, "has no value in 10 of 10");
  refused(all, by(days_of_lab, 0), ten, "--indifference");
  refused({}, by(days_of_lab), ten, "nothing to rank");
  refused(all, {}, ten, "nothing to rank");
  refused(variants({"base", "longer"}), by(days_of_lab), ten, "longer");
  RankRequest half = by(days_of_lab);
  half.probability = 0.5;
  refused(all, half, ten, "--probability");
  RankRequest few = by(days_of_lab);
  few.most = 5;
  refused(all, few, ten, "--most");
  RankRequest share = by("organisation.idle.online_gpu_days");
  share.indifference = {0.01, true};
  refused(all, share, ten, "--indifference");
  Sampling one = ten;
  one.only = 2;
  refused(all, by(days_of_lab), one, "--replication");
  refused(all, by(days_of_lab), trade::sampling(1), "--replications");
  Sampling until = ten;
  until.precisions = {{days_of_lab, 0.1}};
  refused(all, by(days_of_lab), until, "--precision");
}

// Beside a variant without chance the others are simulated further as before.
TEST_CASE("a variant without chance is ranked among those with", "[rank]") {
  const Ranking ranking = rank(variants({"base", "certain", "rail"}), by(days_of_lab, 1), trade::sampling(10));
  CHECK(ranking.left() == 1);
  CHECK(of(ranking, "certain").values.front().estimate.sd == Approx(0).margin(1e-9));
  CHECK(ranking.variants.front().name ==
        "rail");  // 21 January less three days, plus up to five: 23.5 less 3 is before 21
}

}  // namespace rank_test
