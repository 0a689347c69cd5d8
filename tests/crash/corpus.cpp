#include "corpus.h"

#include <fstream>

#include "made_up.h"

namespace casus::made_up {

std::vector<std::string> write_corpus(const std::filesystem::path& folder, int stories) {
  std::filesystem::create_directories(folder);
  std::vector<std::string> files;
  const auto open = [&](const char* name) {
    files.push_back((folder / name).string());
    return std::ofstream(files.back(), std::ios::binary | std::ios::trunc);
  };
  {
    auto out = open("first.jsonl");
    for (int i = 0; i < stories; ++i) {
      out << story_line(static_cast<std::uint64_t>(i));
      if (i % 11 == 5) out << "{\"id\": \"broken" << i << "\n";
      if (i % 17 == 3) out << "{\"id\": \"u" << i << "\", \"text\": \"An unspeakable story.\"}\n";
      if (i % 13 == 8) out << "{\"id\": \"q" << i << "\", \"text\": \"Nothing happened.\"}\n";
    }
  }
  {
    auto out = open("second.jsonl");
    for (int i = 0; i < stories; i += 4) out << story_line(static_cast<std::uint64_t>(i));
    for (int i = 0; i < stories; i += 5) out << correction_line(static_cast<std::uint64_t>(i));
    for (int i = stories; i < stories + stories / 3; ++i) out << story_line(static_cast<std::uint64_t>(i));
  }
  open("third.txt") << "Soldiers attacked 9 miners near Osh in district 12. More follows.";
  return files;
}

}  // namespace casus::made_up
