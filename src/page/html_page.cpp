// The skeleton: what a reader meets in which order, and the policy that says what the file may do.
//
// Nothing is fetched and nothing is sent: default-src 'none'. The one script and the one style are constant, and allowed by
// their hashes; so a label that got past the escapers would still not run, an attribute style would do nothing, and
// trusted types keep the script from making markup of text.
//
// source: W3C, Content Security Policy Level 3, https://www.w3.org/TR/CSP3/

#include "page/html_page.hpp"

#include "allot/version.hpp"
#include "base/text.hpp"
#include "page/assets.hpp"
#include "page/escape.hpp"
#include "page/html_figure.hpp"
#include "page/numbers.hpp"
#include "page/policy.hpp"
#include "page/saying.hpp"

namespace allot::page {
namespace {

constexpr std::size_t most_radios = 4;

std::string content_policy() {
  return "default-src 'none'; script-src " + hash_source(page_script()) + "; style-src " + hash_source(page_css()) +
         "; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'";
}

std::string window_words(const Story& story) {
  return story.start.empty() ? "" : day_words(story.start) + " to " + day_words(story.end);
}

std::string replications_words(const Story& story) {
  if (!story.is_random) return "no chance in it";
  return plural(story.replications, "replication", "replications") + ", seed " + story.seed;
}

Html head_of(const Page& page, const Story& story) {
  Html out = lone("meta", {{"charset", "utf-8"}});
  out += lone("meta", {{"http-equiv", "Content-Security-Policy"}, {"content", content_policy()}});
  out += lone("meta", {{"name", "viewport"}, {"content", "width=device-width,initial-scale=1"}});
  out += lone("meta", {{"name", "color-scheme"}, {"content", "light dark"}});
  out += lone("meta", {{"name", "referrer"}, {"content", "no-referrer"}});
  out += lone("meta", {{"name", "generator"}, {"content", "allot " + std::string(version)}});
  out += element("title", text(story.scenario + ": " + page.headline.text));
  return element("head", out + Html{"\n<style>" + std::string(page_css()) + "</style>"});
}

Html header_of(const Story& story) {
  Html meta = element("b", text("allot"));
  for (const std::string& it :
       {story.asked.front().command, story.scenario, replications_words(story), window_words(story)})
    if (!it.empty()) meta += element("span", text(it));
  meta += element("button", {{"type", "button"}, {"id", "theme"}, {"class", "needs-script push"}, {"hidden", ""}}, {});
  return element("header", {{"class", "wrap"}}, element("div", {{"class", "meta"}}, meta));
}

Html paragraph_of(const Paragraph& it) { return element("p", chosen_by(it.choice), text(it.words.text)); }

Html standfirst_of(const Page& page, const Story& story) {
  Html out;
  if (!story.question.empty()) out += element("p", {{"class", "lede"}}, text(story.question));
  Html entries;
  for (const Lead& it : page.standfirst)
    entries += element(
        "li", it.reading.empty() ? text(it.words.text) : element("b", text(it.reading)) + text(": " + it.words.text));
  if (!page.standfirst.empty()) out += element("ul", {{"class", "lede"}}, entries);
  return out;
}

struct Option {
  std::string value, words;
};

// Radios where there are few, a list else.
Html choice_of(const std::string& name, const std::string& label, const std::vector<Option>& options,
               std::size_t most = most_radios) {
  if (options.size() > most) {
    Html inner;
    for (std::size_t i = 0; i < options.size(); ++i) {
      Attributes attributes = {{"value", options[i].value}};
      if (i == 0) attributes.emplace_back("selected", "");
      inner += element("option", attributes, text(options[i].words));
    }
    const std::string id = "pick-" + name;
    return element("div", element("label", {{"class", "lab"}, {"for", id}}, text(label)) +
                              element("select", {{"name", name}, {"id", id}}, inner));
  }
  Html inner;
  for (std::size_t i = 0; i < options.size(); ++i) {
    Attributes attributes = {{"type", "radio"}, {"name", name}, {"value", options[i].value}};
    if (i == 0) attributes.emplace_back("checked", "");
    inner += element("label", lone("input", attributes) + element("span", text(options[i].words)));
  }
  return element("fieldset", element("legend", text(label)) + element("div", {{"class", "seg"}}, inner));
}

Html controls_of(const Page& page, const Story& story) {
  Html out;
  if (story.readings.size() > 1) {
    std::vector<Option> options;
    for (std::size_t i = 0; i < story.readings.size(); ++i)
      options.push_back({std::to_string(i), story.readings[i].label});
    out += choice_of("reading", first_capital(story.reading_word()), options);
  }
  if (page.organisations.size() > 1) {
    std::vector<Option> options = {{"all", page.organisations.size() == 2 ? "Both" : "All"}};
    for (const auto& [id, label] : page.organisations) options.push_back({id, label});
    out += choice_of("org", "Highlight", options);
  }
  if (page.metrics.size() > 1) {
    std::vector<Option> options;
    for (const std::string& it : page.metrics) options.push_back({it, words_of_metric(it)});
    out += choice_of("metric", "Metric above", options, 0);
  }
  if (story.grid.size() > 1)
    out += element("div", {{"class", "date"}},
                   element("label", {{"class", "lab"}, {"for", "date"}}, text("Date, in all charts over time")) +
                       element("div", {{"class", "row"}},
                               lone("input", {{"type", "range"},
                                              {"id", "date"},
                                              {"min", "0"},
                                              {"max", std::to_string(story.grid.size() - 1)},
                                              {"step", "1"},
                                              {"value", std::to_string(page.first_moment)}}) +
                                   element("output", {{"id", "date-out"}, {"for", "date"}}, {})));
  if (out.source.empty()) return out;
  return element("form", {{"class", "bar needs-script"}, {"aria-label", "What to show"}, {"hidden", ""}},
                 element("div", {{"class", "wrap"}}, out));
}

Html cards_of(const Cards& cards) {
  Html out;
  for (const Card& it : cards.cards) {
    Html inner = element("span", {{"class", "v"}}, text(it.value)) + element("span", {{"class", "l"}}, text(it.words));
    if (!it.small.empty()) inner += element("span", {{"class", "s"}}, text(it.small));
    out += element("div", inner);
  }
  Html which;
  if (!cards.heading.empty()) which = element("p", chosen_by(cards.choice, {{"class", "note"}}), text(cards.heading));
  return which + element("div", chosen_by(cards.choice, {{"class", "big"}}), out);
}

Html contents_of(const Page& page) {
  Html out;
  for (const Section& it : page.sections) out += element("a", {{"href", "#" + it.id}}, text(it.name));
  return element("nav", {{"class", "toc"}, {"aria-label", "On this page"}}, out);
}

Html group_of(const Group& group, Figures& figures) {
  Html out;
  for (const Figure& it : group.figures) out += figures.put(it);
  if (group.is_grid) return element("div", {{"class", "multi"}}, out);
  return group.figures.size() > 1 ? element("div", {{"class", "pair"}}, out) : out;
}

Html section_of(const Section& section, Figures& figures) {
  Html out = element("h2", text(section.heading));
  for (const Paragraph& it : section.paragraphs) out += paragraph_of(it);
  for (const Group& it : section.groups) out += group_of(it, figures);
  for (const auto& [words, table] : section.tables)
    out += element("details", element("summary", text(words)) + table_of(table));
  if (!section.command.empty())
    out += element("pre", {{"id", "cmd"}}, text(section.command)) +
           element("button",
                   {{"type", "button"}, {"class", "needs-script noprint"}, {"data-copy", "#cmd"}, {"hidden", ""}},
                   text("Copy"));
  for (const Paragraph& it : section.after) out += paragraph_of(it);
  return element("section", {{"class", "wrap"}, {"id", section.id}}, out) + Html{"\n"};
}

Html main_of(const Page& page, const Story& story, Figures& figures) {
  Html top = element("h1", text(page.headline.text)) + standfirst_of(page, story);
  if (!page.hero.empty()) {
    top += element("h2", {{"class", "vh"}}, text("Who gains and who loses"));
    for (const Figure& it : page.hero) top += figures.put(it);
  }
  Html out = element("div", {{"class", "wrap"}}, top) + controls_of(page, story);
  Html below;
  for (const Cards& it : page.cards) below += cards_of(it);
  out += element("div", {{"class", "wrap"}}, below + contents_of(page));
  for (const Section& it : page.sections) out += section_of(it, figures);
  return element("main", {{"id", "main"}}, out);
}

Html footer_of(const Page& page) {
  std::string words = "This page makes no request to any other place.";
  if (!page.unchanged.empty()) {
    words += " The same in every replication, and not drawn: ";
    for (std::size_t i = 0; i < page.unchanged.size(); ++i)
      words += (i == 0 ? "" : i + 1 == page.unchanged.size() ? " and " : ", ") + page.unchanged[i];
    words += ".";
  }
  return element("footer", {{"class", "wrap"}}, text(words));
}

std::string island(const Page& page, const Story& story, const Figures& figures) {
  const auto pairs = [](const auto& all, std::string_view first, std::string_view second) {
    std::string out = "[";
    for (const auto& [a, b] : all)
      out.append(out.size() > 1 ? "," : "")
          .append("{\"")
          .append(first)
          .append("\":")
          .append(in_script(a))
          .append(",\"")
          .append(second)
          .append("\":")
          .append(in_script(b))
          .append("}");
    return out + "]";
  };
  std::string out = "{\"start\":" + in_script(story.start) + ",\"end\":" + in_script(story.end) + ",\"grid\":[";
  for (std::size_t i = 0; i < story.grid.size(); ++i) out += (i > 0 ? "," : "") + in_script(story.grid[i]);
  out += "],\"readings\":[";
  for (std::size_t i = 0; i < story.readings.size(); ++i)
    out += (i > 0 ? ",{\"label\":" : "{\"label\":") + in_script(story.readings[i].label) + "}";
  std::vector<std::pair<std::string, std::string>> metrics;
  for (const std::string& it : page.metrics) metrics.emplace_back(it, words_of_metric(it));
  out += "],\"organisations\":" + pairs(page.organisations, "id", "label");
  out += ",\"metrics\":" + pairs(metrics, "id", "label") + ",\"events\":" + pairs(page.events, "date", "label");
  out += ",\"figures\":{";
  for (std::size_t i = 0; i < figures.models().size(); ++i)
    out += (i > 0 ? ",\n\"" : "\n\"") + figures.models()[i].first + "\":" + figures.models()[i].second;
  return out + "}}";
}

}  // namespace

std::string html_of(const Page& page, const Story& story) {
  Figures figures(story);
  Html body = element("a", {{"class", "skip"}, {"href", "#main"}}, text("Skip to the answer")) + header_of(story);
  body += element("noscript", element("p", {{"class", "wrap note"}},
                                      text("Without scripts every choice is shown at once, one below the other.")));
  body += main_of(page, story, figures) + footer_of(page);
  body += Html{"\n<script type=\"application/json\" id=\"data\">" + island(page, story, figures) + "</script>"};
  body += Html{"\n<script>" + std::string(page_script()) + "</script>"};
  return "<!doctype html>\n" +
         element("html", {{"lang", "en"}}, head_of(page, story) + Html{"\n"} + element("body", body)).source + "\n";
}

}  // namespace allot::page
