#include <type_traits>

#include "scenario/book.hpp"
#include "scenario/fields.hpp"

/// What the columns of each kind of book may be.
namespace allot::scenario {
namespace {

template <class Member>
constexpr Cells cells_of(const Spec& spec, const Member&) {
  if constexpr (std::is_same_v<Member, std::vector<Ref>> || std::is_same_v<Member, ProductChoice>) return Cells::ids;
  if constexpr (std::is_same_v<Member, std::vector<DatedUnits>> || std::is_same_v<Member, OpeningUnits>)
    return Cells::dated_units;
  if constexpr (std::is_same_v<Member, std::string> || std::is_same_v<Member, Ref>) return Cells::text;
  return spec.kind == Kind::date ? Cells::date : Cells::literal;
}

// The fields of an entry behind what else its row says.
template <class Entity>
std::vector<Column> with_fields(std::vector<Column> known) {
  Entity entity;
  fields(entity, [&](const Spec& spec, const auto& member) { known.push_back({spec.key, cells_of(spec, member)}); });
  return known;
}

}  // namespace

std::vector<Column> columns_of(Books kind) {
  const auto text = [](const char* name) { return Column{name, Cells::text}; };
  switch (kind) {
    case Books::orders: return with_fields<Order>({text("id")});
    case Books::supply: return with_fields<SupplyPiece>({text("id"), text("supplier"), text("confidence")});
    case Books::sites: return with_fields<Source>({text("id"), text("site"), text("gate"), text("confidence")});
    case Books::received: return with_fields<LotReceipt>({text("product")});
    case Books::shipped: return with_fields<ShippedUnits>({});
    case Books::cancelled: return with_fields<CancelledUnits>({});
    case Books::awards: return with_fields<ManualAward>({text("supplier")});
  }
  return {};
}

}  // namespace allot::scenario
