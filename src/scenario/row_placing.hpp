#pragma once

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "allot/scenario_io.hpp"
#include "scenario/book.hpp"
#include "scenario/opening_rows.hpp"

namespace allot::scenario {

/// Puts rows of books where the file has what is like them.
class RowPlacing {
 public:
  /// What is wrong is a problem of the reader.
  RowPlacing(ScenarioFile& file, Reader& reader);

  void place(Books kind, const Book& book, const std::vector<CsvCell>& cells);
  /// Once all rows of a section are placed.
  void finish();

 private:
  void place_in_plan(const Book& book, const std::vector<CsvCell>& cells);
  void place_at_site(const Book& book, const std::vector<CsvCell>& cells);
  void place_in_past(Books kind, Draft row);
  void place_award(Draft row);
  void place_entry(Draft& owner, std::string_view owner_id, std::string_view part, const Book& book,
                   const std::vector<CsvCell>& cells, Draft row);
  Draft* owner_of(Draft& row, const char* key, std::string_view section, const char* meaning);
  void refuse(const Place& place, std::string message, std::string hint = {});

  ScenarioFile& file_;
  Reader& reader_;
  std::optional<Date> start_;
  std::unordered_map<std::string, std::unordered_set<std::string>> taken_;  ///< ids, by what they stand in
  OpeningRows opening_;
  std::size_t passed_over_ = 0;  ///< rows of what was before the start
  Place first_passed_over_;
};

}  // namespace allot::scenario
