#!/usr/bin/env python3
"""Writes hostile text as JSON Lines {id, text}: everything a tokenizer trips over, mixed with plain English.

    python3 tools/hostile_text.py --lines 100000 --seed 1 > hostile.jsonl

The same seed gives the same bytes. Used by tools/parity.py --hostile.
"""
import argparse
import json
import random
import sys

WORDS = """the a an of to in on at by for from with without and or but not if because while that which who whose
what when where why how all some any no every each both few many several one two three ten hundred thousand
million he she it they we you I him her them us his their its our your my this these those president minister
government army police rebels troops protesters court parliament bank company workers union country city border
village capital region oil gas wheat dollar pound yen percent share price report talks treaty ceasefire attack
bomb raid strike arrest trial sanctions aid election vote law budget tax war peace said says say told tells
announced denied killed wounded arrested signed rejected agreed met meets meeting called calls urged warned threatened
promised sent moved left returned died born began ended rose fell grew is are was were be been being has have had do
does did will would can could may might must should shall going gonna gotta lemme dunno cannot here there now then
yesterday today tomorrow Monday Sunday January December new old big small good bad better best worse worst more most
less least very also only just still even never always often Moscow Washington Beijing London Paris Kyrgyzstan Bishkek
Geneva UN NATO EU U.S. U.K. OPEC IMF Reuters Smith Johnson Otunbayeva al-Assad van der Berg O'Brien McDonald St. Mr.
Mrs. Dr. Gen. Col. Sen. Gov. Inc. Corp. Ltd. Co. No. vs. e.g. i.e. etc. p.m. a.m. mark agent root number det prep neg
punct num attr aux conj meta X NUM DATE PERSON ORG 's 'S n't N'T""".split()

SPECIALS = """don't Don't DON'T dont Dont can't cant won't wont shan't ain't isn't aren't wasn't weren't hasn't haven't
hadn't doesn't didn't wouldn't couldn't shouldn't mightn't mustn't needn't I'm I'll I'd I've you're we're they're it's
he'd she'll who's what's that's there's let's y'all o'clock ma'am 'em 'til 'bout 'cause 'Cause cuz 'nuff ol' nothin'
somethin' doin' goin' lovin' gonna gotta wanna lemme gimme c'mon c'm not've could've should've would've mustn't've
couldn\u2019t don\u2019t I\u2019m it\u2019s \u2019tis \u2018em y\u2019all can\u2019t\u2019ve a.m. p.m. 8a.m. 8am
10p.m. 10:30pm 1am Jan. Feb. Sept. Calif. Mass. N.Y. D.C. Ph.D. vs. v.s. Adm. Bros. Messrs. and/or w/o w/out C++ c++
10km/h :) :-) ;) :( :-( :D XD xD <3 </3 :'( =) =( o_O O.o 0_0 ^_^ >.< -_- :-/ :* 8-) \\o/ (\u256f\u00b0\u25a1\u00b0)\u256f\ufe35\u253b\u2501\u253b
\u00af\\_(\u30c4)_/\u00af (>_<) (._.) \u0ca0_\u0ca0 \u0ca0\ufe35\u0ca0 \u2014 \u2013 -- --- ... .... \u2026 \u2026\u2026 '' `` ' " \u201c \u201d \u2018 \u2019 \u00ab \u00bb \u201e a. b. c. z. I. A. \u00e4. i.e. e.g. E.G.
Whats whats thats Thats theyre Theyre youre Youre Im im Ive ive id Id Ill ill were well shell hell wed hed""".split()

PUNCTUATION = list("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~") + [
    "\u2014", "\u2013", "\u2026", "\u201c", "\u201d", "\u2018", "\u2019", "\u00ab", "\u00bb", "\u00a7", "\u00a1",
    "\u00bf", "\u20ac", "\u00a3", "\u00a5", "\u20b9", "\u00b0", "\u00a9", "\u00ae", "\u2122", "\u00b7", "\u2022",
    "\u3002", "\uff0c", "\uff1f", "\uff01", "\u3001", "\u060c", "\u061f", "\u06d4", "\u0964", "\u300c", "\u300d",
    "\u2012", "\u2015", "\u2212", "\u02bc", "\u2032", "\u2033", "..", "...", "--", "---", "''", "``", "<<", ">>"]

