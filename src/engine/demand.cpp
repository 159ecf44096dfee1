#include "engine/demand.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/replication.hpp"
#include "engine/sort_by_time.hpp"
#include "random/key.hpp"

namespace allot::engine {
namespace {

/// Draws 0, 1, 2, ... of a stream of chance, looked up in batches.
class Luck {
 public:
  Luck(const Replication& sim, std::uint64_t stream) : sim_(sim), stream_(stream) {}

  double of(std::uint64_t number) {
    const std::size_t place = number % batch_.size();
    if (place == 0) refill(number);
    return batch_[place];
  }

 private:
  void refill(std::uint64_t first) {
    if (sim_.recording.is_typical)
      batch_.fill(0.5);
    else
      draw_consecutive({sim_.seed, stream_}, sim_.number, first, batch_);
  }

  const Replication& sim_;
  std::uint64_t stream_;
  std::array<double, 32> batch_;
};

Duration gap(const Replication& sim, const model::Stream& stream, Luck& luck, std::uint64_t number) {
  if (stream.gap.sampler == model::none) return whole_seconds(sim.amount(stream.gap.amount));
  return whole_seconds(sim.model.samplers[at(stream.gap.sampler)](luck.of(number)));
}

Units size(const Replication& sim, const model::Stream& stream, Luck& luck, std::uint64_t number) {
  const Units lot = sim.model.products[at(stream.terms.product)].lot;
  if (stream.units_sampler == model::none)
    return std::max(lot, sim.units(stream.units, stream.terms.product));
  const double units = sim.model.samplers[at(stream.units_sampler)](luck.of(number));
  const auto lots = static_cast<Units>(std::floor(units / static_cast<double>(lot) + 0.5));
  return std::max<Units>(1, lots) * lot;
}

void draw_stream(Replication& sim, Index index) {
  const model::Stream& stream = sim.model.streams[at(index)];
  Luck gaps(sim, stream.gap_stream), sizes(sim, stream.units_stream);
  const Time until = std::min(stream.until, sim.model.end);
  Time when = stream.from + gap(sim, stream, gaps, 0);
  for (std::uint32_t number = 0; when < until; ++number) {
    sim.demand.push_back({when, index, number, size(sim, stream, sizes, number)});
    when += gap(sim, stream, gaps, number + 1);
  }
}

}  // namespace

void draw_demand(Replication& sim) {
  sim.demand.clear();
  for (std::size_t i = 0; i < sim.model.streams.size(); ++i) draw_stream(sim, static_cast<Index>(i));
  if (sim.model.streams.size() > 1)
    sort_by_time(sim.demand, sim.spare_demand, &StreamOrder::placed, sim.model.end);
}

}  // namespace allot::engine
