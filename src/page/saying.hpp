#pragma once

#include <optional>
#include <string>
#include <vector>

#include "page/figure.hpp"
#include "page/sections.hpp"
#include "page/story.hpp"
#include "report/sentence.hpp"

/// The phrases that sentences of a page are made of. Every number of theirs is a cell, or a count of rows in words.
namespace allot::page {

using report::Sentence;

inline constexpr const char* judged = "online_gpu_days";

Answer::Statement plainly(Sentence& sentence);
Answer::Statement plain_statement(const std::string& words);

/// Adds a number as it is said in words, and its cell.
void say_size(Sentence& sentence, const Story& story, const Estimated& it, double number, const std::string& column);

/// What a metric counts, behind a number: "GPU-days", "GPU-days stranded", "days of lateness".
std::string counted(const Story& story, const std::string& metric);

/// Below which a difference of that metric is about nothing.
double tiny_of(const Story& story, const Shown& shown, const std::string& metric);

/// The same of what all together have.
double tiny_of_all(const Story& story, const std::string& metric);

/// Whether more of a metric is good for whoever has it.
bool is_more_better(const std::string& metric);

/// gain, loss or none.
Tone tone_of(const std::string& metric, double mean, double tiny);

/// How a difference stands beside its mark: "+1.21 M", "about 0", "no change".
std::string mark_text(const Estimated& it, double tiny);

/// "X gains 1.21 million GPU-days in every reading", "Tesla loses nothing to 1.32 million".
void say_change(Sentence& sentence, const Story& story, const Shown& shown, const Thing& organisation,
                const std::string& metric, bool says_unit = true);

/// Of all: who gains most, and who loses most. Nothing where nobody is changed.
std::optional<Answer::Statement> gist(const Story& story, const Shown& shown, const std::string& metric,
                                      const std::string& end_mark);

/// "Paired over 1,000 replications.", "Over 1,000 replications.", "Nothing is drawn by chance."
std::string over_replications(const Story& story, bool is_paired);

/// In quotation marks.
std::string quoted(const std::string& words);
std::string first_capital(std::string words);
std::string plural(std::size_t count, const std::string& one, const std::string& many);

}  // namespace allot::page
