#include "scenario/read_entity.hpp"

/// The lists of an allocation policy: limits, windows, awards by hand, receipts of the past.
namespace allot::scenario {
namespace {

template <class Item, class Also>
void read_list(Reader& reader, const Cursor& at, std::vector<Item>& list, Also also) {
  if (!at.node().is(Draft::Type::array)) return reader.mismatch(at, "a list of objects");
  for (std::size_t i = 0; i < at.node().items.size(); ++i) {
    const std::string index = std::to_string(i);
    const Cursor item = at.item(i, index);
    Item& entry = list.emplace_back();
    read_fields(reader, item, entry);
    if (item.node().is(Draft::Type::object)) also(item);
  }
}

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
