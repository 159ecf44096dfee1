#include <cmath>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "page/html_page.hpp"
#include "page/market.hpp"
#include "page/numbers.hpp"
#include "support/catch.hpp"

namespace page_test {

using namespace allot;
using nlohmann::json;
using page::Page;
using page::Story;

namespace {

std::string page_of(const PageFindings& findings) { return html_page(answers_of(findings)); }

std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

std::string between(const std::string& text, const std::string& before, const std::string& after) {
  const std::size_t begin = text.find(before) + before.size();
  return text.substr(begin, text.find(after, begin) - begin);
}

json island_of(const std::string& html) { return json::parse(between(html, "id=\"data\">", "</script>")); }

// Every sentence of a page that may have a number in it.
std::vector<Answer::Statement> sentences_of(const Page& page) {
  std::vector<Answer::Statement> out = {page.headline};
  for (const page::Lead& it : page.standfirst) out.push_back(it.words);
  for (const page::Figure& it : page.hero) out.push_back(it.title);
  for (const page::Section& section : page.sections) {
    for (const page::Group& group : section.groups)
      for (const page::Figure& it : group.figures) out.push_back(it.title);
    if (section.id != "again")
      for (const page::Paragraph& it : section.after) out.push_back(it.words);
  }
  return out;
}

Answer::Cell cell_of(const std::vector<Answer>& answers, const Answer::Rest& rest) {
  for (const Answer& answer : answers)
    if (const Answer::Table* table = answer.table(rest.table))
      return table->row(rest.row).at(table->place(rest.column));
  FAIL("no table " << rest.table);
  return {};
}

bool says(const Answer::Cell& cell, const std::string& shown) {
  if (const auto* text = std::get_if<std::string>(&cell)) return *text == shown || page::day_words(*text) == shown;
  const double number = std::get<double>(cell);
  return page::in_words(number) == shown || page::in_words(number, true) == shown ||
         page::in_percent(number) == shown || page::in_words(std::round(number)) == shown;
}

void check_sentences(const PageFindings& findings) {
  const std::vector<Answer> answers = answers_of(findings);
  const Page page = page::page_of(page::story_of(answers));
  for (const Answer::Statement& it : sentences_of(page)) {
    INFO(it.text);
    std::string left = it.text;
    for (const Answer::Rest& rest : it.rests_on) {
      CHECK(says(cell_of(answers, rest), rest.shown));
      const std::size_t at = left.find(rest.shown);
      REQUIRE(at != std::string::npos);
      left.replace(at, rest.shown.size(), "");
    }
    left = std::regex_replace(left, std::regex("95% interval"), "");
    CHECK_FALSE(std::regex_search(left, std::regex("[0-9]")));
  }
}

}  // namespace

TEST_CASE("every number of the titles of a comparison is a cell", "[page]") {
  check_sentences(market::compared(market::file(), 20, 5));
}

TEST_CASE("every number of the titles of a run is a cell", "[page]") { check_sentences(market::simulated()); }

TEST_CASE("a page is whole without scripts", "[page]") {
  const std::string html = page_of(market::compared());
  CHECK(html.starts_with("<!doctype html>\n<html lang=\"en\">"));
  CHECK(count_of(html, "<h1>") == 1);
  CHECK(count_of(html, "<main ") == 1);
  CHECK(html.find("href=\"#main\"") != std::string::npos);
  CHECK(count_of(html, "<table>") > 5);
  CHECK(count_of(html, "<caption>") == count_of(html, "<table"));
  CHECK(count_of(html, "<svg viewBox") >= 6);
  CHECK(html.find("Lab gains") != std::string::npos);
  CHECK(html.find("Aside") > html.find("and not drawn"));
  CHECK(count_of(between(html, "<body>", "<script"), " style=") == 0);
  for (const char* section : {"time", "room", "days", "sure", "whose", "why", "again"})
    CHECK(html.find(std::string("id=\"") + section + "\"") != std::string::npos);
}

TEST_CASE("headings go down by one", "[page]") {
  const std::string html = page_of(market::compared());
  int before = 1;
  const std::regex heading("<h([1-6])");
  for (std::sregex_iterator it(html.begin(), html.end(), heading); it != std::sregex_iterator(); ++it) {
    const int level = std::stoi((*it)[1]);
    CHECK(level <= before + 1);
    before = level;
  }
}

TEST_CASE("every input and every chart has a name, and every id is there once", "[page]") {
  const std::string html = page_of(market::compared());
  CHECK(count_of(html, "role=\"img\"") == count_of(html, "aria-labelledby=\"f"));
  std::set<std::string> ids;
  const std::regex id(" id=\"([^\"]*)\"");
  for (std::sregex_iterator it(html.begin(), html.end(), id); it != std::sregex_iterator(); ++it)
    CHECK(ids.insert((*it)[1]).second);
  const std::regex reference("(?:aria-labelledby|for|data-for)=\"([^\"]*)\"");
  const std::string body = between(html, "<body>", "<script");
  for (std::sregex_iterator it(body.begin(), body.end(), reference); it != std::sregex_iterator(); ++it)
    CHECK(ids.contains((*it)[1]));
}

TEST_CASE("the island has a model for every chart, and only those who differ", "[page]") {
  const std::string html = page_of(market::compared());
  const json data = island_of(html);
  CHECK(data["figures"].size() == count_of(html, "class=\"chart\""));
  CHECK(data["readings"].size() == 2);
  CHECK(data["organisations"] == json({{{"id", "cloud"}, {"label", "Cloud"}}, {{"id", "lab"}, {"label", "Lab"}}}));
  CHECK(data["grid"].size() > 20);
  CHECK(data["events"][0]["date"] == "2024-01-10");
}

TEST_CASE("the tables say the cells of the answer", "[page]") {
  const PageFindings findings = market::compared();
  const std::string html = page_of(findings);
  const double mean =
      std::get<Comparison>(findings.main).differences[0].at("organisation.lab.online_gpu_days").estimate.mean;
  CHECK(html.find("<th scope=\"row\">Lab</th><td class=\"t\">Hall in time</td><td>" + page::in_table(mean) + "</td>") !=
        std::string::npos);
}

TEST_CASE("hostile labels stay text", "[page]") {
  const std::string script = "</script><script>alert(1)</script>", quote = "\\\" onload='x' \xE2\x80\xAE\\u0007";
  const std::string html = page_of(market::compared(market::file(market::scenario_text(script, quote))));
  CHECK(html.find("<script>alert") == std::string::npos);
  CHECK(html.find("&lt;/script&gt;&lt;script&gt;alert(1)") != std::string::npos);
  CHECK(between(html, "<body>", "<script").find("\" onload=") == std::string::npos);
  CHECK(html.find("&quot; onload=&#39;x&#39; \xEF\xBF\xBD\xEF\xBF\xBD") != std::string::npos);
  CHECK(html.find("\xE2\x80\xAE") == std::string::npos);
  CHECK(island_of(html)["organisations"][1]["label"] == script);
}

TEST_CASE("a label of ten thousand letters is cut in pictures and whole in tables", "[page]") {
  const std::string label(10000, 'x');
  const std::string html = page_of(market::compared(market::file(market::scenario_text(label))));
  CHECK(html.find("<th scope=\"row\">" + label + "</th>") != std::string::npos);
  const std::string svg = between(html, "<svg viewBox", "</svg>");
  CHECK(svg.find(std::string(200, 'x')) == std::string::npos);
}

TEST_CASE("with one replication nothing is said of how sure it is", "[page]") {
  const std::string html = page_of(market::compared(market::file(), 1));
  CHECK(html.find("<h1>In this one replication ") != std::string::npos);
  CHECK(html.find("One replication cannot say.") != std::string::npos);
  CHECK(html.find("95% interval") == std::string::npos);
}

TEST_CASE("without chance a number is exact, and nothing asks how sure it is", "[page]") {
  std::string text = market::scenario_text();
  const std::string drawn =
      R"({"uniform": {"min": "2024-02-01", "max": "2024-03-01"}, "label": "the day of the hall"})";
  text.replace(text.find(drawn), drawn.size(), "\"2024-02-01\"");
  const std::string html = page_of(market::compared(market::file(text)));
  CHECK(html.find(" exactly ") != std::string::npos);
  CHECK(html.find("id=\"sure\"") == std::string::npos);
}

TEST_CASE("an answer that was written and read again gives the same bytes", "[page]") {
  const PageFindings findings = market::compared(market::file(), 20, 5);
  std::vector<Answer> read;
  for (const Answer& it : answers_of(findings)) read.push_back(answer_from_json(tidy_json(it)));
  CHECK(html_page(read) == page_of(findings));
}

TEST_CASE("of many variants for two, small pictures are drawn, and room and days of the baseline", "[page]") {
  std::string text = market::scenario_text();
  text.erase(text.find(",\n    \"comparisons\""));
  text += "}";
  const std::vector<std::string> names = {"base", "given", "late-hall", "given+late-hall", "late-hall+given"};
  Sampling sampling;
  sampling.replications = 5;
  const PageFindings findings = page_findings(variants_of(market::file(text), names), sampling, 0);
  const std::string html = page_of(findings);
  CHECK(html.find("<table class=\"heat\">") == std::string::npos);
  CHECK(count_of(html, "As it is in ") == 2);
  CHECK(html.find("fig small") != std::string::npos);
  CHECK(html.find("All together: from ") != std::string::npos);
  check_sentences(findings);
}

}  // namespace page_test
