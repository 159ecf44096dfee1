#include "support/plain_chance.hpp"

#include <cmath>

#include "random/correlated.hpp"
#include "random/key.hpp"

namespace allot::plain {

double Chance::uniform(std::uint64_t stream, std::uint64_t index) const {
  return draw(seed, replication, stream, index);
}

// By the table that the real engine draws from as well: within 1e-6 of the quantile, which rounds to another
// second now and then.
double Chance::sample(const Distribution& distribution, std::uint64_t stream, std::uint64_t index) const {
  const auto [sampler, is_new] = samplers.try_emplace(&distribution);
  if (is_new) sampler->second = Sampler(distribution);
  return sampler->second(uniform(stream, index));
}

double Chance::number(const Value& value) const {
  if (value.parameter) {
    const Parameter& parameter = scenario.parameters[value.parameter.at()];
    const double found = parameter.value.distribution
                             ? sample(*parameter.value.distribution, hash_name("parameter/" + parameter.id), 0)
                             : parameter.value.number;
    return value.times * found + value.number;
  }
  if (value.distribution) return sample(*value.distribution, value.address, 0);
  return value.number;
}

double Chance::expected(const Value& value) const {
  if (value.distribution) return mean(*value.distribution);
  if (!value.parameter) return value.number;
  const Value& parameter = scenario.parameters[value.parameter.at()].value;
  return value.times * (parameter.distribution ? mean(*parameter.distribution) : parameter.number) + value.number;
}

Time Chance::moment(const Value& date) const { return half_up(number(date)) - scenario.start; }

Units Chance::units(const Value& value, Units lot) const {
  return !value.is_worked_out ? half_up(value.number) : nearest_lots(number(value), lot);
}

Duration Chance::sample(const Delay& delay, std::uint64_t stream, std::uint64_t index) const {
  if (delay.value.distribution) return whole_seconds(sample(*delay.value.distribution, stream, index));
  return whole_seconds(number(delay.value));
}

Duration Chance::slip(const Delay& delay, const std::optional<SharedSlip>& with, std::uint64_t stream,
                      std::uint64_t index, Time planned) const {
  const Distribution* distribution = delay.value.distribution.get();
  if (!with || !distribution) return sample(delay, stream, index);
  std::uint64_t period = 0;
  if (with->every && planned > 0) period = static_cast<std::uint64_t>(planned / *with->every);
  const double common = uniform(hash_name("factor/" + with->factor), period);
  const auto [sampler, is_new] = samplers.try_emplace(distribution);
  if (is_new) sampler->second = Sampler(*distribution);
  return whole_seconds(sampler->second(correlated(common, uniform(stream, index), with->correlation)));
}

std::int64_t half_up(double x) { return static_cast<std::int64_t>(std::floor(x + 0.5)); }

Units nearest_lots(double units, Units lot) { return half_up(units / static_cast<double>(lot)) * lot; }

Units scaled(Units units, double share) {
  constexpr std::int64_t billion = 1'000'000'000;
  const __int128 product = static_cast<__int128>(units) * half_up(share * 1e9);
  return static_cast<Units>((product + billion / 2) / billion);
}

}  // namespace allot::plain
