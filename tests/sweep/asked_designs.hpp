#pragma once

#include <memory>
#include <string>
#include <vector>

#include "allot/error.hpp"
#include "allot/sweep_design.hpp"

/// Designs over a small scenario, asked for as options ask.
namespace asked_designs {

inline const allot::ScenarioFile& file() {
  static const allot::ScenarioFile it = allot::read_text(std::make_shared<allot::Text>(allot::Text{"shop.json", R"json({
    "allot": 1, "name": "shop", "start": "2024-01-01", "end": "2024-12-31",
    "parameters": {
      "ready": {"triangular": {"min": "2024-02-01", "mode": "2024-03-01", "max": "2024-06-01"}, "label": "the day the hall opens"},
      "market": 1.0,
      "share": {"beta": {"mean": 0.5, "sd": 0.2}},
      "days": {"lognormal": {"median": "20d", "p90": "40d"}},
      "pace": {"uniform": {"min": "100/w", "max": "200/w"}}
    },
    "products": {"gpu": {"power": "1.4 kW"}},
    "organisations": {"lab": {}, "rest": {}},
    "sites": {"hall": {"organisation": "lab", "room": {"main": {"at": {"parameter": "ready"}, "add": 5000}}}},
    "suppliers": {"maker": {"supply": {"plan": {"product": "gpu", "from": "2024-01-01", "until": "2024-12-31", "every": "1w", "rate": "500/w"}},
                            "allocation": {"every": "1w", "rules": {"organisation": "proportional"}}}},
    "orders": {"first": {"organisation": "lab", "supplier": "maker", "product": "gpu", "units": 800, "placed": "2024-01-10", "patience": "90d", "site": ["hall"]},
               "second": {"organisation": "rest", "supplier": "maker", "product": "gpu", "units": 600, "placed": "2024-01-10"}},
    "variants": {"late": {"orders": {"first": {"placed": "2024-03-01"}}}, "small": {"orders": {"first": {"units": 100}}}}
  })json"}),
                                                         std::filesystem::path("."));
  return it;
}

inline allot::SweepRequest request(const std::vector<std::string>& axes) {
  allot::SweepRequest out;
  for (const std::string& it : axes) out.axes.push_back(allot::asked_axis(it));
  return out;
}

inline allot::SweepRequest samples(std::size_t count, const std::vector<std::string>& axes,
                                   allot::SampleBy by = allot::SampleBy::lhs) {
  allot::SweepRequest out = request(axes);
  out.sample = count;
  out.by = by;
  return out;
}

inline allot::SweepDesign design(const allot::SweepRequest& it) { return allot::design_of(file(), it); }
inline allot::SweepDesign grid(const std::vector<std::string>& axes) { return design(request(axes)); }

/// The values of the first axis, one behind another.
inline std::string values(const allot::SweepDesign& it, std::size_t axis = 0) {
  std::string out;
  for (const auto& point : it.points) out += (out.empty() ? "" : " | ") + point[axis];
  return out;
}
inline std::string values_of(const std::string& axis) { return values(grid({axis})); }

/// What is said of it, every problem; empty if nothing is.
template <class Asked>
std::string refusal(const Asked& asked) {
  try {
    asked();
  } catch (const allot::InputError& error) {
    return allot::describe(error);
  }
  return "";
}
inline std::string refused(const allot::SweepRequest& it) {
  return refusal([&] { design(it); });
}
inline std::string refused(const std::vector<std::string>& axes) { return refused(request(axes)); }

}  // namespace asked_designs
