// Rows of (published, text) -> what is read. "phrase = value MOD", "?" for a time without a value.
#include "resolve/times.h"

#include <algorithm>
#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <sstream>
#include <string>

#include "document/conllu.h"
#include "resolve/time_value.h"

namespace casus::resolve {
namespace {

const TimeReader& reader() {
  static const TimeReader loaded = [] {
    auto result = TimeReader::load(CASUS_SOURCE_DIR "/data/words/en");
    if (!result) throw std::runtime_error(result.error().to_string());
    return std::move(*result);
  }();
  return loaded;
}

document::Document read(const std::string& published, const std::string& text) {
  document::Article article;
  article.published = published;
  article.text = text;
  auto document = document::Document::open(article);
  reader().read(*document);
  return std::move(*document);
}

std::string shown(const document::Document& document) {
  std::string out;
  for (const auto& time : document.times) {
    if (!out.empty()) out += "; ";
    out += std::string(document.text(time.span)) + " = " + time.value.value_or("?");
    if (!time.mod.empty()) out += " " + time.mod;
  }
  return out;
}

struct Row {
  const char* published;
  const char* text;
  const char* times;
};

constexpr Row rows[] = {
    {"2010-06-12", "The minister met reporters late Friday night.", "late Friday night = 2010-06-11TNI END"},
    {"2010-06-12", "The situation has worsened since yesterday evening.",
     "yesterday evening = 2010-06-11TEV"},
    {"2010-06-12", "The country will vote later this month and again in October.",
     "later this month = 2010-06 END; October = 2010-10"},
    {"2010-06-12", "The president fled in April.", "April = 2010-04"},
    {"2010-06-12", "Fighting broke out in May.", "May = 2010-05"},
    {"2010-06-12", "Talks will be held on Monday.", "Monday = 2010-06-14"},
    {"2010-06-11", "The mayor announced a curfew from Wednesday.", "Wednesday = 2010-06-16"},
    {"2010-06-11", "They announced a strike from Monday to Wednesday.",
     "Monday = 2010-06-14; Wednesday = 2010-06-16"},
    {"2010-06-11", "They announced in a letter from Wednesday what to do.", "Wednesday = 2010-06-09"},
    {"2010-06-12", "The two sides met on Monday.", "Monday = 2010-06-07"},
    {"2010-06-12", "The army said Saturday that the town was calm.", "Saturday = 2010-06-12"},
    {"2010-06-12", "The envoy arrived on 10 June 2010.", "10 June 2010 = 2010-06-10"},
    {"2010-06-12", "The envoy arrived on June 10, 2010.", "June 10, 2010 = 2010-06-10"},
    {"2010-06-12", "The envoy arrived on June 10.", "June 10 = 2010-06-10"},
    {"2010-06-12", "The envoy arrived on 10 June.", "10 June = 2010-06-10"},
    {"2010-06-12", "The envoy arrived on the 10th of June.", "the 10th of June = 2010-06-10"},
    {"2010-06-12", "The envoy arrived on June 10th, 2009.", "June 10th, 2009 = 2009-06-10"},
    {"2010-06-12", "The envoy arrived on Thursday, June 10, 2010.", "Thursday, June 10, 2010 = 2010-06-10"},
    {"2010-06-12", "The envoy arrived on Thursday, June 10.", "Thursday, June 10 = 2010-06-10"},
    {"2010-06-12", "The envoy arrived on 2010-06-10.", "2010-06-10 = 2010-06-10"},
    {"2010-06-12", "The envoy arrived on 06/10/2010.", "06/10/2010 = 2010-06-10"},
    {"2010-06-12", "The envoy arrived on 25/05/2010.", "25/05/2010 = 2010-05-25"},
    {"2010-06-12", "The envoy arrived on 06/10/98.", "06/10/98 = 1998-06-10"},
    {"2010-06-12", "A new law was passed in June 1995.", "June 1995 = 1995-06"},
    {"2010-06-12", "A new law was passed in January, 2010.", "January, 2010 = 2010-01"},
    {"2010-06-12", "A new law was passed in March of 2009.", "March of 2009 = 2009-03"},
    {"2010-06-12", "The treaty of 1992 remains in force.", "1992 = 1992"},
    {"2010-06-12", "Since 1992 the border has been closed.", "1992 = 1992"},
    {"2010-06-12", "The 1990s were hard years.", "The 1990s = 199"},
    {"2010-06-12", "He ruled in the late 1980s.", "the late 1980s = 198 END"},
    {"2010-06-12", "He was born in the '70s.", "the '70s = 197"},
    {"2010-06-12", "He wrote of the nineteen eighties.", "the nineteen eighties = 198"},
    {"2010-06-12", "The fort was built in the 19th century.", "the 19th century = 18"},
    {"2010-06-12", "The fort was built in the early twentieth century.",
     "the early twentieth century = 19 START"},
    {"2010-06-12", "The city fell in 490 BC.", "490 BC = BC0490"},
    {"2010-06-12", "The temple dates from the 4th century BC.", "the 4th century BC = BC03"},
    {"2010-06-12", "Profits fell in the third quarter of 2009.", "the third quarter of 2009 = 2009-Q3"},
    {"2010-06-12", "Profits fell in the first quarter.", "the first quarter = 2010-Q1"},
    {"2010-06-12", "Exports rose in the first half of 2009.", "the first half of 2009 = 2009-H1"},
    {"2010-06-12", "The fourth-quarter loss was small.", "The fourth-quarter = 2009-Q4"},
    {"2010-06-12", "The offensive began in the spring of 2008.", "the spring of 2008 = 2008-SP"},
    {"2010-06-12", "The offensive began last spring.", "last spring = 2010-SP"},
    {"2010-06-12", "The talks collapsed last winter.", "last winter = 2009-WI"},
    {"2010-06-12", "The party won last November's election.", "last November = 2009-11"},
    {"2010-06-12", "A vote was held last week.", "last week = 2010-W22"},
    {"2010-06-12", "A vote will be held next week.", "next week = 2010-W24"},
    {"2010-06-12", "A vote was held this week.", "this week = 2010-W23"},
    {"2010-06-12", "The budget passed last month.", "last month = 2010-05"},
    {"2010-06-12", "The budget passed last year.", "last year = 2009"},
    {"2010-06-12", "The budget will pass next year.", "next year = 2011"},
    {"2010-06-12", "Clashes continued over the weekend.", "the weekend = 2010-W23-WE"},
    {"2010-06-14", "Clashes continued over the weekend.", "the weekend = 2010-W23-WE"},
    {"2010-06-12", "Three years ago he was in prison.", "Three years ago = 2007"},
    {"2010-06-12", "Two days ago he was freed.", "Two days ago = 2010-06-10"},
    {"2010-06-12", "Six weeks ago he was freed.", "Six weeks ago = 2010-W17"},
    {"2010-06-12", "Five months ago he was freed.", "Five months ago = 2010-01"},
    {"2010-06-12", "A decade ago he was unknown.", "A decade ago = 200"},
    {"2010-06-12", "Several years ago he was unknown.", "Several years ago = PAST_REF"},
    {"2010-06-12", "They fought for two days.", "two days = P2D"},
    {"2010-06-12", "They fought for several weeks.", "several weeks = PXW"},
    {"2010-06-12", "They fought for a few hours.", "a few hours = PTXH"},
    {"2010-06-12", "They fought for half an hour.", "half an hour = PT30M"},
    {"2010-06-12", "They fought for two and a half years.", "two and a half years = P2Y6M"},
    {"2010-06-12", "They fought for 2 1/2 hours.", "2 1/2 hours = PT2H30M"},
    {"2010-06-12", "They fought for twenty-four hours.", "twenty-four hours = PT24H"},
    {"2010-06-12", "They fought for a year and a half.", "a year and a half = P1Y6M"},
    {"2010-06-12", "They fought for more than three weeks.", "more than three weeks = P3W MORE_THAN"},
    {"2010-06-12", "They fought for at least ten days.", "at least ten days = P10D EQUAL_OR_MORE"},
    {"2010-06-12", "They fought for nearly two months.", "nearly two months = P2M LESS_THAN"},
    {"2010-06-12", "They fought for about a week.", "about a week = P1W APPROX"},
    {"2010-06-12", "They fought for up to 90 days.", "up to 90 days = P90D EQUAL_OR_LESS"},
    {"2010-06-12", "They fought for a couple of days.", "a couple of days = P2D APPROX"},
    {"2010-06-12", "They fought for decades.", "decades = PXDE"},
    {"2010-06-12", "It was a three-day visit.", "three-day = P3D"},
    {"2010-06-12", "It was a month-long siege.", "a month-long = P1M"},
    {"2010-06-12", "A 43-year-old man was held.", ""},
    {"2010-06-12", "He is 43 years old.", "43 years old = P43Y"},
    {"2010-06-12", "The man, 52 years old, was held.", ""},
    {"2010-06-12", "In recent weeks, attacks have grown.", "recent weeks = PAST_REF"},
    {"2010-06-12", "In the coming days and past years.", "the coming days = PXD; past years = PAST_REF"},
    {"2010-06-12", "A recent SEC filing says so.", "recent = PAST_REF"},
    {"2010-06-12", "The winter offensive failed after the fall of the capital.", "The winter = 2009-WI"},
    {"2010-06-12", "He fears for the future.", "the future = FUTURE_REF"},
    {"2010-06-12", "The future of the bloc is open.", ""},
    {"2010-06-12", "It is the largest attack to date.", "date = PRESENT_REF"},
    {"2010-06-12", "It lost money in the year ended March 31.", "the year = P1Y; March 31 = 2010-03-31"},
    {"2010-06-12", "Troops held it in 1987-89 and in 2003-04.",
     "1987 = 1987; 89 = 1989; 2003 = 2003; 04 = 2004"},
    {"2010-06-12", "The war (264-241 BC) ended so.", "264 = BC0264; 241 BC = BC0241"},
    {"2010-06-12", "It lasted from 18 August to 15 September 1951.",
     "18 August = 1951-08-18; 15 September 1951 = 1951-09-15"},
    {"2010-06-12", "It lasted from November to February 1951.",
     "November = 1950-11; February 1951 = 1951-02"},
    {"2010-06-12", "1944: the landing", "1944 = 1944"},
    {"2010-06-12", "He spoke on \"This Week\" and in \"High Noon\".", ""},
    {"2010-06-12", "The Party daily Granma reported it.", ""},
    {"2010-06-12", "Release 2010-06-CA-074: police were hit overnight.", "overnight = 2010-06-11TNI"},
    {"1989-10-26", "Net for the quarter ended Sept. 30 rose from a year earlier.",
     "the quarter = 1989-Q3; Sept. 30 = 1989-09-30; a year earlier = 1988-Q3"},
    {"1989-10-26", "Net rose from the corresponding period last year.",
     "the corresponding period last year = 1988-Q3"},
    {"1989-10-26", "Sales will fall, it said of the latest fiscal year.", "the latest fiscal year = 1988"},
    {"2010-06-12", "He left the day after Christmas 2008.", "the day after Christmas 2008 = 2008-12-26"},
    {"2010-06-12", "He left the day before the vote.", ""},
    {"2010-06-12", "He will leave a week from Tuesday.", "a week from Tuesday = 2010-06-22"},
    {"2010-06-12", "It rained in the week of June 7.", "the week of June 7 = 2010-W23"},
    {"2010-06-12", "It fell in the last quarter of 2009.", "the last quarter of 2009 = 2009-Q4"},
    {"2010-06-12", "The fiscal year 2010 was bad.", "The fiscal year 2010 = 2010"},
    {"2010-06-12", "They met in May and, on the 12th floor, again.", "May = 2010-05"},
    {"1989-10-31", "In the fiscal year ended Jan. 31, sales fell.",
     "the fiscal year = P1Y; Jan. 31 = 1989-01-31"},
    {"1989-10-31", "Net rose in the third quarter. In the 1988 quarter it fell.",
     "the third quarter = 1989-Q3; the 1988 quarter = 1988-Q3"},
    {"2010-06-12", "Shots were fired following Wednesday's raid.", "Wednesday = 2010-06-09"},
    {"2010-06-12", "The following Wednesday he fled.", "The following Wednesday = 2010-06-16"},
    {"2010-06-12", "Prices rose over the past weeks and over three weeks.",
     "the past weeks = PXW; over three weeks = P3W MORE_THAN"},
    {"2010-06-12", "It ended a months-long siege; a night-raid failed.", "a months-long = PXM"},
    {"2010-06-12", "It was the third attack in as many days.", ""},
    {"2010-06-12", "It takes two to six days.", "two to six days = P6D EQUAL_OR_LESS"},
    {"2010-06-12", "It was built in the 1800s and torn down in the 1900s.", "the 1800s = 18; the 1900s = 19"},
    {"2010-06-12", "They meet at 1530 hrs and by 1900 hours.",
     "1530 hrs = 2010-06-12T15:30; 1900 hours = 2010-06-12T19:00"},
    {"2010-06-12", "The 1986 year was poor; missiles of type SS-20's stood there.", "1986 = 1986"},
    {"2010-06-12", "JUL7 4835, SEP7 4950.", ""},
    {"2010-06-12", "The fall in prices and the fall-out were bad.", ""},
    {"2010-06-12", "Files are up to date. It has held to date.", "date = PRESENT_REF"},
    {"2010-06-12", "Profit fell in the year to April 2.", "the year = P1Y; April 2 = 2010-04-02"},
    {"1989-10-26", "Its third-quarter results will be poor.", "third-quarter = 1989-Q3"},
    {"2010-06-12", "Sales rose in the latter half of 2008.", "the latter half of 2008 = 2008-H2"},
    {"2010-06-12", "In the past three months, attacks have grown.", "the past three months = P3M"},
    {"2010-06-12", "In the next two weeks, talks will begin.", "the next two weeks = P2W"},
    {"2010-06-12", "In the coming days, talks will begin.", "the coming days = PXD"},
    {"2010-06-12", "The border is now closed.", "now = PRESENT_REF"},
    {"2010-06-12", "The border is currently closed.", "currently = PRESENT_REF"},
    {"2010-06-12", "The border was recently closed.", "recently = PAST_REF"},
    {"2010-06-12", "The border will soon be open.", "soon = FUTURE_REF"},
    {"2010-06-12", "Nobody knows the future.", "the future = FUTURE_REF"},
    {"2010-06-12", "That may happen in the near future.", "the near future = FUTURE_REF"},
    {"2010-06-12", "The fund reports annually.", "annually = P1Y"},
    {"2010-06-12", "The council meets every Tuesday.", "every Tuesday = XXXX-WXX-2"},
    {"2010-06-12", "The council meets on Tuesdays.", "Tuesdays = XXXX-WXX-2"},
    {"2010-06-12", "The council meets every two weeks.", "every two weeks = P2W"},
    {"2010-06-12", "The council meets each month.", "each month = P1M"},
    {"2010-06-12", "The council meets twice a week.", "a week = P1W"},
    {"2010-06-12", "The council meets daily.", "daily = P1D"},
    {"2010-06-12", "Every July the town remembers.", "Every July = XXXX-07"},
    {"2010-06-12", "A bomb went off at 8 p.m. Friday.", "8 p.m. Friday = 2010-06-11T20:00"},
    {"2010-06-12", "A bomb went off Friday at 8:30 p.m.", "Friday at 8:30 p.m. = 2010-06-11T20:30"},
    {"2010-06-12", "A bomb went off at 20:00 GMT on Friday.", "20:00 GMT on Friday = 2010-06-11T20:00Z"},
    {"2010-06-12", "A bomb went off at 7:15 a.m. EST on June 10.",
     "7:15 a.m. EST on June 10 = 2010-06-10T07:15"},
    {"2010-06-12", "A bomb went off at noon Saturday.", "noon Saturday = 2010-06-12T12:00"},
    {"2010-06-12", "A bomb went off around 10 p.m. Wednesday.",
     "around 10 p.m. Wednesday = 2010-06-09T22:00 APPROX"},
    {"2010-06-12", "Polls opened at 8 o'clock this morning.", "8 o'clock this morning = 2010-06-12T08:00"},
    {"2010-06-12", "Polls opened this morning.", "this morning = 2010-06-12TMO"},
    {"2010-06-12", "They met this afternoon.", "this afternoon = 2010-06-12TAF"},
    {"2010-06-12", "Shots were heard last night.", "last night = 2010-06-11TNI"},
    {"2010-06-12", "They will meet tonight.", "tonight = 2010-06-12TNI"},
    {"2010-06-12", "They will meet tomorrow morning.", "tomorrow morning = 2010-06-13TMO"},
    {"2010-06-12", "They met the day before yesterday.", "the day before yesterday = 2010-06-10"},
    {"2010-06-12", "They left on the morning of April 19.", "the morning of April 19 = 2010-04-19TMO"},
    {"2010-06-12", "They left on the night of June 9, 2010.", "the night of June 9, 2010 = 2010-06-09TNI"},
    {"2010-06-12", "They met on June 8. The following day they signed.",
     "June 8 = 2010-06-08; The following day = 2010-06-09"},
    {"2010-06-12", "They met on June 8. Two days later they signed.",
     "June 8 = 2010-06-08; Two days later = 2010-06-10"},
    {"2010-06-12", "They met on June 8. The day before, shots had been fired.",
     "June 8 = 2010-06-08; The day before = 2010-06-07"},
    {"2010-06-12", "They met on June 8. That night, shots were fired.",
     "June 8 = 2010-06-08; That night = 2010-06-08TNI"},
    {"2010-06-12", "They met on June 8. Early the next morning, shots were fired.",
     "June 8 = 2010-06-08; Early the next morning = 2010-06-09TMO START"},
    {"2010-06-12", "They met in March 2008. Later that year, war broke out.",
     "March 2008 = 2008-03; Later that year = 2008 END"},
    {"2010-06-12", "They met in March 2008. The same month, war broke out.",
     "March 2008 = 2008-03; The same month = 2008-03"},
    {"2010-06-12", "They met in March 2008. In August of that year, war broke out.",
     "March 2008 = 2008-03; August of that year = 2008-08"},
    {"2010-06-12", "They met in March 2008. The previous year, war had broken out.",
     "March 2008 = 2008-03; The previous year = 2007"},
    {"2010-06-12", "They met in March 2008. Four months earlier, war had broken out.",
     "March 2008 = 2008-03; Four months earlier = 2007-11"},
    {"2010-06-12", "They met on June 8 and 9.", "June 8 = 2010-06-08; 9 = 2010-06-09"},
    {"2010-06-12", "They met on June 8-9.", "June 8 = 2010-06-08; 9 = 2010-06-09"},
    {"2010-06-12", "They met on 8 and 9 June 2009.", "8 = 2009-06-08; 9 June 2009 = 2009-06-09"},
    {"2010-06-12", "They met on 8-9 June.", "8 = 2010-06-08; 9 June = 2010-06-09"},
    {"2010-06-12", "They fought between 1992 and 1997.", "1992 = 1992; 1997 = 1997"},
    {"2010-06-12", "They fought in early June.", "early June = 2010-06 START"},
    {"2010-06-12", "They fought in mid-May.", "mid-May = 2010-05 MID"},
    {"2010-06-12", "They fought until the end of May.", "the end of May = 2011-05 END"},
    {"2010-06-12", "They fought at the beginning of 2009.", "the beginning of 2009 = 2009 START"},
    {"2010-06-12", "They fought in late 2008.", "late 2008 = 2008 END"},
    {"2010-06-12", "Late in 2008 they made peace.", "Late in 2008 = 2008 END"},
    {"2010-06-12", "He was elected in June last year.", "June last year = 2009-06"},
    {"2010-06-12", "He was elected in December.", "December = 2009-12"},
    {"2010-01-07", "A hearing is set for Feb. 10.", "Feb. 10 = 2010-02-10"},
    {"2010-01-07", "He was arrested on Dec. 20.", "Dec. 20 = 2009-12-20"},
    {"2010-01-07", "He was arrested in November.", "November = 2009-11"},
    {"2010-06-12", "The deadline is postponed until Tuesday.", "Tuesday = 2010-06-15"},
    {"2010-06-12", "He plans to leave on Wednesday.", "Wednesday = 2010-06-16"},
    {"2010-06-12", "He said on Wednesday that he would leave.", "Wednesday = 2010-06-09"},
    {"2010-06-12", "The meeting is scheduled for Friday.", "Friday = 2010-06-18"},
    {"2010-06-12", "Next Tuesday he leaves.", "Next Tuesday = 2010-06-15"},
    {"2010-06-12", "Last Tuesday he left.", "Last Tuesday = 2010-06-08"},
    {"2010-06-12", "He left on Christmas Day.", "Christmas Day = 2009-12-25"},
    {"2010-06-12", "He left on New Year's Eve.", "New Year's Eve = 2009-12-31"},
    {"2010-06-12", "He died on Easter Sunday 2009.", "Easter Sunday 2009 = 2009-04-12"},
    {"2010-06-12", "They gathered on Thanksgiving 2008.", "Thanksgiving 2008 = 2008-11-27"},
    {"2010-06-12", "They gathered on May Day.", "May Day = 2010-05-01"},
    {"2010-06-12", "Nineteen ninety-six was a year of war.", "Nineteen ninety-six = 1996; a year = P1Y"},
    {"2010-06-12", "The year 1950 was a year of war.", "The year 1950 = 1950; a year = P1Y"},
    {"2010-06-12", "The rules of fiscal 2009 still hold.", "fiscal 2009 = 2009"},
    {"2010-06-12", "You may march if you must.", ""},
    {"2010-06-12", "He may leave and she will march on.", ""},
    {"2010-06-12", "They will march in May and in March.", "May = 2011-05; March = 2011-03"},
    {"2010-06-12", "Troops crossed the river in August.", "August = 2009-08"},
    {"2010-06-12", "Some 1,500 troops and 2000 soldiers crossed.", ""},
    {"2010-06-12", "It cost $1999 and weighed 1200 pounds.", ""},
    {"2010-06-12", "A second man fell in the second round.", ""},
    {"2010-06-12", "Two thirds of the sun was dark; he sat down.", ""},
    {"2010-06-12", "Three-quarters of the food is imported.", ""},
    {"2010-06-12", "They play in the National League and watch 60 Minutes.", ""},
    {"2010-06-12", "Prices fall and spring back.", ""},
    {"2010-06-12", "He left two hours later.", "two hours later = 2010-06-12"},
    {"2010-06-12", "They have until midnight on Friday.", "midnight on Friday = 2010-06-18T24:00"},
    {"2010-06-12", "The ruling came from Wednesday's hearing.", "Wednesday = 2010-06-09"},
    {"2010-06-12", "Sales rose from the year-earlier quarter.", "the year-earlier quarter = 2009-Q1"},
    {"2010-06-12", "The week of fighting left many dead.", ""},
    {"2010-06-12", "From 5 to 7 June 2010 the shops were shut.", "5 = 2010-06-05; 7 June 2010 = 2010-06-07"},
    {"2010-06-12", "In the summer of 2009 and the autumn, rains failed.",
     "the summer of 2009 = 2009-SU; the autumn = 2009-FA"},
    {"2010-06-12", "The crisis of the past year has passed.", "the past year = 2009"},
    {"2010-06-12", "They signed it this past Sunday.", "this past Sunday = 2010-06-06"},
    {"2010-06-12", "They meet at 1400 GMT.", "1400 GMT = 2010-06-12T14:00Z"},
    {"2010-06-12", "It happened on the afternoon of June 3.", "the afternoon of June 3 = 2010-06-03TAF"},
    {"2010-06-12", "It will happen sometime next year.", "sometime next year = 2011"},
    {"2010-06-12", "It will happen in 2012 or later.", "2012 or later = 2012 ON_OR_AFTER"},
    {"2010-06-12", "The current quarter ends in June.", "The current quarter = 2010-Q2; June = 2010-06"},
    {"2010-06-12", "Earlier Saturday, police fired tear gas.", "Earlier Saturday = 2010-06-12 START"},
    {"2010-06-12", "Earlier this year, police fired tear gas.", "Earlier this year = 2010 START"},
    {"2010-06-12", "Police fired tear gas at dawn on Friday.", "dawn on Friday = 2010-06-11TMO"},
    {"2010-06-12", "The two-week-old strike went on.", "The two-week-old = P2W"},
    {"", "He left yesterday and came back on Friday.", "yesterday = ?; Friday = ?"},
    {"", "He left on 3 May 1998 and came back the next day.",
     "3 May 1998 = 1998-05-03; the next day = 1998-05-04"},
};

TEST(Times, ReadsTheTable) {
  for (const Row& row : rows) {
    EXPECT_EQ(shown(read(row.published, row.text)), row.times) << row.published << "  " << row.text;
  }
}

TEST(Times, SaysWhenThereIsNoDayToCountFrom) {
  const auto lost = read("", "He left yesterday.");
  ASSERT_EQ(lost.times.size(), 1U);
  EXPECT_FALSE(lost.times[0].value);
  ASSERT_EQ(lost.warnings.size(), 1U);
  EXPECT_EQ(lost.warnings[0].code, "no_date");
  EXPECT_TRUE(read("", "He left on 3 May 1998.").warnings.empty());
}

TEST(Times, CountsFromTheDatelineAndSaysSo) {
  document::Article article;
  article.text = "OSH, June 12, 2010 - Police fired yesterday.";
  auto document = document::Document::open(article);
  document->dateline.span = {0, 18};
  document->dateline.date = base::make_date(2010, 6, 12);
  reader().read(*document);
  ASSERT_EQ(document->times.size(), 2U);
  EXPECT_EQ(document->times[1].value, "2010-06-11");
  EXPECT_EQ(document->times[1].from, (base::Span{0, 18}));
}

TEST(Times, GivesIntervals) {
  const auto document = read("2010-06-12", "It rained in May, over the past two weeks and on Friday night.");
  ASSERT_EQ(document.times.size(), 3U);
  EXPECT_EQ(document.times[0].begin, base::make_date(2010, 5, 1));
  EXPECT_EQ(document.times[0].end, base::make_date(2010, 5, 31));
  EXPECT_EQ(document.times[1].begin, base::make_date(2010, 5, 29));
  EXPECT_EQ(document.times[1].end, base::make_date(2010, 6, 12));
  EXPECT_EQ(document.times[2].begin, base::make_date(2010, 6, 11));
  EXPECT_EQ(document.times[2].type, document::TimeType::time);
}

// "Two days after June 10" says a length; the interval says where it leads.
TEST(Times, LengthsLeadFromADate) {
  const auto document =
      read("2010-06-12",
           "He left two days after June 10 and a month before 1 May 2009; three weeks before, he hid.");
  ASSERT_EQ(document.times.size(), 5U);
  EXPECT_EQ(document.times[0].value, "P2D");
  EXPECT_EQ(document.times[0].begin, base::make_date(2010, 6, 12));
  EXPECT_EQ(document.times[0].end, base::make_date(2010, 6, 12));
  EXPECT_EQ(document.times[0].from, document.times[1].span);
  EXPECT_EQ(document.times[2].begin, base::make_date(2009, 4, 1));
}

// The tense of the clause, by its syntax (tests/resolve/times.conllu, made by `casus annotate`).
TEST(Times, FollowTheTenseOfTheirClause) {
  const std::map<std::string, std::string> expected = {
      {"neither", "Wednesday = 2010-06-09"},
      {"until", "Thursday = 2010-06-10"},
      {"due", "Friday = 2010-06-11"},
      {"aimed", "Thursday = 2010-06-10"},
      {"planned", "Monday = 2010-06-14"},
      {"begins", "Monday = 2010-06-14"},
      {"released", ""},
      {"release", "soon = FUTURE_REF"},
      {"that", "February = 2010-02"},
      {"stick", ""},
      {"last", "an hour = PT1H"},
      {"agreed", "Tuesday = 2010-06-15"},
      {"called", "Tuesday = 2010-06-15"},
      {"bloody", "two bloody weeks = P2W"},
      {"could", "Monday = 2010-06-14"},
      {"curfew", "Wednesday = 2010-06-16"},
      {"ordered", "Monday = 2010-06-14"},
      {"said", "Wednesday = 2010-06-16"},
      {"strike", "Monday = 2010-06-14; Wednesday = 2010-06-16"},
      {"declared", "Sunday = 2010-06-13"},
      {"force", "Monday = 2010-06-07; Wednesday = 2010-06-09"},
      {"report", "Wednesday = 2010-06-09"},
      {"letter", "Monday = 2010-06-07"},
      {"imposed", "Tuesday = 2010-06-15"},
      {"rained", "Wednesday = 2010-06-09"},
  };
  std::ifstream in(CASUS_SOURCE_DIR "/tests/resolve/times.conllu");
  std::stringstream buffer;
  buffer << in.rdbuf();
  const std::string text = buffer.str();
  std::size_t read = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t next = std::min(text.find("# newdoc", at + 1), text.size());
    auto document = document::read_conllu(std::string_view(text).substr(at, next - at));
    ASSERT_TRUE(document) << document.error().to_string();
    reader().read(*document);
    EXPECT_EQ(shown(*document), expected.at(document->article().id)) << document->text();
    at = next;
    ++read;
  }
  EXPECT_EQ(read, expected.size());
}

// A history carries its year along, over the turn of the year too.
TEST(Times, FollowsAHistory) {
  const auto document = read("2009-12-19",
                             "In 1804 the duke took the fort. In March 1805 he lost it. In April he came "
                             "back with 2,000 men. On 5 November "
                             "he won a battle; three days later he died. In January his son took over. The "
                             "war of 1806 and the peace of "
                             "1807 were his. In 1808 he built a bridge, and in 1809 another.");
  std::vector<std::string> values;
  for (const auto& time : document.times) values.push_back(time.value.value_or("?"));
  EXPECT_EQ(values, (std::vector<std::string>{"1804", "1805-03", "1805-04", "1805-11-05", "1805-11-08",
                                              "1806-01", "1806", "1807", "1808", "1809"}));
}

// What is mentioned in brackets, in a speech, of long ago or of a plan does not move a history on.
TEST(Times, HoldsTheThreadOfAHistory) {
  const auto document =
      read("2009-12-19",
           "1936\n\nThe fleet left in May (the treaty of 1922 allowed it). In June it was back.\n"
           "1937\n\nThe town fell on 3 March. A pact that was signed in May 1931 was broken. On 4 "
           "April the duke said: \"We lost in 1866.\" In November he fled. In February he "
           "was caught. At the end of 1938 he died. In March came peace, and it was kept "
           "until 1950, 1961 and 1972.");
  std::vector<std::string> values;
  for (const auto& time : document.times) values.push_back(time.value.value_or("?"));
  EXPECT_EQ(values, (std::vector<std::string>{"1936", "1936-05", "1922", "1936-06", "1937", "1937-03-03",
                                              "1931-05", "1937-04-04", "1866", "1937-11", "1938-02", "1938",
                                              "1939-03", "1950", "1961", "1972"}));
}

TEST(Times, DoesNotReachOverAnEmptyLine) {
  EXPECT_EQ(shown(read("2010-06-12", "They met in June\n\n12 people came.")), "June = 2010-06");
}

TEST(Times, ReadsTypographicMarks) {
  EXPECT_EQ(shown(read("2010-06-12",
                       "They met on 8\xE2\x80\x93"
                       "9 June and in the \xE2\x80\x99"
                       "90s.")),
            "8 = 2010-06-08; 9 June = 2010-06-09; the \xE2\x80\x99"
            "90s = 199");
}

TEST(TimeWords, RefusesWhatIsNotAWord) {
  const auto bad_class = TimeWords::parse("month 1: january\nmonht 2: february\n", "");
  ASSERT_FALSE(bad_class);
  EXPECT_EQ(bad_class.error().code, "bad_time_word");
  EXPECT_EQ(bad_class.error().line, 2U);
  EXPECT_FALSE(TimeWords::parse("month: january\n", ""));
  EXPECT_FALSE(TimeWords::parse("month 1 january\n", ""));
  EXPECT_FALSE(TimeWords::parse("", "13-01: new year\n"));
  EXPECT_FALSE(TimeWords::parse("", "01-01+xyz: new year\n"));
}

TEST(TimeValue, Shifts) {
  const Stretch june{Grain::month, 2010, 6, 0};
  EXPECT_EQ(to_value(shifted(june, -6)), "2009-12");
  EXPECT_EQ(to_value(shifted(june, 7)), "2011-01");
  EXPECT_EQ(to_value(shifted(Stretch{Grain::week, 2010, 1, 0}, -1)), "2009-W53");
  EXPECT_EQ(to_value(shifted(Stretch{Grain::year, -1, 0, 0}, 1)), "0001");
  EXPECT_EQ(to_value(widened(day_stretch(base::make_date(2010, 1, 2)), Grain::week)), "2009-W53");
  EXPECT_EQ(to_value(widened(day_stretch(base::make_date(2010, 2, 2)), Grain::season)), "2009-WI");
}

TEST(TimeValue, KnowsEaster) {
  EXPECT_EQ(easter_of(2000), base::make_date(2000, 4, 23));
  EXPECT_EQ(easter_of(2010), base::make_date(2010, 4, 4));
  EXPECT_EQ(easter_of(2024), base::make_date(2024, 3, 31));
}

}  // namespace
}  // namespace casus::resolve
