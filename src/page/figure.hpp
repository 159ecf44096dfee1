#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "allot/answer.hpp"
#include "page/model.hpp"

/// What a page is made of, before it is HTML: sections of paragraphs and figures, all of them values.
namespace allot::page {

/// A table of the numbers behind a figure. The first cell of each row heads it.
struct NumberTable {
  std::string caption;
  std::vector<std::string> heads;
  std::vector<std::vector<std::string>> rows;
  std::vector<std::size_t> text_columns = {};  ///< those that are words
};

struct KeyEntry {
  enum class Mark : std::uint8_t { line, dash, band, area, hatch, dot, ring, square, row, tick, diamond };
  Mark mark = Mark::line;
  Tone tone = Tone::with;
  std::string words;
};

/// A cell of the matrix of policies: how much more or less, in five steps.
struct HeatCell {
  int step = 0;  ///< -5 to 5
  std::string text;
  bool is_told_from_none = true;
};

struct HeatTable {
  std::string caption, corner;
  std::vector<std::string> heads;
  struct Row {
    std::string organisation, label;
    std::vector<HeatCell> cells;
  };
  std::vector<Row> rows;
};

/// Which choice a part of the page belongs to; none: it is the same for all.
struct Choice {
  std::optional<std::size_t> reading = std::nullopt;
  std::string metric = {};
};

struct Figure {
  Choice choice = {};
  Answer::Statement title = {};  ///< what is found
  std::string note = {};         ///< what is drawn
  std::vector<KeyEntry> key = {};
  std::optional<Model> model = std::nullopt;
  std::vector<NumberTable> tables = {};
  std::optional<HeatTable> heat = std::nullopt;
  bool is_small = false;  ///< stands among others of its kind
};

/// One of the large figures below the controls.
struct Card {
  std::string value, words, small;
};

struct Cards {
  Choice choice;
  std::string heading;  ///< of which reading, where there are several
  std::vector<Card> cards;
};

struct Paragraph {
  Choice choice;
  Answer::Statement words;
};

/// A sentence below the headline, and of which reading it is.
struct Lead {
  std::string reading;
  Answer::Statement words;
};

/// Figures that stand beside each other where there is room.
struct Group {
  std::vector<Figure> figures;
  bool is_grid = false;  ///< many small ones
};

struct Section {
  std::string id, heading, name;  ///< name: in the list of what the page has
  std::vector<Paragraph> paragraphs = {};
  std::vector<Group> groups = {};
  std::vector<Paragraph> after = {};
  std::vector<std::pair<std::string, NumberTable>> tables = {};  ///< each behind its words
  std::string command = {};
};

}  // namespace allot::page
