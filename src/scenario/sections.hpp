#pragma once

#include "scenario/read_entity.hpp"

namespace allot::scenario {

/// The sections of a scenario as entries, found before any of them is read so that all may refer to all.
struct Sections {
  std::vector<Entry> products, groups, organisations, sites, suppliers, orders, streams, interventions, milestones, price_curves;
};

Sections find_sections(Reader& reader, const Cursor& root);
void read_parameters(Reader& reader, const Cursor& root);
/// What money is counted in and what other currencies come to, before any amount is read.
void read_currencies(Reader& reader, const Cursor& root);
void read_money(Reader& reader, const Cursor& root, Scenario& scenario);
void read_price_curves(Reader& reader, const Cursor& root, const Sections& sections, Scenario& scenario);
void read_variants(Reader& reader, const Cursor& root, Scenario& scenario);
/// Which variants are compared unasked, once all of them are known.
void read_comparisons(Reader& reader, const Cursor& root, Scenario& scenario);
/// What happened before `as_of`, once suppliers and orders are known, and whether it can have happened then.
void read_actuals(Reader& reader, const Cursor& root, Scenario& scenario);
/// Whether what is said to have been shipped of an order on a day is whole lots.
void check_lots(Reader& reader, const Cursor& list, const Scenario& scenario, const std::vector<ShippedUnits>& shipped);
const Draft* defaults_of(const Cursor& root, std::string_view section);

/// groups, organisations, sites, suppliers: the sections that a `set` may change while a simulation runs.
template <class PolicyOrScenario>
void read_policy_sections(Reader& reader, const Cursor& root, const Sections& sections, PolicyOrScenario& into) {
  read_entries(reader, root.member("groups"), sections.groups, defaults_of(root, "groups"), into.groups);
  read_entries(reader, root.member("organisations"), sections.organisations, defaults_of(root, "organisations"),
               into.organisations);
  read_entries(reader, root.member("sites"), sections.sites, defaults_of(root, "sites"), into.sites);
  read_entries(reader, root.member("suppliers"), sections.suppliers, defaults_of(root, "suppliers"), into.suppliers);
}

/// What suppliers allocate by, once every order that it may name is known.
void read_allocations(Reader& reader, const Cursor& root, const Sections& sections, std::vector<Supplier>& suppliers);

void read_orders(Reader& reader, const Cursor& root, const Sections& sections, Scenario& scenario);
void read_order_books(Reader& reader, const Cursor& root, Scenario& scenario);
void read_streams(Reader& reader, const Cursor& root, const Sections& sections, Scenario& scenario);
/// When interventions happen, all of them being known.
void check_timing(Reader& reader, const Cursor& root, const Sections& sections, const Scenario& scenario);
/// What is paid in any case.
void read_costs(Reader& reader, const Cursor& root, Scenario& scenario);
/// Whether what interventions cost can be counted of what they do.
void check_costs(Reader& reader, const Cursor& root, const Sections& sections, const Scenario& scenario);
/// The orders that interventions place, so that all else may name them.
void read_placed_orders(Reader& reader, const Cursor& root, const Sections& sections, Scenario& scenario);
void read_interventions(Reader& reader, const Cursor& root, const Sections& sections, Scenario& scenario);

/// Reads what every set intervention makes of the policy, so that a bad value is found before the run.
void read_set_policies(Reader& reader, const Cursor& root, const Sections& sections, Scenario& scenario);

/// What is left to default from other fields: placed, not_before, sites.
void complete_order(const Reader& reader, const Scenario& scenario, Order& order);

/// The date of units received before the start of which only the number is said: the start (`complete_order`).
inline constexpr Decimal received_at_the_start = std::numeric_limits<std::int64_t>::min();

/// NaN where one is uncertain.
double known_total(const std::vector<DatedUnits>& list);
void check_substitutes(Reader& reader, const Cursor& root, const Sections& sections, const Scenario& scenario);
void check_preference(Reader& reader, const Cursor& at, const Scenario& scenario, const Order& order);
void check_opening(Reader& reader, const Cursor& at, const Scenario& scenario, const Order& order);
/// What a behaviour leaves open: its product and supplier where there is only one, its sites; and its own rules.
void complete_behaviours(Reader& reader, const Cursor& root, const Sections& sections, Scenario& scenario);

/// The rules of `duplicate`, of a behaviour or a stream that buys there already.
void check_duplicate(Reader& reader, const Cursor& owner, const std::vector<Ref>& suppliers,
                     const Duplicate& duplicate);

/// Resolves an order's peg among the pieces of its supplier.
void resolve_peg(Reader& reader, const Cursor& order_at, Order& order);

/// The rules that span fields, section by section.
void check_market(Reader& reader, const Cursor& root, const Sections& sections, const Scenario& scenario);
/// One supplier's policy, but for the orders that it names.
void check_groups(Reader& reader, const Cursor& root, const Sections& sections, const std::vector<Group>& groups);
void check_policy(Reader& reader, const Cursor& at, const Scenario& scenario, const AllocationPolicy& policy);
/// Contracts of a policy that cannot hold together; those that name orders, once orders are known.
void check_contracts(Reader& reader, const Cursor& at, const Scenario& scenario, const AllocationPolicy& policy);
void check_limited_orders(Reader& reader, const Cursor& at, const Scenario& scenario, Ref supplier,
                          const AllocationPolicy& policy);
/// The orders that policies name, where all could be read.
void check_policy_orders(Reader& reader, const Cursor& root, const Sections& sections, const Scenario& scenario);
void check_parts(Reader& reader, const Cursor& root, const Sections& sections, const Scenario& scenario);
void check_demand(Reader& reader, const Cursor& root, const Sections& sections, const Scenario& scenario);
/// What products have to say because something counts by it: power, compute, a price.
void check_missing(Reader& reader, const Cursor& root, const Sections& sections, const Scenario& scenario);
/// A known number of units comes in whole lots.
void check_multiple(Reader& reader, const Cursor& at, const Scenario& scenario, Ref product, const Value& units);
void check_order(Reader& reader, const Cursor& at, const Scenario& scenario, const Order& order);
/// What an order may not say that is a line of a kit, and what all lines of a kit have to have in common.
void check_kit_line(Reader& reader, const Cursor& at, const Order& order);
void check_kits(Reader& reader, const Cursor& root, const Sections& sections, const Scenario& scenario);
void check_totals(Reader& reader, const Cursor& root, const Scenario& scenario);

}  // namespace allot::scenario
