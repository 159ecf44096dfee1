#include <algorithm>
#include <cmath>

#include "base/exact.hpp"
#include "base/text.hpp"
#include "scenario/judge.hpp"

/// Room and power of sites: what counts nothing, what comes too late, what runs at the start and has no place.
namespace allot::scenario {
namespace {

bool counts_watts(const Site& site) {
  return !site.power.empty() || (!site.room.empty() && site.room.front().add.kind == Kind::power);
}

// A ramp adds in equal daily steps, nothing on its first day.
double step_at(double from, double until, double add, double when) {
  if (when >= until) return add;
  if (when < from + day) return 0;
  const double days = std::ceil((until - from) / day), gone = std::floor((when - from) / day);
  return std::floor(std::abs(add) * gone / days) * (add < 0 ? -1 : 1);
}

// What a source has added at a moment; nothing where chance decides that.
std::optional<double> added(const Source& it, double when) {
  const std::optional<Value>& from = it.at ? it.at : it.from;
  const std::optional<Value>& until = it.at ? it.at : it.until;
  if (!from || !until || !from->is_known() || !until->is_known()) return std::nullopt;
  if (from->number.real() > when) return 0;  // whatever its slip
  if (!is_nothing(it.slip) || !it.add.is_known()) return std::nullopt;
  return step_at(from->number.real(), until->number.real(), it.add.number.real(), when);
}

std::optional<double> capacity(const std::vector<Source>& sources, double when) {
  double sum = 0;
  for (const Source& it : sources) {
    const auto part = added(it, when);
    if (!part) return std::nullopt;
    sum += *part;
  }
  return std::max(0.0, sum);
}

// What runs at a site at the start takes of a gate.
std::optional<double> taken(const Scenario& scenario, const Site& site, bool in_watts) {
  double sum = 0;
  for (const ProductUnits& it : site.online) {
    if (!it.units.is_known()) return std::nullopt;
    const Decimal each = in_watts ? half_up(scenario.products[it.product.at()].power * site.overhead) : 1;
    sum += (it.units.number * each).real();
  }
  return sum;
}

void look_at_start(Judge& in, const Cursor& online, const Site& site, const std::vector<Source>& gate,
                   const char* what) {
  if (gate.empty() || site.online.empty()) return;
  const bool in_watts = gate.front().add.kind == Kind::power;
  const auto has = capacity(gate, static_cast<double>(in.scenario.start)), needs = taken(in.scenario, site, in_watts);
  if (!has || !needs || *needs <= *has) return;
  const auto amount = [&](double number) {
    return in_watts ? power_text(number) : counted_text(static_cast<std::int64_t>(number), "unit");
  };
  in.remark(online, "what runs at the start takes " + amount(*needs) + " of " + what + ", and there " +
                        (in_watts || *has == 1 ? "is " : "are ") + amount(*has) +
                        ": the rest is stranded until there is more");
}

bool may_be_moved(const Scenario& scenario, Ref site, std::size_t source) {
  return std::any_of(scenario.interventions.begin(), scenario.interventions.end(), [&](const Intervention& it) {
    const auto* change = std::get_if<PowerChange>(&it.action);
    return change && change->site == site && change->source.at() == source;
  });
}

// `first` is where the gate's sources begin among all of the site, as decisions know them.
void judge_sources(Judge& in, const Cursor& list, Ref site, const std::vector<Source>& sources, std::size_t first) {
  in.each_in(list, "source", [&](const Cursor& at, std::size_t i) {
    const Source& it = sources[i];
    const std::optional<Value>& from = it.at ? it.at : it.from;
    const bool comes = !from || !is_over(in.scenario, *from) || may_be_moved(in.scenario, site, first + i);
    in.judge(at, comes ? "" : "it comes after the end", "dates");
  });
}

}  // namespace

void judge_sites(Judge& in) {
  in.each("sites", in.sections.sites, [&](const Cursor& at, std::size_t i) {
    const Site& site = in.scenario.sites[i];
    const bool uses_energy = in.scenario.money && site.energy_price;
    if (site.overhead != 1)
      in.judge(at.member("overhead"), counts_watts(site) || uses_energy ? "" : "the site has no 'power', and its 'room' counts units");
    const Cursor online = at.member("online");
    look_at_start(in, online, site, site.room, "room");
    look_at_start(in, online, site, site.power, "power");
    judge_sources(in, at.member("room"), ref(i), site.room, 0);
    judge_sources(in, at.member("power"), ref(i), site.power, site.room.size());
  });
}

}  // namespace allot::scenario
