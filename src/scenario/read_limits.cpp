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

}  // namespace

void read_field(Reader& reader, const Cursor& at, const Spec&, std::vector<Cap>& caps) {
  read_list(reader, at, caps, [&](const Cursor& item) { check_owner(reader, item); });
}

void read_field(Reader& reader, const Cursor& at, const Spec&, std::vector<Guarantee>& guarantees) {
  read_list(reader, at, guarantees, [&](const Cursor& item) {
    check_owner(reader, item);
    if (written(item, {"units", "share"}) != 1) reader.problem(item, "needs either 'units' or 'share'");
  });
}

void read_field(Reader& reader, const Cursor& at, const Spec&, Readiness& readiness) {
  read_fields(reader, at, readiness);
}

void read_field(Reader& reader, const Cursor& at, const Spec&, std::vector<FrozenWindow>& windows) {
  read_list(reader, at, windows, [&](const Cursor& item) {
    const FrozenWindow& it = windows.back();
    if (it.from.is_known() && it.until.is_known() && it.until.number <= it.from.number &&
        written(item, {"from", "until"}) == 2)
      reader.problem(item.member("until"), "a window has to end after it began");
  });
}

void read_field(Reader& reader, const Cursor& at, const Spec&, std::vector<ManualAward>& awards) {
  read_list(reader, at, awards, [](const Cursor&) {});
}

void read_field(Reader& reader, const Cursor& at, const Spec&, std::vector<PastReceipt>& receipts) {
  read_list(reader, at, receipts, [](const Cursor&) {});
}

}  // namespace allot::scenario
