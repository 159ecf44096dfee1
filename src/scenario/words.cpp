#include "scenario/words.hpp"

namespace allot::scenario {
namespace {

using Family = Distribution::Family;

// A table: a row a line.
// clang-format off
constexpr Word<Family> family_words[] = {
    {"fixed", Family::fixed},           {"uniform", Family::uniform},
    {"triangular", Family::triangular}, {"pert", Family::pert},
    {"normal", Family::normal},         {"lognormal", Family::lognormal},
    {"gamma", Family::gamma},           {"weibull", Family::weibull},
    {"exponential", Family::exponential}, {"erlang", Family::erlang},
    {"beta", Family::beta},             {"discrete", Family::discrete},
    {"empirical", Family::discrete},    {"mixture", Family::mixture}};

constexpr Word<Level> level_words[] = {
    {"group", Level::group}, {"organisation", Level::organisation}, {"order", Level::order}};

constexpr Word<SubstituteBy> substitute_by_words[] = {{"units", SubstituteBy::units},
                                                      {"compute", SubstituteBy::compute},
                                                      {"power", SubstituteBy::power}};
constexpr Word<SlipOrder> slip_order_words[] = {{"in_order", SlipOrder::in_order},
                                                {"independent", SlipOrder::independent},
                                                {"accumulating", SlipOrder::accumulating}};

constexpr Word<InflateBy> inflate_words[] = {{"fill_rate", InflateBy::fill_rate}, {"lead_time", InflateBy::lead_time}};

constexpr Word<Choose> choose_words[] = {
    {"earliest", Choose::earliest}, {"latest", Choose::latest}, {"even", Choose::even}};

constexpr Word<Counted> counted_words[] = {
    {"ordered_units", Counted::ordered},       {"allocated_units", Counted::allocated},
    {"delivered_units", Counted::delivered},   {"online_units", Counted::online},
    {"cancelled_units", Counted::cancelled},   {"backlog_units", Counted::backlog},
    {"in_transit_units", Counted::in_transit}, {"stranded_units", Counted::stranded},
    {"retired_units", Counted::retired},
    {"produced_units", Counted::produced},     {"scrapped_units", Counted::scrapped},
    {"stock_units", Counted::stock},           {"returned_units", Counted::returned}};

constexpr Word<EmbargoedOrders> embargoed_orders_words[] = {
    {"cancel", EmbargoedOrders::cancel}, {"freeze", EmbargoedOrders::freeze}, {"release", EmbargoedOrders::release}};

constexpr Word<EmbargoedTransit> embargoed_transit_words[] = {{"deliver", EmbargoedTransit::deliver},
                                                              {"return", EmbargoedTransit::give_back}};

constexpr Word<Reached> reached_words[] = {
    {"open", Reached::open},           {"allocated", Reached::allocated}, {"in_transit", Reached::in_transit},
    {"delivered", Reached::delivered}, {"online", Reached::online},       {"cancelled", Reached::cancelled}};
constexpr Word<AuctionPrice> auction_price_words[] = {{"bid", AuctionPrice::bid}, {"uniform", AuctionPrice::uniform}};
// clang-format on

}  // namespace

std::span<const Word<Family>> families() { return family_words; }

std::optional<Family> family_named(std::string_view word) {
  for (const auto& known : family_words)
    if (known.text == word) return known.value;
  return std::nullopt;
}

std::span<const Word<Level>> words_of(Level) { return level_words; }
std::span<const Word<SubstituteBy>> words_of(SubstituteBy) { return substitute_by_words; }
std::span<const Word<SlipOrder>> words_of(SlipOrder) { return slip_order_words; }
std::span<const Word<Choose>> words_of(Choose) { return choose_words; }
std::span<const Word<Counted>> words_of(Counted) { return counted_words; }
std::span<const Word<EmbargoedOrders>> words_of(EmbargoedOrders) { return embargoed_orders_words; }
std::span<const Word<EmbargoedTransit>> words_of(EmbargoedTransit) { return embargoed_transit_words; }
std::span<const Word<Reached>> words_of(Reached) { return reached_words; }
std::span<const Word<InflateBy>> words_of(InflateBy) { return inflate_words; }
std::span<const Word<AuctionPrice>> words_of(AuctionPrice) { return auction_price_words; }

std::string_view example_of(Kind kind) {
  switch (kind) {
    case Kind::number: return "a number";
    case Kind::date: return "a date such as \"2024-06-01\"";
    case Kind::duration: return "a duration such as \"90d\", \"12w\" or \"36h\"";
    case Kind::units: return "a whole number of units";
    case Kind::rate: return "a rate such as \"30000/w\"";
    case Kind::power: return "a power such as \"1.4 kW\" or \"150 MW\"";
    case Kind::compute: return "a compute rate such as \"989 TFLOP/s\"";
    case Kind::money: return "an amount of money such as \"30000 USD\"";
  }
  return "";
}

}  // namespace allot::scenario