SPACES = [" ", "  ", "   ", "\t", "\n", "\r\n", "\r", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x1f", "\x85", "\xa0",
          "\u1680", "\u2000", "\u2003", "\u2007", "\u2009", "\u200a", "\u2028", "\u2029", "\u202f", "\u205f", "\u3000",
          " \n", "\n ", "\n\n", " \t ", "\u00a0 ", " \u00a0"]
INVISIBLE = ["\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u202a", "\u202e", "\u2060", "\ufeff", "\u00ad",
             "\u180e", "\ufe0f", "\u061c", "\u0000", "\x01", "\x07", "\x08", "\x1b", "\x7f", "\x80", "\x9f", "\ufffd",
             "\ufffe", "\U000e0041"]
EMOJI = ["\U0001f600", "\U0001f602", "\u2764\ufe0f", "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f44d\U0001f3fd",
         "\U0001f1fa\U0001f1e6", "\U0001f1f0\U0001f1ec", "1\ufe0f\u20e3", "\u2600", "\u2705", "\U0001f680", "\U0001f9d1\u200d\U0001f680",
         "\u263a", "\u00a9\ufe0f", "\U0001f525\U0001f525"]
UNITS = "km km\u00b2 m m/s kg g mg lb lbs MB kb GB % $ USD EUR bn mln trillion k K M C F \u00b0C \u00b0F cm mm hPa Kb".split()
RANGES = [(0x00C0, 0x024F), (0x0370, 0x03FF), (0x0400, 0x052F), (0x0590, 0x05FF), (0x0600, 0x06FF), (0x0900, 0x097F),
          (0x0E00, 0x0E7F), (0x1100, 0x11FF), (0x1E00, 0x1FFF), (0x2000, 0x2BFF), (0x3040, 0x30FF), (0x4E00, 0x9FFF),
          (0xAC00, 0xD7A3), (0xFB00, 0xFDFF), (0xFE70, 0xFFEF), (0x1D400, 0x1D7FF), (0x1F300, 0x1FAFF), (0x0300, 0x036F),
          (0x10400, 0x1044F), (0x1E900, 0x1E943), (0x20000, 0x20100), (0x10A0, 0x10FF), (0x1200, 0x137F)]


