#include "code/likelihood_fit.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <unordered_map>

#include "base/sha256.h"

namespace casus::code {
namespace {

bool is_word_sign(std::string_view sign) {
  return sign.starts_with("near=") || sign.starts_with("over=") || sign.starts_with("under=");
}

double logistic(double sum) { return 1 / (1 + std::exp(-sum)); }

}  // namespace

std::map<std::string, double> fit(const std::vector<ReviewedEvent>& examples, const FitOptions& options) {
  std::map<std::string, int> seen;
  for (const ReviewedEvent& example : examples) {
    for (const std::string& sign : example.signs) ++seen[sign];
  }
  std::unordered_map<std::string_view, std::uint32_t> index;
  std::vector<std::string_view> names;
  std::vector<double> prior;
  for (const auto& [sign, count] : seen) {
    if (count < options.rare) continue;
    index.emplace(sign, static_cast<std::uint32_t>(names.size()));
    names.push_back(sign);
    prior.push_back(sign == "any" ? 0.01 : is_word_sign(sign) ? options.words_prior : options.prior);
  }
  std::vector<std::vector<std::uint32_t>> rows;
  std::size_t longest = 1;
  for (const ReviewedEvent& example : examples) {
    std::vector<std::uint32_t>& row = rows.emplace_back();
    for (const std::string& sign : example.signs) {
      if (const auto at = index.find(sign); at != index.end()) row.push_back(at->second);
    }
    longest = std::max(longest, row.size());
  }

  // A step that no curvature of the loss can overshoot, sign by sign: a sum of squares is at most the count
  // of a sign's examples times the signs of the longest of them.
  std::vector<double> step(names.size());
  for (std::size_t i = 0; i < names.size(); ++i) {
    const double count = seen[std::string(names[i])];
    step[i] = 1 / (0.25 * count * static_cast<double>(longest) + prior[i]);
  }
  std::vector<double> weights(names.size()), ahead(names.size()), slope(names.size());
  double momentum = 1;
  for (int round = 0; round < options.rounds; ++round) {
    for (std::size_t i = 0; i < names.size(); ++i) slope[i] = prior[i] * ahead[i];
    for (std::size_t r = 0; r < rows.size(); ++r) {
      double sum = 0;
      for (const std::uint32_t i : rows[r]) sum += ahead[i];
      const double wrong = logistic(sum) - (examples[r].right ? 1 : 0);
      for (const std::uint32_t i : rows[r]) slope[i] += wrong;
    }
    const double next = (1 + std::sqrt(1 + 4 * momentum * momentum)) / 2;
    for (std::size_t i = 0; i < names.size(); ++i) {
      const double moved = ahead[i] - step[i] * slope[i];
      ahead[i] = moved + (momentum - 1) / next * (moved - weights[i]);
      weights[i] = moved;
    }
    momentum = next;
  }
  std::map<std::string, double> out;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (std::abs(weights[i]) >= 0.005) out.emplace(names[i], weights[i]);
  }
  return out;
}

double likelihood_of(const std::map<std::string, double>& weights, const std::vector<std::string>& signs) {
  double sum = 0;
  for (const std::string& sign : signs) {
    if (const auto at = weights.find(sign); at != weights.end()) sum += at->second;
  }
  return logistic(sum);
}

std::vector<double> cross_validate(const std::vector<ReviewedEvent>& examples, const FitOptions& options,
                                   int folds) {
  const auto fold_of = [&](const ReviewedEvent& example) {
    return static_cast<int>(std::stoul(base::sha256_hex(example.story).substr(0, 7), nullptr, 16) %
                            static_cast<unsigned long>(folds));
  };
  std::vector<double> out(examples.size());
  for (int fold = 0; fold < folds; ++fold) {
    std::vector<ReviewedEvent> others;
    for (const ReviewedEvent& example : examples) {
      if (fold_of(example) != fold) others.push_back(example);
    }
    const auto weights = fit(others, options);
    for (std::size_t i = 0; i < examples.size(); ++i) {
      if (fold_of(examples[i]) == fold) out[i] = likelihood_of(weights, examples[i].signs);
    }
  }
  return out;
}

}  // namespace casus::code
