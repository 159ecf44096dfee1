#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "allot/answer.hpp"
#include "allot/attribution.hpp"
#include "allot/compared_files.hpp"
#include "allot/comparison.hpp"
#include "allot/experiment.hpp"
#include "allot/explanation.hpp"
#include "allot/results.hpp"

/// One HTML file that tells who gained and who lost, how sure that is, why, what would reverse it and what it rests on.
namespace allot {

/// The page of answers of one scenario: one of `run` or `compare`, and of `explain` and `attribute` what there is; or one of
/// a sweep alone.
///
/// gives:  a file that needs nothing else and asks for nothing: text, tables and static pictures, and a script that draws
///         and lets choose; the same bytes for equal answers, wherever they came from
/// errors: RequestError where none of them is of `run` or `compare`, two are, or they are of different scenarios
std::string html_page(const std::vector<Answer>& answers);

/// What a page tells of a scenario, found at once.
struct PageFindings {
  std::variant<Results, Comparison> main;
  std::vector<std::string> explained;  ///< organisations; those of `explanations`
  std::optional<Explanations> explanations;
  std::optional<Attributions> attributions;
};

/// How `explain` and `attribute` are asked for a page: as the rest, 300 replications at most.
Sampling sampling_of_parts(Sampling sampling);

/// Compares, with what would reverse the answer where so many replications a point are asked for; and of the first
/// variant says where the days of those went who differ, and which of several interventions brought what, where they are
/// few.
///
/// errors: as `compare`, `explain` and `attribute`
PageFindings page_findings(const ComparedFiles& compared, const Sampling& sampling,
                           std::size_t replications_of_thresholds);

/// The same of one scenario that is compared with nothing.
///
/// errors: as `run`, `explain` and `attribute`
PageFindings page_findings(const ScenarioFile& file, const Sampling& sampling);

/// The answers that `html_page` takes, in the order run or compare, explain, attribute. They refer to the findings.
std::vector<Answer> answers_of(const PageFindings& findings);

}  // namespace allot
