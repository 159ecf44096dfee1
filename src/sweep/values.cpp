#include "sweep/values.hpp"

#include <algorithm>
#include <set>

#include "sweep/asked_text.hpp"
#include "sweep/quantity.hpp"
#include "sweep/tried.hpp"

namespace allot::sweep {
namespace {

AskedText read_plain(const Subject& subject, const std::string& pointer, const AskedText& value) {
  try {
    return {plain_value(value), value.place};
  } catch (const InputError& error) {
    for (const Problem& it : error.problems())
      subject.problems.push_back(problem_at(value, pointer, it.message, it.hint));
  }
  return value;
}

AxisValues values_of_list(const Subject& subject, const std::string& pointer, const std::vector<AskedText>& list) {
  AxisValues out;
  for (const AskedText& it : list) {
    if (it.text.empty())
      subject.problems.push_back(problem_at(it, pointer, "a value is missing", "values stand between commas: a,b,c"));
    else
      out.listed.push_back(read_plain(subject, pointer, it));
  }
  return out;
}

void refuse_repeated(const Subject& subject, const std::string& pointer, const AxisValues& values) {
  std::set<std::string> seen;
  for (const AskedText& it : values.listed)
    if (!seen.insert(it.text).second)
      subject.problems.push_back(problem_at(it, pointer, "the value " + it.text + " stands twice"));
}

AxisValues values_of_text(const Subject& subject, const std::string& pointer, const AskedText& text) {
  if (text.text.empty()) {
    subject.problems.push_back(problem_at(text, pointer, "no value stands behind '='",
                                          "a,b,c; LOW..HIGH:STEP; LOW..HIGH/N; LOW..HIGH; or a distribution"));
    return {};
  }
  const bool is_of_names = pointer == "variant";
  if (!is_of_names && is_range(text)) return values_of_range(subject, pointer, text);
  if (!is_of_names && is_distribution(text)) return values_of_distribution(subject, pointer, text);
  AxisValues out = values_of_list(subject, pointer, split_at_commas(text));
  refuse_repeated(subject, pointer, out);
  return out;
}

}  // namespace

AxisValues values_of_axis(const Subject& subject, const AskedAxis& axis) {
  const std::string& pointer = axis.pointer.text;
  if (!axis.listed.empty()) return values_of_list(subject, pointer, axis.listed);
  if (axis.values) return values_of_text(subject, pointer, *axis.values);
  if (pointer.starts_with('/')) return values_standing_at(subject, axis.pointer);
  subject.problems.push_back(
      problem_at(axis.pointer, pointer, "no values are said",
                 "such as " + std::string(pointer == "seed" ? "seed=1..20:1" : "variant=base,NAME")));
  return {};
}

bool takes_decimals(const Subject& subject, const std::string& pointer, double near) {
  if (pointer == "seed") return false;
  const std::string value = text_of(near + 0.5, {Kind::number, ""});
  const auto problems = tried(subject.file, "", {{pointer, value}});
  return std::none_of(problems.begin(), problems.end(),
                      [&](const Problem& it) { return is_of_value(it, pointer, value); });
}

}  // namespace allot::sweep
