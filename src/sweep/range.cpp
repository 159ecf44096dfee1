#include <algorithm>
#include <cmath>

#include "base/literals.hpp"
#include "base/text.hpp"
#include "sweep/asked_text.hpp"
#include "sweep/quantity.hpp"
#include "sweep/values.hpp"

namespace allot::sweep {
namespace {

constexpr std::string_view dots = "..";

/// LOW..HIGH, with :STEP or /N.
struct RangeText {
  AskedText low, high;
  std::optional<AskedText> step, parts;
};

// Dates have colons, and rates slashes: what is a whole quantity has nothing behind it.
RangeText taken_apart(const AskedText& range) {
  const std::size_t at = range.text.find(dots);
  RangeText out{trimmed_part(part_of(range, 0, at)), trimmed_part(part_of(range, at + dots.size(), std::string::npos)),
                std::nullopt, std::nullopt};
  const AskedText rest = out.high;
  if (quantity_of(rest.text)) return out;
  const std::size_t colon = rest.text.rfind(':'), slash = rest.text.rfind('/');
  if (colon != std::string::npos &&
      (slash == std::string::npos || slash < colon || !parse_integer(rest.text.substr(slash + 1)))) {
    out.high = trimmed_part(part_of(rest, 0, colon));
    out.step = trimmed_part(part_of(rest, colon + 1, std::string::npos));
  } else if (slash != std::string::npos) {
    out.high = trimmed_part(part_of(rest, 0, slash));
    out.parts = trimmed_part(part_of(rest, slash + 1, std::string::npos));
  }
  return out;
}

struct Range {
  Decimal low, high;
  Writing writing;

