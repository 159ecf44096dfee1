#include <algorithm>
#include <cmath>
#include <span>

#include "base/nearest.hpp"
#include "scenario/quantity_text.hpp"
#include "scenario/read_value.hpp"
#include "scenario/words.hpp"

namespace allot::scenario {
namespace {

using Family = Distribution::Family;

/// The parameters of one distribution, taken by name; whatever is not taken is unknown.
class Arguments {
 public:
  Arguments(Reader& reader, const Cursor& at, Kind kind, Duration& per)
      : reader_(reader), at_(at), kind_(kind), per_(per) {}

  bool has(std::string_view key) const { return at_.member(key).exists(); }

  /// A quantity of the distributed kind; a plain number of days where the kind is a duration.
  double quantity(std::string_view key, Kind kind) {
    const Cursor at = take(key);
    if (!at.exists()) return missing(key);
    Literal literal;
    if (literal_of(reader_, at.node(), kind, literal)) {
      return kind == Kind::rate ? per_common(literal, per_) : literal.number.real();
    }
    if (kind == Kind::duration && literal_of(reader_, at.node(), Kind::number, literal))
      return (literal.number * day).real();
    reader_.mismatch(at, example_of(kind));
    failed_ = true;
    return std::nan("");
  }
  double quantity(std::string_view key) { return quantity(key, kind_ == Kind::units ? Kind::number : kind_); }
  double spread(std::string_view key) {
    return quantity(key, kind_ == Kind::date ? Kind::duration : kind_ == Kind::units ? Kind::number : kind_);
  }
  double number(std::string_view key) { return quantity(key, Kind::number); }

  bool finish() {
    for (std::size_t i = 0; i < at_.node().keys.size(); ++i) {
      const std::string& key = at_.node().keys[i];
      if (key.ends_with('#') || std::find(taken_.begin(), taken_.end(), key) != taken_.end()) continue;
      failed_ = true;
      reader_.problem_at_key(Cursor(at_, key, &at_.node().items[i], nullptr), "unknown parameter '" + key + "'",
                             "'" + std::string(at_.key()) + "' has " + wanted_);
    }
    return !failed_;
  }
  void want(std::string text) { wanted_ = std::move(text); }
  void fail() { failed_ = true; }

 private:
  Cursor take(std::string_view key) {
    taken_.emplace_back(key);
    return at_.member(key);
  }
  double missing(std::string_view key) {
    reader_.problem(at_, "'" + std::string(key) + "' is missing", wanted_.empty() ? "" : "it has " + wanted_);
    failed_ = true;
    return std::nan("");
  }

