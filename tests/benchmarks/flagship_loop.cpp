#include "flagship_loop.hpp"

#include <memory>

#include "hall_loop.hpp"
#include "market_loop.hpp"

namespace allot::bench {
namespace {

constexpr const char* file_name = "h100-swap.json";
constexpr const char* metrics[] = {
    "online_units",       "online_gpu_days", "lateness_days",    "fill_rate", "delivered_units",   "backlog_units",
    "shortfall_gpu_days", "lead_time_days",  "in_transit_units", "otif",      "stranded_gpu_days", "compute_flop"};

std::int64_t rounded(double x) { return static_cast<std::int64_t>(x + 0.5); }

Market market_of(const ScenarioNumbers& file) {
  Market out(file);
  out.add_supply(file, file["/suppliers/nvidia/supply/market"]);
  for (const auto& row : file.book(file["/order_books/0"]))
    out.add_order(row[1], {std::stoll(row[4]), file.seconds(row[6]), file.seconds(row[5]), file.seconds(row[7])});
  return out;
}

/// An order's lots: what comes to the dock when.
std::vector<Dated> lots_of(const ScenarioNumbers& file, const std::string& order) {
  std::vector<Dated> out;
  const nlohmann::json& it = file["/orders/" + order];
  const std::int64_t placed = file.seconds(it.at("placed"));
  if (it.contains("deliveries")) {
    for (const auto& lot : it.at("deliveries")) out.push_back({file.seconds(lot[0]), lot[1], placed});
    return out;
  }
  const nlohmann::json& plan = file["/suppliers/nvidia/supply/" + it.at("pegged").get<std::string>()];
  const std::int64_t from = file.seconds(plan.at("from")), until = file.seconds(plan.at("until"));
  const std::int64_t every = plan.at("every") == "1w" ? week_seconds : day_seconds;
  const auto units = plan.at("units").get<std::int64_t>();
  const auto so_far = [&](std::int64_t t) { return units * (std::min(t, until) - from) / (until - from); };
  for (std::int64_t t = from; t < until; t += every) out.push_back({t, so_far(t + every) - so_far(t), placed});
  return out;
}

void sort(std::vector<Dated>& list) {
  std::sort(list.begin(), list.end(), [](const Dated& a, const Dated& b) { return a.at < b.at; });
}

/// Of a company with halls: what it is promised and gets, and what runs.
struct Company {
  std::vector<Dated> arrivals, dues;
  std::vector<Docked> docked{};
  std::int64_t in_time = 0, units = 0, unit_seconds = 0, stranded = 0;
};

struct Flagship {
  ScenarioNumbers file{file_name};
  bool swaps;
  Market market = market_of(file);
  std::int64_t end = file.end(), swapped = file["/parameters/swap_units/value"].get<std::int64_t>();
  double flops = leading_number(file["/products/h100/compute"]) * 1e12;
  Triangular share = file.triangular("share_in_january"), t1_day = file.triangular("t1_day"),
             x1_day = file.triangular("x1_day"), x2_day = file.triangular("x2_day"),
             hall_ready = file.triangular("hall_ready"), atlanta_ready = file.triangular("atlanta_ready"),
             service = file.triangular("service");
  std::int64_t placed = due_of("t1", "placed"), t1_due = due_of("t1"), x1_due = due_of("x1"), x2_due = due_of("x2");
  std::int64_t online_at_start = file["/sites/tesla-existing/online/h100"];
  std::vector<Dated> t2 = lots_of(file, "t2"), t3 = lots_of(file, "t3"), c1a = lots_of(file, "c1a"),
                     c1b = lots_of(file, "c1b");
  Hall existing = hall("tesla-existing", "grown"), texas = hall("giga-texas", "south"),
       atlanta = hall("x-atlanta", "hall"), colossus = hall("colossus-1", "halls");
  Company tesla, x, xai;

