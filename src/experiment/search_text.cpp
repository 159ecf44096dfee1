#include <algorithm>

#include "allot/file_questions.hpp"
#include "base/literals.hpp"
#include "experiment/metric_by_path.hpp"

namespace allot {
namespace {

double number_typed(const std::string& option, const std::string& text) {
  const auto number = parse_number(text);
  if (!number) throw RequestError(option + ": expected a number, found '" + text + "'");
  return *number;
}

double date_typed(const std::string& text) {
  const auto date = parse_date(text);
  if (!date) throw RequestError("--target: expected a date such as 2024-06-15, found '" + text + "'");
  return static_cast<double>(*date);
}

double duration_typed(const std::string& text) {
  const auto seconds = parse_duration(text);
  if (!seconds) throw RequestError("--tolerance: expected a duration such as 3d, found '" + text + "'");
  return seconds->real();
}

void read_axis(const std::string& axis, Search& search) {
  const std::size_t equals = axis.find('='), dots = axis.find("..");
  if (equals == std::string::npos || dots == std::string::npos || dots < equals || axis[0] != '/')
    throw RequestError(
        "--axis: expected POINTER=LOW..HIGH such as /parameters/hall_ready=2023-12-01..2024-12-01, found '" + axis +
        "'");
  search.pointer = axis.substr(0, equals);
  search.low = axis.substr(equals + 1, dots - equals - 1);
  search.high = axis.substr(dots + 2);
}

void read_target(const std::string& target, Search& search) {
  const std::size_t at = target.find_first_of("<>=");
  if (at == std::string::npos)
    throw RequestError("--target: expected METRIC>=VALUE, METRIC<=VALUE or METRIC=VALUE, found '" + target + "'");
  const bool has_two = at + 1 < target.size() && target[at + 1] == '=' && target[at] != '=';
  if (target[at] != '=' && !has_two) throw RequestError("--target: expected >=, <= or =, found '" + target + "'");
  search.metric = target.substr(0, at);
  search.relation = target[at] == '>' ? Relation::at_least : target[at] == '<' ? Relation::at_most : Relation::equal;
  const std::string value = target.substr(at + (has_two ? 2 : 1));
  search.target = is_date(search.metric) ? date_typed(value) : number_typed("--target", value);
}

}  // namespace

Search search_of(const std::string& axis, const std::string& target, const std::string& tolerance) {
  Search search;
  read_axis(axis, search);
  read_target(target, search);
  search.tolerance =
      is_date(search.metric) && tolerance != "0" ? duration_typed(tolerance) : number_typed("--tolerance", tolerance);
  if (search.tolerance < 0) throw RequestError("--tolerance: expected at least 0");
  return search;
}

std::string subtracted_variant(const std::string& metric) {
  try {
    return experiment::difference_in(metric).first;
  } catch (const RequestError& error) {
    throw RequestError(std::string("--target: ") + error.what());
  }
}

}  // namespace allot