  Reader& reader_;
  const Cursor& at_;
  Kind kind_;
  Duration& per_;
  std::vector<std::string> taken_;
  std::string wanted_;
  bool failed_ = false;
};

Distribution textbook(Family family, std::vector<double> parameters) {
  Distribution distribution;
  distribution.family = family;
  distribution.parameters = std::move(parameters);
  return distribution;
}

// Lognormal, gamma and Weibull in the parameters that people have.
Distribution stated(Arguments& arguments, Family family, Kind kind) {
  arguments.want("'mean' and 'sd', 'mean' and 'cv', 'median' and 'p90', or 'p10' and 'p90'");
  if (arguments.has("mean") && arguments.has("cv")) {
    const double mean = arguments.quantity("mean"), cv = arguments.number("cv");
    return from_mean_sd(family, mean, mean * cv);
  }
  if (arguments.has("mean") || arguments.has("sd")) {
    const double mean = arguments.quantity("mean");
    return from_mean_sd(family, mean, arguments.spread("sd"));
  }
  if (family == Family::lognormal && arguments.has("median") && arguments.has("sigma")) {
    const double median = arguments.quantity("median");
    return from_median_sigma(median, arguments.number("sigma"));
  }
  if (arguments.has("median")) {
    const double median = arguments.quantity("median");
    return from_median_p90(family, median, arguments.quantity("p90"));
  }
  if (arguments.has("p10")) {
    const double p10 = arguments.quantity("p10");
    return from_p10_p90(family, p10, arguments.quantity("p90"));
  }
  if (family == Family::lognormal) {
    const double mu = arguments.number("mu");
    return textbook(
        family, {mu + (kind == Kind::duration ? std::log(static_cast<double>(day)) : 0.0), arguments.number("sigma")});
  }
  const double shape = arguments.number("shape");
  return textbook(family, {shape, arguments.spread("scale")});
}

Distribution bounded(Arguments& arguments, Family family) {
  if (family == Family::uniform) {
    arguments.want("'min' and 'max'");
    const double low = arguments.quantity("min");
    return textbook(family, {low, arguments.quantity("max")});
  }
  arguments.want("'min', 'mode' and 'max'");
  const double low = arguments.quantity("min"), mode = arguments.quantity("mode");
  return textbook(family, {low, mode, arguments.quantity("max")});
}

Distribution by_moments(Arguments& arguments, Family family) {
  if (family == Family::exponential) {
    arguments.want("'mean'");
    return textbook(family, {arguments.quantity("mean")});
  }
  if (family == Family::erlang) {
    arguments.want("'shape' and 'mean'");
    const double shape = arguments.number("shape");
    return textbook(family, {shape, arguments.quantity("mean")});
  }
  if (family == Family::normal) {
    arguments.want("'mean' and 'sd'");
    const double mean = arguments.quantity("mean");
    return textbook(family, {mean, arguments.spread("sd")});
  }
  arguments.want("'mean', 'sd', and optionally 'min' and 'max'");
  const double mean = arguments.quantity("mean"), sd = arguments.spread("sd");
  const double low = arguments.has("min") ? arguments.quantity("min") : 0;
  return beta_from_mean_sd(mean, sd, low, arguments.has("max") ? arguments.quantity("max") : 1);
}

bool read_weight(Reader& reader, const Cursor& pair, double& weight) {
  const Cursor at = pair.item(1, "1");
  if (at.node().is(Draft::Type::number) && at.node().number >= 0) {
    weight = at.node().number;
    return true;
  }
  reader.mismatch(at, "a weight of at least 0");
  return false;
}

bool is_pair(const Draft& node) { return node.is(Draft::Type::array) && node.items.size() == 2; }

bool read_discrete(Reader& reader, const Cursor& at, Kind kind, Distribution& distribution, Duration& per) {
  if (!at.node().is(Draft::Type::array)) return reader.mismatch(at, "a list of [value, weight]"), false;
  const std::size_t before = reader.problems().size();
  for (std::size_t i = 0; i < at.node().items.size(); ++i) {
    const std::string index = std::to_string(i);
    const Cursor pair = at.item(i, index);
    if (!is_pair(pair.node())) {
      reader.mismatch(pair, "[value, weight]");
      continue;
    }
    Literal literal;
    double weight = 0;
    const Cursor value = pair.item(0, "0");
    if (!literal_of(reader, value.node(), kind == Kind::units ? Kind::number : kind, literal))
      reader.mismatch(value, example_of(kind));
    else if (read_weight(reader, pair, weight))
      distribution.values.emplace_back(kind == Kind::rate ? per_common(literal, per) : literal.number.real(), weight);
  }
  std::stable_sort(distribution.values.begin(), distribution.values.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  return reader.problems().size() == before;
}

bool read_mixture(Reader& reader, const Cursor& at, Kind kind, Distribution& distribution, Duration& per) {
  if (!at.node().is(Draft::Type::array)) return reader.mismatch(at, "a list of [distribution, weight]"), false;
  const std::size_t before = reader.problems().size();
  for (std::size_t i = 0; i < at.node().items.size(); ++i) {
    const std::string index = std::to_string(i);
    const Cursor pair = at.item(i, index);
    if (!is_pair(pair.node())) {
      reader.mismatch(pair, "[distribution, weight]");
      continue;
    }
    Distribution part;
    double weight = 0;
    const Cursor cursor = pair.item(0, "0");
    Literal literal;
    if (literal_of(reader, cursor.node(), kind, literal)) {
      part = textbook(Family::fixed, {kind == Kind::rate ? per_common(literal, per) : literal.number.real()});
    } else if (!read_distribution(reader, cursor, kind, part, per)) {
      continue;
    }
    if (read_weight(reader, pair, weight)) distribution.parts.emplace_back(std::move(part), weight);
  }
  return reader.problems().size() == before;
}

Distribution of_family(Arguments& arguments, Family family, Kind kind) {
  switch (family) {
    case Family::uniform:
    case Family::triangular:
    case Family::pert: return bounded(arguments, family);
    case Family::lognormal:
    case Family::gamma:
    case Family::weibull: return stated(arguments, family, kind);
    case Family::fixed:
    case Family::normal:
    case Family::exponential:
    case Family::erlang:
    case Family::beta:
    case Family::discrete:
    case Family::mixture: break;
  }
  return by_moments(arguments, family);
}

bool read_family(Reader& reader, const Cursor& at, Family family, Kind kind, Distribution& distribution,
                 Duration& per) {
  distribution.family = family;
  if (at.key() == "empirical") return read_empirical(reader, at, kind, distribution, per);
  if (family == Family::discrete) return read_discrete(reader, at, kind, distribution, per);
  if (family == Family::mixture) return read_mixture(reader, at, kind, distribution, per);
  if (family == Family::fixed) {
    Literal literal;
    if (!literal_of(reader, at.node(), kind, literal)) return reader.mismatch(at, example_of(kind)), false;
    distribution.parameters = {kind == Kind::rate ? per_common(literal, per) : literal.number.real()};
    return true;
  }
  if (!at.node().is(Draft::Type::object))
    return reader.mismatch(at, "an object with the distribution's parameters"), false;
  Arguments arguments(reader, at, kind, per);
  distribution = of_family(arguments, family, kind);
  return arguments.finish();
}

WrittenAs in_words(Kind kind) {
  const auto of = [](Kind it) { return [it](double number) { return quantity_text(number, it); }; };
  return {of(kind), of(kind == Kind::date ? Kind::duration : kind)};
}

}  // namespace

bool read_distribution(Reader& reader, const Cursor& at, Kind kind, Distribution& distribution, Duration& per) {
  const Draft& node = at.node();
  std::vector<std::string> known;
  for (const auto& word : families()) known.emplace_back(word.text);
  if (!node.is(Draft::Type::object)) return reader.mismatch(at, "a distribution"), false;
  const std::string* name = nullptr;
  for (const std::string& key : node.keys) {
    if (key == "plus" || key.ends_with('#')) continue;
    if (name || !family_named(key)) {
      const Cursor wrong(at, key, node.find(key), nullptr);
      const std::string near = family_named(key) ? "" : nearest(key, known);
      reader.problem_at_key(
          wrong, "expected " + std::string(example_of(kind)) + " or one distribution of it, found key '" + key + "'",
          near.empty() ? "" : "did you mean '" + near + "'?");
      return false;
    }
    name = &key;
  }
  if (!name) return reader.mismatch(at, std::string(example_of(kind)) + " or a distribution of it"), false;
  const Cursor body = at.member(*name);
  if (!body.exists()) return reader.problem(at, "'" + *name + "' is empty"), false;
  if (!read_family(reader, body, *family_named(*name), kind, distribution, per)) return false;
  if (const Cursor plus = at.member("plus"); plus.exists()) {
    Literal literal;
    const Kind shift = kind == Kind::date ? Kind::duration : kind == Kind::units ? Kind::number : kind;
    if (!literal_of(reader, plus.node(), shift, literal)) return reader.mismatch(plus, example_of(shift)), false;
    distribution.plus = shift == Kind::rate ? per_common(literal, per) : literal.number.real();
  }
  if (const std::string wrong = validation_error(distribution, in_words(kind)); !wrong.empty())
    return reader.problem(at, "no such distribution: " + wrong), false;
  return true;
}

}  // namespace allot::scenario
