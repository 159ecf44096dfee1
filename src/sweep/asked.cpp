#include <memory>

#include "allot/sweep_design.hpp"
#include "sweep/asked_text.hpp"

// What stands in options of the command line, taken apart.

namespace allot {
namespace {

AskedText typed(const std::string& option, const std::string& content) {
  const auto text = std::make_shared<Text>(Text{option, content});
  return {content, {text, 0, static_cast<std::uint32_t>(content.size()), 0, 0}};
}

AskedText before_and_after(const AskedText& whole, std::size_t at, bool after) {
  return sweep::trimmed_part(after ? sweep::part_of(whole, at + 1, std::string::npos) : sweep::part_of(whole, 0, at));
}

}  // namespace

AskedAxis asked_axis(const std::string& text, const std::string& option) {
  const AskedText whole = typed(option, text);
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos) return {sweep::trimmed_part(whole), std::nullopt};
  return {before_and_after(whole, equals, false), before_and_after(whole, equals, true)};
}

AskedCorrelation asked_correlation(const std::string& text, const std::string& option) {
  const AskedText whole = typed(option, text);
  const std::size_t comma = text.find(','), equals = text.find('=');
  if (comma == std::string::npos || equals == std::string::npos || equals < comma)
    throw InputError({sweep::problem_at(whole, "", "expected POINTER,POINTER=RHO, found '" + text + "'",
                                        "such as /parameters/hall_ready,/parameters/market=0.5")});
  const AskedText pair = sweep::part_of(whole, 0, equals);
  return {before_and_after(pair, comma, false), before_and_after(pair, comma, true),
          before_and_after(whole, equals, true)};
}

std::optional<SampleBy> sample_by_named(std::string_view word) {
  if (word == "lhs") return SampleBy::lhs;
  if (word == "sobol") return SampleBy::sobol;
  if (word == "random") return SampleBy::random;
  return std::nullopt;
}

}  // namespace allot
