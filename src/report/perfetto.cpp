#include "allot/ledger.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>

#include "allot/time.hpp"
#include "base/literals.hpp"
#include "base/text.hpp"
#include "report/json.hpp"

namespace allot::report {
namespace {

constexpr std::int64_t micro = 1'000'000;
// Between moves of one second, so that their arrows do not lie on one another.
constexpr std::int64_t step = 1'000;

struct TraceEvent {
  std::int64_t at = 0;
  std::string text;
};

/// A part of an order, and since when it has been in its state.
struct Part {
  std::string order, organisation, supplier, site, state = "planned";
  std::int64_t units = 0, since = 0;
};

std::string text_in(const LedgerLine& line, std::string_view name) {
  for (const auto& [key, cell] : line.cells)
    if (key == name)
      if (const auto* text = std::get_if<std::string>(&cell)) return *text;
  return "";
}

std::int64_t number_in(const LedgerLine& line, std::string_view name) {
  for (const auto& [key, cell] : line.cells)
    if (key == name)
      if (const auto* number = std::get_if<std::int64_t>(&cell)) return *number;
  return 0;
}

bool is_at_site(const std::string& state) {
  return state == "installing" || state == "commissioning" || state == "unpowered" || state == "online";
}

/// Walks the ledger and writes events.
class Timeline {
 public:
  void read(const LedgerLine& line) {
    const std::string event = text_in(line, "event");
    const Date date = parse_date(text_in(line, "time")).value();
    if (!start_) start_ = date;
    if (now_ != (date - *start_) * micro) moves_ = 0;
    now_ = (date - *start_) * micro;
    if (event == "organisation") buys_for_[text_in(line, event)] = text_in(line, "buys_for");
    if (event == "supplier" || event == "organisation" || event == "site")
      name_track(event, text_in(line, event));
    else if (event == "stock" || event == "added")
      count("supplier", text_in(line, "supplier"), "stock", number_in(line, "units"));
    else if (event == "converted")
      count("supplier", text_in(line, "supplier"), "stock", number_in(line, "good") - number_in(line, "units"));
    else if (event == "used")
      count("supplier", text_in(line, "supplier"), "stock", -number_in(line, "units"));
    else if (event == "lot")
      count("supplier", text_in(line, "supplier"), "stock", number_in(line, "good"));
    else if (event == "order" || event == "online_at_start" || event == "shipped_before_start")
      open_part(line);
    else if (event == "substituted")
      substitute(line);
    else if (event == "split")
      split(line);
    else if (event == "state")
      change_state(line);
    else if (event == "transfer" || event == "leased")
      move(line);
    else if (event == "back_in_stock")
      count("supplier", text_in(line, "supplier"), "stock", number_in(line, "units"));
    else if (event == "intervention")
      mark("decision " + text_in(line, "intervention"));
    else if (event == "milestone")
      mark("milestone " + text_in(line, "milestone"));
  }

  std::string take() {
    for (auto& [number, part] : parts_) show(part);
    std::stable_sort(events_.begin(), events_.end(),
                     [](const TraceEvent& a, const TraceEvent& b) { return a.at < b.at; });
    std::string out = "{\"displayTimeUnit\":\"ms\",\"traceEvents\":[\n";
    for (const std::string& name : names_) out += name + ",\n";
    for (std::size_t i = 0; i < events_.size(); ++i) out += events_[i].text + (i + 1 < events_.size() ? ",\n" : "\n");
    return out + "]}\n";
  }

 private:
  using Fields = std::vector<std::pair<std::string, std::string>>;

  static std::string object(const Fields& fields) {
    std::string out = "{";
    for (const auto& [key, value] : fields)
      out.append(out.size() > 1 ? "," : "").append(json_string(key)).append(":").append(value);
    return out + "}";
  }

  void add(std::int64_t at, const std::string& phase, const std::string& name, std::int64_t track, Fields more) {
    Fields fields = {{"ph", json_string(phase)},
                     {"name", json_string(name)},
                     {"ts", std::to_string(at)},
                     {"pid", std::to_string(track)},
                     {"tid", "1"}};
    fields.insert(fields.end(), more.begin(), more.end());
    events_.push_back({at, object(fields)});
  }

  std::int64_t track_of(const std::string& kind, const std::string& id) {
    return tracks_.try_emplace({kind, id}, static_cast<std::int64_t>(tracks_.size()) + 1).first->second;
  }

  void name_track(const std::string& kind, const std::string& id) {
    const std::string name = object({{"name", json_string(id.empty() ? kind : kind + " " + id)}});
    names_.push_back(object({{"ph", "\"M\""},
                             {"name", "\"process_name\""},
                             {"ts", "0"},
                             {"pid", std::to_string(track_of(kind, id))},
                             {"args", name}}));
  }

  void count(const std::string& kind, const std::string& id, const std::string& what, std::int64_t by) {
    if (id.empty()) return;
    const std::int64_t track = track_of(kind, id);
    std::int64_t& level = levels_[{track, what}];
    level += by;
    add(now_, "C", what, track, {{"args", object({{"units", std::to_string(level)}})}});
  }

