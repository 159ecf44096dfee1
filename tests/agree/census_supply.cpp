#include <cmath>

#include "agree/census.hpp"

namespace allot::agree {
namespace {

template <class Holds>
bool any_piece(const Evidence& it, Holds holds) {
  return any_in(it.scenario, "suppliers", [&](const Json& supplier) { return any_in(supplier, "supply", holds); });
}

bool arrived(const Evidence& it, const char* slip_order) {
  return any(it.of("lot"), [&](const Json& lot) {
    if (lot.at("piece") == "delivery" || lot.at("time") == lot.at("planned")) return false;
    const Json& piece = it.scenario.at("suppliers")
                            .at(lot.at("supplier").get<std::string>())
                            .at("supply")
                            .at(lot.at("piece").get<std::string>());
    return piece.value("slip_order", "in_order") == slip_order && has(piece, "every");
  });
}

bool has_stage(const Evidence& it, bool (*holds)(const Json& stage)) {
  return any_in(it.scenario, "suppliers", [&](const Json& supplier) {
    return any_in(supplier, "routes",
                  [&](const Json& route) { return any(std::vector<Json>(route.begin(), route.end()), holds); });
  });
}

}  // namespace

void add_supply(Features& all) {
  all.insert(
      all.end(),
      {
          {"supply: stock at the start", [](const Evidence& it) { return !it.of("stock").empty(); }},
          {"supply: a single lot",
           [](const Evidence& it) { return any_piece(it, [](const Json& p) { return has(p, "at"); }); }},
          {"supply: a plan at a rate",
           [](const Evidence& it) {
             return any_piece(it, [](const Json& p) { return has(p, "rate") && p.at("rate").is_string(); });
           }},
          {"supply: a plan by months or quarters",
           [](const Evidence& it) {
             return any_piece(it, [](const Json& p) {
               return has(p, "every") && (p.at("every") == "month" || p.at("every") == "quarter");
             });
           }},
          {"supply: a plan by points of a rate",
           [](const Evidence& it) {
             return any_piece(it, [](const Json& p) { return has(p, "rate") && p.at("rate").is_array(); });
           }},
          {"supply: a plan by its total",
           [](const Evidence& it) {
             return any_piece(it, [](const Json& p) { return has(p, "every") && has(p, "units"); });
           }},
          {"supply: a plan with a scale",
           [](const Evidence& it) { return any_piece(it, [](const Json& p) { return has(p, "scale"); }); }},
          {"supply: a lot late in a plan in order", [](const Evidence& it) { return arrived(it, "in_order"); }},
          {"supply: a lot late in an independent plan", [](const Evidence& it) { return arrived(it, "independent"); }},
          {"supply: a lot late in an accumulating plan",
           [](const Evidence& it) { return arrived(it, "accumulating"); }},
          {"supply: a lot of which some is no good",
           [](const Evidence& it) {
             return any(it.of("lot"), [](const Json& l) { return l.at("good") < l.at("units"); });
           }},
          {"supply: good units that end in a half",
           [](const Evidence& it) {
             return any(it.of("lot"), [&](const Json& l) {
               if (l.at("piece") == "delivery") return false;
               const Json& piece = it.scenario.at("suppliers")
                                       .at(l.at("supplier").get<std::string>())
                                       .at("supply")
                                       .at(l.at("piece").get<std::string>());
               if (!has(piece, "yield") || !piece.at("yield").is_number()) return false;
               return l.at("units").get<Units>() * std::llround(1000 * piece.at("yield").get<double>()) % 1000 == 500;
             });
           }},
          {"supply: units set aside for pegs",
           [](const Evidence& it) {
             return any(it.of("lot"), [](const Json& l) { return l.at("piece") != "delivery" && l.at("pegged") > 0; });
           }},
          {"supply: a pegged lot larger than its pegs",
           [](const Evidence& it) {
             return any(it.of("lot"),
                        [](const Json& l) { return l.at("pegged") > 0 && l.at("pegged") < l.at("good"); });
           }},
          {"supply: a committed delivery",
           [](const Evidence& it) {
             return any(it.of("lot"), [](const Json& l) { return l.at("piece") == "delivery"; });
           }},
          {"supply: units resold",
           [](const Evidence& it) {
             return any(it.of("state"), [](const Json& l) { return l.at("to") == "resold"; });
           }},
          {"route: a stage that only delays",
           [](const Evidence& it) { return has_stage(it, [](const Json& s) { return !has(s, "servers"); }); }},
          {"route: a line for a first stage",
           [](const Evidence& it) {
             return any(it.of("state"),
                        [](const Json& l) { return l.at("from") == "allocated" && l.at("to") == "in_transit"; }) &&
                    has_stage(it, [](const Json& s) { return has(s, "servers"); });
           }},
          {"route: two stages",
           [](const Evidence& it) {
             return any_in(it.scenario, "suppliers", [](const Json& s) {
               return any_in(s, "routes", [](const Json& r) { return r.size() > 1; });
             });
           }},
          {"route: one of a region",
           [](const Evidence& it) {
             return any_in(it.scenario, "suppliers", [](const Json& s) {
               return has(s, "routes") && (has(s.at("routes"), "us") || has(s.at("routes"), "eu"));
             });
           }},
          {"route: none for an order",
           [](const Evidence& it) {
             return any_in(it.scenario, "suppliers", [](const Json& s) { return !has(s, "routes"); });
           }},
      });
}

}  // namespace allot::agree
