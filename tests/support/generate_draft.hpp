#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "support/dice.hpp"
#include "support/generate.hpp"

/// A scenario while it is being generated, and what its parts need to know of each other.
namespace allot::generated {

using Json = nlohmann::ordered_json;

struct Draft {
  Dice dice;
  Features features;
  int days = 0;  // the length of the scenario
  bool is_weighted = false;
  bool has_groups = false;
  bool is_crowded = false;  // many ask for little
  bool is_scarce = false;   // little is made
  bool is_busy = false;     // much is decided, and ways are long
  bool has_terms = false;   // units come back, and are leased
  Json json{};
  Dice nesting{0}, kits{0};                     // of groups within groups, of orders shipped together
  std::map<std::string, int> depth_of_group{};  // 0: in no other

  std::vector<std::string> ids(const char* section) const;
  /// Groups that stand within so many others.
  std::vector<std::string> groups_at(int depth) const;
  std::string date(int day, bool at_noon = false) const;
  /// A day on a coarse grid, from `least` to the end.
  int round_day(int least = 0);
  std::string date_from(int least) { return date(round_day(least)); }
  /// A date, or what chance makes of it.
  Json uncertain_date(int least);
  /// So many units, or what chance makes of them; about as many on average.
  Json open_units(int units);
  /// Whole days, or a distribution of them.
  Json delay(int most_days);
  /// A factor that some slips share.
  Json shared_slip();
  int lots(const std::string& product, int most);
};

// generate_market.cpp
void add_products(Draft& draft);
void add_organisations(Draft& draft);
void add_sites(Draft& draft);
void add_milestones(Draft& draft);

// generate_supply.cpp
void add_suppliers(Draft& draft);

// generate_demand.cpp
Json order_of(Draft& draft, const std::string& organisation, int first_day);
void add_orders(Draft& draft);
void add_streams(Draft& draft);

/// When orders are to run, and what a day costs on which they do not.
void add_needs(Draft& draft);

// generate_buyers.cpp
/// What binds an order of the file, of a stream or of a behaviour.
void add_contract(Draft& draft, Json& order);
/// What a buyer does beside ordering what it needs; `supplier` is where it orders anyway.
void add_gaming(Draft& draft, Json& orders, const std::string& supplier);
void add_behaviours(Draft& draft);

// generate_money.cpp
/// Money by date, of what there is already.
void add_money(Draft& draft);

// generate_interventions.cpp
void add_interventions(Draft& draft);
/// What some of them cost, and who pays.
void add_costs(Draft& draft);
/// Lets decisions and policies name the orders that decisions place.
void name_placed_orders(Draft& draft);

// generate_kits.cpp
void add_kits(Draft& draft);

// generate_policy.cpp
/// Rules that a level may have in this scenario.
Json caps_for(Draft& draft, const std::string& level);
Json reserves_for(Draft& draft);
Json rule_for(Draft& draft, const std::string& level, int depth = 0);

Json allocation_of(Draft& draft);
/// What can only be said once there are orders: their caps, guarantees and awards by hand.
void add_terms_of_orders(Draft& draft);

}  // namespace allot::generated
