#include "base/csv.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace allot {
namespace {

constexpr std::string_view how_to_quote = "a cell with a quote stands in quotes, and each quote in it is doubled";

}  // namespace

std::string_view without_blanks(std::string_view text) {
  constexpr std::string_view hard_blank = "\u00A0";
  while (text.starts_with(' ') || text.starts_with(hard_blank)) text.remove_prefix(text[0] == ' ' ? 1 : 2);
  while (text.ends_with(' ') || text.ends_with(hard_blank)) text.remove_suffix(text.back() == ' ' ? 1 : 2);
  return text;
}

bool is_blank(const std::vector<CsvCell>& cells) {
  return std::all_of(cells.begin(), cells.end(), [](const CsvCell& it) { return without_blanks(it.text).empty(); });
}

CsvReader::CsvReader(std::string_view text, char delimiter) : text_(text), delimiter_(delimiter) {
  if (text_.starts_with(byte_order_mark)) at_ = byte_order_mark.size();
  constexpr std::string_view told = "sep=";
  const std::size_t behind = at_ + told.size() + 1;
  if (text_.substr(at_).starts_with(told) && line_end_at(behind) > 0) at_ = behind + line_end_at(behind);
}

// How many bytes end a line there; 0 if none do.
std::size_t CsvReader::line_end_at(std::size_t at) const {
  if (at >= text_.size()) return 0;
  if (text_[at] == '\n') return 1;
  return text_.substr(at, 2) == "\r\n" ? 2 : 0;
}

bool CsvReader::is_at_end_of_cell() const {
  return at_ >= text_.size() || text_[at_] == delimiter_ || text_[at_] == '\n' || text_[at_] == '\r';
}

void CsvReader::skip_empty_lines() {
  std::size_t after = at_;
  while (const std::size_t length = line_end_at(after)) after += length;
  if (columns_ != 1 || after == text_.size()) at_ = after;
}

void CsvReader::read_plain(std::string& into) {
  const std::size_t begin = at_;
  bool has_quote = false;
  for (; !is_at_end_of_cell(); ++at_) {
    if (text_[at_] == '"' && !has_quote)
      faults_.push_back({at_, at_ + 1, "a quote in a cell that does not begin with one", std::string(how_to_quote)});
    has_quote = has_quote || text_[at_] == '"';
  }
  into = text_.substr(begin, at_ - begin);
}

void CsvReader::read_quoted(std::string& into) {
  const std::size_t begin = at_++;
  while (true) {
    const std::size_t quote = text_.find('"', at_);
    if (quote == std::string_view::npos) {
      faults_.push_back({begin, begin + 1, "this quote never ends", std::string(how_to_quote)});
      at_ = text_.size();
      return;
    }
    into += text_.substr(at_, quote - at_);
    at_ = quote + 1;
    if (at_ >= text_.size() || text_[at_] != '"') break;
    into += text_[at_++];
  }
  if (is_at_end_of_cell()) return;
  const std::size_t after = at_;
  while (!is_at_end_of_cell()) ++at_;
  const auto lines = std::count(text_.begin() + static_cast<std::ptrdiff_t>(begin),
                                text_.begin() + static_cast<std::ptrdiff_t>(after), '\n');
  std::string hint(how_to_quote);
  if (lines > 0)
    hint = "the cell began " + std::to_string(lines) + (lines == 1 ? " line above; " : " lines above; ") + hint;
  faults_.push_back({after, at_, "text after the quote that ends a cell", std::move(hint)});
}

void CsvReader::read_cell(CsvCell& cell) {
  cell.text.clear();
  cell.begin = at_;
  if (at_ < text_.size() && text_[at_] == '"')
    read_quoted(cell.text);
  else
    read_plain(cell.text);
  cell.end = at_;
}

void CsvReader::end_record() {
  const std::size_t length = line_end_at(at_);
  if (length == 0 && at_ < text_.size()) {
    faults_.push_back({at_, at_ + 1, "a carriage return that ends no line", "lines end in LF or CRLF"});
    at_ = text_.size();
  }
  at_ += length;
}

bool CsvReader::next(std::vector<CsvCell>& cells) {
  faults_.clear();
  skip_empty_lines();
  if (at_ >= text_.size()) return false;
  record_begin_ = at_;
  std::size_t count = 0;
  for (bool more = true; more;) {
    if (cells.size() <= count) cells.emplace_back();
    read_cell(cells[count++]);
    more = at_ < text_.size() && text_[at_] == delimiter_;
    if (more) ++at_;
  }
  end_record();
  cells.resize(count);
  if (columns_ == 0) columns_ = count;
  return true;
}

}  // namespace allot
