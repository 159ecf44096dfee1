#include <cmath>
#include <memory>

#include "base/text.hpp"
#include "json/parse.hpp"
#include "json/write.hpp"
#include "scenario/edit.hpp"
#include "scenario/read_value.hpp"
#include "scenario/value_text.hpp"
#include "scenario/words.hpp"
#include "sweep/asked_text.hpp"
#include "sweep/quantity.hpp"
#include "sweep/values.hpp"

// Values of a distribution are its quantiles, written as the scenario would have them.

namespace allot::sweep {
namespace {

Draft parsed(const std::string& text) { return json::value_of_text(std::make_shared<Text>(Text{"", text})); }

bool names_a_family(const Draft& draft) {
  for (const std::string& key : draft.keys)
    if (scenario::family_named(key)) return true;
  return false;
}

/// Without the label that a parameter may have beside its value.
Draft bare(const Draft& written) {
  if (!written.is(Draft::Type::object)) return written;
  if (const Draft* value = written.find("value")) return *value;
  Draft out = written;
  out.erase("label");
  return out;
}

/// A value of the kind that its own text shows; of plain numbers where durations stand, durations in days.
std::optional<Value> read_drawn(const Subject& subject, const std::string& pointer, const AskedText& at) {
  const Draft draft = bare(parsed(at.text));
  scenario::Reader reader(subject.file.load);
  reader.currency = subject.scenario.currency;
  const scenario::Cursor cursor(draft);
  Value value;
  scenario::read_any_value(reader, cursor, value);
  const Draft* standing = scenario::at(subject.file.root, pointer);
  const bool are_days = value.kind == Kind::number && standing && scenario::kind_of(bare(*standing)) == Kind::duration;
  if (are_days && reader.problems().empty()) {
    Distribution in_days;
    Duration per = 0;
    scenario::read_distribution(reader, cursor, Kind::duration, in_days, per);
    value.kind = Kind::duration;
    value.distribution = std::make_shared<const Distribution>(std::move(in_days));
  }
  for (Problem& it : reader.problems())
    subject.problems.push_back({part_of(at, it.place.begin, it.place.end - it.place.begin).place, pointer,
                                std::move(it.message), std::move(it.hint), false});
  return reader.problems().empty() ? std::optional(value) : std::nullopt;
}

Writing writing_of(const Subject& subject, const std::string& pointer, const Value& value) {
  const double middle = quantile(*value.distribution, 0.5);
  const double spread = quantile(*value.distribution, 0.9) - quantile(*value.distribution, 0.1);
  switch (value.kind) {
    case Kind::date: return {Kind::date, "", spread >= 8.0 * day ? static_cast<double>(day) : 1};
    case Kind::duration: return {Kind::duration, "", grain_of_durations(spread)};
    case Kind::rate: return {Kind::number, "/" + format_duration(value.per)};
    case Kind::power: return {Kind::number, " W"};
    case Kind::compute: return {Kind::number, " TFLOP/s"};
    case Kind::money: return {Kind::number, " " + subject.scenario.currency};
    case Kind::number:
    case Kind::units: break;
  }
  return {Kind::number, "", takes_decimals(subject, pointer, std::floor(middle)) ? 0.0 : 1.0};
}

}  // namespace

bool is_distribution(const AskedText& values) {
  if (!values.text.starts_with('{')) return false;
  try {
    return names_a_family(parsed(values.text));
  } catch (const InputError&) {
    return false;
  }
}

AxisValues values_of_distribution(const Subject& subject, const std::string& pointer, const AskedText& distribution) {
  const auto value = read_drawn(subject, pointer, distribution);
  if (!value) return {};
  if (!value->distribution) {
    subject.problems.push_back(problem_at(distribution, pointer, "this distribution has one value: nothing varies"));
    return {};
  }
  const double scale = value->kind == Kind::compute ? 1e12 : 1;
  return {{},
          [it = value->distribution, writing = writing_of(subject, pointer, *value), scale](double u) {
            return text_of(quantile(*it, u) / scale, writing);
          },
          "a grid needs steps, and a distribution has none: add --sample 100, or write a list or LOW..HIGH/10"};
}

AxisValues values_standing_at(const Subject& subject, const AskedText& pointer) {
  const auto fail = [&](std::string message, std::string hint) {
    subject.problems.push_back(problem_at(pointer, pointer.text, std::move(message), std::move(hint)));
    return AxisValues{};
  };
  const std::string how = "write " + pointer.text + "=LOW..HIGH, =A,B,C or ={\"triangular\": {...}}";
  const Draft* standing = scenario::at(subject.file.root, pointer.text);
  if (!standing) return fail("no values are said, and nothing stands there", how);
  const Draft written = bare(*standing);
  if (const Draft* parameter = written.find("parameter"))
    return fail("no values are said, and there stands the parameter '" + parameter->text + "'",
                "what varies is /parameters/" + parameter->text);
  if (!names_a_family(written))
    return fail("no values are said, and there stands " + scenario::value_text(written) + ", which is no distribution",
                how);
  return values_of_distribution(subject, pointer.text, {json::write(written, 0), pointer.place});
}

}  // namespace allot::sweep