class Maker:
    def __init__(self, seed):
        self.r = random.Random(seed)

    def some(self, maker, low, high, between=""):
        return between.join(maker() for _ in range(self.r.randint(low, high)))

    def cased(self, word):
        return self.r.choice([word, word, word, word.lower(), word.upper(), word.capitalize(), word.title(), word.swapcase()])

    def word(self):
        return self.cased(self.r.choice(WORDS))

    def special(self):
        text = self.r.choice(SPECIALS)
        return text if self.r.random() < 0.7 else self.cased(text)

    def punctuation(self):
        return self.r.choice(PUNCTUATION)

    def number(self):
        r = self.r
        digits = str(r.randrange(10 ** r.randint(1, 7)))
        return r.choice([digits, f"{r.randrange(1000):,}", f"{r.randrange(1000000):,}", f"{r.randrange(100)}.{r.randrange(100)}",
                         f"{r.randrange(24)}:{r.randrange(60):02}", f"{r.randrange(100)}-{r.randrange(100)}", f"{r.randrange(2100)}s",
                         f"{r.randrange(13)}/{r.randrange(32)}/{r.randrange(2100)}", f"1/{r.randrange(10)}", f"{digits}th",
                         f"${digits}", f"-{digits}", f"+{digits}", f"#{digits}", f"{digits}%", f".{digits}", f"{digits}.",
                         "\u00b2\u00b3", "\u00bd", "\u2167", "\u0663\u0664", "1e5", "0x1F"]) + (r.choice(UNITS) if r.random() < 0.3 else "")

    def host(self):
        r = self.r
        if r.random() < 0.2:
            return ".".join(str(r.choice([0, 1, 9, 10, 127, 169, 172, 192, 168, 223, 224, 254, 255, 300])) for _ in range(r.choice([3, 4, 4, 4, 5])))
        part = lambda: r.choice(["www", "example", "news-site", "a", "x_y", "m\u00fcnchen", "\u4e2d\u6587", "site1", "bbc", "co", "-bad-", "un"])
        return ".".join(part() for _ in range(r.randint(1, 3))) + "." + r.choice(["com", "org", "co.uk", "kg", "museum", "c", "toolongtld", "io", "\u0440\u0444", "COM"])

    def url(self):
        r = self.r
        scheme = r.choice(["http://", "https://", "ftp://", "", "", "HTTP://", "mailto:", "h://", "http:/", "://", "git+ssh://"])
        user = r.choice(["", "", "", "user@", "user:pw@", "a.b+c@", "@"])
        port = r.choice(["", "", "", ":80", ":8080", ":", ":999999"])
        path = r.choice(["", "", "/", "/index.html", "/a/b?c=d&e=f", "/~x/(y)", "#frag", "?q=1.", "/\u00e9", "/a,b;c", "/\"q\"", "/x..", "/)", "/a-b_c%20"])
        return scheme + user + self.host() + port + path

    def foreign(self):
        low, high = self.r.choice(RANGES)
        return "".join(chr(self.r.randint(low, high)) for _ in range(self.r.randint(1, 8)))

    def anything(self):
        while True:
            c = self.r.choice([self.r.randrange(0x80), self.r.randrange(0x3000), self.r.randrange(0x110000)])
            if not 0xD800 <= c < 0xE000:
                return chr(c)

    def sigma(self):
        return "".join(self.r.choice("\u03a3\u03a3\u0391\u03c3\u03c2A.'\u02b0\u0301\u00b71-\u0130\u01c5\u1e9e\u00df\ufb01") for _ in range(self.r.randint(1, 6)))

    def long(self):
        r = self.r
        unit = r.choice(["a", "ab", "A", "1", "(", ".", "-", "a-", "a:", "'", "\u00e9", "\u4e2d", "x.", "a@", "/", "don't", "...a"])
        return unit * (r.choice([96, 99, 100, 101, 130]) // len(unit) + r.randint(0, 2))

    def glued(self):
        makers = [self.word, self.special, self.punctuation, self.number, self.word, self.punctuation, self.emoji]
        return "".join(self.r.choice(makers)() for _ in range(self.r.randint(2, 6)))

    def wrapped(self):
        inner = self.r.choice([self.word, self.special, self.number, self.url])()
        return self.some(self.punctuation, 0, 3) + inner + self.some(self.punctuation, 0, 3)

    def hyphened(self):
        joints = ["-", "-", "/", "\u2013", "\u2014", "--", ".", ",", ":", "'", "\u2019", "~", "=", "<", ">", "_", "*", "+", "^", "..."]
        out = self.word()
        for _ in range(self.r.randint(1, 3)):
            out += self.r.choice(joints) + self.r.choice([self.word, self.number, self.word])()
        return out

    def emoji(self):
        return self.r.choice(EMOJI)

    def invisible(self):
        return self.r.choice(INVISIBLE)

    def space(self):
        if self.r.random() < 0.85:
            return " "
        return self.some(lambda: self.r.choice(SPACES), 1, 3)

    def line(self):
        r = self.r
        kinds = [self.word] * 10 + [self.special] * 3 + [self.wrapped, self.glued, self.hyphened, self.number, self.url,
                                                       self.foreign, self.punctuation, self.emoji]
        rare = [self.sigma, self.long, self.invisible, lambda: self.some(self.anything, 1, 5), lambda: self.some(self.punctuation, 2, 12)]
        out = ""
        for _ in range(r.randint(1, 16)):
            out += (r.choice(kinds) if r.random() < 0.95 else r.choice(rare))()
            out += self.space()
            if r.random() < 0.1:
                out = out.rstrip(" ") + r.choice([".", ",", "!", "?", ";", ":", ".\"", ".'", ")", "\u201d"]) + " "
        return out if r.random() < 0.3 else out.rstrip(" ")


def documents(lines, seed):
    """Yields (id, text); each text has one to ten lines, `lines` in all."""
    maker = Maker(seed)
    done = number = 0
    while done < lines:
        count = min(lines - done, maker.r.choice([1, 1, 1, 2, 3, 5, 10]))
        yield f"hostile{seed}.{number}", "\n".join(maker.line() for _ in range(count))
        done += count
        number += 1


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    for name, text in documents(options.lines, options.seed):
        sys.stdout.write(json.dumps({"id": name, "text": text}) + "\n")


if __name__ == "__main__":
    main()
