#pragma once

#include <algorithm>

#include "base/nearest.hpp"
#include "scenario/fields.hpp"
#include "scenario/read_value.hpp"
#include "scenario/words.hpp"

/// Reading of each type of member that the table of fields has.
namespace allot::scenario {

bool read_text(Reader& reader, const Cursor& at, std::string& text);

void read_field(Reader& reader, const Cursor& at, const Spec& spec, std::string& text);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, bool& flag);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, std::int64_t& whole);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, double& number);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, Decimal& number);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, Value& value);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, Period& period);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, PeriodOrAll period);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, Delay& delay);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, Ref& ref);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, Draft& draft);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, PipelineStates& states);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, RoomAmount amount);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, PointerText pointer);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, OnArrival);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, RulesOfLevels rules);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, SidesOfSwap sides);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, UntilWhen until);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, Again again);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, std::vector<StageFactor>& factors);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, Condition& condition);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, DecisionCost& cost);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, std::vector<NamedCost>& costs);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, Succession& succession);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, std::vector<Ref>& refs);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, std::vector<ProductUnits>& units);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, std::vector<RatePoint>& points);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, std::vector<LevelRule>& levels);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, std::vector<Route>& routes);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, std::vector<CommittedDelivery>& deliveries);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, std::vector<Substitute>& substitutes);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, ProductChoice choice);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, SubstituteAfter after);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, OpeningUnits units);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, OpeningSlip slip);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, SharedSlip& shared);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, std::vector<Source>& sources);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, std::vector<SupplyPiece>& pieces);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, Buyers& buyers);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, ReservedFor& whom);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, std::vector<Reserve>& reserves);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, std::vector<Cap>& caps);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, std::vector<Guarantee>& guarantees);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, Readiness& readiness);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, std::vector<FrozenWindow>& windows);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, std::vector<ManualAward>& awards);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, std::vector<PastReceipt>& receipts);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, std::vector<LotReceipt>& receipts);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, std::vector<ShippedUnits>& shipments);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, std::vector<CancelledUnits>& cancellations);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, std::vector<RecordedShipments>& recorded);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, AllocationPolicy& policy);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, Fee& fee);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, std::vector<RoadmapPoint>& points);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, OrderBehaviour& behaviour);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, Target& target);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, Inflate& inflate);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, Duplicate& duplicate);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, RatesRead rates);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, CurvePoints points);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, Price& price);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, Depreciation& depreciation);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, Instalment& instalment);
void read_field(Reader& reader, const Cursor& at, const Spec& spec, Payments& payments);

template <class T>
void read_field(Reader& reader, const Cursor& at, const Spec& spec, std::optional<T>& value) {
  read_field(reader, at, spec, value.emplace());
}

template <class Enum>
requires std::is_enum_v<Enum>
void read_field(Reader& reader, const Cursor& at, const Spec&, Enum& value) {
  std::string text;
  if (!read_text(reader, at, text)) return;
  std::vector<std::string> known;
  for (const auto& word : words_of(Enum{})) {
    if (word.text == text) {
      value = word.value;
      return;
    }
    known.emplace_back(word.text);
  }
  reader.unknown(at, "word", text, known);
}

/// A default of the table as the draft that a file would have.
Draft fallback_draft(const char* fallback);

/// Refuses the members that no field is called, with the nearest that one is.
void refuse_unknown_keys(Reader& reader, const Cursor& at, const std::vector<std::string>& known);

/// Small letters, digits, '.', '_' and '-', at most 64; the first a letter or a digit.
/// Letters of either case tell ids apart. None ends in '#': KEY# is the note on KEY.
bool is_id(std::string_view id);
inline constexpr std::string_view what_an_id_is =
    "letters, digits and . _ - : / # @ +, at most 64; a letter or digit first, and no # last";

/// Whether an entity has to be complete: what only fills others need not be.
enum class Completeness : bool { whole, partial };

/// Reads every field of the table into `entity`; `extra` are keys that the caller reads itself.
template <class Entity>
void read_fields(Reader& reader, const Cursor& at, Entity& entity, std::vector<std::string> extra = {},
                 Completeness completeness = Completeness::whole) {
  if (!at.node().is(Draft::Type::object)) return reader.mismatch(at, "an object");
  fields(entity, [&](const Spec& spec, auto&& member) {
    extra.emplace_back(spec.key);
    const Cursor value = at.member(spec.key);
    if (value.exists()) return read_field(reader, value, spec, member);
    if (spec.required && completeness == Completeness::whole)
      return reader.problem(at, "'" + std::string(spec.key) + "' is missing: " + spec.meaning);
    if (!spec.fallback) return;
    const Draft fallback = fallback_draft(spec.fallback);
    read_field(reader, Cursor(at, spec.key, &fallback, nullptr), spec, member);
  });
  refuse_unknown_keys(reader, at, extra);
}

/// One entry of a section: its id, its draft and how a pointer names it.
struct Entry {
  std::string id, key;
  const Draft* node = nullptr;
};

/// The entries of a section, written as an object by id or as a list of objects with `id`. In a list, an entry without
/// an id is called what `name` gives, with .2, .3 among equals. Problems with ids are found here.
std::vector<Entry> entries_of(Reader& reader, const Cursor& section, std::string_view noun,
                              const std::function<std::string(const Draft&)>& name = {});

template <class Entity>
void read_entries(Reader& reader, const Cursor& section, const std::vector<Entry>& entries, const Draft* defaults,
                  std::vector<Entity>& out, const std::vector<std::string>& extra = {"id"}) {
  out.reserve(entries.size());
  for (const Entry& entry : entries) {
    const Cursor at = section.entry(entry.key, entry.id, *entry.node, defaults);
    out.emplace_back().id = entry.id;
    read_fields(reader, at, out.back(), extra);
  }
}

}  // namespace allot::scenario
