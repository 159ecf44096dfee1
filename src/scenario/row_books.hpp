#pragma once

#include <array>
#include <vector>

#include "allot/scenario_io.hpp"
#include "scenario/book.hpp"

/// Books whose rows stand among the entries of a scenario as soon as it is read, so that whatever reaches an entry reaches
/// them: pieces of plans, sources of sites, what was received, shipped and cancelled.
namespace allot {

/// The books of a file whose rows stand in it.
struct RowBooks {
  struct Section {
    Draft said;  ///< what the file names there
    std::vector<scenario::Book> books;
    std::vector<Problem> problems;
  };
  std::array<Section, std::size(scenario::book_sections)> sections;
};

namespace scenario {

/// Makes the rows those of the books that the file names now: where an edit named others, the rows of those that it named
/// before go, with what edits made of them.
///
/// gives: what is wrong in the books is kept for the check; what of them changes nothing is added to the notes
void bring_rows(ScenarioFile& file);

/// Whether the rows of all its books stand in it.
bool has_its_rows(const ScenarioFile& file);

/// What is wrong in the books that rows came from.
std::vector<Problem> problems_in_rows(const ScenarioFile& file);

/// Says of problems which column of a book they stand in.
void name_columns(const ScenarioFile& file, std::vector<Problem>& problems);

}  // namespace scenario
}  // namespace allot
