#include <stdexcept>

#include "allot/scenario_io.hpp"
#include "support/catch.hpp"
#include "support/drafts.hpp"

namespace allocation_test {

using namespace allot;

namespace {

using Problems = std::vector<std::string>;

constexpr const char* before = R"({"allot": 1, "start": "2024-01-01", "end": "2024-03-01",
  "products": {"gpu": {"lot": 8, "price": "9 USD"}, "cpu": {}}, "groups": {"g": {}},
  "organisations": {"lab": {"group": "g"}, "shop": {}},
  "orders": {"lab-1": {"organisation": "lab", "supplier": "maker", "product": "gpu", "units": 80},
             "shop-1": {"organisation": "shop", "supplier": "other", "product": "gpu", "units": 80}},
  "suppliers": {"other": {}, "maker": {"allocation": )";

ScenarioFile file_of(const std::string& policy, const std::string& more = "") {
  const auto no_files = [](const std::string&) -> TextPointer { throw std::runtime_error("no files"); };
  return {draft_of(before + policy + "}}" + more + "}"), no_files, ""};
}

Problems faults_of(const std::string& policy, const std::string& more = "") {
  Problems found;
  try {
    check(file_of(policy, more));
  } catch (const InputError& error) {
    for (const Problem& problem : error.problems()) {
      constexpr std::string_view stem = "/suppliers/maker/allocation";
      const bool is_inside = problem.pointer.starts_with(stem);
      found.push_back((is_inside ? problem.pointer.substr(stem.size()) : problem.pointer) + ": " + problem.message +
                      (problem.hint.empty() ? "" : "; " + problem.hint));
    }
  }
  return found;
}

Problems faults_of_rule(const std::string& rule) { return faults_of(R"({"rules": {"organisation": )" + rule + "}}"); }

AllocationPolicy policy_of(const std::string& policy) { return check(file_of(policy)).suppliers[1].allocation; }

}  // namespace

TEST_CASE("a rule is a word, or an object with what it looks at", "[scenario][allocation]") {
  CHECK(faults_of_rule(R"("fair_share")").empty());
  CHECK(faults_of_rule(R"({"fair_share": {}})").empty());
  CHECK(faults_of_rule(R"({"proportional": {}})") ==
        Problems{"/rules/organisation/proportional: 'proportional' takes no parameters: write \"proportional\""});
  CHECK(faults_of_rule(R"("quota")") ==
        Problems{"/rules/organisation: 'quota' needs its numbers; write {\"quota\": {\"ID\": 0.05}}"});
  CHECK(faults_of_rule(R"("turn_and_earn")").size() == 1);
  CHECK(faults_of_rule(R"({"turn_and_earn": {"share": 0.8}})") ==
        Problems{"/rules/organisation/turn_and_earn: 'period' is missing: length of a period, counted from the start; "
                 "or a calendar one"});
  CHECK(faults_of_rule(R"({"turn_and_earn": {"share": 1.5, "period": "1w"}})").size() == 1);
  CHECK(faults_of_rule(R"({"fair_share": {"halflife": "26w"}})") ==
        Problems{"/rules/organisation/fair_share/halflife: unknown key 'halflife'; did you mean 'half_life'?"});
  CHECK(faults_of_rule(R"({"fair_shar": {}})") ==
        Problems{"/rules/organisation/fair_shar: unknown rule 'fair_shar'; did you mean 'fair_share'?"});
  CHECK(faults_of_rule(R"({"quota": {"lab": 0.5}, "fair_share": {}})").size() == 1);
  CHECK(faults_of_rule(R"("auction")") ==
        Problems{"/rules/organisation: 'auction' serves one after another: it stands only at level order"});
  CHECK(faults_of(R"({"rules": {"order": {"auction": {"price": "vickrey"}}}})").size() == 1);
  const AllocationPolicy policy = policy_of(
      R"({"rules": {"organisation": {"fair_share": {"half_life": "26w"}}, "order": {"auction": {"price": "uniform"}}}})");
  CHECK(policy.levels[0].parameters.fair_share.half_life == 26 * week);
  CHECK(policy.levels[1].parameters.auction.price == AuctionPrice::uniform);
}

TEST_CASE("quotas are parts of one, of who stands at the level", "[scenario][allocation]") {
  CHECK(faults_of_rule(R"({"quota": {"lab": 0.05, "shop": 0.95}})").empty());
  CHECK(faults_of_rule(R"({"quota": {"lab": 0.5, "shop": 0.6}})") ==
        Problems{"/rules: quotas come to more than the whole: 1.1"});
  CHECK(faults_of_rule(R"({"quota": {"labb": 0.5}})") ==
        Problems{"/rules/organisation/quota/labb: unknown organisation 'labb'; did you mean 'lab'?"});
  CHECK(faults_of_rule(R"({"quota": {"lab": 1.5}})").size() == 2);
  CHECK(faults_of(R"({"rules": {"order": {"quota": {"lab": 0.5}}}})") ==
        Problems{"/rules/order: 'quota' is of groups and organisations: it does not stand at level order"});
  const std::string levels = R"("levels": ["group", "organisation", "order"], )";
  CHECK(faults_of("{" + levels + R"("rules": {"group": {"quota": {"g": 0.5, "shop": 0.5}}}})").empty());
  CHECK(faults_of("{" + levels + R"("rules": {"group": {"quota": {"lab": 0.5}}}})") ==
        Problems{"/rules: 'lab' stands among the groups as a part of its group: give that a quota"});
}

TEST_CASE("limits name one whom they limit, and guarantees are units or a share", "[scenario][allocation]") {
  CHECK(faults_of(R"({"caps": [{"order": "lab-1", "units": 8}]})").empty());
  CHECK(faults_of(R"({"caps": [{"units": 8}]})") ==
        Problems{"/caps/0: needs either 'organisation', 'group' or 'order'"});
  CHECK(faults_of(R"({"caps": [{"organisation": "lab", "order": "lab-1", "units": 8}]})").size() == 1);
  CHECK(faults_of(R"({"guarantees": [{"organisation": "lab", "share": 0.05, "per": "4w"}]})").empty());
  CHECK(faults_of(R"({"guarantees": [{"organisation": "lab", "per": "4w"}]})") ==
        Problems{"/guarantees/0: needs either 'units' or 'share'"});
  CHECK(faults_of(R"({"guarantees": [{"organisation": "lab", "units": 8, "share": 0.05, "per": "4w"}]})").size() == 1);
  CHECK(faults_of(R"({"caps": [{"group": "g", "units": 8}]})") == Problems{"/caps/0: the policy has no level 'group'"});
}

TEST_CASE("windows end after they began; awards are of this supplier's orders; receipts are of the past",
          "[scenario][allocation]") {
  CHECK(faults_of(R"({"frozen": [{"from": "2024-01-05", "until": "2024-01-05"}]})") ==
        Problems{"/frozen/0/until: a window has to end after it began"});
  CHECK(faults_of(R"({"awards": [{"order": "lab-1", "units": 8, "at": "2024-01-05"}]})").empty());
  CHECK(faults_of(R"({"awards": [{"order": "shop-1", "units": 8, "at": "2024-01-05"}]})") ==
        Problems{"/awards/0/order: 'shop-1' is an order at another supplier"});
  CHECK(faults_of(R"({"awards": [{"order": "lab-1", "units": 12, "at": "2024-01-05"}]})") ==
        Problems{"/awards/0/units: is no multiple of the product's lot, 8"});
  CHECK(faults_of(R"({"received": [{"organisation": "lab", "product": "gpu", "units": 8, "date": "2023-12-01"}]})")
            .empty());
  CHECK(faults_of(R"({"received": [{"organisation": "lab", "units": 8}]})") ==
        Problems{"/received/0: 'product' is missing: of what it was received"});
  CHECK(faults_of(R"({"received": [{"organisation": "lab", "product": "gpu", "units": 8, "date": "2024-01-01"}]})") ==
        Problems{"/received/0/date: it has to be before the start"});
  CHECK(faults_of(R"({"readiness": {}})") ==
        Problems{"/readiness: 'lookahead' is missing: how far ahead planned room counts"});
}

TEST_CASE("a set may change any of it, and is told at once what would be wrong", "[scenario][allocation]") {
  const auto set = [](const std::string& path, const std::string& value) {
    return R"(, "interventions": {"new": {"at": "2024-01-10", "set": {"path": "/suppliers/maker/allocation)" + path +
           R"(", "value": )" + value + "}}}";
  };
  const std::string quotas =
      R"({"rules": {"organisation": {"quota": {"lab": 0.5}}}, "guarantees": [{"organisation": "lab", "share": 0.05, "per": "4w"}]})";
  CHECK(faults_of(quotas, set("/rules/organisation/quota/lab", "0.25")).empty());
  CHECK(faults_of(quotas, set("/rules/organisation/quota/shop", "0.25")).empty());
  CHECK(faults_of(quotas, set("/rules/organisation", R"({"fair_share": {"half_life": "4w"}})")).empty());
  CHECK(faults_of(quotas, set("/guarantees/0/share", "0.1")).empty());
  CHECK(faults_of(quotas, set("/readiness", R"({"lookahead": "8w"})")).empty());
  CHECK(faults_of(quotas, set("/frozen", R"([{"from": "2024-01-12", "until": "2024-01-14"}])")).empty());
  CHECK(faults_of(quotas, set("/rules/organisation/quota/shop", "0.75")) ==
        Problems{"/interventions/new/set/value: would make /suppliers/maker/allocation/rules wrong: quotas come to "
                 "more than the whole: 1.25"});
  CHECK(faults_of(quotas, set("/awards", "[]")).size() == 1);
}

