#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "allot/answers.hpp"
#include "allot/error.hpp"
#include "allot/experiment.hpp"
#include "allot/reports.hpp"
#include "python/held_file.hpp"

namespace allot::python {

/// A question as each of them is asked: of which scenario, on which draws, and in which words of the program.
struct Asked {
  HeldFile scenario;
  Edits edits;
  Sampling sampling;
  std::string command, arguments;

  ScenarioFile file() const { return with_edits(scenario.file, edits); }
};

/// An answer, and all that it is made of.
struct Told {
  Answer answer;
  std::function<std::string(const Style&)> table;  ///< for people
  std::function<std::string()> json, csv;
  std::vector<Problem> notes;  ///< what the program writes to standard error
  std::string patch = {};      ///< what makes of the scenario the next one, in JSON; empty where there is none
};

template <class Finding>
Told told(const Asked& asked, Finding finding, std::vector<Problem> notes) {
  const auto kept = std::make_shared<const Finding>(std::move(finding));
  Told out{answer_of(*kept),
           [kept](const Style& style) { return render(*kept, Format::table, style); },
           [kept] { return render(*kept, Format::json); },
           [kept] { return render(*kept, Format::csv); },
           std::move(notes),
           {}};
  out.answer.provenance.insert(out.answer.provenance.begin(),
                               {{"command", asked.command}, {"arguments", asked.arguments}});
  return out;
}

}  // namespace allot::python
