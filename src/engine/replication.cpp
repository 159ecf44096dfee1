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

// The share of draws that are below `passed`, by halving: samplers rise.
double share_below(const Sampler& sampler, double passed) {
  double below = 0, above = 1;
  for (int i = 0; i < 52; ++i) {
    const double middle = (below + above) / 2;
    (sampler(middle) < passed ? below : above) = middle;
  }
  return below;
}

// u among the draws that are not below `passed`.
double beyond(const Sampler& sampler, double passed, double u) {
  constexpr double last = 1 - 0x1p-53;
  const double below = share_below(sampler, passed);
  return std::min(last, below + (1 - below) * u);
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

// A length that began before `as_of`: where it would be over by then, it went as planned and is the median; where it is
// not over, what it can still be, given that it has lasted so long.
Duration Replication::length(const Sampler& sampler, double u, Time began) const {
  if (!is_past(began)) return whole_seconds(sampler(u));
  const Duration passed = model.as_of - began;
  return std::max(passed, whole_seconds(sampler(beyond(sampler, static_cast<double>(passed), u))));
}

bool Replication::is_over(const Sampler& sampler, Time began, bool is_open) const {
  return !is_open && is_past(began) && began + whole_seconds(sampler(Chance::median)) < model.as_of;
}

Duration Replication::duration(const model::Delay& delay, std::uint64_t stream, std::uint64_t index, Time began) const {
  if (delay.sampler == model::none) return whole_seconds(amount(delay.amount));
  const Sampler& sampler = model.samplers[at(delay.sampler)];
  if (is_over(sampler, began, false)) return whole_seconds(sampler(Chance::median));
  return length(sampler, chance.draw(stream, index), began);
}

Duration Replication::lasting(const model::Delay& delay, std::uint64_t stream, std::uint64_t index,
                              Duration so_far) const {
  if (delay.sampler == model::none) return std::max(so_far, whole_seconds(amount(delay.amount)));
  const Sampler& sampler = model.samplers[at(delay.sampler)];
  return std::max(so_far,
                  whole_seconds(sampler(beyond(sampler, static_cast<double>(so_far), chance.draw(stream, index)))));
}

Duration Replication::slip(const model::Delay& slip, const std::optional<model::SharedSlip>& with, std::uint64_t stream,
                           std::uint64_t index, Time planned, Time counts_from, bool is_open) const {
  if (slip.sampler == model::none)
    return std::max(is_open ? model.as_of - counts_from : 0, whole_seconds(amount(slip.amount)));
  const Sampler& sampler = model.samplers[at(slip.sampler)];
  if (is_over(sampler, counts_from, is_open)) return whole_seconds(sampler(Chance::median));
  if (!with) return length(sampler, chance.draw(stream, index), counts_from);
  const Time period = with->every == 0 ? 0 : std::max<Time>(0, planned) / with->every;
  const double common = chance.draw(with->stream, static_cast<std::uint64_t>(period));
  return length(sampler, correlated(common, chance.draw(stream, index), with->correlation), counts_from);
}

bool Replication::happens(double probability, std::uint64_t stream, std::uint64_t index, Time when) const {
  return is_past(when) ? probability > Chance::median : chance.happens(probability, stream, index);
}

std::int64_t Replication::planned_amount(const model::Amount& it) const {
  if (it.draw == model::none) return half_up(it.plus);
  return half_up(Decimal::nearest(model.mean_of(it)));
}

double Replication::mean_seconds(const model::Delay& delay) const {
  return delay.sampler == model::none ? amount(delay.amount) : model.sampler_means[at(delay.sampler)];
}

namespace {

constexpr int last_pass = 15;

}  // namespace

void Replication::schedule(Time when, EventKind kind, std::uint64_t rank, Index subject, std::uint32_t stamp) {
  if (when >= model.end) return;
  const int its_phase = when == 0 && phase == 0 ? phase_at_start(kind) : phase_of(kind);
  int its_pass = 0;
  if (when == now) its_pass = its_phase < phase ? pass + 1 : pass;
  if (its_pass > last_pass) {
    its_pass = 0;
    ++when;
  }
  events.push({when << 8 | its_pass << 4 | its_phase, rank, stamp, subject, kind});
}

void Replication::schedule_next_pass(EventKind kind, std::uint64_t rank, Index subject) {
  if (pass == last_pass) return schedule(now + 1, kind, rank, subject);
  events.push({now << 8 | (pass + 1) << 4 | phase_of(kind), rank, 0, subject, kind});
}

}  // namespace allot::engine
