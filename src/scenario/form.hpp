#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "allot/draft.hpp"
#include "scenario/fields.hpp"

/// How each type of member that the table of fields has is written.
namespace allot::scenario {

struct Form {
  Draft schema;         ///< what JSON Schema says of the value
  std::string written;  ///< the same in words: "date, may be uncertain"
};

/// What an id looks like, as a regular expression.
inline constexpr std::string_view id_pattern = "^[A-Za-z0-9](?:[A-Za-z0-9._:/#@+-]{0,62}[A-Za-z0-9._:/@+-])?$";

/// A kind of value: the word for it, and how it is written.
struct KindFacts {
  Kind kind;
  std::string_view word, written;
};

std::span<const KindFacts> kind_facts();
std::string_view word_of(Kind kind);

Form form_of(const Spec& spec, const std::string&);
Form form_of(const Spec& spec, const bool&);
Form form_of(const Spec& spec, const std::int64_t&);
Form form_of(const Spec& spec, const double&);
Form form_of(const Spec& spec, const Decimal&);
Form form_of(const Spec& spec, const Value&);
Form form_of(const Spec& spec, const Period&);
Form form_of(const Spec& spec, const PeriodOrAll&);
Form form_of(const Spec& spec, const Delay&);
Form form_of(const Spec& spec, const Ref&);
Form form_of(const Spec& spec, const Draft&);
Form form_of(const Spec& spec, const SlipOrder&);
Form form_of(const Spec& spec, const Choose&);
Form form_of(const Spec& spec, const InflateBy&);
Form form_of(const Spec& spec, const Fee&);
Form form_of(const Spec& spec, const std::vector<RoadmapPoint>&);
Form form_of(const Spec& spec, const OrderBehaviour&);
Form form_of(const Spec& spec, const Target&);
Form form_of(const Spec& spec, const Inflate&);
Form form_of(const Spec& spec, const Duplicate&);
Form form_of(const Spec& spec, const RatesRead&);
Form form_of(const Spec& spec, const CurvePoints&);
Form form_of(const Spec& spec, const Price&);
Form form_of(const Spec& spec, const Depreciation&);
Form form_of(const Spec& spec, const Instalment&);
Form form_of(const Spec& spec, const Payments&);
Form form_of(const Spec& spec, const PipelineStates&);
Form form_of(const Spec& spec, const RoomAmount&);
Form form_of(const Spec& spec, const PointerText&);
Form form_of(const Spec& spec, const OnArrival&);
Form form_of(const Spec& spec, const UntilWhen&);
Form form_of(const Spec& spec, const Again&);
Form form_of(const Spec& spec, const Reached&);
Form form_of(const Spec& spec, const EmbargoedOrders&);
Form form_of(const Spec& spec, const EmbargoedTransit&);
Form form_of(const Spec& spec, const std::vector<StageFactor>&);
Form form_of(const Spec& spec, const DecisionCost&);
Form form_of(const Spec& spec, const std::vector<NamedCost>&);
Form form_of(const Spec& spec, const Condition&);
Form form_of(const Spec& spec, const Succession&);
Form form_of(const Spec& spec, const RulesOfLevels&);
Form form_of(const Spec& spec, const SidesOfSwap&);
Form form_of(const Spec& spec, const AllocationPolicy&);
Form form_of(const Spec& spec, const std::vector<Ref>&);
Form form_of(const Spec& spec, const std::vector<ProductUnits>&);
Form form_of(const Spec& spec, const std::vector<RatePoint>&);
Form form_of(const Spec& spec, const std::vector<LevelRule>&);
Form form_of(const Spec& spec, const std::vector<Route>&);
Form form_of(const Spec& spec, const std::vector<CommittedDelivery>&);
Form form_of(const Spec& spec, const SubstituteBy&);
Form form_of(const Spec& spec, const std::vector<Substitute>&);
Form form_of(const Spec& spec, const ProductChoice&);
Form form_of(const Spec& spec, const SubstituteAfter&);
Form form_of(const Spec& spec, const OpeningUnits&);
Form form_of(const Spec& spec, const OpeningSlip&);
Form form_of(const Spec& spec, const SharedSlip&);
Form form_of(const Spec& spec, const std::vector<Source>&);
Form form_of(const Spec& spec, const std::vector<SupplyPiece>&);
Form form_of(const Spec& spec, const Buyers&);
Form form_of(const Spec& spec, const ReservedFor&);
Form form_of(const Spec& spec, const std::vector<Reserve>&);
Form form_of(const Spec& spec, const std::vector<Cap>&);
Form form_of(const Spec& spec, const std::vector<Guarantee>&);
Form form_of(const Spec& spec, const AuctionPrice&);
Form form_of(const Spec& spec, const Readiness&);
Form form_of(const Spec& spec, const std::vector<FrozenWindow>&);
Form form_of(const Spec& spec, const std::vector<ManualAward>&);
Form form_of(const Spec& spec, const std::vector<PastReceipt>&);
Form form_of(const Spec& spec, const std::vector<LotReceipt>&);
Form form_of(const Spec& spec, const std::vector<ShippedUnits>&);
Form form_of(const Spec& spec, const std::vector<CancelledUnits>&);
Form form_of(const Spec& spec, const std::vector<RecordedShipments>&);

/// An optional value is written as the value; of units, whose sign is free, as an amount of room or power.
template <class T>
Form form_of(const Spec& spec, const std::optional<T>&) {
  return form_of(spec, T{});
}

/// "#/definitions/NAME"
Draft reference_to(std::string_view definition);
Draft any_of(std::vector<Draft> choices);

/// The same, or null: as if it were left out.
Draft nullable(std::string_view definition);

/// What holds of every object: the notes "KEY#" beside its keys are text.
void allow_notes(Draft& schema);

/// A section of things with ids: an object by id, or a list of objects with `id`. Where the id may be left
/// out in a list, the entry is called by what it is for.
enum class Ids : bool { needed, made };
Draft entries_schema(std::string_view definition, Ids ids);

}  // namespace allot::scenario
