#pragma once

#include <string_view>
#include <vector>

#include "allot/draft.hpp"
#include "allot/error.hpp"

/// Changes of a scenario before it is checked. A patch, a variant, a setting of the command line, a file that
/// extends another: all end in these.
///
/// gives: problems are added, never thrown; each stands in the text of the change, not of what is changed. What an edit
///        sets keeps the place where the edit says it. An edit that sets or removes KEY drops the note KEY#, unless it
///        gives that too.
/// shape: entries of lists are reached by their id; pointers reach them by their place too
namespace allot::scenario {

/// What a pointer reaches, or null.
const Draft* at(const Draft& root, std::string_view pointer);

/// Makes `target` what the patch says; null removes. A distribution, a reference to a parameter, a rule, an
/// action or a variant is replaced whole, never half; an intervention's new action takes the place of the one
/// it had. `within` is the pointer of the patch in its own text.
///
/// gives:  a note on each null that changes nothing: for an entry that is not there, or a field whose name is near one
/// source: RFC 7396, and the rule above
void merge_patch(Draft& target, const Draft& patch, std::vector<Problem>& notes, std::string_view within = {});

/// Applies operations (add, remove, replace, move, copy, test), one or a list of them, in order; what members they have
/// besides is ignored. A note moves with its value. `copied` counts the values that `copy` has made so far.
///
/// errors: a pointer that reaches nothing, a test that fails, what is no operation, copies of copies that grow beyond
///         a million values; the operation changes nothing then
/// source: RFC 6902
void json_patch(Draft& target, const Draft& operations, std::vector<Problem>& problems, std::string_view within,
                std::size_t& copied);

/// What a parameter becomes that is set to a value: it is called as it was, unless the value says a label of its own.
Draft with_label_of(const Draft& old, Draft value);

/// Sets one value; null removes it. What may be left out of a scenario is made on the way; a name that no
/// field has is left to the check. `where` is the place of the pointer.
void set_at(Draft& target, std::string_view pointer, Draft value, const Place& where, std::vector<Problem>& problems);

}  // namespace allot::scenario
