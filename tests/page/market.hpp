#pragma once

#include <string>
#include <string_view>

#include "allot/answers.hpp"
#include "allot/compared_files.hpp"
#include "allot/page.hpp"
#include "support/drafts.hpp"

/// A market of two, small enough to be simulated in a test: units that one gives to the other, in two readings of when the
/// hall of the receiver is ready.
namespace allot::market {

inline std::string scenario_text(const std::string& lab = "Lab", const std::string& cloud = "Cloud") {
  std::string text = R"({
    "allot": 1, "name": "market", "question": "Who gains from the gift?", "start": "2024-01-01", "end": "2024-07-01",
    "parameters": {
      "ready": {"uniform": {"min": "2024-02-01", "max": "2024-03-01"}, "label": "the day of the hall"},
      "gift": {"value": 40, "label": "the number of units given"}
    },
    "products": {"gpu": {"lot": 8}},
    "organisations": {"cloud": {"label": "CLOUD"}, "lab": {"label": "LAB"}, "aside": {"label": "Aside"}},
    "sites": {"hall": {"label": "Hall", "organisation": "lab", "room": {"main": {"at": {"parameter": "ready"}, "add": 400}}},
              "aside-hall": {"organisation": "aside", "room": {"main": {"at": "2024-01-01", "add": 400}}}},
    "suppliers": {
      "maker": {
        "supply": {"weekly": {"product": "gpu", "from": "2024-01-01", "until": "2024-03-25", "every": "1w", "rate": "80/w"}},
        "allocation": {"every": "1w", "levels": ["organisation", "order"], "rules": {"organisation": "proportional", "order": "fifo"}},
        "routes": {"default": [{"stage": "transport", "delay": "3d"}]}
      },
      "other": {"stock": {"gpu": 80}}
    },
    "orders": {
      "cloud-1": {"organisation": "cloud", "supplier": "maker", "product": "gpu", "units": 480, "due": "2024-03-01"},
      "lab-1": {"organisation": "lab", "supplier": "maker", "product": "gpu", "units": 160, "due": "2024-03-01"},
      "aside-1": {"organisation": "aside", "supplier": "other", "product": "gpu", "units": 80, "due": "2024-03-01"}
    },
    "milestones": {"lab-early": {"label": "LAB at half", "organisation": "lab", "online": 80}},
    "variants": {
      "given": {"label": "given", "interventions": {"gift": {"at": "2024-01-10",
                 "divert": {"product": "gpu", "units": {"parameter": "gift"}, "from": "cloud", "to": "lab"}}}},
      "late-hall": {"label": "late hall", "sites": {"hall": {"room": {"main": {"at": "2024-05-01"}}}}}
    },
    "comparisons": [
      {"label": "Hall in time", "variant": "given", "baseline": "base"},
      {"label": "Hall late", "variant": "late-hall+given", "baseline": "late-hall"}
    ]
  })";
  for (const auto& [name, label] : {std::pair<std::string, const std::string&>("LAB", lab), {"CLOUD", cloud}})
    for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name, at + label.size()))
      text.replace(at, name.size(), label);
  return text;
}

inline ScenarioFile file(const std::string& text = scenario_text()) { return read_text(text_of(text), "."); }

/// What a page of it tells; answers refer to it.
inline PageFindings compared(const ScenarioFile& of = file(), std::size_t replications = 20,
                             std::size_t replications_of_thresholds = 0) {
  Sampling sampling;
  sampling.replications = replications;
  return page_findings(planned_comparisons(of), sampling, replications_of_thresholds);
}

inline PageFindings simulated(const ScenarioFile& of = file(), std::size_t replications = 20) {
  Sampling sampling;
  sampling.replications = replications;
  return page_findings(of, sampling);
}

}  // namespace allot::market
