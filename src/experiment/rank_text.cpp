#include "allot/ranking.hpp"
#include "allot/solution.hpp"
#include "base/literals.hpp"

namespace allot {
namespace {

double indifferent_number(const std::string& text) {
  const auto number = parse_number(text);
  if (!number) throw RequestError("--indifference: expected a number, found '" + text + "'");
  return *number;
}

}  // namespace

RankedMetric ranked_metric(const std::string& text) {
  for (const auto& [word, better] : {std::pair{"=more", Better::more}, std::pair{"=less", Better::less}})
    if (text.ends_with(word)) return {text.substr(0, text.size() - 5), better};
  return {text};
}

Indifference indifference_of(const std::string& text, const std::string& metric) {
  if (text.ends_with("%")) {
    if (is_date(metric)) throw RequestError("--indifference: a date has no share; expected a duration such as 3d");
    return {indifferent_number(text.substr(0, text.size() - 1)) / 100, true};
  }
  if (!is_date(metric)) return {indifferent_number(text), false};
  const auto seconds = parse_duration(text);
  if (!seconds) throw RequestError("--indifference: expected a duration such as 3d, found '" + text + "'");
  return {seconds->real() / static_cast<double>(day), false};
}

}  // namespace allot
