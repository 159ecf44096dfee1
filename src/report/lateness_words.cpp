#include "report/lateness_words.hpp"

#include <string_view>

namespace allot::report {
namespace {

/// What a part means, for people: days lost, and days won.
struct Meaning {
  std::string_view part, lost, won;
};

constexpr Meaning meanings[] = {
    {"reassigned", "dates given away for later ones", "earlier dates received for later ones"},
    {"lost", "given away and not returned", "given away and not returned"},
    {"gained", "received and not returned", "received and not returned"},
    {"slack", "the plan was later than the due date", "the plan was ahead of the due date"},
    {"lot_slip", "its lot came later than planned", "its lot came earlier than planned"},
    {"supply", "waiting for supply, nobody served out of turn", ""},
    {"passed_over", "others placed later were served first", ""},
    {"gate", "held by the readiness gate", ""},
    {"frozen", "held by an embargo", ""},
    {"minimum", "held by a minimum or ship-complete", ""},
    {"kit", "waiting for the other products of its kit", ""},
    {"reroute", "sent another way by a decision", ""},
    {"room", "waiting for a place to stand", ""},
    {"install", "waiting for and at the installation crew", ""},
    {"commissioning", "commissioning longer than planned", "commissioning shorter than planned"},
    {"power", "waiting for power", ""}};

}  // namespace

std::string meaning_of(const std::string& part, bool is_lost) {
  if (part.starts_with("stage.")) return part.substr(6) + (is_lost ? " longer than planned" : " shorter than planned");
  for (const Meaning& it : meanings)
    if (it.part == part) return std::string(is_lost ? it.lost : it.won);
  return part;
}

}  // namespace allot::report
