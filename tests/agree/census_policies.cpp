#include <algorithm>
#include <numeric>
#include <set>

#include "agree/census.hpp"

namespace allot::agree {
namespace {

using Numbers = std::vector<std::int64_t>;

Numbers numbers(const Json& line, const char* key) { return line.at(key).get<Numbers>(); }

std::int64_t sum(const Numbers& numbers) { return std::accumulate(numbers.begin(), numbers.end(), std::int64_t{0}); }

// Several claim more than there is, of which some can be given.
bool is_short(const Json& division) {
  const Numbers caps = numbers(division, "caps");
  const std::int64_t supply = division.at("supply"), lot = division.at("lot");
  return caps.size() > 1 && sum(caps) > supply && supply >= lot;
}

template <class Holds>
bool divided(const Evidence& it, Holds holds) {
  return any(it.of("division"), holds);
}

bool any_policy(const Evidence& it, bool (*holds)(const Json& policy)) {
  return any_in(it.scenario, "suppliers", [&](const Json& s) { return holds(s.at("allocation")); });
}

bool any_limit(const Evidence& it, const char* list, bool (*holds)(const Json& limit)) {
  return any_in(it.scenario, "suppliers", [&](const Json& s) { return any_in(s.at("allocation"), list, holds); });
}

bool any_rule(const Evidence& it, const char* rule, bool (*holds)(const Json& terms)) {
  return any_in(it.scenario, "suppliers", [&](const Json& s) {
    return any_in(s.at("allocation"), "rules", [&](const Json& r) { return has(r, rule) && holds(r.at(rule)); });
  });
}

bool has_short_division(const Evidence& it, const char* rule) {
  return any(it.of("division"), [&](const Json& d) { return d.at("rule") == rule && is_short(d); });
}

// The same node is divided twice in one run.
bool was_divided_again(const Evidence& it) {
  std::set<std::string> seen;
  return divided(it, [&](const Json& d) {
    if (d.at("tier") != 0) return false;
    const std::string node = d.at("time").dump() + d.at("supplier").dump() + d.at("product").dump() +
                             d.at("level").dump() + d.at("node").dump();
    return !seen.insert(node).second;
  });
}

// Something is guaranteed at a level for which no guarantee stands.
bool was_lifted(const Evidence& it) {
  std::set<std::string> owed;
  for (const Json& line : it.of("owed")) owed.insert(line.at("supplier").dump() + line.at("level").dump());
  return divided(it, [&](const Json& d) {
    return sum(numbers(d, "guaranteed")) > 0 && !owed.contains(d.at("supplier").dump() + d.at("level").dump());
  });
}

bool was_guaranteed(const Evidence& it, bool (*holds)(const Json& limit)) {
  return divided(it, [](const Json& d) { return sum(numbers(d, "guaranteed")) > 0; }) &&
         any_limit(it, "guarantees", holds);
}

void add_rules(Features& all) {
  all.insert(
      all.end(),
      {
          {"rule, short: proportional", [](const Evidence& it) { return has_short_division(it, "proportional"); }},
          {"rule, short: equal_awards", [](const Evidence& it) { return has_short_division(it, "equal_awards"); }},
          {"rule, short: equal_losses", [](const Evidence& it) { return has_short_division(it, "equal_losses"); }},
          {"rule, short: talmud", [](const Evidence& it) { return has_short_division(it, "talmud"); }},
          {"rule, short: reverse_talmud", [](const Evidence& it) { return has_short_division(it, "reverse_talmud"); }},
          {"rule, short: piniles", [](const Evidence& it) { return has_short_division(it, "piniles"); }},
          {"rule, short: constrained_egalitarian",
           [](const Evidence& it) { return has_short_division(it, "constrained_egalitarian"); }},
          {"rule, short: random_arrival", [](const Evidence& it) { return has_short_division(it, "random_arrival"); }},
          {"rule, short: random_arrival of more than 12",
           [](const Evidence& it) {
             return divided(it, [](const Json& d) {
               return d.at("rule") == "random_arrival" && is_short(d) && d.at("claimants").size() > 12;
             });
           }},
          {"rule, short: minimal_overlap",
           [](const Evidence& it) { return has_short_division(it, "minimal_overlap"); }},
          {"rule, short: adjusted_proportional",
           [](const Evidence& it) { return has_short_division(it, "adjusted_proportional"); }},
          {"rule, short: fair_share", [](const Evidence& it) { return has_short_division(it, "fair_share"); }},
          {"rule, short: fair_share that forgets",
           [](const Evidence& it) {
             return has_short_division(it, "fair_share") &&
                    any_rule(it, "fair_share", [](const Json& t) { return has(t, "half_life"); });
           }},
          {"rule, short: turn_and_earn", [](const Evidence& it) { return has_short_division(it, "turn_and_earn"); }},
          {"rule, short: quota", [](const Evidence& it) { return has_short_division(it, "quota"); }},
          {"rule, short: fifo", [](const Evidence& it) { return has_short_division(it, "fifo"); }},
          {"rule, short: earliest_due", [](const Evidence& it) { return has_short_division(it, "earliest_due"); }},
          {"rule, short: priority", [](const Evidence& it) { return has_short_division(it, "priority"); }},
          {"rule, short: smallest_first", [](const Evidence& it) { return has_short_division(it, "smallest_first"); }},
          {"rule, short: random_order", [](const Evidence& it) { return has_short_division(it, "random_order"); }},
          {"rule, short: auction, each pays its bid",
           [](const Evidence& it) { return has_short_division(it, "auction"); }},
          {"rule, short: auction, all pay the lowest",
           [](const Evidence& it) {
             return has_short_division(it, "auction") &&
                    any_rule(it, "auction", [](const Json& t) { return t.value("price", "bid") == "uniform"; });
           }},
      });
}

void add_divisions(Features& all) {
  all.insert(
      all.end(),
      {
          {"division: of groups",
           [](const Evidence& it) {
             return divided(it, [](const Json& d) { return d.at("level") == "group" && is_short(d); });
           }},
          {"division: of groups within a group",
           [](const Evidence& it) {
             return divided(it, [](const Json& d) {
               return d.at("level") == "group_2" && is_short(d) && d.at("claimants").size() > 1;
             });
           }},
          {"division: of groups three deep",
           [](const Evidence& it) { return divided(it, [](const Json& d) { return d.at("level") == "group_3"; }); }},
          {"division: a cap or guarantee of a group within a group",
           [](const Evidence& it) {
             return any_policy(it, [](const Json& p) {
               for (const char* list : {"caps", "guarantees"})
                 for (const Json& limit : p.value(list, Json::array()))
                   if (limit.contains("group") && limit.at("group") > "g2") return true;
               return false;
             });
           }},
          {"division: of organisations",
           [](const Evidence& it) {
             return divided(it, [](const Json& d) { return d.at("level") == "organisation" && is_short(d); });
           }},
          {"division: of orders",
           [](const Evidence& it) {
             return divided(it, [](const Json& d) { return d.at("level") == "order" && is_short(d); });
           }},
          {"division: three levels",
           [](const Evidence& it) { return any_policy(it, [](const Json& p) { return p.at("levels").size() == 3; }); }},
          {"division: weights",
           [](const Evidence& it) {
             return divided(it, [](const Json& d) {
               const auto w = d.at("weights").get<std::vector<double>>();
               return is_short(d) && std::count(w.begin(), w.end(), w[0]) < static_cast<std::ptrdiff_t>(w.size());
             });
           }},
          {"division: a second tier",
           [](const Evidence& it) { return divided(it, [](const Json& d) { return d.at("tier") > 0; }); }},
          {"division: ceilings that bind",
           [](const Evidence& it) {
             return divided(it, [](const Json& d) { return d.at("caps") != d.at("claims"); });
           }},
          {"division: a remainder carried on",
           [](const Evidence& it) {
             return divided(it, [](const Json& d) {
               const auto c = d.at("carry").get<std::vector<double>>();
               return is_short(d) && std::any_of(c.begin(), c.end(), [](double x) { return x != 0; });
             });
           }},
          {"division: someone set aside for a smallest shipment",
           [](const Evidence& it) {
             return divided(it, [](const Json& d) {
               const Numbers m = numbers(d, "minimums"), x = numbers(d, "awards"), c = numbers(d, "caps");
               for (std::size_t i = 0; i < m.size(); ++i)
                 if (is_short(d) && m[i] > d.at("lot") && x[i] == 0 && c[i] > 0) return true;
               return false;
             });
           }},
          {"division: a smallest shipment above orders",
           [](const Evidence& it) {
             return divided(it, [](const Json& d) {
               const Numbers m = numbers(d, "minimums");
               return d.at("level") != "order" && is_short(d) && *std::max_element(m.begin(), m.end()) > d.at("lot");
             });
           }},
          {"division: what came back is divided again", [](const Evidence& it) { return was_divided_again(it); }},
          {"division: lots of 8",
           [](const Evidence& it) {
             return divided(it, [](const Json& d) { return is_short(d) && d.at("lot") > 1; });
           }},
          {"division: by hand", [](const Evidence& it) { return !it.of("by_hand").empty(); }},
          {"division: frozen", [](const Evidence& it) { return !it.of("frozen").empty(); }},
          {"division: claims within the room that is planned",
           [](const Evidence& it) { return any(it.of("gated"), [](const Json& g) { return g.at("claim") > 0; }); }},
          {"division: claims that are shut out",
           [](const Evidence& it) { return any(it.of("gated"), [](const Json& g) { return g.at("claim") == 0; }); }},
      });
}

bool is_calendar(const Json& period) { return period == "month" || period == "quarter" || period == "year"; }

// A cap of a period allowed less than it says, since some of it was used.
bool was_used_up(const Evidence& it, bool (*holds)(const Json& cap)) {
  return any(it.of("cap"),
             [&](const Json& cap) { return cap.contains("most") && cap.at("units") < cap.at("most") && holds(cap); });
}

bool held_for(const Evidence& it, bool (*holds)(const Json& reserve)) {
  return any(it.of("reserve"), [&](const Json& r) { return r.at("asks") > 0 && holds(r); }) &&
         any(it.of("reserved"), [](const Json& r) { return sum(numbers(r, "held")) > 0; });
}

void add_periods_and_reserves(Features& all) {
  all.insert(
      all.end(),
      {
          {"policy: a cap of a period, partly used",
           [](const Evidence& it) { return was_used_up(it, [](const Json& c) { return c.at("per_months") == 0; }); }},
          {"policy: a cap of a month or a year, partly used",
           [](const Evidence& it) { return was_used_up(it, [](const Json& c) { return c.at("per_months") > 0; }); }},
          {"policy: a cap of an order's period, partly used",
           [](const Evidence& it) { return was_used_up(it, [](const Json& c) { return c.at("level") == "order"; }); }},
          {"policy: a cap of one product",
           [](const Evidence& it) { return any_limit(it, "caps", [](const Json& l) { return has(l, "product"); }); }},
          {"policy: a share of what others get",
           [](const Evidence& it) {
             return any(it.of("cap"), [](const Json& c) { return c.contains("share") && c.at("units") > 0; });
           }},
          {"policy: a guarantee by the calendar",
           [](const Evidence& it) {
             return was_guaranteed(it, [](const Json& l) { return is_calendar(l.at("per")); });
           }},
          {"policy: runs by the calendar",
           [](const Evidence& it) {
             return any_policy(it, [](const Json& p) { return has(p, "every") && is_calendar(p.at("every")); });
           }},
          {"policy: stock held for buyers",
           [](const Evidence& it) { return held_for(it, [](const Json& r) { return r.contains("organisations"); }); }},
          {"policy: stock held for a priority",
           [](const Evidence& it) { return held_for(it, [](const Json& r) { return r.contains("priority"); }); }},
          {"policy: stock held for an order",
           [](const Evidence& it) { return held_for(it, [](const Json& r) { return r.contains("order"); }); }},
          {"policy: stock saved up for an order",
           [](const Evidence& it) { return held_for(it, [](const Json& r) { return r.at("is_open_order") == 1; }); }},
      });
}

void add_terms_of_policy(Features& all) {
  all.insert(
      all.end(),
      {
          {"policy: at every arrival",
           [](const Evidence& it) { return any_policy(it, [](const Json& p) { return !has(p, "every"); }); }},
          {"policy: by a calendar",
           [](const Evidence& it) { return any_policy(it, [](const Json& p) { return has(p, "every"); }); }},
          {"policy: a cap of a group",
           [](const Evidence& it) { return any_limit(it, "caps", [](const Json& l) { return has(l, "group"); }); }},
          {"policy: a cap of an organisation",
           [](const Evidence& it) {
             return any_limit(it, "caps", [](const Json& l) { return has(l, "organisation"); });
           }},
          {"policy: a cap of an order",
           [](const Evidence& it) { return any_limit(it, "caps", [](const Json& l) { return has(l, "order"); }); }},
          {"policy: a guarantee of units",
           [](const Evidence& it) { return was_guaranteed(it, [](const Json& l) { return has(l, "units"); }); }},
          {"policy: a guarantee of a share",
           [](const Evidence& it) { return was_guaranteed(it, [](const Json& l) { return has(l, "share"); }); }},
          {"policy: a guarantee to a group",
           [](const Evidence& it) { return was_guaranteed(it, [](const Json& l) { return has(l, "group"); }); }},
          {"policy: a guarantee to an organisation",
           [](const Evidence& it) { return was_guaranteed(it, [](const Json& l) { return has(l, "organisation"); }); }},
          {"policy: a guarantee to an order",
           [](const Evidence& it) { return was_guaranteed(it, [](const Json& l) { return has(l, "order"); }); }},
          {"policy: a guarantee lifts those above", [](const Evidence& it) { return was_lifted(it); }},
          {"policy: guarantees that are scaled",
           [](const Evidence& it) {
             return was_guaranteed(it, [](const Json& l) { return l.value("scaled", false); });
           }},
          {"policy: what was received before the start",
           [](const Evidence& it) { return !it.of("received_before").empty(); }},
      });
}

}  // namespace

void add_policies(Features& all) {
  add_rules(all);
  add_divisions(all);
  add_terms_of_policy(all);
  add_periods_and_reserves(all);
}

}  // namespace allot::agree
