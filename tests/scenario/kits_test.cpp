#include <stdexcept>

#include "allot/scenario_io.hpp"
#include "support/catch.hpp"
#include "support/drafts.hpp"

namespace kits_test {

using namespace allot;

namespace {

using Said = std::vector<std::string>;

// Two lines of one kit; `patch` is merged over it.
constexpr const char* pair = R"({"allot": 1, "start": "2024-01-01", "end": "2024-03-01",
  "products": {"gpu": {"lot": 8, "price": "9 USD"}, "nic": {}}, "organisations": {"lab": {}, "shop": {}},
  "suppliers": {"maker": {"stock": {"gpu": 8}, "supply": {"lot": {"product": "gpu", "at": "2024-01-10", "units": 8}}}, "other": {}},
  "orders": {"gpus": {"organisation": "lab", "supplier": "maker", "product": "gpu", "units": 80, "kit": "rack"},
             "cards": {"organisation": "lab", "supplier": "maker", "product": "nic", "units": 40, "kit": "rack"}},
  "variants": {"changed": )";

ScenarioFile file_of(const std::string& patch) {
  const auto no_files = [](const std::string&) -> TextPointer { throw std::runtime_error("no files"); };
  const ScenarioFile file{draft_of(pair + patch + "}}"), no_files, ""};
  return edited(file, "changed", {});
}

Said in_words(const std::vector<Problem>& problems) {
  Said out;
  for (const Problem& it : problems) out.push_back(it.pointer + ": " + it.message);
  return out;
}

Said faults_of(const std::string& patch) {
  try {
    check(file_of(patch));
  } catch (const InputError& error) {
    return in_words(error.problems());
  }
  return {};
}

Said faults_of_cards(const std::string& fields) { return faults_of(R"({"orders": {"cards": )" + fields + "}}"); }

Said about_cards(const std::string& why) { return {"/orders/cards/kit: 'cards', a line of the kit 'rack', " + why}; }

}  // namespace

TEST_CASE("lines of a kit have in common by what they are served", "[scenario][kits]") {
  CHECK(faults_of("{}").empty());
  CHECK(faults_of_cards(R"({"organisation": "shop"})") ==
        about_cards("is an order of another organisation than 'gpus', with which it is shipped"));
  CHECK(faults_of_cards(R"({"supplier": "other"})") ==
        about_cards("is an order at another supplier than 'gpus', with which it is shipped"));
  CHECK(faults_of_cards(R"({"placed": "2024-01-02"})") ==
        about_cards("is placed at another time than 'gpus', with which it is shipped"));
  CHECK(faults_of_cards(R"({"not_before": "2024-01-02"})") ==
        about_cards("has another 'not_before' than 'gpus', with which it is shipped"));
  CHECK(faults_of_cards(R"({"patience": "10d"})") ==
        about_cards("has another 'patience' than 'gpus', with which it is shipped"));
  CHECK(faults_of(R"({"orders": {"cards": {"patience": "10d"}, "gpus": {"patience": "10d"}}})").empty());
  CHECK(faults_of_cards(R"({"product": "gpu"})") ==
        about_cards("asks for the same product as 'gpus': one line of it is enough"));
}

TEST_CASE("a line of a kit is served from free stock, with what is known", "[scenario][kits]") {
  CHECK(faults_of(R"({"orders": {"gpus": {"pegged": "lot"}}})") ==
        Said{"/orders/gpus/pegged: a line of a kit is served from free stock: it is not pegged"});
  CHECK(faults_of_cards(R"({"units": null, "deliveries": [["2024-01-10", 40]]})").size() == 2);
  CHECK(faults_of(R"({"orders": {"gpus": {"product": ["gpu", "nic"]}}})") ==
        Said{"/orders/gpus/product: a line of a kit takes no other product"});
  CHECK(faults_of_cards(R"({"units": {"uniform": {"min": 1, "max": 9}}})") ==
        Said{"/orders/cards/units: a line of a kit has a known number of units"});
  CHECK(faults_of_cards(R"({"units": 0})") == Said{"/orders/cards/units: a line of a kit has a known number of units"});
}

TEST_CASE("what had been shipped of a kit has its proportion", "[scenario][kits]") {
  CHECK(faults_of(R"({"orders": {"gpus": {"delivered": 16}, "cards": {"delivered": 8}}})").empty());
  CHECK(faults_of(R"({"orders": {"gpus": {"delivered": 16}}})") ==
        about_cards("was shipped before the start in another proportion than 'gpus'"));
}

TEST_CASE("who looks at one product at a time sells no kits", "[scenario][kits]") {
  const std::string before = R"({"suppliers": {"maker": {"allocation": )";
  CHECK(faults_of(before + R"({"rules": {"order": "auction"}}}}})").size() == 1);
  CHECK(faults_of(before + R"({"readiness": {"lookahead": "2w"}}}}})").size() == 1);
  CHECK(faults_of(before + R"({"reserves": [{"for": {"order": "gpus"}}]}}}})").size() == 1);
  CHECK(faults_of(before + R"({"caps": [{"organisation": "lab", "share": 0.5, "of": {"organisation": "shop"}}]}}}})")
            .size() == 1);
  CHECK(faults_of(R"({"interventions": {"later": {"at": "2024-02-01", "set": {"path":
    "/suppliers/maker/allocation/readiness", "value": {"lookahead": "2w"}}}}})")
            .size() == 1);
  CHECK(faults_of(before + R"({"awards": [{"order": "gpus", "units": 8, "at": "2024-01-10"}]}}}})") ==
        Said{"/suppliers/maker/allocation/awards/0/order: 'gpus' is a line of the kit 'rack': nothing of it is given "
             "alone"});
  CHECK(faults_of(R"({"interventions": {"more": {"at": "2024-01-10", "order": {"organisation": "lab",
    "supplier": "maker", "product": "gpu", "units": 8, "kit": "rack"}}}})") ==
        Said{"/interventions/more/order/kit: an order that a decision places is no line of a kit"});
}

