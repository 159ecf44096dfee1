#include "cli/chance_option.hpp"

#include <algorithm>

#include "base/literals.hpp"
#include "base/text.hpp"
#include "cli/options.hpp"

namespace allot::cli {
namespace {

AskedChance chance_from(const std::string& text) {
  const std::size_t equals = text.find('='), at = text.rfind('@');
  const auto wrong = [&](const std::string& what) {
    return UsageError("--chance: " + what + " in '" + text + "'; as in --chance lab=500@2025-09-01");
  };
  if (equals == std::string::npos || at == std::string::npos || at < equals) throw wrong("expected ID=N@DATE");
  const std::string units = text.substr(equals + 1, at - equals - 1);
  if (!parse_date(text.substr(at + 1))) throw wrong("expected a date after @");
  const bool is_number = !units.empty() && units.size() <= 15 && std::ranges::all_of(units, is_digit);
  if (!is_number || units.find_first_not_of('0') == std::string::npos)
    throw wrong("expected a whole number of units above 0");
  return chance_by(text.substr(0, equals), std::stoll(units), text.substr(at + 1));
}

}  // namespace

std::vector<AskedChance> chances_from(const std::vector<std::string>& texts) {
  std::vector<AskedChance> out;
  for (const std::string& text : texts) out.push_back(chance_from(text));
  return out;
}

}  // namespace allot::cli
