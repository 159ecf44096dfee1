#include "engine/demand.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/curve.hpp"
#include "engine/handlers.hpp"
#include "engine/sort_by_time.hpp"
#include "random/key.hpp"

namespace allot::engine {
namespace {

/// Draws 0, 1, 2, ... of a stream of chance, looked up in batches.
class Uniforms {
 public:
  Uniforms(const Replication& sim, std::uint64_t stream) : sim_(sim), stream_(stream) {}

  double of(std::uint64_t number) {
    const std::size_t place = number % batch_.size();
    if (place == 0) refill(number);
    return batch_[place];
  }

 private:
  void refill(std::uint64_t first) { sim_.chance.draw_consecutive(stream_, first, batch_); }

  const Replication& sim_;
  std::uint64_t stream_;
  std::array<double, 32> batch_;
};

Duration gap(const Replication& sim, const model::Stream& stream, Uniforms& uniforms, std::uint64_t number) {
  // One that is the same for all orders would come without end if it were nothing.
  if (stream.gap.sampler == model::none) return std::max<Duration>(1, whole_seconds(sim.amount(stream.gap.amount)));
  return whole_seconds(sim.model.samplers[at(stream.gap.sampler)](uniforms.of(number)));
}

/// How many units each order of a stream is for.
class Sizes {
 public:
  Sizes(const Replication& sim, const model::Stream& stream)
      : uniforms_(sim, stream.units_stream), lot_(sim.model.products[at(stream.terms.product)].lot) {
    if (stream.units_sampler == model::none)
      same_ = std::max(lot_, sim.units(stream.units, stream.terms.product));
    else
      sampler_ = &sim.model.samplers[at(stream.units_sampler)];
  }

  Units of(std::uint64_t number) {
    if (!sampler_) return same_;
    const double units = (*sampler_)(uniforms_.of(number));
    const auto lots = static_cast<Units>(std::floor(units / static_cast<double>(lot_) + 0.5));
    return std::max<Units>(1, lots) * lot_;
  }

 private:
  Uniforms uniforms_;
  Units lot_, same_ = 0;
  const Sampler* sampler_ = nullptr;
};

// Gaps count in a time that passes at the pace. With exponential gaps that is a Poisson process whose rate varies.
// Source: Cinlar (1975), Introduction to Stochastic Processes, ch. 4.7
void draw_paced_stream(Replication& sim, Index index, Uniforms& gaps, Sizes& sizes, Time until) {
  const model::Stream& stream = sim.model.streams[at(index)];
  const Curve passed(sim, stream.pace, stream.from, 1);
  Duration gone = 0;
  Time when = stream.from;
  for (std::uint32_t number = 0;; ++number) {
    gone += gap(sim, stream, gaps, number);
    when = passed.reaches(gone, when, until - 1);
    if (when == never) return;
    sim.demand.push_back({when, index, number, sizes.of(number)});
  }
}

void draw_stream(Replication& sim, Index index) {
  const model::Stream& stream = sim.model.streams[at(index)];
  Uniforms gaps(sim, stream.gap_stream);
  Sizes sizes(sim, stream);
  const Time until = std::min(stream.until, sim.model.end);
  if (!stream.pace.empty()) return draw_paced_stream(sim, index, gaps, sizes, until);
  Time when = stream.from + gap(sim, stream, gaps, 0);
  for (std::uint32_t number = 0; when < until; ++number) {
    sim.demand.push_back({when, index, number, sizes.of(number)});
    when += gap(sim, stream, gaps, number + 1);
  }
}

bool begins_at_server(const Replication& sim, const model::Terms& terms) {
  const auto& stages = sim.model.suppliers[at(terms.supplier)].routes[at(terms.route)].stages;
  return sim.is_fifo[at(sim.market_index(terms.supplier, terms.product))] && !stages.empty() &&
         stages.front().station != model::none && stages.front().delay.sampler != model::none;
}

// An order that a server is to take on is mostly awarded alone; drawn then, its stage would be looked up alone.
void draw_first_stages(Replication& sim) {
  sim.first_stage_draws.clear();
  const auto is_wanted = [&](const model::Stream& it) { return begins_at_server(sim, it.terms); };
  if (std::none_of(sim.model.streams.begin(), sim.model.streams.end(), is_wanted)) return;
  sim.first_stage_draws.resize(sim.demand.size());
  std::array<Address, 64> addresses;
  for (std::size_t first = 0; first < sim.demand.size(); first += addresses.size()) {
    const std::size_t count = std::min(addresses.size(), sim.demand.size() - first);
    for (std::size_t i = 0; i < count; ++i) {
      const StreamOrder& it = sim.demand[first + i];
      const model::Stream& stream = sim.model.streams[at(it.stream)];
      const auto& stages = sim.model.suppliers[at(stream.terms.supplier)].routes[at(stream.terms.route)].stages;
      addresses[i] = {combine(combine(stream.key, it.number), stages.empty() ? 0 : stages.front().name_hash), 0};
    }
    sim.chance.draw_each(std::span(addresses).first(count), std::span(sim.first_stage_draws).subspan(first, count));
  }
}

}  // namespace

void draw_demand(Replication& sim) {
  sim.demand.clear();
  for (std::size_t i = 0; i < sim.model.streams.size(); ++i) draw_stream(sim, static_cast<Index>(i));
  if (sim.model.streams.size() > 1) sort_by_time(sim.demand, sim.spare_demand, &StreamOrder::placed, sim.model.end);
  draw_first_stages(sim);
}

}  // namespace allot::engine