TEST_CASE("a kit of one line is said to have no effect", "[scenario][kits]") {
  const ScenarioFile file = file_of(R"({"orders": {"cards": {"kit": "rak"}}})");
  const std::vector<Effects> all = {effects(file, check(file))};
  CHECK(in_words(remarks(all, {})) == Said{"/orders/gpus/kit: has no effect: no other order names the kit 'rack'",
                                           "/orders/cards/kit: has no effect: no other order names the kit 'rak'"});
}

TEST_CASE("a kit that ships all at once or not at all is remarked on, where its lines might have come in parts",
          "[scenario][kits]") {
  const auto said = [](const std::string& orders) {
    const ScenarioFile file = file_of(R"({"orders": )" + orders + "}");
    const std::vector<Effects> all = {effects(file, check(file))};
    return in_words(remarks(all, {}));
  };
  CHECK(said(R"({"gpus": {"units": 88}, "cards": {"units": 31}})") ==
        Said{"/orders/gpus/kit: the kit 'rack' is shipped in wholes of 88 gpu and 31 nic, and that is all of it: at once "
             "or not at all"});
  CHECK(said(R"({"gpus": {"units": 88}, "cards": {"units": 22}})").empty());
  CHECK(said(R"({"gpus": {"units": 88}, "cards": {"units": 1}})").empty());
  CHECK(said(R"({"gpus": {"units": 88}, "cards": {"units": 31, "partial": false}})").empty());
}

TEST_CASE("as many kits as divide each line in whole lots", "[scenario][kits]") {
  const Scenario scenario = check(file_of("{}"));
  const std::vector<KitLines> kits = kits_in(scenario);
  REQUIRE(kits.size() == 1);
  CHECK(kits[0].orders == std::vector<std::size_t>{0, 1});
  CHECK(kits_of(scenario, kits[0]) == 10);  // of 8 and 4
}

}  // namespace kits_test