  explicit Flagship(bool with_swap) : swaps(with_swap) {
    const double each =
        leading_number(file["/products/h100/power"]) * 1e3 * file["/defaults/sites/overhead"].get<double>();
    std::int64_t watts = 0;
    for (const char* month : {"july", "august", "september"}) {
      const nlohmann::json& step = file[std::string("/sites/colossus-1/power/") + month];
      watts += rounded(leading_number(step.at("add")) * 1e6);
      colossus.power.push_back({file.seconds(step.at("at")), watts / rounded(each)});
    }
    colossus.service = file.seconds(file["/sites/colossus-1/commissioning"]);
    existing.first = file["/sites/tesla-existing/room/first/add"];
    xai.dues = {{due_of("c1a"), 10000, 0}, {due_of("c1b"), 90000, 0}};
    xai.dues[0].units = file["/orders/c1a/units"];
    xai.dues[1].units = file["/orders/c1b/units"];
  }

  std::int64_t due_of(const std::string& order, const char* key = "due") const {
    return file.seconds(file["/orders/" + order].at(key));
  }

  Hall hall(const std::string& site, const std::string& source) const {
    const nlohmann::json& it = file["/sites/" + site];
    const nlohmann::json& room = it.at("room").at(source);
    Hall out;
    out.add = room.at("add");
    if (room.contains("until")) {
      out.from = file.seconds(room.at("from"));
      out.until = file.seconds(room.at("until"));
    } else if (room.at("at").is_string()) {
      out.from = out.until = file.seconds(room.at("at"));
    }
    out.install = rounded(leading_number(it.contains("install") ? it.at("install") : file["/defaults/sites/install"]));
    out.install_per = week_seconds;
    out.piece = out.install / 7;
    return out;
  }

  void draw(Generator& random) {
    const std::int64_t january = rounded(share(random) * 12000 / 8) * 8, june = swapped - january;
    const Dated t1{rounded(t1_day(random)), swapped, placed}, x1{rounded(x1_day(random)), january, placed},
        x2{rounded(x2_day(random)), june, placed};
    texas.from = texas.until = rounded(hall_ready(random));
    atlanta.from = atlanta.until = rounded(atlanta_ready(random));
    existing.service = texas.service = atlanta.service = rounded(service(random));
    tesla.arrivals = {};
    for (const Dated& it : t2) tesla.arrivals.push_back(it);
    for (const Dated& it : t3) tesla.arrivals.push_back(it);
    (swaps ? x : tesla).arrivals.push_back(t1);
    for (const Dated& it : {x1, x2}) (swaps ? tesla : x).arrivals.push_back(it);
    tesla.dues = {{t1_due, swapped, 0}, {due_of_t2, units_of_t2, 0}};
    tesla.dues.insert(tesla.dues.end(), t3.begin(), t3.end());
    x.dues = {{x1_due, january, 0}, {x2_due, june, 0}};
    tesla.in_time = units_of_t2 * (t2.back().at <= due_of_t2) + units_of(t3) + (t1.at <= t1_due ? swapped : 0);
    x.in_time = (x1.at <= x1_due ? january : 0) + (x2.at <= x2_due ? june : 0);
  }

  std::int64_t due_of_t2 = due_of("t2"), units_of_t2 = file["/orders/t2/units"];

  static std::int64_t units_of(const std::vector<Dated>& lots) {
    std::int64_t sum = 0;
    for (const Dated& it : lots) sum += it.units;
    return sum;
  }

  void settle(Company& it, std::span<Hall> halls, std::int64_t from_start) {
    for (Hall& hall : halls) hall.clear(&hall == &halls[0] ? from_start : 0, end);
    const std::vector<std::int64_t> waited = fill(it.docked, halls, end);
    it.units = it.unit_seconds = it.stranded = 0;
    for (std::size_t i = 0; i < halls.size(); ++i) {
      it.units += halls[i].units;
      it.unit_seconds += halls[i].unit_seconds;
      it.stranded += waited[i] + halls[i].waits_for_power;
    }
  }

