#include "page/html_figure.hpp"

#include <algorithm>

#include "page/escape.hpp"
#include "page/svg.hpp"

namespace allot::page {
namespace {

std::string colour(Tone tone) { return "var(--" + std::string(word_of(tone)) + ")"; }

// The marks of a chart, small, beside their words.
Html chip(const KeyEntry& it) {
  const std::string c = colour(it.tone);
  const auto svg = [](const std::string& width, const std::string& inner) {
    return Html{"<svg width=\"" + width + "\" height=\"12\" aria-hidden=\"true\">" + inner + "</svg>"};
  };
  using enum KeyEntry::Mark;
  switch (it.mark) {
    case line: return svg("26", "<path d=\"M0 6H26\" stroke=\"" + c + "\" stroke-width=\"2.5\"/>");
    case dash:
      return svg("26", "<path d=\"M0 6H26\" stroke=\"" + c + "\" stroke-width=\"2.5\" stroke-dasharray=\"6 4\"/>");
    case band: return svg("26", "<rect width=\"26\" height=\"12\" fill=\"" + c + "\" opacity=\".25\"/>");
    case area: return svg("26", "<rect width=\"26\" height=\"12\" fill=\"" + c + "\" opacity=\".45\"/>");
    case hatch:
      return svg("26", "<rect width=\"26\" height=\"12\" fill=\"" + c +
                           "\" opacity=\".3\"/><path d=\"M3 0V12M9 0V12M15 " + "0V12M21 0V12\" stroke=\"" + c + "\"/>");
    case dot: return svg("12", "<circle cx=\"6\" cy=\"6\" r=\"5\" fill=\"" + c + "\"/>");
    case ring:
      return svg("12",
                 "<circle cx=\"6\" cy=\"6\" r=\"4.5\" fill=\"none\" stroke=\"" + c + "\" stroke-width=\"1.75\"/>");
    case square: return svg("12", "<rect x=\"1\" y=\"1\" width=\"10\" height=\"10\" fill=\"" + c + "\"/>");
    case row:
      return svg("44", "<path d=\"M0 6H44\" stroke=\"" + c +
                           "\" stroke-width=\"2\" opacity=\".55\"/><path d=\"M14 6H30\" " + "stroke=\"" + c +
                           "\" stroke-width=\"8\"/><circle cx=\"22\" cy=\"6\" r=\"5\" fill=\"" + c +
                           "\" stroke=\"var(--bg)\" stroke-width=\"1.5\"/>");
    case tick: return svg("6", "<path d=\"M3 0V12\" stroke=\"" + c + "\" stroke-width=\"2\"/>");
    case diamond: return svg("12", "<path d=\"M6 0L12 6L6 12L0 6Z\" fill=\"" + c + "\"/>");
  }
  return {};
}

// A cell that is an address can be followed.
Html cell_of(const std::string& it) {
  return is_link(it) && it.find(' ') == std::string::npos ? link(it, text(it)) : text(it);
}

Html legend(const std::vector<KeyEntry>& key) {
  Html entries;
  for (const KeyEntry& it : key) entries += element("span", {{"class", "key"}}, chip(it) + text(it.words)) + text(" ");
  return element("p", {{"class", "legend"}}, entries);
}

Html scrolled(const std::string& caption, const Html& inner) {
  return element("div", {{"class", "scroll"}, {"tabindex", "0"}, {"role", "region"}, {"aria-label", caption}}, inner);
}

Html heat_of(const HeatTable& it) {
  Html heads = element("th", {{"scope", "col"}}, text(it.corner));
  for (std::size_t i = 0; i < it.heads.size(); ++i)
    heads += element("th", {{"scope", "col"}, {"data-reading-is", std::to_string(i)}}, text(it.heads[i]));
  Html rows;
  for (const HeatTable::Row& row : it.rows) {
    Html cells = element("th", {{"scope", "row"}}, text(row.label));
    for (const HeatCell& cell : row.cells) {
      const std::string tint = cell.step == 0 ? "z" : (cell.step > 0 ? "p" : "m") + std::to_string(std::abs(cell.step));
      Html inner = text(cell.text);
      if (!cell.is_told_from_none) inner += element("abbr", {{"title", "not told from none"}}, text(" ?"));
      cells += element("td", {{"class", tint}}, inner);
    }
    rows += element("tr", row.organisation.empty() ? Attributes{} : Attributes{{"data-org", row.organisation}}, cells);
  }
  return scrolled(it.caption, element("table", {{"class", "heat"}},
                                      element("caption", text(it.caption)) + element("thead", element("tr", heads)) +
                                          element("tbody", rows)));
}

}  // namespace

Attributes chosen_by(const Choice& choice, Attributes attributes) {
  if (choice.reading) attributes.emplace_back("data-reading", std::to_string(*choice.reading));
  if (!choice.metric.empty()) attributes.emplace_back("data-metric", choice.metric);
  return attributes;
}

Html table_of(const NumberTable& table) {
  const auto is_text = [&](std::size_t k) {
    return k == 0 || std::ranges::find(table.text_columns, k) != table.text_columns.end();
  };
  Html heads, rows;
  for (std::size_t k = 0; k < table.heads.size(); ++k)
    heads += element("th", is_text(k) ? Attributes{{"scope", "col"}, {"class", "t"}} : Attributes{{"scope", "col"}},
                     text(table.heads[k]));
  for (const auto& row : table.rows) {
    Html cells;
    for (std::size_t k = 0; k < row.size(); ++k)
      cells += k == 0 ? element("th", {{"scope", "row"}}, text(row[k]))
                      : element("td", is_text(k) ? Attributes{{"class", "t"}} : Attributes{}, cell_of(row[k]));
    rows += element("tr", cells);
  }
  return scrolled(table.caption, element("table", element("caption", text(table.caption)) +
                                                      element("thead", element("tr", heads)) + element("tbody", rows)));
}

Html Figures::put(const Figure& figure, const char* heading) {
  const std::string id = "f" + std::to_string(++count_);
  Html head = element(heading, {{"id", id + "-t"}}, text(figure.title.text));
  if (!figure.note.empty()) head += element("p", {{"class", "note"}}, text(figure.note));
  if (!figure.key.empty()) head += legend(figure.key);
  Html picture = figure.heat ? heat_of(*figure.heat) : Html{}, foot;
  // Of small ones in many readings the first alone stand in the file: who has no scripts has the numbers of all.
  const bool is_one_of_many = figure.is_small && figure.choice.reading.value_or(0) > 0;
  if (figure.model) {
    models_.emplace_back(id, json_of(*figure.model));
    picture = element("div", {{"class", "chart"}, {"id", id}, {"role", "img"}, {"aria-labelledby", id + "-t"}},
                      is_one_of_many ? Html{} : svg_of(*figure.model, *story_));
    if (std::holds_alternative<TimeModel>(*figure.model))
      foot += element("output", {{"data-for", id}, {"aria-live", "off"}}, {});
  }
  if (!figure.tables.empty()) {
    Html tables = element("summary", text("The numbers behind this"));
    for (const NumberTable& it : figure.tables) tables += table_of(it);
    foot += element("details", {{"class", "numbers"}}, tables);
  }
  const Html inner = element("div", {{"class", "head"}}, head) + picture + element("div", {{"class", "foot"}}, foot);
  return element("figure", chosen_by(figure.choice, {{"class", figure.is_small ? "fig small" : "fig"}}), inner) +
         Html{"\n"};
}

}  // namespace allot::page
