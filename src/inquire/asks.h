// Requests and what became of them, across stories: asked on one day, granted or refused in a later dispatch.
//
// The same request told by several stories is one. Answers are those that a story links itself, and, in later
// stories, acts of the one who was asked towards the one who asked: agreeing, giving, yielding, refusing.
// Each answer has its own evidence.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "inquire/scene.h"

namespace casus::inquire {

struct Answer {
  std::size_t event = 0;  // index into Scene::events
  std::string kind;       // grant, conditional, partial, refusal, deferral
  bool later = false;     // found in another story than the request
};

struct Ask {
  std::vector<std::size_t> requests;  // indices into Scene::events; the first telling first
  std::vector<std::string> threads;   // "story#id" of the threads they are of
  std::vector<Answer> answers;        // by publication
  // open without an answer; granted, conditional, partial, refused, deferred where the answers agree, or
  // where the last of them revises earlier ones of the same voice; else mixed.
  std::string status;
};

// By day, then by first telling. Cost: of each request, the acts of those who were asked within two months.
std::vector<Ask> follow_asks(const Scene& scene);

}  // namespace casus::inquire
