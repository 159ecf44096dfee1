#include "page/story.hpp"

#include "page/market.hpp"
#include "page/sections.hpp"
#include "support/catch.hpp"

namespace story_test {

using namespace allot;
using page::Shown;
using page::Story;

namespace {

Answer asked(Answer answer, const std::string& command) {
  answer.provenance.insert(answer.provenance.begin(), {{"command", command}, {"arguments", ""}});
  return answer;
}

Answer empty_answer(const std::string& command, const std::string& scenario) {
  Answer out;
  out.provenance = {{"command", command}, {"scenario", scenario}};
  return out;
}

// So many organisations, each with GPU-days online that differ by its number.
Story crowd(std::size_t count) {
  Story story;
  story.replications = 10;
  story.readings = {{"swap", "swap", "base"}};
  story.differences.resize(1);
  story.difference_series.resize(1);
  story.milestone_differences.resize(1);
  story.quantiles.resize(1);
  story.moved.resize(1);
  story.asked = {{"compare", ""}};
  for (std::size_t i = 0; i < count; ++i) {
    const std::string id = "o" + std::to_string(i);
    story.organisations.push_back({id, "Organisation " + id});
    page::Estimated it;
    it.table = "differences";
    it.mean = static_cast<double>(i);
    it.p_equal = i == 0 ? 1 : 0;
    story.differences[0].emplace(std::tuple("organisation", id, "online_gpu_days"), it);
  }
  return story;
}

}  // namespace

TEST_CASE("a story keeps the numbers of the cells", "[page]") {
  const PageFindings findings = market::compared();
  const std::vector<Answer> answers = answers_of(findings);
  const Story story = page::story_of(answers);
  REQUIRE(story.readings.size() == 2);
  CHECK(story.readings[1].label == "Hall late");
  CHECK(story.label("organisation", "lab") == "Lab");
  CHECK(story.replications == 20);
  const page::Estimated* const lab = story.difference(0, "organisation", "lab", "online_gpu_days");
  REQUIRE(lab);
  const Comparison& comparison = std::get<Comparison>(findings.main);
  CHECK(lab->mean == comparison.differences[0].at("organisation.lab.online_gpu_days").estimate.mean);
  const Answer::Table& table = *answers[0].table("differences");
  CHECK(table.row(lab->row).at(table.place("mean")) == Answer::Cell(lab->mean));
  CHECK(story.grid.size() == story.series.at("base").at("lab").mean.size());
  CHECK(story.transfers.contains("given"));
  CHECK(!story.lateness.empty());
}

TEST_CASE("only one answer is of run or compare, and all are of one scenario", "[page]") {
  const PageFindings findings = market::simulated();
  const Answer run = asked(answers_of(findings).front(), "run");
  CHECK_THROWS_WITH(page::story_of({}), "a page needs an answer of run or compare; found none");
  CHECK_THROWS_WITH(page::story_of({empty_answer("explain", "market")}),
                    "a page needs an answer of run or compare; found explain alone");
  CHECK_THROWS_WITH(page::story_of({run, run}), "two of the answers are of run or compare; a page tells of one");
  CHECK_THROWS_WITH(page::story_of({run, empty_answer("explain", "other")}),
                    "the answers are of two scenarios, 'market' and 'other'; a page tells of one");
  CHECK_THROWS_WITH(page::story_of({run, empty_answer("explain", "market")}),
                    ContainsSubstring("the answers differ in their start, ") &&
                        ContainsSubstring("; a page tells of one run"));
}

TEST_CASE("of many organisations the twelve that change most are drawn", "[page]") {
  const Story story = crowd(200);
  const Shown shown = page::shown_of(story);
  REQUIRE(shown.organisations.size() == 12);
  CHECK(shown.organisations.front().id == "o199");
  CHECK(shown.others.size() == 187);
  REQUIRE(shown.unchanged.size() == 1);
  CHECK(shown.unchanged.front().id == "o0");
  const std::vector<page::Figure> hero = page::hero(story, shown);
  REQUIRE(hero.size() == 1);
  const auto& rows = std::get<page::RowsModel>(*hero[0].model).rows;
  CHECK(rows.size() == 13);
  CHECK(rows.back().label == "187 others together");
  CHECK(rows.back().mean == 187 * 188 / 2);
  CHECK(hero[0].tables.at(0).rows.size() == 199);
}

TEST_CASE("where nobody changes, that is the headline", "[page]") {
  const Story story = crowd(1);
  CHECK(page::headline(story, page::shown_of(story)).text == "No organisation gains or loses GPU-days online.");
  CHECK(page::hero(story, page::shown_of(story)).empty());
}

// A tenth, two tenths and three tenths of what each has.
TEST_CASE("more than three variants of one baseline are policies, and a matrix", "[page]") {
  Story story = crowd(4);
  for (const char* name : {"b", "c", "d"}) {
    story.readings.push_back({name, name, "base"});
    story.differences.push_back(story.differences[0]);
  }
  story.milestone_differences.resize(4);
  story.difference_series.resize(4);
  for (const page::Thing& it : story.organisations) {
    page::Estimated level;
    level.mean = 10;
    story.metrics["base"].emplace(std::tuple("organisation", it.id, "online_gpu_days"), level);
  }
  story.differences[3].find({"organisation", "o3", "online_gpu_days"})->second.mean = -3;
  const auto section = page::policies(story, page::shown_of(story));
  REQUIRE(section);
  const page::Figure& figure = section->groups.at(0).figures.at(0);
  CHECK(figure.title.text == "\xE2\x80\x9Cswap\xE2\x80\x9D is best for three of three.");
  REQUIRE(figure.heat);
  REQUIRE(figure.heat->rows.size() == 4);  // and all together
  CHECK(figure.heat->rows[0].label == "Organisation o3");
  CHECK(figure.heat->rows[0].cells[0].text == "+30");
  CHECK(figure.heat->rows[0].cells[0].step == 5);
  CHECK(figure.heat->rows[0].cells[3].step == -5);
  CHECK(figure.heat->rows[2].cells[0].text == "+10");
  CHECK(figure.heat->rows[2].cells[0].step == 4);
}

TEST_CASE("of two, both are drawn and the headline says what they gain", "[page]") {
  const Story story = crowd(3);
  CHECK(page::headline(story, page::shown_of(story)).text == "Organisation o2 gains 2 GPU-days.");
}

TEST_CASE("a reading may be without an organisation that another has", "[page]") {
  Story story = crowd(3);
  for (const char* name : {"b", "c"}) {
    story.readings.push_back({name, name, "base"});
    story.differences.push_back(story.differences[0]);
  }
  story.differences[0].erase({"organisation", "o2", "online_gpu_days"});
  story.differences[2].find({"organisation", "o2", "online_gpu_days"})->second.mean = 5;
  story.quantiles.assign(3, {{"o2", {1, 2, 3}}});
  story.difference_series.resize(3);
  story.milestone_differences.resize(3);
  story.moved.resize(3);
  const Shown shown = page::shown_of(story);
  const std::vector<page::Figure> hero = page::hero(story, shown);
  REQUIRE(hero.size() == 1);
  CHECK(hero[0].title.text ==
        "The variant matters most to Organisation o2: in \xE2\x80\x9C"
        "b\xE2\x80\x9D it gains 2 GPU-days, in "
        "\xE2\x80\x9C"
        "c\xE2\x80\x9D it gains 5.");
  CHECK(page::how_sure(story, shown));
}

TEST_CASE("what an answer was cut to is told without the rest", "[page]") {
  const PageFindings findings = market::compared();
  Answer cut = answers_of(findings).front();
  std::erase_if(cut.tables, [](const Answer::Table& it) { return it.id == "milestones"; });
  for (Answer::Table& it : cut.tables)
    if (it.id == "comparisons")
      it = {it.id, it.title, it.columns, 2 * it.size,
            [row = it.row, size = it.size](std::size_t i) { return row(i % size); }};
  const Story story = page::story_of({cut});
  CHECK(story.readings.size() == 2);
  CHECK_NOTHROW(page::cards(story, page::shown_of(story)));
}

}  // namespace story_test
