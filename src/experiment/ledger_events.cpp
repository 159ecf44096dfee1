#include "experiment/ledger_events.hpp"

#include <algorithm>
#include <array>

namespace allot::experiment {
namespace {

constexpr std::array<std::string_view, 14> events = {"intervention", "capacity", "transfer", "cancelled",   "deferred",
                                                     "order",        "lot",      "added",    "substituted", "award",
                                                     "delivered",    "online",   "offline",  "milestone"};

struct SliceNow {
  std::string order, organisation, supplier, product;
};

/// Reads the cells of one line by name.
class Line {
 public:
  explicit Line(const LedgerLine& line) : line_(line) {}

  std::string text(std::string_view name) const {
    const auto* cell = find(name);
    const auto* text = cell ? std::get_if<std::string>(cell) : nullptr;
    return text ? *text : std::string();
  }
  std::int64_t number(std::string_view name) const {
    const auto* cell = find(name);
    const auto* number = cell ? std::get_if<std::int64_t>(cell) : nullptr;
    return number ? *number : 0;
  }

 private:
  const LedgerLine::Cell* find(std::string_view name) const {
    const auto found =
        std::find_if(line_.cells.begin(), line_.cells.end(), [&](const auto& cell) { return cell.first == name; });
    return found == line_.cells.end() ? nullptr : &found->second;
  }

  const LedgerLine& line_;
};

/// Walks a ledger and knows of each slice whose it is.
class Reader {
 public:
  void read(const LedgerLine& ledger_line) {
    const Line line(ledger_line);
    const std::string event = line.text("event");
    if (event == "order" || event == "online_at_start" || event == "shipped_before_start") {
      slices_[line.number("slice")] = {line.text("order"), line.text("organisation"), line.text("supplier"),
                                       line.text("product")};
      if (event == "order") note(line, of_slice(line, event));
    } else if (event == "split") {
      slices_[line.number("part")] = slices_[line.number("slice")];
    } else if (event == "substituted") {
      note(line, of_slice(line, event));
      slices_[line.number("slice")].product = line.text("product");
    } else if (event == "transfer" || event == "leased") {
      What what = of_slice(line, "transfer");
      what.intervention = line.text("intervention");
      what.from = line.text("from");
      slices_[line.number("slice")].organisation = what.organisation = line.text("to");
      note(line, what);
    } else if (event == "state") {
      read_state(line);
    } else if (event == "cancelled" || event == "deferred" || event == "award") {
      note(line, of_slice(line, event));
    } else {
      read_other(line, event);
    }
  }

  std::map<What, Course> take() { return std::move(all_); }

 private:
  void read_state(const Line& line) {
    const std::string from = line.text("from"), to = line.text("to");
    if (from == "in_transit" || (from == "allocated" && to != "in_transit")) note(line, of_slice(line, "delivered"));
    if (from != "online" && to != "online") return;
    What what = of_slice(line, to == "online" ? "online" : "offline");
    what.site = line.text("site");
    note(line, what);
  }

  void read_other(const Line& line, const std::string& event) {
    What what = blank(event);
    what.intervention = line.text("intervention");
    what.supplier = line.text("supplier");
    what.product = line.text("product");
    what.site = line.text("site");
    what.organisation = line.text("organisation");
    if (event == "lot") what.name = line.text("piece");
    if (event == "milestone") what.name = line.text("milestone");
    if (event == "capacity")
      all_[what][line.text("time")] = line.number("room") >= 0 ? line.number("room") : line.number("power");
    else if (event == "intervention")
      all_[what][line.text("time")] += line.number("moved");
    else if (event == "lot")
      all_[what][line.text("time")] += line.number("good");
    else if (event == "added")
      all_[what][line.text("time")] += line.number("units");
    else if (event == "milestone")
      all_[what][line.text("time")] += 0;
  }

  static What blank(const std::string& event) {
    What what;
    what.event = event;
    what.phase = static_cast<std::size_t>(std::find(events.begin(), events.end(), event) - events.begin());
    return what;
  }

  What of_slice(const Line& line, const std::string& event) {
    const SliceNow& slice = slices_[line.number("slice")];
    What what = blank(event);
    what.order = slice.order;
    what.organisation = slice.organisation;
    what.supplier = slice.supplier;
    what.product = slice.product;
    return what;
  }

  void note(const Line& line, const What& what) { all_[what][line.text("time")] += line.number("units"); }

  std::map<What, Course> all_;
  std::map<std::int64_t, SliceNow> slices_;
};

}  // namespace

std::map<What, Course> ledger_events(std::span<const LedgerLine> ledger) {
  Reader reader;
  for (const LedgerLine& line : ledger) reader.read(line);
  return reader.take();
}

}  // namespace allot::experiment
