#include "scenario/value_text.hpp"

#include "scenario/order_book.hpp"
#include "support/catch.hpp"
#include "support/drafts.hpp"

namespace value_text_test {

using namespace allot;
using namespace allot::scenario;

namespace {

std::string told(const std::string& value) { return value_text(draft_of(value)); }

std::vector<Note> notes_in(const std::string& scenario) {
  std::vector<Note> notes;
  read_notes(draft_of(scenario), "", notes);
  return notes;
}

}  // namespace

TEST_CASE("a value is told as the file has it, without its label and without notes", "[scenario]") {
  CHECK(told("12000") == "12000");
  CHECK(told("0.10") == "0.10");
  CHECK(told(R"("2024-06-15")") == "2024-06-15");
  CHECK(told(R"({"value": 12000, "value#": "assumed: me", "label": "units"})") == "12000");
  CHECK(told(R"({"lognormal": {"median":"45d", "p90":"90d"},"label":"delay"})") ==
        R"({"lognormal": {"median": "45d", "p90": "90d"}})");
  CHECK(told(R"([[80, 0.5], [120, 0.5], null, true, "a \"b\""])") ==
        R"([[80, 0.5], [120, 0.5], null, true, "a \"b\""])");
  CHECK(told("\"" + std::string(201, 'x') + "\"").empty());
}

TEST_CASE("a note knows the value, and the label of it or of what it stands in", "[scenario]") {
  const std::vector<Note> notes = notes_in(R"({
    "parameters": {"ready": {"value": "2024-06-15", "label": "when it is ready"}, "ready#": "assumed: me", "pace": "3d",
                   "pace#": "estimated: me"},
    "sites": {"hall": {"label": "Hall", "room": {"main": {"add": 8, "add#": "reported: memo, page 3"}}}}})");
  CHECK(notes == std::vector<Note>{{"/parameters/ready", "assumed", "me", "2024-06-15", "when it is ready"},
                                   {"/parameters/pace", "estimated", "me", "3d", ""},
                                   {"/sites/hall/room/main/add", "reported", "memo, page 3", "8", "Hall"}});
}

}  // namespace value_text_test
