#pragma once

#include <string>

#include "allot/game.hpp"
#include "allot/report.hpp"

namespace allot {

/// The ordering game as text. json: {"game", "rules": {RULE: {..., "organisation": {ID: {...}}}}}; csv: a
/// line a rule and organisation; table: for people. Formats and promises as in allot/report.hpp.
std::string render(const Game& game, Format format, const Style& style = {});

}  // namespace allot
