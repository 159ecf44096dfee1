#include "support/reference_chance.hpp"

#include <cmath>
#include <iomanip>
#include <sstream>
#include <string>

#include "random/correlated.hpp"
#include "random/key.hpp"

namespace allot::reference {

std::string in_name(const std::string& id) {
  std::string out;
  for (const char c : id) out += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
  return out;
}

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
                             ? sample(*parameter.value.distribution, hash_name("parameter/" + in_name(parameter.id)), 0)
                             : parameter.value.number.real();
    return value.times.real() * found + value.number.real();
  }
  if (value.distribution) return sample(*value.distribution, value.address, 0);
  return value.number.real();
}

Fraction Chance::exact(const Value& value) const {
  if (value.is_known()) return fraction(value.number);
  std::ostringstream text;
  text << std::scientific << std::setprecision(14) << number(value);  // -1.23456789012345e+06
  const std::string written = text.str(), digits = written.substr(0, written.find('e'));
  const int power = std::stoi(written.substr(written.find('e') + 1)) - 14;
  std::string whole = digits;
  whole.erase(whole.find('.'), 1);
  Fraction out{std::stoll(whole), 1};
  for (int i = 0; i < std::abs(power) && out.top != 0; ++i) out = out * (power < 0 ? Fraction{1, 10} : Fraction{10, 1});
  return out;
}

double Chance::expected(const Value& value) const {
  if (value.distribution) return mean(*value.distribution);
  if (!value.parameter) return value.number.real();
  const Value& parameter = scenario.parameters[value.parameter.at()].value;
  const double typical = parameter.distribution ? mean(*parameter.distribution) : parameter.number.real();
  return value.times.real() * typical + value.number.real();
}

Time Chance::moment(const Value& date) const { return half_up(number(date)) - scenario.start; }

Units Chance::units(const Value& value, Units lot) const {
  return value.is_derived ? nearest_lots(exact(value), lot) : half_up(exact(value));
}

Duration Chance::sample(const Delay& delay, std::uint64_t stream, std::uint64_t index) const {
  if (delay.value.distribution) return whole_seconds(sample(*delay.value.distribution, stream, index));
  return whole_seconds(number(delay.value));
}

namespace {

// The least u whose draw is at least that long.
double first_that_lasts(const Sampler& sampler, Duration least) {
  double no = 0, yes = 1;
  for (int i = 0; i < 52; ++i)
    if (const double middle = no + (yes - no) / 2; sampler(middle) < static_cast<double>(least))
      no = middle;
    else
      yes = middle;
  return no;
}

// What lasted long enough to be running at that moment lasts at least so long.
Duration lasting_on(const Sampler& sampler, double u, Duration so_far) {
  const double first = first_that_lasts(sampler, so_far);
  const double other = std::min(1 - 0x1p-53, first + (1 - first) * u);
  return std::max(so_far, whole_seconds(sampler(other)));
}

}  // namespace

Duration Chance::lasting(const Delay& delay, std::uint64_t stream, std::uint64_t index, Time began) const {
  return slip(delay, std::nullopt, stream, index, began, began);
}

Duration Chance::lasting_beyond(const Delay& delay, std::uint64_t stream, std::uint64_t index, Duration so_far) const {
  if (!delay.value.distribution) return std::max(so_far, sample(delay, stream, index));
  const auto [sampler, is_new] = samplers.try_emplace(delay.value.distribution.get());
  if (is_new) sampler->second = Sampler(*delay.value.distribution);
  return lasting_on(sampler->second, uniform(stream, index), so_far);
}

Duration Chance::slip(const Delay& delay, const std::optional<SharedSlip>& with, std::uint64_t stream,
                      std::uint64_t index, Time planned, Time counts_from, bool has_yet_to_come) const {
  const Distribution* distribution = delay.value.distribution.get();
  const Duration so_far = as_of() > 0 ? as_of() - counts_from : 0;
  if (!distribution) return std::max(has_yet_to_come ? so_far : 0, sample(delay, stream, index));
  const auto [sampler, is_new] = samplers.try_emplace(distribution);
  if (is_new) sampler->second = Sampler(*distribution);
  const Duration as_planned = whole_seconds(sampler->second(0.5));
  if (so_far > 0 && as_planned < so_far && !has_yet_to_come) return as_planned;
  double u = uniform(stream, index);
  if (with) {
    std::uint64_t period = 0;
    if (with->every && planned > 0) period = static_cast<std::uint64_t>(planned / *with->every);
    u = correlated(uniform(hash_name("factor/" + in_name(with->factor)), period), u, with->correlation);
  }
  return so_far > 0 ? lasting_on(sampler->second, u, so_far) : whole_seconds(sampler->second(u));
}

bool Chance::happens(double probability, std::uint64_t stream, std::uint64_t index, Time when) const {
  return (as_of() > 0 && when < as_of() ? 0.5 : uniform(stream, index)) < probability;
}

std::int64_t half_up(double x) { return static_cast<std::int64_t>(std::floor(x + 0.5)); }

Units nearest_lots(double units, Units lot) { return half_up(units / static_cast<double>(lot)) * lot; }

Units nearest_lots(Fraction units, Units lot) { return half_up(units * fraction(1, lot)) * lot; }

Units scaled(Units units, Fraction share) { return half_up(share * fraction(units, 1)); }

}  // namespace allot::reference
