#include "scenario/read_entity.hpp"

#include <cmath>

#include "base/exact.hpp"
#include "base/literals.hpp"
#include "base/text.hpp"

namespace allot::scenario {

bool read_text(Reader& reader, const Cursor& at, std::string& text) {
  if (!at.node().is(Draft::Type::string)) return reader.mismatch(at, "text"), false;
  text = at.node().text;
  return true;
}

void read_field(Reader& reader, const Cursor& at, const Spec&, std::string& text) { read_text(reader, at, text); }

void read_field(Reader& reader, const Cursor& at, const Spec&, PointerText pointer) {
  read_text(reader, at, pointer.text);
}

void read_field(Reader& reader, const Cursor& at, const Spec&, bool& flag) {
  if (!at.node().is(Draft::Type::boolean)) return reader.mismatch(at, "true or false");
  flag = at.node().boolean;
}

void read_field(Reader& reader, const Cursor& at, const Spec& spec, std::int64_t& whole) {
  Decimal number;
  if (!read_known(reader, at, spec, number)) return;
  if (!number.is_whole()) return reader.mismatch(at, "a whole number");
  constexpr std::int64_t most = 9'000'000'000'000'000;
  if (number > most || number < -most) return reader.mismatch(at, "a smaller number");
  whole = number.digits();
}

void read_field(Reader& reader, const Cursor& at, const Spec& spec, Decimal& number) {
  read_known(reader, at, spec, number);
}

void read_field(Reader& reader, const Cursor& at, const Spec& spec, double& number) {
  if (Decimal exact; read_known(reader, at, spec, exact)) number = exact.real();
}

void read_field(Reader& reader, const Cursor& at, const Spec& spec, Value& value) {
  if (spec.kind == Kind::date && at.node().is(Draft::Type::object) && at.node().find("date")) {
    const Cursor date = at.member("date");  // {"date": ..., "slip": ...}: the slip is read by the intervention
    return read_value(reader, date, spec, value);
  }
  read_value(reader, at, spec, value);
}

void read_field(Reader& reader, const Cursor& at, const Spec& spec, Delay& delay) {
  read_value(reader, at, spec, delay.value);
}

void read_field(Reader& reader, const Cursor& at, const Spec& spec, RoomAmount amount) {
  read_amount_of_room(reader, at, spec, amount.value);
}

void read_field(Reader&, const Cursor& at, const Spec&, Draft& draft) { draft = at.node(); }

void read_field(Reader& reader, const Cursor& at, const Spec& spec, Ref& ref) {
  std::string id;
  if (spec.refers == Section::supply || !read_text(reader, at, id)) return;  // pegs: once the supplier is known
  ref = reader.names(spec.refers).find(id);
  if (!ref) reader.unknown(at, noun(spec.refers), id, reader.names(spec.refers));
}

void read_field(Reader& reader, const Cursor& at, const Spec& spec, std::vector<Ref>& refs) {
  if (at.node().is(Draft::Type::string)) return read_field(reader, at, spec, refs.emplace_back());
  if (!at.node().is(Draft::Type::array)) return reader.mismatch(at, "a list of ids");
  for (std::size_t i = 0; i < at.node().items.size(); ++i) {
    const std::string index = std::to_string(i);
    read_field(reader, at.item(i, index), spec, refs.emplace_back());
  }
}

void read_field(Reader& reader, const Cursor& at, const Spec&, OnArrival) {
  if (!at.node().is(Draft::Type::string) || at.node().text != "arrival") reader.mismatch(at, "\"arrival\"");
}

void read_field(Reader& reader, const Cursor& at, const Spec&, PipelineStates& states) {
  const std::vector<std::string> known = {"open", "allocated", "in_transit", "delivered"};
  if (!at.node().is(Draft::Type::array)) return reader.mismatch(at, "a list of states");
  states = {false, false, false, false};
  bool* const members[] = {&states.open, &states.allocated, &states.in_transit, &states.delivered};
  for (std::size_t i = 0; i < at.node().items.size(); ++i) {
    const std::string index = std::to_string(i);
    const Cursor item = at.item(i, index);
    std::string text;
    if (!read_text(reader, item, text)) continue;
    const auto found = std::find(known.begin(), known.end(), text);
    if (found == known.end())
      reader.unknown(item, "state", text, known);
    else
      *members[found - known.begin()] = true;
  }
}

void read_field(Reader& reader, const Cursor& at, const Spec& spec, std::vector<ProductUnits>& units) {
  if (!at.node().is(Draft::Type::object)) return reader.mismatch(at, "an object of units by product");
  for (const std::string& key : at.node().keys) {
    if (key.ends_with('#')) continue;
    const Cursor member = at.member(key);
    if (!member.exists()) continue;
    ProductUnits& entry = units.emplace_back();
    entry.product = reader.names(Section::products).find(key);
    if (!entry.product) reader.unknown(member, "product", key, reader.names(Section::products));
    read_value(reader, member, spec, entry.units);
  }
}

namespace {

void read_point(Reader& reader, const Cursor& pair, const Spec& spec, RatePoint& point) {
  if (!pair.node().is(Draft::Type::array) || pair.node().items.size() != 2)
    return reader.mismatch(pair, spec.kind == Kind::rate ? "[date, rate]" : "[date, number]");
  Decimal date;
  if (read_known(reader, pair.item(0, "0"), {.key = "", .meaning = "", .kind = Kind::date, .least = no_least}, date))
    point.date = half_up(date);
  read_value(reader, pair.item(1, "1"), spec, point.rate);
}

}  // namespace

void read_field(Reader& reader, const Cursor& at, const Spec& spec, std::vector<RatePoint>& points) {
  if (!at.node().is(Draft::Type::array)) return read_value(reader, at, spec, points.emplace_back().rate);
  if (at.node().items.empty()) return reader.mismatch(at, "at least one point [date, value]");
  for (std::size_t i = 0; i < at.node().items.size(); ++i) {
    const std::string index = std::to_string(i);
    const Cursor pair = at.item(i, index);
    read_point(reader, pair, spec, points.emplace_back());
    if (i > 0 && points[i].date <= points[i - 1].date) reader.problem(pair, "dates have to rise");
  }
}

void read_field(Reader& reader, const Cursor& at, const Spec&, std::vector<CommittedDelivery>& deliveries) {
  if (!at.node().is(Draft::Type::array)) return reader.mismatch(at, "a list of [date, units]");
  for (std::size_t i = 0; i < at.node().items.size(); ++i) {
    const std::string index = std::to_string(i);
    const Cursor pair = at.item(i, index);
    if (!pair.node().is(Draft::Type::array) || pair.node().items.size() != 2) {
      reader.mismatch(pair, "[date, units]");
      continue;
    }
    CommittedDelivery& delivery = deliveries.emplace_back();
    read_value(reader, pair.item(0, "0"), {.key = "", .meaning = "", .kind = Kind::date, .least = no_least},
               delivery.date);
    read_value(reader, pair.item(1, "1"), {.key = "", .meaning = "", .kind = Kind::units}, delivery.units);
  }
}

void read_field(Reader& reader, const Cursor& at, const Spec&, SharedSlip& shared) { read_fields(reader, at, shared); }

void read_field(Reader& reader, const Cursor& at, const Spec&, std::vector<Source>& sources) {
  read_entries(reader, at, entries_of(reader, at, "source"), nullptr, sources);
}

void read_field(Reader& reader, const Cursor& at, const Spec&, std::vector<SupplyPiece>& pieces) {
  const auto name = [](const Draft& draft) {
    const Draft* product = draft.find("product");
    return product && product->is(Draft::Type::string) ? product->text : "supply";
  };
  read_entries(reader, at, entries_of(reader, at, "piece of supply", name), nullptr, pieces);
}

// Policies name orders, and orders name suppliers: see `read_allocations`.
void read_field(Reader&, const Cursor&, const Spec&, AllocationPolicy&) {}

Draft fallback_draft(const char* fallback) {
  const std::string text = fallback;
  if (text == "true" || text == "false") {
    Draft flag;
    flag.type = Draft::Type::boolean;
    flag.boolean = text == "true";
    return flag;
  }
  if (const auto number = parse_number(text)) return Draft::number_of(*number, text);
  return Draft::string_of(text);
}

void refuse_unknown_keys(Reader& reader, const Cursor& at, const std::vector<std::string>& known) {
  for (std::size_t i = 0; i < at.node().keys.size(); ++i) {
    const std::string& key = at.node().keys[i];
    const std::string_view plain = key.ends_with('#') ? std::string_view(key).substr(0, key.size() - 1) : key;
    if (std::find(known.begin(), known.end(), plain) != known.end()) continue;
    const std::string near = nearest(plain, known);
    reader.problem_at_key(Cursor(at, key, &at.node().items[i], nullptr), "unknown key '" + key + "'",
                          near.empty() ? "" : "did you mean '" + near + "'?");
  }
}

bool is_id(std::string_view id) {
  const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); };
  const auto may_follow = [&](char c) {
    return plain(c) || std::string_view("._-:/#@+").find(c) != std::string_view::npos;
  };
  return !id.empty() && id.size() <= 64 && plain(id.front()) && !id.ends_with('#') &&
         std::all_of(id.begin(), id.end(), may_follow);
}