  // Levels that a part adds to while it is in its state.
  void count(const Part& part, std::int64_t sign) {
    const std::int64_t units = sign * part.units;
    if (part.state == "open") count("organisation", part.organisation, "backlog", units);
    if (part.state == "in_transit") {
      count("organisation", part.organisation, "in transit", units);
      count("supplier", part.supplier, "in transit", units);
    }
    if (part.state != "online") return;
    count("organisation", part.organisation, "online", units);
    count("site", part.site, "online", units);
  }

  // The state that a part leaves, for as long as it lasted.
  void show(Part& part) {
    const bool is_over = part.state == "cancelled" || part.state == "resold" || part.state == "returned";
    const bool is_shown = part.state != "planned" && !is_over && part.since < now_ && part.units > 0;
    if (is_shown) {
      const bool at_site = is_at_site(part.state) && !part.site.empty();
      const std::int64_t track = at_site ? track_of("site", part.site) : track_of("organisation", part.organisation);
      const std::string name =
          (part.order.empty() ? "from the start" : part.order) + " " + part.state + " " + with_thousands(part.units);
      const Fields id = {{"cat", "\"order\""}, {"id", std::to_string(++shown_)}};
      add(part.since, "b", name, track, id);
      add(now_, "e", name, track, id);
    }
    part.since = now_;
  }

  void open_part(const LedgerLine& line) {
    Part& part = parts_[number_in(line, "slice")];
    part = {text_in(line, "order"),
            text_in(line, "organisation"),
            text_in(line, "supplier"),
            text_in(line, "site"),
            "planned",
            number_in(line, "units"),
            now_};
    const std::string event = text_in(line, "event");
    if (event == "order") return;
    part.state = event == "online_at_start" ? "online" : text_in(line, "state");
    count(part, +1);
  }

  void substitute(const LedgerLine& line) {
    Part& part = parts_[number_in(line, "slice")];
    show(part);
    count(part, -1);
    part.units = number_in(line, "units");
    count(part, +1);
  }

  void split(const LedgerLine& line) {
    Part& whole = parts_[number_in(line, "slice")];
    show(whole);
    Part part = whole;
    part.units = number_in(line, "units");
    whole.units -= part.units;
    parts_[number_in(line, "part")] = part;
  }

  void change_state(const LedgerLine& line) {
    Part& part = parts_[number_in(line, "slice")];
    const std::string to = text_in(line, "to");
    show(part);
    count(part, -1);
    if (part.state == "open" && to == "allocated") count("supplier", part.supplier, "stock", -part.units);
    if (to == "open" && (part.state == "allocated" || part.state == "in_transit"))
      count("supplier", part.supplier, "stock", part.units);
    part.state = to;
    part.site = text_in(line, "site");
    count(part, +1);
    if (to == "resold") count("supplier", buys_for_[part.organisation], "stock", part.units);
  }

  void move(const LedgerLine& line) {
    Part& part = parts_[number_in(line, "slice")];
    show(part);
    count(part, -1);
    const std::string from = part.organisation, to = text_in(line, "to"), decision = text_in(line, "intervention");
    part.organisation = to;
    count(part, +1);
    const std::string what = with_thousands(part.units) + " of " +
                             (part.order.empty() ? "what was there" : part.order) + " (" + decision + ")";
    const std::int64_t at = now_ + step * 2 * moves_++;
    add(at, "X", "gives " + what, track_of("organisation", from),
        {{"dur", std::to_string(step)}, {"args", object({{"to", json_string(to)}})}});
    add(at + step, "X", "receives " + what, track_of("organisation", to),
        {{"dur", std::to_string(step)}, {"args", object({{"from", json_string(from)}})}});
    const Fields id = {{"cat", "\"move\""}, {"id", std::to_string(++arrows_)}};
    add(at, "s", decision, track_of("organisation", from), id);
    Fields end = id;
    end.emplace_back("bp", "\"e\"");
    add(at + step, "f", decision, track_of("organisation", to), end);
  }

  void mark(const std::string& name) {
    if (!tracks_.contains({"decisions and milestones", ""})) name_track("decisions and milestones", "");
    add(now_, "i", name, track_of("decisions and milestones", ""), {{"s", "\"g\""}});
  }

  std::optional<Date> start_;
  std::int64_t now_ = 0, moves_ = 0, shown_ = 0, arrows_ = 0;
  std::map<std::pair<std::string, std::string>, std::int64_t> tracks_;
  std::map<std::pair<std::int64_t, std::string>, std::int64_t> levels_;
  std::map<std::int64_t, Part> parts_;
  std::map<std::string, std::string> buys_for_;  ///< the supplier that an organisation buys for
  std::vector<std::string> names_;
  std::vector<TraceEvent> events_;
};

}  // namespace
}  // namespace allot::report

namespace allot {

std::string perfetto(const std::vector<LedgerLine>& ledger) {
  report::Timeline timeline;
  for (const LedgerLine& line : ledger) timeline.read(line);
  return timeline.take();
}

}  // namespace allot
