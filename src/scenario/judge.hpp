#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "scenario/ever.hpp"
#include "scenario/purchases.hpp"
#include "scenario/sections.hpp"

namespace allot::scenario {

/// What there is to know of one buyer, found in one pass over all.
struct Buyer {
  std::vector<Ref> suppliers;         ///< from whom it buys
  std::vector<std::size_t> orders;    ///< of the file and its books, where there are decisions to look for them
  bool is_promised = false;           ///< something that it buys has a due
  bool orders_by_itself = false;      ///< a stream or a roadmap does
  std::size_t moves = 0, placed = 0;  ///< decisions that move its units or bring it some; that order for it
};

/// Goes through what a checked scenario says, and keeps what is found of the effect of each.
class Judge {
 public:
  Judge(const ScenarioFile& file, const Scenario& checked);
  Judge(const Judge&) = delete;
  Judge& operator=(const Judge&) = delete;

  const Scenario& scenario;
  const Cursor root;
  const Loader& load;
  Sections sections;
  const std::vector<Purchase> bought;
  const std::vector<Buyer> buyers;      ///< by organisation
  const std::vector<char> has_auction;  ///< by supplier, ever
  const bool releases_pegs;             ///< an embargo does

  /// What is written there has no effect, for that reason; where there is none, it has. What is not written is passed
  /// over. One place may be judged of several subjects.
  void judge(const Cursor& at, const std::string& why_not, std::string_view subject = {});
  /// What is written there does something that may not be meant.
  void remark(const Cursor& at, const std::string& message);

  /// Calls `how` with the place of each entry of a section and its number.
  template <class How>
  void each(std::string_view section, const std::vector<Entry>& entries, How how) const {
    const Cursor list = root.member(section);
    for (std::size_t i = 0; i < entries.size(); ++i)
      how(list.entry(entries[i].key, entries[i].id, *entries[i].node, defaults_of(root, section)), i);
  }

  /// The same for things with ids that an entry holds: a site's sources, a supplier's plan.
  template <class How>
  void each_in(const Cursor& list, std::string_view noun, How how) const {
    if (!list.exists()) return;
    Reader scratch(Loader{});
    const auto name = [&](const Draft&) { return std::string(noun); };
    const std::vector<Entry> entries = entries_of(scratch, list, noun, name);
    for (std::size_t i = 0; i < entries.size(); ++i)
      how(list.entry(entries[i].key, entries[i].id, *entries[i].node, nullptr), i);
  }

  Effects effects;
};

// One a subject.
void judge_standing(Judge& judge);
void judge_policies(Judge& judge);
void judge_contracts(Judge& judge, const Cursor& allocation, Ref supplier, const AllocationPolicy& policy);
void judge_purchases(Judge& judge);
void judge_columns(Judge& judge);
void judge_sites(Judge& judge);
void judge_regions(Judge& judge);
void judge_supply(Judge& judge);
void judge_decisions(Judge& judge);
void judge_frame(Judge& judge);
void judge_kits(Judge& judge);
void judge_money(Judge& judge);

inline Ref ref(std::size_t place) { return {static_cast<std::int32_t>(place)}; }

/// Whether claims of it are served there: by a decision it may come to hold what others bought anywhere.
bool meets(const Judge& judge, Ref organisation, Ref supplier);
/// Whether claims of a member are.
bool group_meets(const Judge& judge, Ref group, Ref supplier);

bool is_nothing(const Delay& delay);
/// Known, and at or after the end.
bool is_over(const Scenario& scenario, const Value& date);

}  // namespace allot::scenario
