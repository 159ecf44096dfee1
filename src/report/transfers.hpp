#pragma once

#include <string>
#include <vector>

#include "allot/labels.hpp"
#include "allot/report.hpp"
#include "allot/transfers.hpp"

/// The ledger of units: who is ahead of whom because of an intervention, since when, and what came back.
namespace allot::report {

/// A sentence for each intervention and pair of organisations; nothing where nothing moved.
std::string transfer_sentences(const std::vector<Transfer>& transfers, const Labels& labels, const Style& style);

}  // namespace allot::report
