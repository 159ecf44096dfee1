#include "engine/handlers.hpp"

#include <algorithm>

#include "engine/counts.hpp"
#include "random/correlated.hpp"

namespace allot::engine {

namespace {

std::vector<std::vector<std::size_t>> rows_of_conditions(const Model& model) {
  const Layout layout(model);
  std::vector<std::vector<std::size_t>> out(model.interventions.size());
  for (std::size_t i = 0; i < out.size(); ++i)
    if (model.interventions[i].when) out[i] = rows_of(model, layout, *model.interventions[i].when);
  return out;
}

}  // namespace

Replication::Replication(const Model& m, Recording r, std::uint64_t s, std::uint64_t n)
    : model(m),
      layout(m),
      recording(r),
      chance(s, n, r.is_typical),
      is_fifo(find_fifo_markets(m, r)),
      counted_rows(rows_of_conditions(m)) {
  fifo_markets.resize(m.markets());
}

Time Replication::moment(const model::Amount& it) const { return half_up(exact(it)); }

Units Replication::units(const model::Amount& it, Index product) const {
  const Units lot = model.products[at(product)].lot;
  const Decimal stated = exact(it);
  if (!it.is_derived && stated.is_whole()) return std::max<Units>(0, stated.digits());
  return std::max<Units>(0, half_up_of(1, stated, lot)) * lot;
}

Duration Replication::duration(const model::Delay& delay, std::uint64_t stream, std::uint64_t index) const {
  if (delay.sampler == model::none) return whole_seconds(amount(delay.amount));
  return whole_seconds(model.samplers[at(delay.sampler)](chance.draw(stream, index)));
}

Duration Replication::slip(const model::Delay& slip, const std::optional<model::SharedSlip>& with, std::uint64_t stream,
                           std::uint64_t index, Time planned) const {
  if (!with || slip.sampler == model::none) return duration(slip, stream, index);
  const Time period = with->every == 0 ? 0 : std::max<Time>(0, planned) / with->every;
  const double common = chance.draw(with->stream, static_cast<std::uint64_t>(period));
  return whole_seconds(
      model.samplers[at(slip.sampler)](correlated(common, chance.draw(stream, index), with->correlation)));
}

std::int64_t Replication::planned_amount(const model::Amount& it) const {
  if (it.draw == model::none) return half_up(it.plus);
  const double mean = model.sampler_means[at(model.uncertain[at(it.draw)].sampler)];
  return half_up(Decimal::nearest(it.plus.real() + it.times.real() * mean));
}

double Replication::mean_seconds(const model::Delay& delay) const {
  return delay.sampler == model::none ? amount(delay.amount) : model.sampler_means[at(delay.sampler)];
}

void Replication::schedule(Time when, EventKind kind, std::uint64_t rank, Index subject, std::uint32_t stamp) {
  if (when >= model.end) return;
  constexpr int last_pass = 15;
  const int its_phase = when == 0 && phase == 0 ? phase_at_start(kind) : phase_of(kind);
  int its_pass = 0;
  if (when == now) its_pass = its_phase < phase ? pass + 1 : pass;
  if (its_pass > last_pass) {
    its_pass = 0;
    ++when;
  }
  events.push({when << 8 | its_pass << 4 | its_phase, rank, stamp, subject, kind});
}

}  // namespace allot::engine
