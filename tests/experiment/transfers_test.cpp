#include <cmath>

#include "experiment/trade.hpp"
#include "support/catch.hpp"

namespace allot::transfers_test {
namespace {

using Months = std::vector<std::pair<std::string, double>>;

const Transfer& transfer_from(const Results& results, const std::string& from) {
  for (const Transfer& it : results.transfers)
    if (it.from == from) return it;
  throw std::runtime_error("nothing moved from " + from);
}

Date day_of(const Results& results, int days) { return results.start + days * day; }

const Regret& regret(const Comparison& comparison, const std::string& variant, const std::string& who) {
  for (const Regret& it : comparison.regrets)
    if (it.variant == variant && it.organisation == who && it.metric == "online_gpu_days") return it;
  throw std::runtime_error(who + " regrets nothing with " + variant);
}

}  // namespace

TEST_CASE("a swap is told as who is ahead since when and what came back when", "[experiment]") {
  const Results results = run(trade::scenario(), trade::sampling(3));
  REQUIRE(results.transfers.size() == 2);
  const Transfer lent = transfer_from(results, "tesla");
  CHECK((lent.intervention == "swap" && lent.to == "x" && lent.group == "g"));
  CHECK((lent.units == 12000 && lent.delivered == 12000 && lent.cancelled == 0));
  CHECK(lent.days.first == day_of(results, 80));  // 20 December 2023
  CHECK(lent.days.last == day_of(results, 80));
  CHECK(lent.unit_days == 12000.0 * 377);
  const Transfer repaid = transfer_from(results, "x");
  CHECK((repaid.units == 12000 && repaid.delivered == 12000));
  CHECK(repaid.by_month == Months{{"2024-01", 6000}, {"2024-06", 6000}});
  CHECK(repaid.unit_days == 6000.0 * 346 + 6000.0 * 189);  // from 20 January, and from 25 June: ten days late
}

TEST_CASE("what did not move is in no book, and a decision that happens now and then moves its share", "[experiment]") {
  CHECK(run(trade::scenario("none"), trade::sampling(3)).transfers.empty());
  const Results some = run(trade::scenario("now-and-then"), trade::sampling(200));
  const double moved = transfer_from(some, "tesla").units;
  CHECK(moved == transfer_from(some, "x").units);
  CHECK(std::fmod(moved * 200, 12000) == Approx(0).margin(1e-6));
  CHECK((moved > 12000 * 0.15 && moved < 12000 * 0.45));
}

TEST_CASE("who gave regrets the trade, and who got regrets its absence", "[experiment]") {
  const Comparison comparison =
      compare({{"base", trade::scenario()}, {"none", trade::scenario("none")}}, trade::sampling(2));
  CHECK(comparison.none == "none");
  const Regret tesla = regret(comparison, "base", "tesla");
  CHECK(tesla.best == "none");
  CHECK(tesla.total == tesla.against_none.value());
  CHECK(tesla.total == trade::first_half - trade::june + trade::ten_days);
  CHECK(tesla.information == 0);
  CHECK(regret(comparison, "none", "tesla").total == 0);
  CHECK(regret(comparison, "base", "x").against_none.value() == -regret(comparison, "none", "x").total);
}

TEST_CASE("doing nothing is made where no variant does nothing", "[experiment]") {
  const Comparison comparison =
      compare({{"base", trade::scenario()}, {"on-time", trade::scenario("on-time")}}, trade::sampling(2));
  CHECK(comparison.none == "no interventions");
  const Regret& tesla = regret(comparison, "base", "tesla");
  CHECK(tesla.best == "on-time");
  CHECK(tesla.total == trade::ten_days);
  CHECK(tesla.against_none.value() == trade::first_half - trade::june + trade::ten_days);
}

}  // namespace allot::transfers_test
