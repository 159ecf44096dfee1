#include <algorithm>
#include <string_view>

#include "agree/census.hpp"

namespace allot::agree {
namespace {

bool happened(const Evidence& it, bool (*holds)(const Json& intervention)) {
  return any(it.of("intervention"), [&](const Json& line) { return holds(intervention(it, line)); });
}

bool costs(const Json& intervention, const char* how) {
  return has(intervention, "cost") && has(intervention.at("cost"), how);
}

int times(const Evidence& it, bool (*holds)(const Json& intervention)) {
  int most = 0;
  std::map<std::string, int> counts;
  for (const Json& line : it.of("intervention"))
    if (holds(intervention(it, line))) most = std::max(most, ++counts[line.at("intervention").get<std::string>()]);
  return most;
}

bool set(const Evidence& it, std::string_view path) {
  return any(it.of("intervention"), [&](const Json& line) {
    const Json& one = intervention(it, line);
    return has(one, "set") && one.at("set").at("path").get<std::string>().find(path) != std::string::npos;
  });
}

bool has_side(const Json& swap, const char* key) {
  return std::any_of(swap.at("between").begin(), swap.at("between").end(),
                     [&](const Json& side) { return side.is_object() && side.contains(key); });
}

void add_moves(Features& all) {
  all.insert(
      all.end(),
      {
          {"swap: units moved", [](const Evidence& it) { return moved(it, "swap"); }},
          {"swap: units unfilled", [](const Evidence& it) { return fell_short(it, "swap"); }},
          {"swap: in part",
           [](const Evidence& it) {
             return fell_short(it, "swap") &&
                    moved(it, "swap", [](const Json& t) { return t.value("partial", false); });
           }},
          {"swap: the latest",
           [](const Evidence& it) {
             return moved(it, "swap", [](const Json& t) { return t.value("choose", "") == "latest"; });
           }},
          {"swap: from each order evenly",
           [](const Evidence& it) {
             return moved(it, "swap", [](const Json& t) { return t.value("choose", "") == "even"; });
           }},
          {"swap: of orders that are named",
           [](const Evidence& it) { return moved(it, "swap", [](const Json& t) { return has_side(t, "orders"); }); }},
          {"swap: in a circle",
           [](const Evidence& it) {
             return moved(it, "swap", [](const Json& t) { return t.at("between").size() > 2; });
           }},
          {"swap: of one side the latest, say",
           [](const Evidence& it) { return moved(it, "swap", [](const Json& t) { return has_side(t, "choose"); }); }},
          {"swap: of different numbers",
           [](const Evidence& it) { return moved(it, "swap", [](const Json& t) { return has_side(t, "units"); }); }},
          {"swap: of one product for another",
           [](const Evidence& it) { return moved(it, "swap", [](const Json& t) { return has_side(t, "product"); }); }},
          {"swap: of states that are named",
           [](const Evidence& it) { return moved(it, "swap", [](const Json& t) { return has(t, "states"); }); }},
          {"swap: with a detour",
           [](const Evidence& it) { return moved(it, "swap", [](const Json& t) { return has(t, "reroute"); }); }},
          {"divert: units moved", [](const Evidence& it) { return moved(it, "divert"); }},
          {"divert: units unfilled", [](const Evidence& it) { return fell_short(it, "divert"); }},
          {"divert: with a detour",
           [](const Evidence& it) { return moved(it, "divert", [](const Json& t) { return has(t, "reroute"); }); }},
          {"loan: units moved", [](const Evidence& it) { return moved(it, "loan"); }},
          {"loan: given back",
           [](const Evidence& it) {
             return moved(it, "loan") && times(it, [](const Json& one) { return has(one, "loan"); }) > 1;
           }},
      });
}

void add_acts(Features& all) {
  all.insert(
      all.end(),
      {
          {"cancel: on the start day, of what is ordered by then",
           [](const Evidence& it) {
             return any(it.of("intervention"), [&](const Json& line) {
               return line.at("time") == it.scenario.at("start") && line.at("moved") > 0 &&
                      intervention(it, line).contains("cancel");
             });
           }},
          {"cancel: units cancelled", [](const Evidence& it) { return moved(it, "cancel"); }},
          {"cancel: units unfilled", [](const Evidence& it) { return fell_short(it, "cancel"); }},
          {"cancel: of an order",
           [](const Evidence& it) { return moved(it, "cancel", [](const Json& t) { return has(t, "order"); }); }},
          {"cancel: of an organisation",
           [](const Evidence& it) {
             return moved(it, "cancel", [](const Json& t) { return has(t, "organisation"); });
           }},
          {"cost: each time",
           [](const Evidence& it) { return happened(it, [](const Json& one) { return costs(one, "once"); }); }},
          {"cost: of units",
           [](const Evidence& it) { return happened(it, [](const Json& one) { return costs(one, "per_unit"); }); }},
          {"cost: of units and days",
           [](const Evidence& it) { return happened(it, [](const Json& one) { return costs(one, "per_unit_day"); }); }},
          {"cost: paid by somebody",
           [](const Evidence& it) { return happened(it, [](const Json& one) { return has(one, "paid_by"); }); }},
          {"defer: units deferred", [](const Evidence& it) { return moved(it, "defer"); }},
          {"expedite: a priority", [](const Evidence& it) { return !it.of("expedited").empty(); }},
          {"expedite: a stage", [](const Evidence& it) { return !it.of("hastened").empty(); }},
          {"split: parts", [](const Evidence& it) { return !it.of("parted").empty(); }},
          {"order: placed by an intervention",
           [](const Evidence& it) {
             return happened(it, [](const Json& one) { return has(one, "order") && one.at("order").is_object(); });
           }},
          {"order: placed, and named by a decision that moved some of it",
           [](const Evidence& it) {
             if (!it.scenario.contains("interventions")) return false;
             const Json& all = it.scenario.at("interventions");
             return any(it.of("intervention"), [&](const Json& line) {
               if (line.at("moved") == 0) return false;
               const Json& one = intervention(it, line);
               for (const char* action : {"cancel", "defer", "expedite", "split"})
                 if (has(one, action) && has(one.at(action), "order") &&
                     all.contains(one.at(action).at("order").get<std::string>()))
                   return true;
               return false;
             });
           }},
          {"order: placed, and given by hand",
           [](const Evidence& it) {
             return has(it.scenario, "interventions") && any(it.of("by_hand"), [&](const Json& line) {
                      return it.scenario.at("interventions").contains(line.at("order").get<std::string>());
                    });
           }},
          {"supply: lots scaled",
           [](const Evidence& it) {
             return happened(it, [](const Json& one) {
               return has(one, "supply") && has(one.at("supply"), "scale") && one.at("supply").at("scale") > 0;
             });
           }},
          {"supply: lots stopped",
           [](const Evidence& it) {
             return happened(it, [](const Json& one) {
               return has(one, "supply") && has(one.at("supply"), "scale") && one.at("supply").at("scale") == 0;
             });
           }},
          {"supply: lots brought later",
           [](const Evidence& it) {
             return happened(it, [](const Json& one) {
               return has(one, "supply") && has(one.at("supply"), "by") && one.at("supply").at("by").is_string() &&
                      one.at("supply").at("by").get<std::string>().front() != '-';
             });
           }},
          {"supply: lots brought earlier",
           [](const Evidence& it) {
             return happened(it, [](const Json& one) {
               return has(one, "supply") && has(one.at("supply"), "by") && one.at("supply").at("by").is_string() &&
                      one.at("supply").at("by").get<std::string>().front() == '-';
             });
           }},
          {"supply: lots shifted by chance",
           [](const Evidence& it) {
             return happened(it, [](const Json& one) {
               return has(one, "supply") && has(one.at("supply"), "by") && one.at("supply").at("by").is_object();
             });
           }},
          {"supply: lots scaled and shifted",
           [](const Evidence& it) {
             return happened(it, [](const Json& one) {
               return has(one, "supply") && has(one.at("supply"), "by") && has(one.at("supply"), "scale");
             });
           }},
          {"supply: units added", [](const Evidence& it) { return !it.of("added").empty(); }},
          {"delay: of a stage",
           [](const Evidence& it) { return happened(it, [](const Json& one) { return has(one, "delay"); }); }},
          {"power: a source moved to a date",
           [](const Evidence& it) {
             return happened(it, [](const Json& one) { return has(one, "power") && has(one.at("power"), "at"); });
           }},
          {"power: a source shifted",
           [](const Evidence& it) {
             return happened(it, [](const Json& one) { return has(one, "power") && has(one.at("power"), "by"); });
           }},
          {"power: a source of another size",
           [](const Evidence& it) {
             return happened(it, [](const Json& one) { return has(one, "power") && has(one.at("power"), "add"); });
           }},
          {"embargo: orders cancelled",
           [](const Evidence& it) {
             return moved(it, "embargo", [](const Json& t) { return t.at("orders") == "cancel"; });
           }},
          {"embargo: orders frozen",
           [](const Evidence& it) {
             return moved(it, "embargo", [](const Json& t) { return t.at("orders") == "freeze"; });
           }},
          {"embargo: orders released", [](const Evidence& it) { return !it.of("unpegged").empty(); }},
          {"embargo: units returned", [](const Evidence& it) { return !it.of("returned").empty(); }},
          {"embargo: over", [](const Evidence& it) { return !it.of("unbarred").empty(); }},
          {"embargo: of an organisation",
           [](const Evidence& it) {
             return moved(it, "embargo", [](const Json& t) { return has(t, "organisation"); });
           }},
          {"embargo: of a region",
           [](const Evidence& it) { return moved(it, "embargo", [](const Json& t) { return has(t, "region"); }); }},
          {"embargo: of a product",
           [](const Evidence& it) { return moved(it, "embargo", [](const Json& t) { return has(t, "product"); }); }},
          {"convert: units made", [](const Evidence& it) { return !it.of("converted").empty(); }},
          {"convert: with a ratio",
           [](const Evidence& it) { return moved(it, "convert", [](const Json& t) { return has(t, "ratio"); }); }},
          {"retire: units retired", [](const Evidence& it) { return !it.of("retired").empty(); }},
          {"reclaim: units called back", [](const Evidence& it) { return !it.of("called_back").empty(); }},
          {"lease: units leased", [](const Evidence& it) { return !it.of("leased").empty(); }},
          {"lease: for a term",
           [](const Evidence& it) { return moved(it, "lease", [](const Json& t) { return has(t, "term"); }); }},
          {"lease: of a site",
           [](const Evidence& it) { return moved(it, "lease", [](const Json& t) { return has(t, "site"); }); }},
          {"price: changed", [](const Evidence& it) { return !it.of("price").empty(); }},
      });
}

void add_sets(Features& all) {
  all.insert(all.end(),
             {
                 {"set: a weight", [](const Evidence& it) { return set(it, "/weight"); }},
                 {"set: a priority", [](const Evidence& it) { return set(it, "/priority"); }},
                 {"set: a rule", [](const Evidence& it) { return set(it, "/rules/"); }},
                 {"set: a cap", [](const Evidence& it) { return set(it, "/caps/"); }},
                 {"set: other caps", [](const Evidence& it) { return set(it, "/caps") && !set(it, "/caps/"); }},
                 {"set: a reserve", [](const Evidence& it) { return set(it, "/reserves"); }},
                 {"set: a guarantee", [](const Evidence& it) { return set(it, "/guarantees/"); }},
                 {"set: a readiness gate", [](const Evidence& it) { return set(it, "/readiness"); }},
                 {"set: a frozen window", [](const Evidence& it) { return set(it, "/frozen"); }},
                 {"set: a crew", [](const Evidence& it) { return set(it, "/install"); }},
                 {"set: commissioning", [](const Evidence& it) { return set(it, "/commissioning"); }},
                 {"set: until a date",
                  [](const Evidence& it) {
                    return happened(it, [](const Json& one) { return has(one, "set") && has(one.at("set"), "until"); });
                  }},
             });
}

void add_timing(Features& all) {
  all.insert(
      all.end(),
      {
          {"when: on a date",
           [](const Evidence& it) {
             return happened(it, [](const Json& one) { return has(one, "at") && one.at("at").is_string(); });
           }},
          {"when: on a date that slips",
           [](const Evidence& it) {
             return happened(it, [](const Json& one) { return has(one, "at") && has(one.at("at"), "slip"); });
           }},
          {"when: a count has risen",
           [](const Evidence& it) {
             return happened(it, [](const Json& one) { return has(one, "when") && has(one.at("when"), "at_least"); });
           }},
          {"when: a count has fallen",
           [](const Evidence& it) {
             return happened(it, [](const Json& one) { return has(one, "when") && has(one.at("when"), "at_most"); });
           }},
          {"when: of a supplier",
           [](const Evidence& it) {
             return happened(it, [](const Json& one) {
               return has(one, "when") && one.at("when").value("metric", "").starts_with("supplier");
             });
           }},
          {"when: of a site",
           [](const Evidence& it) {
             return happened(it, [](const Json& one) {
               return has(one, "when") && one.at("when").value("metric", "").starts_with("site");
             });
           }},
          {"when: of a group",
           [](const Evidence& it) {
             return happened(it, [](const Json& one) {
               return has(one, "when") && one.at("when").value("metric", "").starts_with("group");
             });
           }},
          {"when: of an organisation",
           [](const Evidence& it) {
             return happened(it, [](const Json& one) {
               return has(one, "when") && one.at("when").value("metric", "").starts_with("organisation");
             });
           }},
          {"when: of the system",
           [](const Evidence& it) {
             return happened(it, [](const Json& one) {
               return has(one, "when") && one.at("when").value("metric", "").starts_with("system");
             });
           }},
          {"when: an order has come so far",
           [](const Evidence& it) {
             return happened(it, [](const Json& one) { return has(one, "when") && has(one.at("when"), "state"); });
           }},
          {"when: true again",
           [](const Evidence& it) { return times(it, [](const Json& one) { return has(one, "when"); }) > 1; }},
          {"when: every so often",
           [](const Evidence& it) {
             return times(it, [](const Json& one) { return has(one, "repeat") && has(one, "at"); }) > 1;
           }},
          {"when: every so often until a day",
           [](const Evidence& it) {
             return times(it, [](const Json& one) { return has(one, "repeat") && has(one.at("repeat"), "until"); }) > 1;
           }},
          {"when: after another",
           [](const Evidence& it) { return happened(it, [](const Json& one) { return has(one, "after"); }); }},
          {"when: by chance",
           [](const Evidence& it) { return happened(it, [](const Json& one) { return has(one, "probability"); }); }},
      });
}

}  // namespace

void add_interventions(Features& all) {
  add_moves(all);
  add_acts(all);
  add_sets(all);
  add_timing(all);
}

}  // namespace allot::agree
