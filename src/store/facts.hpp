#pragma once

#include <map>
#include <set>
#include <string>

#include "allot/sweep_database.hpp"
#include "store/database.hpp"

namespace allot::store {

inline constexpr int application_id = 0x616C6F74;  ///< "alot": how `file` and we know our databases
inline constexpr int format = 1;                   ///< of the tables; it grows when a reader would misread them

using Facts = std::map<std::string, std::string>;

/// What a database says of the sweep that it holds: the same for the same sweep and shard.
Facts facts_of(const Sweep& sweep, const Shard& shard);
Facts facts_in(const Database& database);
void write_facts(Database& database, const Facts& facts);

/// Each fact asked for that differs from the one there, a line each; empty: none.
std::string differing(const Facts& there, const Facts& asked);

/// errors: EnvironmentError where it is no database of ours, or of a newer format
void expect_ours(const Database& database);

/// Points that are in it, answered or not to be answered.
std::set<std::size_t> done_in(const Database& database);

/// Whether it holds all its points, in one plain file.
bool is_finished(const Database& database);

}  // namespace allot::store