  double width() const { return (high - low).real(); }
};

std::string_view word_of(Kind kind) {
  return kind == Kind::date ? "a date" : kind == Kind::duration ? "a duration" : "a number";
}

double grain_of(const Range& range, bool is_whole) {
  const auto is_multiple_of = [&](std::int64_t of) {
    return range.low.is_whole() && range.high.is_whole() && std::fmod(range.low.real(), static_cast<double>(of)) == 0 &&
           std::fmod(range.high.real(), static_cast<double>(of)) == 0;
  };
  if (range.writing.kind == Kind::date) return is_multiple_of(day) ? day : 1;
  if (range.writing.kind == Kind::duration) {
    const double grain = grain_of_durations(range.width());
    return is_multiple_of(static_cast<std::int64_t>(grain)) ? grain : 1;
  }
  return is_whole ? 1 : 0;
}

/// Both ends, in one kind and unit and in order.
std::optional<Range> ends_of(const Subject& subject, const std::string& pointer, const RangeText& text) {
  const auto fail = [&](const AskedText& at, std::string message, std::string hint = {}) {
    subject.problems.push_back(problem_at(at, pointer, std::move(message), std::move(hint)));
    return std::nullopt;
  };
  const auto low = quantity_of(text.low.text), high = quantity_of(text.high.text);
  for (const auto& [end, read] : {std::pair(&text.low, &low), std::pair(&text.high, &high)})
    if (!*read)
      return fail(*end, "expected a number, a date or a duration as an end of a range, found '" + end->text + "'",
                  "LOW..HIGH, LOW..HIGH:STEP or LOW..HIGH/N");
  if (low->writing.kind != high->writing.kind)
    return fail(text.high, "the range begins with " + std::string(word_of(low->writing.kind)) + " and ends with " +
                               std::string(word_of(high->writing.kind)));
  if (low->writing.unit != high->writing.unit)
    return fail(text.high,
                "the ends of a range have one unit, found '" + text.low.text + "' and '" + text.high.text + "'");
  if (!(low->number < high->number))
    return fail(text.high, "the range ends at " + text.high.text + ", which is not above " + text.low.text);
  Range range{low->number, high->number, low->writing};
  const bool may_be_whole = range.writing.kind == Kind::number && range.writing.unit.empty() &&
                            low->number.is_whole() && high->number.is_whole();
  const bool is_whole = may_be_whole && !takes_decimals(subject, pointer, range.low.real());
  range.writing.grain = grain_of(range, is_whole);
  return range;
}

std::optional<Decimal> step_of(const Subject& subject, const std::string& pointer, const Range& range,
                               const AskedText& text) {
  const auto fail = [&](std::string message, std::string hint = {}) {
    subject.problems.push_back(problem_at(text, pointer, std::move(message), std::move(hint)));
    return std::nullopt;
  };
  const bool is_time = range.writing.kind != Kind::number;
  const auto step = quantity_of(text.text);
  if (is_time && (!step || step->writing.kind != Kind::duration))
    return fail("a step of " + std::string(range.writing.kind == Kind::date ? "dates" : "durations") +
                    " is a duration, found '" + text.text + "'",
                parse_decimal(text.text) ? "write " + text.text + "d for days" : "such as 7d");
  if (!is_time && (!step || step->writing.kind != Kind::number ||
                   (!step->writing.unit.empty() && step->writing.unit != range.writing.unit)))
    return fail("expected a step such as 10" + range.writing.unit + ", found '" + text.text + "'");
  if (!(step->number > 0)) return fail("a step is greater than 0, found '" + text.text + "'");
  if (range.width() / step->number.real() > static_cast<double>(most_sweep_points))
    return fail("so many steps are more than the " + with_thousands(most_sweep_points) +
                " points that a sweep may have");
  return step->number;
}

AxisValues in_steps(const Range& range, const Decimal& step, const AskedText& at) {
  AxisValues out;
  Writing writing = range.writing;
  if (writing.kind != Kind::number) writing.grain = 1;
  for (Decimal value = range.low; value <= range.high; value = value + step)
    out.listed.push_back({text_of(value, writing), at.place});
  return out;
}

AxisValues in_parts(const Subject& subject, const std::string& pointer, const Range& range, const AskedText& parts,
                    const AskedText& at) {
  const auto count = parse_integer(parts.text);
  const auto fail = [&](std::string message) {
    subject.problems.push_back(problem_at(parts, pointer, std::move(message)));
    return AxisValues{};
  };
  if (!count || *count < 1 || *count >= static_cast<std::int64_t>(most_sweep_points))
    return fail("expected a number of equal parts, from 1 to " + with_thousands(most_sweep_points) + ", found '" +
                parts.text + "'");
  const double grains = range.writing.grain > 0 ? std::floor(range.width() / range.writing.grain) : 0;
  if (range.writing.grain > 0 && static_cast<double>(*count) > grains)
    return fail("there are no " + parts.text + " parts between them: values would come twice");
  AxisValues out;
  for (std::int64_t k = 0; k <= *count; ++k) {
    const double value = range.low.real() + range.width() * static_cast<double>(k) / static_cast<double>(*count);
    out.listed.push_back({k == 0        ? text_of(range.low, range.writing)
                          : k == *count ? text_of(range.high, range.writing)
                                        : text_of(value, range.writing),
                          at.place});
  }
  return out;
}

AxisValues anywhere(const Range& range, const RangeText& text) {
  const double low = range.low.real(), high = range.high.real(), grain = range.writing.grain;
  const double grains = grain > 0 ? std::floor((high - low) / grain) : 0;
  const std::string ends = text.low.text + std::string(dots) + text.high.text;
  return {{},
          [=, writing = range.writing](double u) {
            const double value =
                grain > 0 ? low + grain * std::min(grains, std::floor(u * (grains + 1))) : low + u * (high - low);
            return text_of(std::clamp(value, low, high), writing);
          },
          "a grid needs steps: write " + ends + "/10 for ten equal parts, " + ends +
              ":STEP, or add --sample 100 for values anywhere between"};
}

}  // namespace

bool is_range(const AskedText& values) {
  const std::string_view text = values.text;
  return !text.empty() && std::string_view("[{\"").find(text[0]) == std::string_view::npos &&
         text.find(dots) != std::string_view::npos;
}

AxisValues values_of_range(const Subject& subject, const std::string& pointer, const AskedText& whole) {
  const RangeText text = taken_apart(whole);
  const auto range = ends_of(subject, pointer, text);
  if (!range) return {};
  if (text.parts) return in_parts(subject, pointer, *range, *text.parts, whole);
  if (!text.step) return anywhere(*range, text);
  const auto step = step_of(subject, pointer, *range, *text.step);
  return step ? in_steps(*range, *step, whole) : AxisValues{};
}

}  // namespace allot::sweep
