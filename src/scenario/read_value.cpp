#include "scenario/read_value.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/literals.hpp"
#include "base/text.hpp"
#include "random/key.hpp"
#include "scenario/quantity_text.hpp"
#include "scenario/words.hpp"

namespace allot::scenario {
namespace {

bool reference_keys_are_known(Reader& reader, const Cursor& at) {
  static constexpr std::string_view known[] = {"parameter", "times", "plus", "from"};
  bool all = true;
  for (std::size_t i = 0; i < at.node().keys.size(); ++i) {
    const std::string& key = at.node().keys[i];
    if (key.ends_with('#')) continue;
    if (std::find(std::begin(known), std::end(known), key) != std::end(known)) continue;
    reader.problem_at_key(Cursor(at, key, &at.node().items[i], nullptr), "unknown key '" + key + "'",
                          "a reference to a parameter has 'parameter', 'times', 'plus' and 'from'");
    all = false;
  }
  return all;
}

// A literal of the field's kind, or a plain number beside a parameter of that kind.
std::optional<Literal> part(Reader& reader, const Cursor& at, Kind kind, bool number_allowed) {
  Literal literal;
  if (literal_of(reader, at.node(), kind, literal)) return literal;
  if (number_allowed && literal_of(reader, at.node(), Kind::number, literal)) return literal;
  reader.mismatch(at, example_of(kind));
  return std::nullopt;
}

// value = times * parameter + offset, both in the base unit of the field; of a rate, in units per so many seconds.
struct Scaling {
  Decimal times = 1, offset;
  Duration per = 1;

