#include "ingest/folder_watch.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace casus::ingest {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

class FolderWatchTest : public testing::Test {
 protected:
  FolderWatchTest() {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  void write(const std::string& name, const std::string& text = "x") const {
    std::ofstream(path(name)) << text;
  }

  const fs::path folder_ = fs::path(testing::TempDir()) / "folder_watch";
};

TEST_F(FolderWatchTest, TellsWhatIsThereAndWhatComes) {
  write("b.txt");
  write("a.txt");
  write(".hidden");
  write("c.part");
  fs::create_directories(folder_ / "below");
  auto watch = FolderWatch::open({folder_.string()});
  ASSERT_TRUE(watch.ok()) << watch.error().to_string();
  EXPECT_THAT(*watch->ready(0ms), ElementsAre(path("a.txt"), path("b.txt")));
  EXPECT_THAT(*watch->ready(10ms), IsEmpty());

  write("d.tmp");
  EXPECT_THAT(*watch->ready(10ms), IsEmpty());
  fs::rename(path("d.tmp"), path("d.txt"));
  EXPECT_THAT(*watch->ready(1s), ElementsAre(path("d.txt")));
  {
    std::ofstream open(path("e.txt"));
    open << "half" << std::flush;
    EXPECT_THAT(*watch->ready(20ms), IsEmpty()) << "it is still being written";
    open << " done";
  }
  write("a.txt", "new");
  EXPECT_THAT(*watch->ready(1s), ElementsAre(path("a.txt"), path("e.txt")));
  fs::remove(path("a.txt"));
  EXPECT_THAT(*watch->ready(10ms), IsEmpty());
}

TEST_F(FolderWatchTest, TellsOneFileOfAFolder) {
  write("feed.xml");
  write("other.xml");
  auto watch = FolderWatch::open({path("feed.xml")});
  ASSERT_TRUE(watch.ok());
  EXPECT_THAT(*watch->ready(0ms), ElementsAre(path("feed.xml")));
  write("other.xml", "new");
  EXPECT_THAT(*watch->ready(10ms), IsEmpty());
  write("feed.new");
  fs::rename(path("feed.new"), path("feed.xml"));
  EXPECT_THAT(*watch->ready(1s), ElementsAre(path("feed.xml")));
}

TEST_F(FolderWatchTest, SaysWhatCannotBeWatched) {
  EXPECT_EQ(FolderWatch::open({path("absent")}).error().code, "cannot_watch");
  fs::create_directories(folder_ / "gone");
  auto watch = FolderWatch::open({path("gone")});
  ASSERT_TRUE(watch.ok());
  fs::remove(folder_ / "gone");
  const auto ready = watch->ready(1s);
  ASSERT_FALSE(ready.ok());
  EXPECT_EQ(ready.error().code, "watch_lost");
}

}  // namespace
}  // namespace casus::ingest
