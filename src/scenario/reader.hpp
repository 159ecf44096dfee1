#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "allot/error.hpp"
#include "allot/name_list.hpp"
#include "allot/scenario_io.hpp"
#include "allot/shared.hpp"
#include "scenario/cursor.hpp"
#include "scenario/spec.hpp"

namespace allot::scenario {

/// The ids of one section, and where each entry stands among its like. Copies share their memory until one changes.
class Names {
 public:
  /// False if the id was there already.
  bool add(std::string_view id);
  void reserve(std::size_t names, std::size_t letters);
  Ref find(std::string_view id) const;
  std::size_t size() const { return names_.size(); }
  std::vector<std::string> all() const;
  /// The name that was probably meant; empty if none is near.
  ///
  /// cost: that of looking up what is one slip away, however many names there are
  std::string nearest(std::string_view wrong) const;

 private:
  std::size_t slot_of(std::string_view id) const;
  void widen(std::size_t names);

  NameList names_;
  Shared<std::vector<std::int32_t>> slots_;  ///< places by hash, the next free one where that is taken; below 0: free
};

/// Rows of order books as they were read before, from one order of a scenario on, and what edits had made of them.
struct KnownRows {
  const Scenario& scenario;
  const BookEdits& edits;
  std::size_t first = 0;
};

/// What reading knows besides the value at hand: the names that may be referred to, the parameters read so far,
/// and the problems found so far. Nothing here throws on bad input; it is all collected.
class Reader {
 public:
  explicit Reader(Loader loader, const BookEdits& edits = {}) : loader_(std::move(loader)), book_edits_(edits) {}

  Names& names(Section section) { return names_[static_cast<std::size_t>(section)]; }
  /// The ids of a supplier's plan, which orders are pegged to.
  Names& supply_names(Ref supplier);

  void problem(const Cursor& at, std::string message, std::string hint = {});
  void problem_at_key(const Cursor& at, std::string message, std::string hint = {});
  void problem(Problem problem) { problems_.push_back(std::move(problem)); }
  std::vector<Problem>& problems() { return problems_; }

  /// What one of that currency comes to on a date; nothing where it is none of the scenario's.
  std::optional<double> rate_of(std::string_view currency, Date date) const;

  /// "expected WHAT, found VALUE"
  void mismatch(const Cursor& at, std::string_view wanted);
  /// "unknown KIND 'word'", with the nearest of the known.
  void unknown(const Cursor& at, std::string_view kind, std::string_view word, const std::vector<std::string>& known);
  void unknown(const Cursor& at, std::string_view kind, std::string_view word, const Names& known);

  const Loader& loader() const { return loader_; }

  const BookEdits& book_edits() const { return book_edits_; }

  /// Where they are not read again.
  std::optional<KnownRows> known_rows;

  /// Where an organisation may receive, once sites are read.
  std::vector<Ref> sites_of(Ref organisation) const;
  void note_sites(const Scenario& scenario);

  std::vector<Parameter> parameters;
  std::string currency;                   ///< the scenario's, or of the first amount of money read
  std::vector<ExchangeRate> rates;        ///< from others to it
  Date start = 0;                         ///< whose rates count where no date is said
  const Draft* order_defaults = nullptr;  ///< what fills orders, those that a behaviour places too

 private:
  Loader loader_;
  BookEdits book_edits_;
  Names names_[13];
  std::vector<Names> supply_names_;
  std::vector<std::vector<Ref>> sites_;  ///< by organisation
  std::vector<Problem> problems_;
};

/// A hint at the name that was probably meant; empty if none is near.
std::string did_you_mean(std::string_view word, const std::vector<std::string>& known);

/// How a message shows a value: "'text'", 3.7, true, a list, an object.
std::string shown(const Draft& draft);

/// "a product", "an organisation": how messages speak of an entry of a section.
std::string_view noun(Section section);

}  // namespace allot::scenario
