#include "intake/seen_file.hpp"

#include <unordered_map>

#include "base/csv.hpp"

namespace allot::intake {
namespace {

// How many cells the header has where most of the first lines have as many; 0: they have not, or it is one.
std::size_t even_cells(std::string_view text, char delimiter) {
  constexpr int most_lines = 200;
  CsvReader rows(text, delimiter);
  std::vector<CsvCell> cells;
  std::size_t wanted = 0;
  int even = 0, all = 0;
  for (; all < most_lines && rows.next(cells); ++all) {
    if (all == 0) wanted = cells.size();
    even += cells.size() == wanted && rows.faults().empty() ? 1 : 0;
  }
  return wanted > 1 && 10 * even >= 9 * all ? wanted : 0;
}

}  // namespace

char delimiter_of(std::string_view text) {
  char best = ',';
  std::size_t most = 0;
  for (const char delimiter : {',', ';', '\t', '|'})
    if (const std::size_t cells = even_cells(text, delimiter); cells > most) best = delimiter, most = cells;
  return best;
}

SeenFile look_through(std::string_view text, char delimiter) {
  SeenFile file;
  file.delimiter = delimiter;
  CsvReader rows(text, delimiter);
  std::vector<CsvCell> cells;
  if (!rows.next(cells)) return file;
  for (const CsvCell& cell : cells) file.columns.push_back({std::string(without_blanks(cell.text)), {}});
  std::vector<std::unordered_map<std::string, std::size_t>> known(file.columns.size());
  while (rows.next(cells)) {
    if (is_blank(cells)) continue;
    ++file.rows;
    if (cells.size() != file.columns.size() || !rows.faults().empty()) {
      ++file.uneven_rows;
      continue;
    }
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const std::string value(without_blanks(cells[i].text));
      if (value.empty()) continue;
      std::vector<SeenValue>& values = file.columns[i].values;
      const auto [place, is_new] = known[i].try_emplace(value, values.size());
      if (is_new) values.push_back({value, 0});
      ++values[place->second].rows;
    }
  }
  return file;
}

}  // namespace allot::intake
