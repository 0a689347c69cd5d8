// Learns the weights of code/likelihood.h from events that people reviewed.
//
// Logistic regression with a Gaussian prior, by accelerated gradient descent over all examples at once: the
// same examples in the same order give the same weights.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace casus::code {

struct ReviewedEvent {
  std::string story;  // those of one story are never told apart in cross-validation
  std::vector<std::string> signs;
  bool right = false;
};

struct FitOptions {
  double prior = 10.0;        // strength of the pull towards 0 for signs of grammar, rules and sides
  double words_prior = 20.0;  // the same for the words of the sentence ("near=", "over=", "under=")
  int rare = 3;               // signs of fewer examples are left out
  int rounds = 400;
};

// Sign -> weight; signs whose weight is as good as 0 are left out.
std::map<std::string, double> fit(const std::vector<ReviewedEvent>& examples, const FitOptions& options);

double likelihood_of(const std::map<std::string, double>& weights, const std::vector<std::string>& signs);

// What each example gets from weights that were learned without its story: `folds` times.
std::vector<double> cross_validate(const std::vector<ReviewedEvent>& examples, const FitOptions& options,
                                   int folds = 10);

}  // namespace casus::code
