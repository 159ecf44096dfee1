#include "base/csv.hpp"

namespace allot {

CsvReader::CsvReader(std::string_view text) : text_(text) {
  if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
}

void CsvReader::read_quoted(std::string& into) {
  ++at_;
  while (at_ < text_.size()) {
    if (text_[at_] == '"') {
      if (at_ + 1 >= text_.size() || text_[at_ + 1] != '"') break;
      ++at_;
    }
    if (text_[at_] == '\n') ++next_line_;
    into += text_[at_++];
  }
  if (at_ < text_.size()) ++at_;
}

bool CsvReader::next(std::vector<CsvCell>& cells) {
  while (at_ < text_.size() && (text_[at_] == '\n' || text_[at_] == '\r')) next_line_ += text_[at_++] == '\n';
  if (at_ >= text_.size()) return false;
  line_ = next_line_;
  record_begin_ = at_;
  std::size_t count = 0;
  for (bool more = true; more;) {
    if (cells.size() <= count) cells.emplace_back();
    CsvCell& cell = cells[count++];
    cell.text.clear();
    cell.begin = at_;
    while (at_ < text_.size() && text_[at_] != ',' && text_[at_] != '\n' && text_[at_] != '\r') {
      if (text_[at_] == '"' && cell.text.empty())
        read_quoted(cell.text);
      else
        cell.text += text_[at_++];
    }
    cell.end = at_;
    more = at_ < text_.size() && text_[at_] == ',';
    if (more) ++at_;
  }
  cells.resize(count);
  return true;
}

}  // namespace allot
