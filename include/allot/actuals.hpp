#pragma once

#include <optional>
#include <vector>

#include "allot/time.hpp"
#include "allot/units.hpp"
#include "allot/value.hpp"

/// What is known to have happened before `Scenario::as_of`, where it differs from the plan. Equations: docs/model.md,
/// "The past".
///
/// A rolled scenario keeps its start. Its past is replayed, and takes the course that it is known to have taken: as
/// planned, but for what stands here. So what rules remember, what guarantees have given and what was rounded is what
/// the past made of it, and nobody has to write it down.
///
/// units: dates, seconds since 1970; before `as_of` unless said otherwise
namespace allot {

/// Good units of a planned lot that came on a day of their own. Several of one lot are parts of it; what they leave of
/// its good units has not come yet. Without a date: so many have not come by `as_of`, as for a lot that is late.
struct LotReceipt {
  bool operator==(const LotReceipt&) const = default;
  Ref supplier, supply;  ///< the piece of its plan
  Date planned = 0;      ///< which lot of the piece: the day for which it was planned at first
  Units units = 0;
  std::optional<Date> date;
};

/// Units of an order that were shipped. Where its supplier's shipments are recorded, they are all that it ships. Of
/// others, which went as planned, it says when they arrived.
struct ShippedUnits {
  bool operator==(const ShippedUnits&) const = default;
  Ref order;
  Units units = 0;
  Date date = 0;  ///< shipped
  std::optional<Date> delivered = {},
                      expected = {};  ///< at the dock: by `as_of`, or after it; neither: as the route has it
};

/// Open units of an order that were cancelled, from the end of its queue, beside those that the plan cancels.
struct CancelledUnits {
  bool operator==(const CancelledUnits&) const = default;
  Ref order;
  Units units = 0;
  Date date = 0;
};

/// From then until then, exclusive, a supplier shipped what is listed, and nothing by its rule, its pegs or by hand.
struct RecordedShipments {
  bool operator==(const RecordedShipments&) const = default;
  Ref supplier;
  Date from = 0;
  std::optional<Date> until = {};  ///< none: `as_of`
};

struct Actuals {
  bool operator==(const Actuals&) const = default;
  std::vector<LotReceipt> received;
  std::vector<ShippedUnits> shipped;
  std::vector<CancelledUnits> cancelled;
  std::vector<RecordedShipments> recorded;
};

}  // namespace allot
