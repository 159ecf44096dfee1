#include "fair_share_loop.hpp"

#include <memory>

#include "market_loop.hpp"

namespace allot::bench {
namespace {

constexpr const char* file_name = "fair-share-2023.json";
constexpr const char* metrics[] = {"online_units",       "online_gpu_days", "lateness_days",    "fill_rate",
                                   "delivered_units",    "backlog_units",   "stranded_units",   "stranded_gpu_days",
                                   "shortfall_gpu_days", "lead_time_days",  "in_transit_units", "otif",
                                   "compute_flop"};

Market market_of(const ScenarioNumbers& file) {
  Market out(file);
  for (const char* piece : {"2q23", "3q23", "4q23", "1q24", "2q24"})
    out.add_supply(file, file[std::string("/suppliers/nvidia/supply/") + piece]);
  for (const auto& [organisation, it] : file["/organisations"].items())
    for (const char* quarter : {"2q23", "3q23", "4q23", "1q24", "2q24"}) {
      const auto& order = file["/orders/" + organisation + "-" + quarter];
      out.add_order(organisation, {file.units(order.at("units")), file.seconds(order.at("not_before")),
                                   file.seconds(order.at("placed")), file.seconds(order.at("due"))});
    }
  return out;
}

/// Room on each day, the last but one for what is added in 2024.
std::vector<std::int64_t> room_of(const ScenarioNumbers& file, const std::string& organisation) {
  std::vector<std::int64_t> out(static_cast<std::size_t>(file.end() / day_seconds));
  for (const auto& [name, site] : file["/sites"].items()) {
    if (name.ends_with("#") || site.at("organisation") != organisation) continue;
    for (const auto& [key, ramp] : site.at("room").items()) {
      if (key.ends_with("#")) continue;
      const std::int64_t from = file.seconds(ramp.at("from")) / day_seconds;
      const std::int64_t days = file.seconds(ramp.at("until")) / day_seconds - from;
      for (std::int64_t day = from; day < std::ssize(out); ++day)
        out[static_cast<std::size_t>(day)] += ramp.at("add").get<std::int64_t>() * std::min(days, day - from) / days;
    }
  }
  return out;
}

struct Online {
  std::int64_t units = 0, unit_seconds = 0;
};

// Online is the smaller of what came and the room, neither of which ever falls.
Online online(const std::vector<Dated>& arrivals, const std::vector<std::int64_t>& room, std::int64_t end) {
  Online out;
  std::int64_t came = 0;
  std::size_t next = 0;
  const auto rise = [&](std::int64_t now, std::int64_t places) {
    const std::int64_t units = std::min(came, places);
    out.unit_seconds += (units - out.units) * (end - now);
    out.units = units;
  };
  for (std::size_t day = 0; day < room.size(); ++day) {
    const std::int64_t dawn = static_cast<std::int64_t>(day) * day_seconds;
    rise(dawn, room[day]);
    for (; next < arrivals.size() && arrivals[next].at < dawn + day_seconds; ++next) {
      came += arrivals[next].units;
      rise(arrivals[next].at, room[day]);
    }
  }
  return out;
}

struct FairShare {
  ScenarioNumbers file{file_name};
  Market market = market_of(file);
  std::int64_t end = file.end();
  double flops = leading_number(file["/products/h100/compute"]) * 1e12;
  std::vector<std::vector<std::int64_t>> rooms{};

  FairShare() {
    for (const Buyer& it : market.buyers) rooms.push_back(room_of(file, it.name));
  }

  std::vector<double> run(std::uint64_t number) {
    Generator random(number);
    market.run(random);
    std::vector<double> out;
    for (std::size_t i = 0; i < rooms.size(); ++i) {
      const Buyer& it = market.buyers[i];
      const Received got = received(it.arrivals, it.dues, end);
      const Online here = online(it.arrivals, rooms[i], end);
      const double days = static_cast<double>(here.unit_seconds) / day_seconds;
      const double in_time = static_cast<double>(it.units_in_time()) / static_cast<double>(got.promised);
      for (const double x :
           {static_cast<double>(here.units), days, got.lateness_days(), got.fill_rate(), static_cast<double>(got.units),
            static_cast<double>(it.backlog), static_cast<double>(got.units - here.units),
            static_cast<double>(got.unit_seconds - here.unit_seconds) / day_seconds, got.behind_gpu_days(),
            got.lead_time_days(), static_cast<double>(it.in_transit), in_time, days * day_seconds * flops})
        out.push_back(x);
    }
    out.push_back(static_cast<double>(market.produced));
    out.push_back(static_cast<double>(market.stock));
    return out;
  }
};

}  // namespace

std::vector<std::string> fair_share_numbers() {
  std::vector<std::string> out;
  for (const Buyer& it : market_of(ScenarioNumbers(file_name)).buyers)
    for (const char* metric : metrics) out.push_back(it.name + "." + metric);
  out.insert(out.end(), {"system.produced_units", "system.stock_units"});
  return out;
}

Replicate fair_share_loop() {
  const auto loop = std::make_shared<FairShare>();
  return [loop](std::uint64_t number) { return loop->run(number); };
}

}  // namespace allot::bench
