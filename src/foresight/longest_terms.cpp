#include "foresight/longest_terms.hpp"

#include <algorithm>

#include "random/key.hpp"

namespace allot::foresight {
namespace {

constexpr double largest_draw = 1 - 0x1p-53;
constexpr Units most_drawn = Units{1} << 20;  // of an order, one by one

}  // namespace

// Of a past that is known, terms are drawn anew.
LongestTerms::LongestTerms(const engine::Replication& sim, const engine::Facts::Wish& wish)
    : sim_(sim), unit_(wish.first) {
  const engine::OrderState& order = sim.orders[at(wish.order)];
  const model::Terms& terms = *order.terms;
  if (sim.model.as_of > 0 || terms.contract == model::none) return;
  const model::Contract& contract = sim.model.contracts[at(terms.contract)];
  if (!contract.term) return;
  term_ = &*contract.term;
  if (term_->sampler == model::none) {
    longest_ = whole_seconds(sim.amount(term_->amount));
    return;
  }
  sampler_ = &sim.model.samplers[at(term_->sampler)];
  stream_ = combine(order.key, hash_name("term"));
  if (terms.substitutes != 0 || wish.units > most_drawn) look(largest_draw), is_longest_ = true;
}

// Samplers rise but for rounding.
void LongestTerms::look(double draw) {
  if (draw <= largest_draw_) return;
  largest_draw_ = draw;
  const Duration length = whole_seconds((*sampler_)(draw));
  longest_ = std::max(longest_, length + 2 + length / 100'000);
}

Int128 LongestTerms::next(Units units, Duration most) {
  if (!sampler_ || is_longest_) return Int128{units} * std::min(longest_, most);
  Int128 sum = 0;
  for (Units i = 0; i < units; ++i) {
    look(sim_.chance.draw(stream_, static_cast<std::uint64_t>(unit_++)));
    sum += std::min(longest_, most);
  }
  return sum;
}

}  // namespace allot::foresight
