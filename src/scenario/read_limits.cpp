#include "scenario/read_list.hpp"

/// The lists of an allocation policy: limits, windows, awards by hand, receipts of the past.
namespace allot::scenario {
namespace {

int written(const Cursor& item, std::initializer_list<const char*> keys) {
  return static_cast<int>(
      std::count_if(keys.begin(), keys.end(), [&](const char* key) { return item.member(key).exists(); }));
}

void check_owner(Reader& reader, const Cursor& item) {
  if (written(item, {"organisation", "group", "order"}) != 1)
    reader.problem(item, "needs either 'organisation', 'group' or 'order'");
}

void check_amount(Reader& reader, const Cursor& item) {
  if (written(item, {"units", "share"}) != 1) reader.problem(item, "needs either 'units' or 'share'");
}

void check_window(Reader& reader, const Cursor& item, const Value& from, const Value& until) {
  if (from.is_known() && until.is_known() && until.number <= from.number && written(item, {"from", "until"}) == 2)
    reader.problem(item.member("until"), "a window has to end after it began");
}

}  // namespace

void read_field(Reader& reader, const Cursor& at, const Spec&, Buyers& buyers) {
  read_fields(reader, at, buyers);
  if (at.node().is(Draft::Type::object) && written(at, {"organisation", "group"}) == 0)
    reader.problem(at, "needs 'organisation' or 'group', or both");
}

void read_field(Reader& reader, const Cursor& at, const Spec&, ReservedFor& whom) {
  read_fields(reader, at, whom);
  if (!at.node().is(Draft::Type::object)) return;
  const bool has_buyers = written(at, {"organisation", "group"}) > 0;
  if (has_buyers + written(at, {"order", "priority"}) != 1)
    reader.problem(at, "names either buyers ('organisation', 'group' or both), or an 'order', or a 'priority'");
}

void read_field(Reader& reader, const Cursor& at, const Spec&, std::vector<Cap>& caps) {
  read_list(reader, at, caps, [&](const Cursor& item) {
    Cap& it = caps.back();
    check_owner(reader, item);
    check_amount(reader, item);
    if (it.share && !item.member("of").exists())
      reader.problem(item, "'of' is missing: of whose awards 'share' is the part");
    if (!it.share && item.member("of").exists())
      reader.problem(item.member("of"), "goes with 'share': 'units' are of nobody else's awards");
    if (it.share && !it.per) it.per = Period::whole();
  });
}

void read_field(Reader& reader, const Cursor& at, const Spec&, std::vector<Reserve>& reserves) {
  read_list(reader, at, reserves, [&](const Cursor& item) {
    const Reserve& it = reserves.back();
    const Cursor whom = item.member("for");
    if (!it.units && whom.exists() && !whom.member("order").exists())
      reader.problem(item, "'units' is missing: only what is kept for an 'order' may leave it out");
    if (it.from && it.until) check_window(reader, item, *it.from, *it.until);
  });
}

void read_field(Reader& reader, const Cursor& at, const Spec&, std::vector<Guarantee>& guarantees) {
  read_list(reader, at, guarantees, [&](const Cursor& item) {
    check_owner(reader, item);
    check_amount(reader, item);
  });
}

void read_field(Reader& reader, const Cursor& at, const Spec&, Readiness& readiness) {
  read_fields(reader, at, readiness);
}

void read_field(Reader& reader, const Cursor& at, const Spec&, std::vector<FrozenWindow>& windows) {
  read_list(reader, at, windows,
            [&](const Cursor& item) { check_window(reader, item, windows.back().from, windows.back().until); });
}

void read_field(Reader& reader, const Cursor& at, const Spec&, std::vector<ManualAward>& awards) {
  read_list(reader, at, awards, [](const Cursor&) {});
}

void read_field(Reader& reader, const Cursor& at, const Spec&, std::vector<PastReceipt>& receipts) {
  read_list(reader, at, receipts, [](const Cursor&) {});
}

}  // namespace allot::scenario