TEST_CASE("a cap is of units, or of a share of what others get; of a run, a period or in all",
          "[scenario][allocation]") {
  const auto caps = [](const std::string& cap) {
    return faults_of(R"({"levels": ["group", "organisation", "order"], "caps": [)" + cap + "]}");
  };
  CHECK(caps(R"({"organisation": "lab", "units": 8, "per": "month"})").empty());
  CHECK(caps(R"({"organisation": "lab", "units": 8, "per": "all", "product": "cpu"})").empty());
  CHECK(caps(R"({"organisation": "shop", "share": 0.5, "of": {"group": "g"}, "per": "2w"})").empty());
  CHECK(caps(R"({"group": "g", "share": 0.5, "of": {"organisation": ["shop"]}})").empty());
  CHECK(caps(R"({"organisation": "lab", "units": 8, "per": "mnth"})") ==
        Problems{"/caps/0/per: unknown period 'mnth'; did you mean 'month'?"});
  CHECK(caps(R"({"organisation": "lab", "units": 8, "per": "0d"})") ==
        Problems{"/caps/0/per: expected a value greater than 0, found '0d'"});
  CHECK(caps(R"({"organisation": "lab"})") == Problems{"/caps/0: needs either 'units' or 'share'"});
  CHECK(caps(R"({"organisation": "lab", "share": 0.5})") ==
        Problems{"/caps/0: 'of' is missing: of whose awards 'share' is the part"});
  CHECK(caps(R"({"organisation": "lab", "units": 8, "of": {"organisation": "shop"}})") ==
        Problems{"/caps/0/of: goes with 'share': 'units' are of nobody else's awards"});
  CHECK(caps(R"({"organisation": "lab", "share": 0.5, "of": {"group": "g"}})") ==
        Problems{"/caps/0/of: is a share of what it gets itself"});
  CHECK(caps(R"({"group": "g", "share": 0.5, "of": {"organisation": ["shop", "lab"]}})") ==
        Problems{"/caps/0/of: is a share of what it gets itself"});
  CHECK(caps(R"({"order": "lab-1", "share": 0.5, "of": {"organisation": "lab"}})") ==
        Problems{"/caps/0/of: is a share of what its own organisation gets"});
  CHECK(caps(R"({"organisation": "lab", "share": 0.5, "of": {}})") ==
        Problems{"/caps/0/of: needs 'organisation' or 'group', or both"});
}

