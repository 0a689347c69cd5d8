// Links each request, appeal and demand of a story with the answers to it.
//
// An answer comes from the addressee's side: its state, its forces, a body that it speaks for. It is about
// what was asked: of the same topic (data/threads/threads.toml) or back to the asker, and in its words: it
// names the request, shares a content word with it, or holds a word of the same matter; a far one must share
// more. A promise grants, a promise
// under a condition is conditional, a refusal or an act that is said not to happen refuses, a deed grants
// where it is the deed asked for. News tells the answer as often before the request as after it, so order in
// the text does not count; a deed that is dated before the request does not answer it. What one side asks of
// another on one topic is one thread, held by the first telling; a request without any answer is an open one.
//
// Reads:  events, quotes and obligations of `claims`, entities.   Writes: nothing; threads are returned.
// Order:  by position of the request; answers by position.
// Cost:   requests times events.
#pragma once

#include <vector>

#include "code/story_index.h"
#include "code/thread_tables.h"
#include "code/trace.h"
#include "events/claims.h"

namespace casus::code {

// Why each event that could answer does or does not goes to `trace`, where given.
std::vector<events::Thread> link_threads(const StoryIndex& story, const ThreadTables& tables,
                                         const events::Claims& claims, Choices* trace = nullptr);

}  // namespace casus::code