namespace {

std::string unused(const Names& taken, const std::string& name) {
  std::string id = name;
  for (int n = 2; taken.find(id); ++n) id = name + "." + std::to_string(n);
  return id;
}

Entry entry_of_object(Reader& reader, const Cursor& section, std::size_t i) {
  const std::string& key = section.node().keys[i];
  if (!is_id(key))
    reader.problem_at_key(Cursor(section, key, &section.node().items[i], nullptr),
                          "'" + key + "' is no id: " + std::string(what_an_id_is));
  return {key, key, &section.node().items[i]};
}

}  // namespace

std::vector<Entry> entries_of(Reader& reader, const Cursor& section, std::string_view noun,
                              const std::function<std::string(const Draft&)>& name) {
  std::vector<Entry> entries;
  const Draft& node = section.node();
  if (node.is(Draft::Type::object)) {
    for (std::size_t i = 0; i < node.keys.size(); ++i) {
      if (node.keys[i].ends_with('#') || node.items[i].is(Draft::Type::null)) continue;
      entries.push_back(entry_of_object(reader, section, i));
    }
    return entries;
  }
  if (!node.is(Draft::Type::array)) {
    reader.mismatch(section, "an object of entries by id, or a list of objects with 'id'");
    return entries;
  }
  Names taken;
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    const std::string index = std::to_string(i);
    const Cursor at = section.item(i, index);
    const Draft* id = node.items[i].find("id");
    std::string text;
    if (id) {
      if (!read_text(reader, at.member("id"), text)) continue;
      if (!is_id(text)) reader.mismatch(at.member("id"), "an id: " + std::string(what_an_id_is));
      if (!taken.add(text))
        reader.problem(at.member("id"), "another " + std::string(noun) + " has the id '" + text + "'");
    } else if (name) {
      text = unused(taken, name(node.items[i]));
      taken.add(text);
    } else {
      reader.problem(at, "'id' is missing: what this " + std::string(noun) + " is called");
    }
    entries.push_back({text, index, &node.items[i]});
  }
  return entries;
}

}  // namespace allot::scenario
