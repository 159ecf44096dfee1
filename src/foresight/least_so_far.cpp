#include "foresight/least_so_far.hpp"

#include <algorithm>

namespace allot::foresight {
namespace {

constexpr double least_draw = 0x1p-53;
constexpr std::size_t drawn_at_once = 64;

Duration margin(Duration length) { return 2 + length / 100'000; }

// Samplers rise but for rounding, and where a part of a delay lies in a known past it is drawn anew.
Duration at_draw(const engine::Replication& sim, const Sampler& sampler, double u) {
  const Duration length = whole_seconds(sampler(u));
  if (sim.model.as_of == 0) return length;
  const Duration either = std::min(length, whole_seconds(sampler(engine::Chance::median)));
  return std::max<Duration>(0, either - margin(either));
}

// A draw from which on the sampler is sure to give that much.
double draw_that_gives(const engine::Replication& sim, const Sampler& sampler, Duration length) {
  double below = 0, above = 1;
  for (int i = 0; i < 30; ++i) {
    const double middle = (below + above) / 2;
    (at_draw(sim, sampler, middle) < length ? below : above) = middle;
  }
  return above;
}

}  // namespace

void SumOfDelays::add(const engine::Replication& sim, const model::Delay& delay, std::uint64_t stream) {
  if (delay.sampler == model::none)
    fixed_ += whole_seconds(sim.amount(delay.amount));
  else
    parts_.push_back({&sim.model.samplers[at(delay.sampler)], stream});
}

Duration SumOfDelays::least(const engine::Replication& sim) const {
  Duration sum = fixed_;
  for (const Part& it : parts_) {
    const Duration length = at_draw(sim, *it.sampler, least_draw);
    sum += std::max<Duration>(0, length - margin(length));
  }
  return sum;
}

LeastSoFar::LeastSoFar(const engine::Replication& sim, const SumOfDelays& sum, Units first, Units step)
    : sim_(sim), sum_(sum), unit_(first), step_(step) {}

void LeastSoFar::draw_ahead() {
  addresses_.clear();
  for (std::size_t i = 0; i < drawn_at_once; ++i)
    addresses_.push_back(
        {sum_.parts().front().stream, static_cast<std::uint64_t>(unit_ + static_cast<Units>(i) * step_)});
  drawn_.resize(drawn_at_once);
  sim_.chance.draw_each(addresses_, drawn_);
  place_ = 0;
}

Duration LeastSoFar::next() {
  if (sum_.is_fixed()) return sum_.fixed();
  if (place_ == drawn_.size()) draw_ahead();
  if (const double u = drawn_[place_++]; u < too_long_) look(unit_, u);
  unit_ += step_;
  return least_;
}

void LeastSoFar::look(Units unit, double first_draw) {
  const std::vector<SumOfDelays::Part>& parts = sum_.parts();
  Duration length = sum_.fixed() + at_draw(sim_, *parts.front().sampler, first_draw);
  for (std::size_t i = 1; i < parts.size() && length < least_; ++i)
    length += at_draw(sim_, *parts[i].sampler, sim_.chance.draw(parts[i].stream, static_cast<std::uint64_t>(unit)));
  if (length >= least_) return;
  least_ = length;
  too_long_ = draw_that_gives(sim_, *parts.front().sampler, length - sum_.fixed() + margin(length));
}

}  // namespace allot::foresight
