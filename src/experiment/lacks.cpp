#include "allot/lacks.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"

namespace allot {
namespace {

template <class T>
const T* cell(const LedgerLine& line, std::string_view name) {
  const auto found =
      std::find_if(line.cells.begin(), line.cells.end(), [&](const auto& it) { return it.first == name; });
  return found == line.cells.end() ? nullptr : std::get_if<T>(&found->second);
}

bool is_decision(const LedgerLine& line) {
  const auto* event = cell<std::string>(line, "event");
  return event && *event == "intervention" && cell<std::vector<std::string>>(line, "states");
}

Lack lack_of(const LedgerLine& line) {
  Lack out{*cell<std::string>(line, "intervention"),
           *cell<std::string>(line, "time"),
           *cell<std::int64_t>(line, "asked"),
           *cell<std::int64_t>(line, "moved"),
           {}};
  const auto& names = *cell<std::vector<std::string>>(line, "states");
  const auto& units = *cell<std::vector<std::int64_t>>(line, "units_by_state");
  for (std::size_t i = 0; i < names.size(); ++i) out.by_state.emplace_back(names[i], units[i]);
  return out;
}

std::string_view words_of(std::string_view state) {
  constexpr std::pair<std::string_view, std::string_view> words[] = {{"planned", "not ordered yet"},
                                                                     {"open", "open"},
                                                                     {"allocated", "awarded"},
                                                                     {"in_transit", "on their way"},
                                                                     {"delivered", "waiting for room"},
                                                                     {"installing", "being installed"},
                                                                     {"commissioning", "being tested"},
                                                                     {"unpowered", "waiting for power"},
                                                                     {"online", "online"},
                                                                     {"retired", "retired"},
                                                                     {"returning", "on their way back"},
                                                                     {"returned", "given back"},
                                                                     {"cancelled", "cancelled"},
                                                                     {"resold", "in a reseller's stock"}};
  const auto found =
      std::find_if(std::begin(words), std::end(words), [&](const auto& it) { return it.first == state; });
  return found == std::end(words) ? state : found->second;
}

}  // namespace

std::vector<Lack> lacks(const Scenario& scenario, const Sampling& sampling) {
  if (scenario.interventions.empty()) return {};
  std::vector<Lack> out;
  for (const LedgerLine& line : trace(scenario, sampling.seed, sampling.only.value_or(0), sampling.is_typical))
    if (is_decision(line)) out.push_back(lack_of(line));
  return out;
}

std::string lack_text(const Lack& lack) {
  std::string text = lack.asked == 0
                         ? "found nothing"
                         : "moved " + with_thousands(lack.moved) + " of " + counted_text(lack.asked, "unit");
  text += " on " + lack.date.substr(0, 10) + ": ";
  if (lack.by_state.empty()) return text + "there are no such units";
  text += "what it looks for was ";
  for (std::size_t i = 0; i < lack.by_state.size(); ++i) {
    const auto& [state, units] = lack.by_state[i];
    text += (i == 0                          ? ""
             : i + 1 == lack.by_state.size() ? " and "
                                             : ", ") +
            with_thousands(units) + " " + std::string(words_of(state));
  }
  return text;
}

}  // namespace allot