TEST_CASE("a guarantee above a cap of the same claimant and period cannot be kept", "[scenario][allocation]") {
  const auto both = [](const std::string& units, const std::string& per) {
    return faults_of(
        R"({"caps": [{"organisation": "lab", "units": 8, "per": "month"}], "guarantees": [{"organisation": "lab", "units": )" +
        units + R"(, "per": )" + per + "}]}");
  };
  CHECK(both("8", R"("month")").empty());
  CHECK(both("16", R"("quarter")").empty());
  CHECK(both("16", R"("month")") ==
        Problems{"/guarantees/0/units: promises more than caps/0 allows in the same period: 16 against 8"});
  CHECK(
      both("8", R"("all")") ==
      Problems{"/guarantees/0/per: unknown period 'all'; write a duration such as \"2w\", or month, quarter or year"});
}

TEST_CASE("a reserve says for whom it is, and how much unless it is for an order", "[scenario][allocation]") {
  const auto reserves = [](const std::string& reserve) { return faults_of(R"({"reserves": [)" + reserve + "]}"); };
  CHECK(reserves(R"({"units": 8, "for": {"priority": 1}})").empty());
  CHECK(reserves(
            R"({"units": 8, "for": {"organisation": "lab", "group": ["g"]}, "product": "gpu", "until": "2024-02-01"})")
            .empty());
  CHECK(reserves(R"({"for": {"order": "lab-1"}})").empty());
  CHECK(reserves(R"({"units": 8})") == Problems{"/reserves/0: 'for' is missing: for whom"});
  CHECK(reserves(R"({"for": {"organisation": "lab"}})") ==
        Problems{"/reserves/0: 'units' is missing: only what is kept for an 'order' may leave it out"});
  CHECK(reserves(R"({"units": 8, "for": {"organisation": "lab", "priority": 1}})") ==
        Problems{
            "/reserves/0/for: names either buyers ('organisation', 'group' or both), or an 'order', or a 'priority'"});
  CHECK(reserves(R"({"for": {"order": "shop-1"}})") ==
        Problems{"/reserves/0/for/order: 'shop-1' is an order at another supplier"});
  CHECK(reserves(R"({"units": 8, "for": {"priority": 1}, "from": "2024-02-01", "until": "2024-01-09"})") ==
        Problems{"/reserves/0/until: a window has to end after it began"});
}

}  // namespace allocation_test
