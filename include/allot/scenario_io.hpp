#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "allot/draft.hpp"
#include "allot/error.hpp"
#include "allot/scenario.hpp"

namespace allot {

/// Gives the text of a file that a scenario names (an order book, an empirical distribution), by its path relative
/// to the scenario. Throws std::runtime_error, whose text says why, if it cannot be read.
using Loader = std::function<TextPointer(const std::string& path)>;

/// The order books of a scenario, opened when an edit first names one of their orders.
class BookShelf;
std::shared_ptr<BookShelf> empty_shelf();

/// What edits made of the orders of order books.
struct BookEdits {
  std::map<std::string, std::optional<Draft>, std::less<>> rows;  ///< by id, in the places of the books' own; none: out
  Draft added = Draft::object_of();                               ///< behind all rows, by id

  bool empty() const { return rows.empty() && added.items.empty(); }
  /// What became of the row of that id; null: it is as its book has it.
  const std::optional<Draft>* row(std::string_view id) const {
    const auto found = rows.find(id);
    return found == rows.end() ? nullptr : &found->second;
  }
};

/// The books whose rows stand among the entries of a file: `supply_books` and their like.
struct RowBooks;

/// A scenario as its file says it, `extends` already followed. Rows of `supply_books`, `site_books`, `received_books`,
/// `shipped_books` and `cancelled_books` stand among its entries, with their places in the CSV files; orders of
/// `order_books` are read when it is checked.
struct ScenarioFile {
  Draft root;
  Loader load;
  std::string variant = {};         ///< the names applied so far, joined by +
  std::vector<Problem> notes = {};  ///< on what `extends` and variants say that changes nothing
  BookEdits book_edits = {};
  std::shared_ptr<BookShelf> shelf = empty_shelf();  ///< shared by copies
  std::shared_ptr<const RowBooks> row_books = {};
};

/// Reads a scenario and what it extends. "-" is standard input.
///
/// errors: InputError if a text is no JSON; EnvironmentError if the file cannot be read
ScenarioFile read(const std::filesystem::path& path);

/// The same from text already in memory; files it names are read relative to `folder`.
ScenarioFile read_text(TextPointer text, const std::filesystem::path& folder);

/// The same with the files that it names from wherever `load` has them.
ScenarioFile read_text(TextPointer text, Loader load);

/// Files in a folder and below it, and no others.
Loader files_below(const std::filesystem::path& folder);

/// Applies variants ("no-swap+gated": one after another), then settings of single values; what is set in a variant
/// itself (/variants/NAME/...) before the variants.
///
/// gives:  the file as if it had been written so; values keep the place of their own text
/// errors: InputError with every variant that is not there and every pointer that reaches nothing
ScenarioFile edited(ScenarioFile file, std::string_view variants,
                    const std::vector<std::pair<std::string, std::string>>& settings);

/// Checks everything: fields, ranges, references, order books, rules that span fields.
///
/// errors: InputError with every problem, in the order of the text
Scenario check(const ScenarioFile& file);

/// Checks a variant of a file that was found good. Rows of order books that read the same in both are not read again,
/// and share their memory.
///
/// shape:  `scenario` is what `check` made of `file`
/// gives:  what `check` makes of the variant
/// errors: as `check`
Scenario check_variant(const ScenarioFile& variant, const ScenarioFile& file, const Scenario& scenario);

/// An order as somebody asks for it: as it would stand in the scenario, whose defaults fill it.
struct AskedOrder {
  std::string id;  ///< empty: one that no other has
  Draft entry;
};

/// Orders that a text asks for: one in JSON, {"organisation": "lab", "supplier": "maker", "units": 16}; or a book of them
/// with an id each, its rows as those of an order book: the name of a CSV file, or an object that says how to read it,
/// {"file": "asked.csv", "columns": {...}}.
struct AskedOrders {
  std::vector<AskedOrder> orders;
  bool is_book = false;
};

/// errors: InputError, its places in the text, which messages call "--order", or in the book; EnvironmentError
AskedOrders asked_orders(const std::string& text, const std::filesystem::path& folder = ".");

/// A scenario with one more order, the id that the order has there, and the file that says all of it.
struct OrderAdded {
  std::string id;
  Scenario scenario;
  ScenarioFile file;
};

/// Adds an order behind all others. One that does not say when it was placed is placed when the scenario begins to be open:
/// at its `as_of`, or else at its start.
///
/// shape:  `scenario` is what `check` made of `file`
/// errors: InputError, its places in the text of the order
OrderAdded with_order(const ScenarioFile& file, const Scenario& scenario, const AskedOrder& order);
/// The same of one in JSON.
OrderAdded with_order(const ScenarioFile& file, const Scenario& scenario, const std::string& order);

/// One thing that a scenario says: where it stands, and of what it is judged.
struct Setting {
  Place place;
  std::string subject;
};

/// What is to be said of a setting: that it has no effect, or one that may not be meant.
struct Remark {
  Setting setting;
  Problem said;
};

/// What the settings of a checked scenario do as it stands, where it can be known before anything is simulated.
struct Effects {
  std::vector<Setting> felt;
  std::vector<Remark> remarks;
};

/// shape: `checked` is what `check` made of `file`
Effects effects(const ScenarioFile& file, const Scenario& checked);

/// What is to be said of scenarios of one file (a file and its variants), each setting once.
///
/// gives: nothing of a setting that has an effect in any of them, or in the others
std::vector<Problem> remarks(std::span<const Effects> all, std::span<const Effects> others = {});

/// The scenario with every default filled in and no `defaults` left: reading it again gives the same scenario.
Draft resolved(const ScenarioFile& file);

/// "sha256:..." of what the file says, edits applied, and of the order books it names.
std::string hash(const ScenarioFile& file);

/// A number or text of a scenario that says no confidence and source of its own.
std::vector<Note> sources(const ScenarioFile& file);

/// The JSON Schema (draft 7) of the scenario format, from the table of fields.
std::string schema();

}  // namespace allot
