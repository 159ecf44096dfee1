#pragma once

#include <optional>
#include <string>
#include <vector>

#include "allot/actuals.hpp"
#include "allot/intervention.hpp"
#include "allot/milestone.hpp"
#include "allot/money.hpp"
#include "allot/note.hpp"
#include "allot/order.hpp"
#include "allot/order_list.hpp"
#include "allot/organisation.hpp"
#include "allot/product.hpp"
#include "allot/site.hpp"
#include "allot/supplier.hpp"
#include "allot/time.hpp"
#include "allot/value.hpp"

/// A scenario that passed every check: plain values, entities by their place in the scenario's sections. Only `check`
/// (allot/scenario_io.hpp) makes one that is to be relied on, so that nothing downstream has to doubt it.
///
/// Each subject has a header of its own, which this one includes:
///   value.hpp         quantities: known, uncertain, random
///   product.hpp       what is allotted
///   organisation.hpp  who buys; buying.hpp: contracts, roadmaps, inflated and duplicate orders
///   site.hpp          room, power, crews
///   supply.hpp        plans; supplier.hpp: stock and routes; policy.hpp: who is served when supply is short
///   order.hpp         orders and streams of them; order_list.hpp: millions of orders in little memory
///   intervention.hpp  when something happens; action.hpp: what
///   milestone.hpp     when so much is online
///   money.hpp         money by date: currencies, price curves, payments, depreciation
///   actuals.hpp       what happened otherwise than planned, before `as_of`
namespace allot {

/// A change of the scenario that can be asked for by its name.
struct Variant {
  bool operator==(const Variant&) const = default;
  std::string id, label;
};

/// Money that is paid once, whatever happens: what a variant costs, by its name.
struct NamedCost {
  bool operator==(const NamedCost&) const = default;
  std::string id;
  Value money;
};

/// One variant less another: what a decision changed in one reading of what nobody knows. Both are names as
/// `--variant` takes them, "texas-only+no-swap"; "base" is the scenario as written.
struct PlannedComparison {
  bool operator==(const PlannedComparison&) const = default;
  std::string label, variant, baseline = "base";
};

/// Who has what to give, who asks for it, and what happens between `start` and `end`.
///
/// units: start, end, seconds since 1970 (UTC); grid, warm_up, seconds
/// shape: every `Ref` in it points into the section that its name says
/// gives: a value: two scenarios are equal where they say the same, whatever words their files used
struct Scenario {
  // Copied in many sources, compiled in one.
  Scenario();
  Scenario(const Scenario&);
  Scenario(Scenario&&) noexcept;
  Scenario& operator=(const Scenario&);
  Scenario& operator=(Scenario&&) noexcept;
  ~Scenario();
  bool operator==(const Scenario&) const;

  std::string name, question, currency;
  Date start = 0, end = 0;  ///< the end is exclusive: what would happen at it does not
  Duration grid = week;     ///< between the moments of series
  Duration warm_up = 0;     ///< metrics count from then on
  std::optional<Date>
      as_of;  ///< what lies before it has happened, and is known; chance begins then. None: at the start
  std::vector<Parameter> parameters;
  std::vector<Product> products;
  std::vector<Group> groups;
  std::vector<Organisation> organisations;
  std::vector<Site> sites;
  std::vector<Supplier> suppliers;
  OrderList orders;           ///< of the file and of its order books
  std::vector<Order> placed;  ///< that interventions place; references count them on behind `orders`
  std::vector<Stream> streams;
  std::vector<Intervention> interventions;
  std::vector<Milestone> milestones;
  std::vector<NamedCost> costs;                ///< beside those of interventions
  Actuals actuals;                             ///< before `as_of`
  std::vector<Variant> variants;               ///< in the file's order
  std::vector<PlannedComparison> comparisons;  ///< what `compare` answers unasked
  std::optional<MoneyTerms> money;             ///< none: nothing is reckoned by date
  std::vector<PriceCurve> price_curves;
  std::vector<Note> notes;
  std::string variant;  ///< what was applied: "no-swap+gated", or empty

  /// Any order that a reference may name, wherever it comes from.
  const Order order(Ref ref) const {
    return ref.at() < orders.size() ? orders[ref.at()] : placed[ref.at() - orders.size()];
  }

  /// A group and those that it belongs to, the outermost first; none of none.
  std::vector<Ref> groups_above(Ref group) const;
  /// Whether an organisation belongs to a group, or to one within it.
  bool is_member(Ref organisation, Ref group) const;
  /// Whether buyers that are named, or the members of groups that are, include an organisation.
  bool is_among(Ref organisation, const Buyers& buyers) const;
  /// All of those, in order.
  std::vector<Ref> all_among(const Buyers& buyers) const;
};

/// Orders that name the same kit, by place among `Scenario::orders`.
struct KitLines {
  std::string kit;
  std::vector<std::size_t> orders;
};

/// All kits, in order of their first lines; those of one line too.
std::vector<KitLines> kits_in(const Scenario& scenario);

/// How many kits the lines make: the largest number that divides each in whole lots.
///
/// shape: units of the lines are known, and not 0
Units kits_of(const Scenario& scenario, const KitLines& lines);

}  // namespace allot
