#include <algorithm>
#include <utility>

#include "allot/scenario_io.hpp"
#include "base/pointer.hpp"
#include "scenario/books.hpp"

namespace allot {
namespace {

// What is a number to be sourced: numbers, and text that holds a quantity; not names, words or references.
bool is_quantity(const Draft& draft) {
  if (draft.is(Draft::Type::number)) return true;
  return draft.is(Draft::Type::string) && !draft.text.empty() && draft.text[0] >= '0' && draft.text[0] <= '9';
}

bool is_structural(std::string_view pointer) {
  return scenario::is_book_section(pointer.substr(std::min<std::size_t>(1, pointer.size()))) || pointer == "/allot" || pointer == "/start" || pointer == "/end" || pointer == "/grid" ||
         pointer.starts_with("/variants") || pointer.starts_with("/sources");
}

void split_note(const std::string& text, Note& note) {
  const std::size_t colon = std::min(text.find(':'), text.size());
  note.confidence = text.substr(0, colon);
  note.source = text.substr(std::min(colon + 2, text.size()));
}

void visit(const Draft& node, const std::string& pointer, const Note* note, std::vector<Note>& bare,
           std::vector<Note>& sourced);

// A note covers its value and all that stands in it.
void visit_noted(const Draft& node, std::string pointer, const Draft* text, const Note* outer, std::vector<Note>& bare,
                 std::vector<Note>& sourced) {
  if (!text) return visit(node, pointer, outer, bare, sourced);
  Note own{std::move(pointer), "", ""};
  if (text->is(Draft::Type::string)) {
    split_note(text->text, own);
    sourced.push_back(own);
  }
  visit(node, own.pointer, &own, bare, sourced);
}

void visit(const Draft& node, const std::string& pointer, const Note* note, std::vector<Note>& bare,
           std::vector<Note>& sourced) {
  if (is_structural(pointer)) return;
  if (is_quantity(node) && !note) bare.push_back({pointer, "", ""});
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    const std::string key = i < node.keys.size() ? node.keys[i] : std::to_string(i);
    if (key.ends_with('#')) continue;
    const Draft* text = i < node.keys.size() ? node.find(key + "#") : nullptr;
    visit_noted(node.items[i], pointer + "/" + escaped_key(key), text, note, bare, sourced);
  }
}

// Its note stands beside the orders of the file.
void visit_row(const ScenarioFile& file, const std::string& id, const Draft& order, std::vector<Note>& bare,
               std::vector<Note>& sourced) {
  const Draft* orders = file.root.find("orders");
  visit_noted(order, pointer_of_keys({"orders", id}), orders ? orders->find(id + "#") : nullptr, nullptr, bare,
              sourced);
}

}  // namespace

std::vector<Note> sources(const ScenarioFile& file) {
  std::vector<Note> bare, sourced;
  visit(file.root, "", nullptr, bare, sourced);
  for (const auto& [id, order] : file.book_edits.rows)
    if (order) visit_row(file, id, *order, bare, sourced);
  const Draft& added = file.book_edits.added;
  for (std::size_t i = 0; i < added.items.size(); ++i) visit_row(file, added.keys[i], added.items[i], bare, sourced);
  bare.insert(bare.end(), sourced.begin(), sourced.end());
  return bare;
}

}  // namespace allot
