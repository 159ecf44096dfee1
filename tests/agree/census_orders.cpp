#include "agree/census.hpp"

namespace allot::agree {
namespace {

bool cancelled(const Evidence& it, const char* cause) {
  return any(it.of("cancelled"), [&](const Json& line) { return line.value("cause", "") == cause; });
}

bool any_order(const Evidence& it, bool (*holds)(const Json& order)) { return any_in(it.scenario, "orders", holds); }

bool any_target(const Evidence& it, bool (*holds)(const Json& target)) {
  return any_in(it.scenario, "organisations", [&](const Json& organisation) {
    return has(organisation, "order_behaviour") && holds(organisation.at("order_behaviour").at("target"));
  });
}

bool any_gaming(const Evidence& it, bool (*holds)(const Json& orders)) {
  return any_target(it, holds) || any_in(it.scenario, "streams", holds);
}

bool any_contract(const Evidence& it, bool (*holds)(const Json& orders)) {
  return any_gaming(it, holds) || any_order(it, holds);
}

bool substituted(const Evidence& it, bool (*holds)(const Json& substitute)) {
  return !it.of("substituted").empty() &&
         anywhere(it.scenario.at("products"), [&](const Json& json) { return has(json, "product") && holds(json); });
}

bool shipped(const Evidence& it, const char* state) {
  return any(it.of("shipped_before_start"), [&](const Json& line) { return line.at("state") == state; });
}

void add_gaming(Features& all) {
  all.insert(
      all.end(),
      {
          {"behaviour: a roadmap", [](const Evidence& it) { return any_target(it, [](const Json&) { return true; }); }},
          {"behaviour: a roadmap that falls",
           [](const Evidence& it) {
             return any_target(it, [](const Json& t) {
               return t.at("roadmap").size() > 1 && t.at("roadmap").back()[1].is_number() &&
                      t.at("roadmap").front()[1].is_number() && t.at("roadmap").back()[1] < t.at("roadmap").front()[1];
             });
           }},
          {"behaviour: a roadmap that is looked at each month",
           [](const Evidence& it) {
             return any_target(it, [](const Json& t) { return t.value("review", "") == "month"; });
           }},
          {"behaviour: a roadmap with a lead time of its own",
           [](const Evidence& it) { return any_target(it, [](const Json& t) { return has(t, "lead_time"); }); }},
          {"behaviour: a roadmap at the supplier who is quickest",
           [](const Evidence& it) {
             return any_target(it, [](const Json& t) {
               return has(t, "supplier") && t.at("supplier").is_array() && t.at("supplier").size() > 1;
             });
           }},
          {"behaviour: inflation by fill rate",
           [](const Evidence& it) {
             return any_gaming(
                 it, [](const Json& g) { return has(g, "inflate") && g.at("inflate").at("by") == "fill_rate"; });
           }},
          {"behaviour: inflation by lead time",
           [](const Evidence& it) {
             return any_gaming(
                 it, [](const Json& g) { return has(g, "inflate") && g.at("inflate").at("by") == "lead_time"; });
           }},
          {"behaviour: the same need at two suppliers", [](const Evidence& it) { return !it.of("need").empty(); }},
          {"behaviour: copies cancelled", [](const Evidence& it) { return cancelled(it, "duplicate"); }},
          {"behaviour: copies never cancelled",
           [](const Evidence& it) { return any(it.of("need"), [](const Json& n) { return n.at("cancels") == 0; }); }},
      });
}

void add_terms_of_order(Features& all) {
  all.insert(
      all.end(),
      {
          {"order: placed before the start",
           [](const Evidence& it) {
             return any_order(it, [](const Json& o) {
               return has(o, "placed") && o.at("placed").is_string() && o.at("placed") < "2024-01-01";
             });
           }},
          {"order: not before a day",
           [](const Evidence& it) { return any_order(it, [](const Json& o) { return has(o, "not_before"); }); }},
          {"order: due", [](const Evidence& it) { return any_order(it, [](const Json& o) { return has(o, "due"); }); }},
          {"order: several sites",
           [](const Evidence& it) {
             return any_order(it, [](const Json& o) { return has(o, "site") && o.at("site").size() > 1; });
           }},
          {"order: priority",
           [](const Evidence& it) { return any_order(it, [](const Json& o) { return has(o, "priority"); }); }},
          {"order: shipped whole or not",
           [](const Evidence& it) { return any_order(it, [](const Json& o) { return has(o, "partial"); }); }},
          {"order: a smallest shipment",
           [](const Evidence& it) { return any_order(it, [](const Json& o) { return has(o, "min_shipment"); }); }},
          {"order: pegged units shipped",
           [](const Evidence& it) { return any(it.of("award"), [](const Json& a) { return a.at("pegged") == 1; }); }},
          {"order: patience that ended", [](const Evidence& it) { return cancelled(it, "patience"); }},
          {"order: without patience, served at once or lost",
           [](const Evidence& it) {
             return cancelled(it, "patience") &&
                    any_contract(it, [](const Json& o) { return has(o, "patience") && o.at("patience") == "0d"; });
           }},
          {"order: given back at the end of its term", [](const Evidence& it) { return !it.of("given_back").empty(); }},
          {"order: on its way back for a time",
           [](const Evidence& it) {
             return !it.of("back_in_stock").empty() &&
                    any_contract(it, [](const Json& o) { return has(o, "return_time"); });
           }},
          {"order: leased until it is reclaimed",
           [](const Evidence& it) {
             return any_contract(it, [](const Json& o) { return has(o, "notice") && !has(o, "term"); });
           }},
          {"order: not cancellable",
           [](const Evidence& it) { return any_contract(it, [](const Json& o) { return has(o, "cancellable"); }); }},
          {"order: a deposit or fee",
           [](const Evidence& it) {
             return any_contract(it, [](const Json& o) { return has(o, "deposit") || has(o, "cancel_fee"); });
           }},
          {"order: received before the start",
           [](const Evidence& it) {
             return shipped(it, "online") || shipped(it, "delivered") || shipped(it, "unpowered");
           }},
          {"order: on its way at the start", [](const Evidence& it) { return shipped(it, "in_transit"); }},
          {"order: late on its way at the start",
           [](const Evidence& it) {
             return shipped(it, "in_transit") && any_order(it, [](const Json& o) { return has(o, "in_transit_slip"); });
           }},
          {"order: a list of products, taken",
           [](const Evidence& it) {
             return !it.of("substituted").empty() &&
                    any_order(it, [](const Json& o) { return o.at("product").is_array(); });
           }},
          {"order: substitutes after a time of its own",
           [](const Evidence& it) { return any_order(it, [](const Json& o) { return has(o, "substitute_after"); }); }},
          {"product: a substitute in units, taken",
           [](const Evidence& it) {
             return substituted(it, [](const Json& s) { return s.value("by", "units") == "units"; });
           }},
          {"product: a substitute by compute, taken",
           [](const Evidence& it) {
             return substituted(it, [](const Json& s) { return s.value("by", "units") == "compute"; });
           }},
          {"product: a substitute by power, taken",
           [](const Evidence& it) {
             return substituted(it, [](const Json& s) { return s.value("by", "units") == "power"; });
           }},
          {"product: a substitute with a ratio, taken",
           [](const Evidence& it) {
             return any(it.of("substituted"), [](const Json& s) { return s.at("units") != s.at("stands_for"); });
           }},
          {"kit: shipped",
           [](const Evidence& it) { return any(it.of("kit"), [](const Json& line) { return line.at("units") > 0; }); }},
          {"kit: one alone of several",
           [](const Evidence& it) {
             return any(it.of("kit"),
                        [](const Json& line) { return line.at("units") > 0 && line.at("units") == line.at("each"); });
           }},
          {"kit: given what nobody else could use", [](const Evidence& it) { return !it.of("kit_more").empty(); }},
          {"kit: held back for want of one product",
           [](const Evidence& it) {
             return any(it.of("kit"), [](const Json& line) { return line.at("units") == 0; });
           }},
          {"product: price and its decay",
           [](const Evidence& it) {
             return any_in(it.scenario, "products", [](const Json& p) { return has(p, "price_decay"); });
           }},
          {"stream: orders",
           [](const Evidence& it) { return any_in(it.scenario, "streams", [](const Json&) { return true; }); }},
          {"stream: from a day",
           [](const Evidence& it) {
             return any_in(it.scenario, "streams", [](const Json& s) { return has(s, "from"); });
           }},
          {"stream: until a day",
           [](const Evidence& it) {
             return any_in(it.scenario, "streams", [](const Json& s) { return has(s, "until"); });
           }},
          {"order: needed on a day",
           [](const Evidence& it) { return any_order(it, [](const Json& o) { return has(o, "needed"); }); }},
          {"organisation: a cost of delay",
           [](const Evidence& it) {
             return any_in(it.scenario, "organisations", [](const Json& o) { return has(o, "delay_cost"); });
           }},
          {"stream: needed after a time",
           [](const Evidence& it) {
             return any_in(it.scenario, "streams", [](const Json& s) { return has(s, "needed_after"); });
           }},
          {"stream: due after a time",
           [](const Evidence& it) {
             return any_in(it.scenario, "streams", [](const Json& s) { return has(s, "due_after"); });
           }},
      });
}

}  // namespace

void add_orders(Features& all) {
  add_terms_of_order(all);
  add_gaming(all);
}

}  // namespace allot::agree