  // Rates over different durations add up over one that both divide, unless that is longer than any duration.
  void add(const Literal& plus) {
    constexpr Duration longest = 1'000'000'000'000;
    const Duration longer = plus.per / std::gcd(per, plus.per);
    if (per > longest / longer) {
      offset = Decimal::nearest(plus.number.real() * static_cast<double>(per) / static_cast<double>(plus.per));
      return;
    }
    times = times * longer;
    per *= longer;
    offset = plus.number * (per / plus.per);
  }
};

bool is_day_count(Kind parameter, Kind field) {
  return parameter == Kind::number && (field == Kind::duration || field == Kind::date);
}

std::optional<Scaling> scaling(Reader& reader, const Cursor& at, const Value& named, Kind field) {
  const Kind parameter = named.kind;
  Scaling scaling;
  scaling.per = named.per;
  const Cursor times = at.member("times"), plus = at.member("plus"), from = at.member("from");
  const bool same = parameter == field || (parameter == Kind::number && field == Kind::units);
  if (times.exists()) {
    const auto factor = part(reader, times, parameter == Kind::number ? field : Kind::number, true);
    if (!factor) return std::nullopt;
    scaling.times = factor->number;
    if (factor->per != 1) scaling.per = factor->per;
    if (is_day_count(parameter, field) && times.node().is(Draft::Type::number)) scaling.times = scaling.times * day;
  } else if (is_day_count(parameter, field)) {
    scaling.times = day;
  } else if (!same && !(parameter == Kind::duration && field == Kind::date)) {
    reader.problem(at,
                   "this parameter is " + std::string(example_of(parameter)) + ", but here stands " +
                       std::string(example_of(field)),
                   parameter == Kind::number ? "say how many with 'times'" : "");
    return std::nullopt;
  }
  if (plus.exists()) {
    const auto offset = part(reader, plus, field == Kind::date ? Kind::duration : field, false);
    if (!offset) return std::nullopt;
    scaling.add(*offset);
  }
  if (from.exists()) {
    const auto origin = part(reader, from, Kind::date, false);
    if (!origin) return std::nullopt;
    scaling.offset = scaling.offset + origin->number;
  } else if (field == Kind::date && parameter != Kind::date) {
    reader.problem(at, "a date from a parameter that is a number of days or a duration needs 'from'");
    return std::nullopt;
  }
  return scaling;
}

std::string bound(double number, const Spec& spec) { return number == 0 ? "0" : quantity_text(number, spec.kind); }

void check_support(Reader& reader, const Cursor& at, const Spec& spec, std::pair<double, double> bounds) {
  if (bounds.first < spec.least || (spec.above && bounds.first <= spec.least && bounds.first == bounds.second))
    reader.problem(at, "can fall below " + bound(spec.least, spec) + ", the least that is allowed here");
  if (bounds.second > spec.most && std::isfinite(spec.most))
    reader.problem(at, "can exceed " + bound(spec.most, spec) + ", the most that is allowed here");
}

void read_reference(Reader& reader, const Cursor& at, const Spec& spec, Value& value) {
  if (!reference_keys_are_known(reader, at)) return;
  const Cursor name = at.member("parameter");
  if (!name.exists() || !name.node().is(Draft::Type::string)) {
    reader.problem(at, "'parameter' must name a parameter");
    return;
  }
  const Ref parameter = reader.names(Section::parameters).find(name.node().text);
  if (!parameter) {
    reader.unknown(name, "parameter", name.node().text, reader.names(Section::parameters).all());
    return;
  }
  const Value& named = reader.parameters[parameter.at()].value;
  const auto scale = scaling(reader, at, named, spec.kind);
  if (!scale) return;
  value.kind = spec.kind;
  value.per = scale->per;
  value.is_derived = true;
  if (named.is_known()) {
    value.number = named.number * scale->times + scale->offset;
    check_range(reader, at, spec, value.number);
    return;
  }
  value.parameter = parameter;
  value.times = scale->times;
  value.number = scale->offset;
  auto [low, high] = support(*named.distribution);
  low = low * scale->times.real() + scale->offset.real();
  high = high * scale->times.real() + scale->offset.real();
  check_support(reader, at, spec, std::minmax(low, high));
}

void read_unnamed(Reader& reader, const Cursor& at, const Spec& spec, Value& value) {
  Distribution distribution;
  Duration per = 0;
  if (!read_distribution(reader, at, spec.kind, distribution, per)) return;
  if (per > 0) value.per = per;
  check_support(reader, at, spec, support(distribution));
  value.is_derived = true;
  if (distribution.family == Distribution::Family::fixed) {
    value.number = Decimal::nearest(distribution.parameters[0]) + Decimal::nearest(distribution.plus);
    return;
  }
  value.distribution = std::make_shared<const Distribution>(std::move(distribution));
}

}  // namespace

void check_range(Reader& reader, const Cursor& at, const Spec& spec, const Decimal& exact) {
  const double number = exact.real();
  const bool whole = spec.kind == Kind::units;
  if ((whole || spec.kind == Kind::rate) && std::abs(number) > static_cast<double>(most_units)) {
    reader.problem(at, "expected at most " + with_thousands(most_units) + " units, found " + shown(at.node()));
  } else if (spec.above ? !(number > spec.least) : !(number >= spec.least)) {
    const char* more = spec.above ? "greater than " : "at least ";
    reader.problem(at, "expected " + std::string(whole ? "a whole number " : "a value ") + more +
                           bound(spec.least, spec) + ", found " + shown(at.node()));
  } else if (number > spec.most) {
    reader.problem(at, "expected at most " + bound(spec.most, spec) + ", found " + shown(at.node()));
  }
}

bool literal_of(Reader& reader, const Draft& node, Kind kind, Literal& literal) {
  if (kind == Kind::number || kind == Kind::units) {
    if (!node.is(Draft::Type::number) || !std::isfinite(node.number)) return false;
    literal.number = decimal_of(node);
    return kind == Kind::number || literal.number.exponent() == 0;
  }
  if (!node.is(Draft::Type::string)) return false;
  const auto give = [&](const auto& parsed) {
    if (parsed) literal.number = *parsed;
    return parsed.has_value();
  };
  switch (kind) {
    case Kind::date: return give(parse_date(node.text));
    case Kind::duration: return give(parse_duration(node.text));
    case Kind::power: return give(parse_power(node.text));
    case Kind::compute: return give(parse_compute(node.text));
    case Kind::rate:
      if (const auto rate = parse_rate(node.text)) {
        literal = {rate->amount, rate->per};
        return true;
      }
      return false;
    case Kind::money:
      if (const auto money = parse_money(node.text)) {
        if (reader.currency.empty()) reader.currency = money->currency;
        literal.number = money->amount;
        if (reader.currency == money->currency) return true;
        const auto rate = reader.rate_of(money->currency, reader.start);
        if (rate) literal.number = literal.number * Decimal::nearest(*rate);
        return rate.has_value();
      }
      return false;
    case Kind::number:
    case Kind::units: break;
  }
  return false;
}

Decimal decimal_of(const Draft& number) {
  const auto written = Decimal::parse(number.text);
  return written ? *written : Decimal::nearest(number.number);
}

std::optional<Kind> kind_of(const Draft& node) {
  if (node.is(Draft::Type::number)) return Kind::number;
  if (!node.is(Draft::Type::string)) return std::nullopt;
  if (parse_date(node.text)) return Kind::date;
  if (parse_duration(node.text)) return Kind::duration;
  if (parse_rate(node.text)) return Kind::rate;
  if (parse_power(node.text)) return Kind::power;
  if (parse_compute(node.text)) return Kind::compute;
  if (parse_money(node.text)) return Kind::money;
  return std::nullopt;
}

void read_value(Reader& reader, const Cursor& at, const Spec& spec, Value& value) {
  value = Value{};
  value.kind = spec.kind;
  value.address = hash_name("value" + at.address());
  const Draft& node = at.node();
  if (node.is(Draft::Type::object)) {
    if (node.find("parameter")) return read_reference(reader, at, spec, value);
    return read_unnamed(reader, at, spec, value);
  }
  Literal literal;
  if (!literal_of(reader, node, spec.kind, literal)) {
    reader.mismatch(at, example_of(spec.kind));
    return;
  }
  value.number = literal.number;
  value.per = literal.per;
  check_range(reader, at, spec, value.number);
}

void read_amount_of_room(Reader& reader, const Cursor& at, const Spec& spec, Value& value) {
  Spec chosen = spec;
  const Draft* shown_by = &at.node();
  if (const Draft* name = at.node().find("parameter"); name && name->is(Draft::Type::string)) {
    const Ref parameter = reader.names(Section::parameters).find(name->text);
    if (parameter && reader.parameters[parameter.at()].value.kind == Kind::power) chosen.kind = Kind::power;
    if (const Draft* times = at.node().find("times")) shown_by = times;
  }
  while (shown_by->is(Draft::Type::object) || shown_by->is(Draft::Type::array)) {
    if (shown_by->items.empty()) break;
    shown_by = &shown_by->items.front();
  }
  if (kind_of(*shown_by) == Kind::power) chosen.kind = Kind::power;
  if (chosen.kind == Kind::power) chosen.least *= 1e6;
  read_value(reader, at, chosen, value);
}

namespace {

// Its first literal shows the kind of a distribution; of a column, the unit that is named for it.
std::optional<Kind> kind_shown_by(const Draft& node) {
  if (const Draft* column = node.find("empirical")) {
    const Draft* unit = column->find("unit");
    return unit ? kind_of(Draft::string_of("1" + after_a_number(unit->text))) : Kind::number;
  }
  const bool is_container = node.is(Draft::Type::object) || node.is(Draft::Type::array);
  return is_container && !node.items.empty() ? kind_shown_by(node.items.front()) : kind_of(node);
}

}  // namespace

void read_any_value(Reader& reader, const Cursor& at, Value& value) {
  const auto kind = kind_shown_by(at.node());
  if (!kind)
    return reader.mismatch(
        at, "a number, a date, a duration, a rate, a power, an amount of money, or a distribution of these");
  Spec any{.key = "", .meaning = "", .kind = *kind, .least = -std::numeric_limits<double>::infinity()};
  if (at.node().is(Draft::Type::object) && at.node().find("parameter"))
    return reader.problem(at, "a parameter may not refer to another");
  read_value(reader, at, any, value);
  value.address = hash_path({"parameter", at.key()});
}

bool read_known(Reader& reader, const Cursor& at, const Spec& spec, Decimal& number) {
  const std::size_t before = reader.problems().size();
  Value value;
  read_value(reader, at, spec, value);
  if (reader.problems().size() > before) return false;
  if (!value.is_known()) {
    reader.problem(at, "has to be known: chance has no place here");
    return false;
  }
  number = value.number;
  return true;
}

}  // namespace allot::scenario
