#pragma once

#include <string>
#include <vector>

#include "allot/attribution.hpp"
#include "allot/bound.hpp"
#include "allot/cash.hpp"
#include "allot/compared_files.hpp"
#include "allot/divergence.hpp"
#include "allot/edits.hpp"
#include "allot/solution.hpp"

/// Questions that make further scenarios of a file: values of a field, variants, one after another or together. As
/// allot/compared_files.hpp has it for `run` and `compare`, the program's commands of the same names do no more.
///
/// gives:  as the function of that name of scenarios, and the hash of the file in `basis`
/// errors: InputError for what is wrong with the file as it is asked, or becomes wrong by what is made of it; as that function
namespace allot {

/// Splits among variants of the file what they change when all are made, in the order in which they are named.
///
/// errors: RequestError where none is named, or one twice
Attributions attribute(const ScenarioFile& file, const Edits& edits, const std::vector<std::string>& variants,
                       const Sampling& sampling);

/// What is searched, as one types it: POINTER=LOW..HIGH, and METRIC>=VALUE, METRIC<=VALUE or METRIC=VALUE, a tolerance of
/// dates as a duration.
///
/// errors: RequestError
Search search_of(const std::string& axis, const std::string& target, const std::string& tolerance = "0");

/// NAME of a metric difference.NAME.KIND.ENTITY.METRIC; empty of another.
///
/// errors: RequestError
std::string subtracted_variant(const std::string& metric);

/// Searches along a field of the file. The variant that is subtracted comes after the value: what it takes away or sets
/// itself, the axis does not move in it.
///
/// errors: RequestError also where the edits set what is searched
Solution solve(const ScenarioFile& file, const Edits& edits, Search search, const Sampling& sampling);

/// The money of the file, against variants of it by name, with the same settings; "base" is the scenario as written.
CashFlows cash(const ScenarioFile& file, const Edits& edits, const std::vector<std::string>& against,
               const CashRequest& request, const Sampling& sampling);

/// Where each parts from its baseline.
///
/// shape: two files at least
Divergences diverge(const ComparedFiles& compared, const Sampling& sampling);

/// Each held against the best; with rules the first of them, as it is and under each of these in place of its own.
Bound bound(const ComparedFiles& compared, std::string_view metric, const std::vector<allocation::Rule>& rules,
            const Sampling& sampling);

}  // namespace allot