  std::vector<double> run(std::uint64_t number) {
    Generator random(number);
    x.arrivals.clear();
    draw(random);
    xai.arrivals = c1a;
    xai.arrivals.insert(xai.arrivals.end(), c1b.begin(), c1b.end());
    xai.in_time = units_of(c1a) + units_of(c1b);
    for (Company* it : {&tesla, &x, &xai}) {
      sort(it->arrivals);
      sort(it->dues);
      it->docked.clear();
      // Tesla's lots for Texas begin there, its others in the halls in use.
      for (const Dated& lot : it->arrivals)
        it->docked.push_back({lot.at, lot.units, it == &tesla && is_for_texas(lot)});
    }
    Hall of_tesla[] = {existing, texas};
    settle(tesla, of_tesla, online_at_start);
    settle(x, {&atlanta, 1}, 0);
    settle(xai, {&colossus, 1}, 0);
    market.run(random);
    std::vector<double> out;
    for (const Company* it : {&tesla, &x, &xai}) add_company(out, *it);
    for (const Buyer& it : market.buyers) add_buyer(out, it);
    const Hall* const halls[] = {&of_tesla[0], &of_tesla[1], &atlanta, &colossus};
    for (const Hall* it : halls) {
      out.push_back(static_cast<double>(it->units));
      out.push_back(static_cast<double>(it->unit_seconds) / day_seconds);
    }
    out.push_back(static_cast<double>(market.stock));
    out.push_back(static_cast<double>(market.produced + tesla_units() + units_of(c1a) + units_of(c1b)));
    return out;
  }

  bool is_for_texas(const Dated& lot) const { return lot.placed == t3[0].placed; }
  std::int64_t tesla_units() const { return units_of(tesla.arrivals) + units_of(x.arrivals); }

  void add(std::vector<double>& out, const Received& got, std::int64_t units, std::int64_t unit_seconds,
           std::int64_t backlog, std::int64_t in_transit, std::int64_t in_time, std::int64_t stranded) const {
    const double days = static_cast<double>(unit_seconds) / day_seconds;
    for (const double value :
         {static_cast<double>(units), days, got.lateness_days(), got.fill_rate(), static_cast<double>(got.units),
          static_cast<double>(backlog), got.behind_gpu_days(), got.lead_time_days(), static_cast<double>(in_transit),
          static_cast<double>(in_time) / static_cast<double>(got.promised), static_cast<double>(stranded) / day_seconds,
          days * day_seconds * flops})
      out.push_back(value);
  }

  void add_company(std::vector<double>& out, const Company& it) const {
    add(out, received(it.arrivals, it.dues, end), it.units, it.unit_seconds, 0, 0, it.in_time, it.stranded);
  }

  void add_buyer(std::vector<double>& out, const Buyer& it) const {
    const Received got = received(it.arrivals, it.dues, end);
    add(out, got, got.units, got.unit_seconds, it.backlog, it.in_transit, it.units_in_time(), 0);
  }
};

}  // namespace

std::vector<std::string> flagship_numbers() {
  std::vector<std::string> names{"tesla", "x", "xai"}, out;
  for (const Buyer& it : market_of(ScenarioNumbers(file_name)).buyers) names.push_back(it.name);
  for (const std::string& name : names)
    for (const char* metric : metrics) out.push_back(name + "." + metric);
  for (const char* site : {"tesla-existing", "giga-texas", "x-atlanta", "colossus-1"})
    for (const char* metric : {".online_units", ".online_gpu_days"}) out.push_back(std::string(site) + metric);
  out.insert(out.end(), {"system.stock_units", "system.produced_units"});
  return out;
}

Replicate flagship_loop(bool swaps) {
  const auto loop = std::make_shared<Flagship>(swaps);
  return [loop](std::uint64_t number) { return loop->run(number); };
}

}  // namespace allot::bench
