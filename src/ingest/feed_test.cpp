#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/utf8.h"
#include "ingest/feed_date.h"
#include "ingest/html_text.h"
#include "ingest/reader.h"

namespace casus::ingest {
namespace {

std::vector<Item> read(const std::string& xml, const Defaults& defaults = {}) {
  const auto reader = read_bytes(xml, "feed.xml", Format::feed, defaults);
  std::vector<Item> items;
  while (auto item = reader->next()) items.push_back(*std::move(item));
  return items;
}

std::string rss(const std::string& items) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" "
         "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\">\n<channel><title>Northern &amp; "
         "Wire</title><link>https://wire.example/</link><description>News</description>\n" +
         items + "</channel></rss>\n";
}

TEST(Feed, ReadsRss) {
  const std::string one =
      "<item><title>Talks in &lt;b&gt;Osh&lt;/b&gt;</title><link>https://wire.example/1</link>"
      "<guid isPermaLink=\"false\">n-1</guid><pubDate>Sat, 12 Jun 2010 08:00:00 +0600</pubDate>"
      "<description>Short.</description><content:encoded><![CDATA[<p>Troops left Osh.</p><p>They went "
      "north&nbsp;today.</p>]]></content:encoded></item>";
  const std::string xml = rss(one + "\n<item><description>Only text &amp;mdash; here</description></item>");
  const auto items = read(xml);
  ASSERT_EQ(items.size(), 2U);
  const document::Article& article = items[0].article;
  EXPECT_FALSE(items[0].error) << items[0].error->to_string();
  EXPECT_EQ(article.id, "https://wire.example/#n-1");
  EXPECT_EQ(article.url, "https://wire.example/1");
  EXPECT_EQ(article.headline, "Talks in Osh");
  EXPECT_EQ(article.published, "2010-06-12T08:00:00+06:00");
  EXPECT_EQ(article.source, "Northern & Wire");
  EXPECT_EQ(article.text, "Troops left Osh.\n\nThey went north today.");
  EXPECT_EQ(items[0].raw, one);
  EXPECT_EQ(items[0].offset, xml.find("<item>"));
  EXPECT_EQ(xml.substr(items[0].offset, items[0].end - items[0].offset), one);
  EXPECT_EQ(items[1].article.text, "Only text \xe2\x80\x94 here");
  EXPECT_EQ(items[1].article.id.size(), 16U);  // of its content

  // What was kept of an item is read again as the same item.
  const auto again = read(items[0].raw);
  ASSERT_EQ(again.size(), 1U);
  EXPECT_FALSE(again[0].error) << again[0].error->to_string();
  EXPECT_EQ(again[0].article.text, article.text);
  EXPECT_EQ(again[0].article.sha256, article.sha256);
  EXPECT_EQ(read(items[0].raw, {article.id, "", ""})[0].article.id, article.id);
}

TEST(Feed, ReadsAtom) {
  const auto items = read(
      R"(<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">A &amp;amp; B</title>
<link rel="self" href="https://a.example/feed"/><link href="https://a.example/"/>
<entry><id>tag:a.example,2010:1</id><title>One</title><updated>2010-06-13T10:00:00Z</updated>
<published>2010-06-12T08:00:00+06:00</published><link rel="enclosure" href="https://a.example/1.mp3"/>
<link rel="alternate" href="https://a.example/1"/><summary>Short</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>5 &lt; 6 &amp;amp; <em>more</em></p><p>Next</p></div></content>
<source><id>x</id><title>Original</title></source><author><name>N</name></author></entry>
<entry><id>tag:a.example,2010:2</id><title>Two</title><updated>2010-06-13</updated><content src="https://a.example/2"/></entry>
</feed>)");
  ASSERT_EQ(items.size(), 2U);
  EXPECT_EQ(items[0].article.id, "tag:a.example,2010:1");
  EXPECT_EQ(items[0].article.url, "https://a.example/1");
  EXPECT_EQ(items[0].article.published, "2010-06-12T08:00:00+06:00");
  EXPECT_EQ(items[0].article.text, "5 < 6 &amp; more\n\nNext");
  EXPECT_EQ(items[0].article.source, "Original");
  EXPECT_EQ(items[1].article.text, "Two");  // a title alone is a text
  EXPECT_EQ(items[1].article.source, "A & B");
  EXPECT_EQ(items[1].article.published, "2010-06-13");
}

TEST(Feed, ReadsRss1) {
  const auto items = read(
      R"(<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>C</title></channel><item rdf:about="https://c.example/1">
<title>T</title><link>https://c.example/1</link><description>D</description><dc:date>2010-06-12</dc:date></item></rdf:RDF>)");
  ASSERT_EQ(items.size(), 1U);
  EXPECT_EQ(items[0].article.id, "https://c.example/1");
  EXPECT_EQ(items[0].article.published, "2010-06-12");
  EXPECT_EQ(items[0].article.source, "C");
}

TEST(Feed, GoesOnAfterABadItem) {
  const std::string good = "<item><guid>https://e.example/N</guid><description>Good</description></item>";
  const struct {
    const char* bad;
    const char* code;
  } rows[] = {
      {"<item><description>a & b</description></item>", "bad_xml"},
      {"<item><description>never closed</item>", "bad_xml"},
      {"<item><description>a < b</description></item>", "bad_xml"},
      {"<item><description><![CDATA[no end</description></item>", "bad_xml"},
      {"<item><description>\x01</description></item>", "bad_xml"},
      {"<item><description>caf\xe9</description></item>", "bad_xml"},
      {"<item><link>https://e.example/empty</link></item>", "no_text"},
      {"<item><description>x</description><pubDate>yesterday</pubDate></item>", "bad_field"},
  };
  for (const auto& row : rows) {
    const std::string xml = rss(good + row.bad + good + good);
    const auto items = read(xml);
    ASSERT_EQ(items.size(), 4U) << row.bad;
    for (const std::size_t i : {0U, 2U, 3U}) {
      EXPECT_FALSE(items[i].error) << row.bad << items[i].error->to_string();
      EXPECT_EQ(items[i].article.text, "Good") << row.bad;
      EXPECT_EQ(items[i].article.source, "Northern & Wire") << row.bad;
      EXPECT_EQ(xml.substr(items[i].offset, items[i].end - items[i].offset), good) << row.bad;
    }
    ASSERT_TRUE(items[1].error) << row.bad;
    EXPECT_EQ(items[1].error->code, row.code) << row.bad;
    ASSERT_TRUE(items[1].error->offset);
    const std::size_t begin = xml.find(row.bad);
    EXPECT_GE(*items[1].error->offset, begin) << row.bad;
    EXPECT_LE(*items[1].error->offset, xml.size()) << row.bad;
    EXPECT_EQ(items[1].raw.substr(0, 6), "<item>") << row.bad;
  }
  // Cut off in the middle.
  const auto cut = read(rss(good).substr(0, rss("").find("</channel>")) + good.substr(0, 40));
  ASSERT_EQ(cut.size(), 1U);
  EXPECT_TRUE(cut[0].error);
  const auto whole = read(rss(good + good).substr(0, rss(good + good).size() - 10));
  ASSERT_EQ(whole.size(), 3U);
  EXPECT_TRUE(whole[2].error);
}

TEST(Feed, RefusesWhatItShould) {
  const auto code_of = [](const std::string& xml) {
    const auto items = read(xml);
    return items.size() == 1 && items[0].error ? items[0].error->code
                                               : "read " + std::to_string(items.size());
  };
  EXPECT_EQ(
      code_of(
          "<!DOCTYPE rss [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><rss><channel><item><description>&b;"
          "</description></item></channel></rss>"),
      "has_dtd");
  EXPECT_EQ(code_of("<!DOCTYPE rss SYSTEM \"file:///etc/passwd\"><rss></rss>"), "has_dtd");
  EXPECT_EQ(code_of("<html><body>x</body></html>"), "no_feed");
  EXPECT_EQ(code_of(""), "no_text");
  EXPECT_EQ(code_of("no XML at all"), "bad_xml");
  EXPECT_EQ(code_of("<?xml version=\"1.0\" encoding=\"x-nothing\"?><rss/>"), "unknown_encoding");
  std::string deep = "<rss><channel><item><description>";
  for (int i = 0; i < 300; ++i) deep += "<b>";
  EXPECT_EQ(code_of(deep), "too_deep");
  // Names of HTML's characters are text; others stay as they are written.
  const auto items = read(rss("<item><description>a&nbsp;b &eacute; &nothing; c</description></item>"));
  ASSERT_EQ(items.size(), 1U);
  ASSERT_FALSE(items[0].error) << items[0].error->to_string();
  EXPECT_EQ(items[0].article.text, "a b \xc3\xa9 &nothing; c");
}

TEST(Feed, ReadsEncodings) {
  const std::string body =
      "<rss><channel><title>caf\xe9 \x93x\x94</title><item><guid>https://e.example/1</guid>"
      "<description>na\xefve</description></item></channel></rss>";
  for (const char* name : {"windows-1252", "ISO-8859-1"}) {
    const auto items = read("<?xml version=\"1.0\" encoding=\"" + std::string(name) + "\"?>" + body);
    ASSERT_EQ(items.size(), 1U);
    EXPECT_EQ(items[0].article.text, "na\xc3\xafve");
    EXPECT_EQ(items[0].article.source, "caf\xc3\xa9 \xe2\x80\x9cx\xe2\x80\x9d");
    const auto again = read(items[0].raw);
    ASSERT_EQ(again.size(), 1U);
    EXPECT_EQ(again[0].article.text, "na\xc3\xafve");
  }
  std::string wide = "\xff\xfe";
  for (const char c :
       std::string("<rss><channel><item><description>wide</description></item></channel></rss>")) {
    wide += c;
    wide += '\0';
  }
  const auto items = read(wide);
  ASSERT_EQ(items.size(), 1U);
  EXPECT_EQ(items[0].article.text, "wide");
}

TEST(Feed, IsRecognised) {
  const std::string item = "<item><description>x y</description></item>";
  const std::pair<std::string, std::string_view> rows[] = {
      {rss(item), "feed"},
      {"  <feed><entry><title>x</title></entry></feed>", "feed"},
      {item, "feed"},
      {"{\"text\": \"x\"}", "jsonl"},
      {"<b>bold</b> words", "text"},
      {"Words <rss in them", "text"},
      {"", "text"}};
  for (const auto& [bytes, name] : rows) {
    EXPECT_EQ(read_bytes(bytes, "", Format::detect, {})->name(), name) << bytes;
  }
  EXPECT_EQ(read_bytes("x", "a/B.RSS", Format::detect, {})->name(), "feed");
}

TEST(Feed, ComesInPieces) {
  std::string items;
  for (int i = 0; i < 3000; ++i) {
    items += "<item><guid>https://e.example/" + std::to_string(i) + "</guid><description>Story " +
             std::to_string(i) + " \xf0\x9f\x99\x82" + std::string(200, 'x') + "</description></item>\n";
  }
  const std::string xml = rss(items);
  const auto reader = read_bytes(xml, "", Format::feed, {});
  int count = 0;
  while (const auto item = reader->next()) {
    ASSERT_FALSE(item->error) << item->error->to_string();
    EXPECT_EQ(item->article.id, "https://e.example/" + std::to_string(count));
    EXPECT_EQ(xml.substr(item->offset, item->end - item->offset), item->raw);
    if (count == 0) {
      EXPECT_LT(reader->position(), xml.size() / 2);
    }
    ++count;
  }
  EXPECT_EQ(count, 3000);
}

TEST(HtmlText, KeepsWhatAReaderReads) {
  const std::pair<const char*, const char*> rows[] = {
      {"plain", "plain"},
      {"a <b>b</b>c", "a bc"},
      {"<p>One.</p>\n<p>Two.</p>", "One.\n\nTwo."},
      {"One.<br>Two.<br/><br/>Three.", "One.\nTwo.\nThree."},
      {"<ul><li>a</li><li>b</li></ul>", "a\nb"},
      {"<h1>T</h1>text<div>x</div>", "T\n\ntext\n\nx"},
      {"a<script>if (a < b) { x('</p>') }</script>b", "a b"},
      {"a<style>p > b {}</style>b<!-- no --> c", "a b c"},
      {"<svg><svg></svg>in</svg>out", "out"},
      {"<iframe src='x'>in</iframe>out", "out"},
      {"5 < 6 > 4 & 3 &amp; 2 &#8217; &#x2019; &#146; &bogus; &nbsp;end",
       "5 < 6 > 4 & 3 & 2 \xe2\x80\x99 \xe2\x80\x99 \xe2\x80\x99 &bogus; end"},
      {"<a href=\"x>y\" title='a\"b'>link</a>", "link"},
      {"<a href=\"x>broken", "broken"},
      {"<p", ""},
      {"a<", "a<"},
      {"a</", "a</"},
      {"<td>a</td><td>b</td>", "a b"},
      {"it's <b>John's</b> \"book\"", "it's John's \"book\""},
      {"&#0;&#xD800;&#99999999;", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"},
      {"<![CDATA[a <b> c]]>", "a <b> c"},
      {"<script>never closed", ""},
      {"  \n ", ""},
  };
  for (const auto& [html, text] : rows) EXPECT_EQ(html_to_text(html), text) << html;
  EXPECT_EQ(html_to_line("<p>One</p>\n<p>two</p>"), "One two");
}

TEST(FeedDate, ReadsWhatFeedsWrite) {
  const std::pair<const char*, const char*> rows[] = {
      {"Sat, 12 Jun 2010 08:00:00 +0600", "2010-06-12T08:00:00+06:00"},
      {"Sat, 12 Jun 2010 08:00:00 GMT", "2010-06-12T08:00:00Z"},
      {"12 June 2010 8:05 EST", "2010-06-12T08:05:00-05:00"},
      {"Sat 12 Jun 10 08:00:00 Z", "2010-06-12T08:00:00Z"},
      {"Sat, 12 Jun 2010", "2010-06-12"},
      {"Sat, 12 Jun 2010 08:00:00 XYZ", "2010-06-12T08:00:00"},
      {"\n 2010-06-12T08:00:00-03:00 ", "2010-06-12T08:00:00-03:00"},
      {"2010-06-12", "2010-06-12"},
      {"Sat, 31 Jun 2010 08:00:00 GMT", ""},
      {"Sat, 12 Foo 2010 08:00:00 GMT", ""},
      {"Sat, 12 Jun 2010 25:00:00 GMT", ""},
      {"yesterday", ""},
      {"", ""},
  };
  for (const auto& [text, wanted] : rows) EXPECT_EQ(read_feed_date(text).value_or(""), wanted) << text;
}

}  // namespace
}  // namespace casus::ingest
