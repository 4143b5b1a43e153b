package io.tweetsentiment.standalone.bench.broken.kinds;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import java.util.List;

/** Lines that are not JSON, or unusual JSON. */
final class SyntaxKinds {

  private SyntaxKinds() {}

  static List<Kind> list() {
    Kinds kinds = new Kinds(EntryPoint.LINE);
    text(kinds);
    bytes(kinds);
    depth(kinds);
    return kinds.toList();
  }

  private static void text(Kinds kinds) {
    kinds
        .rejected("cut in the middle", s -> Draft.of(s.line().substring(0, 60)))
        .rejected("last brace missing", s -> Draft.of(chopped(s.line())))
        .rejected("trailing comma", s -> Draft.of(chopped(s.line()) + ",}"))
        .rejected("single quotes", s -> Draft.of(s.line().replace('"', '\'')))
        .rejected("names without quotes", s -> s.replaced("\"data\"", "data"))
        .rejected("colon missing", s -> s.replaced("\"data\":", "\"data\" "))
        .rejected("plain text", s -> Draft.of("good morning " + s.id()))
        .rejected("row of CSV", s -> Draft.of(s.id() + ",\"tea\",2026-03-02"))
        .rejected("XML", s -> Draft.of("<tweet id=\"" + s.id() + "\"/>"))
        .rejected("page of HTML", s -> Draft.of("<!doctype html><p>502 " + s.id() + "</p>"))
        .rejected("line of a log", s -> Draft.of("2026-03-02 10:00:00 ERROR [main] " + s.id()))
        .either("JSON and then text", s -> Draft.of(s.line() + " and more"))
        .rejected("comment in front", s -> Draft.of("/* " + s.id() + " */" + s.line()))
        .rejected("number", s -> Draft.of(s.id()))
        .rejected("string", s -> Draft.of("\"" + s.id() + "\""))
        .rejected("array of strings", s -> Draft.of("[\"" + s.id() + "\"]"))
        .rejected("NaN as a value", s -> s.replaced("\"lang\":\"en\"", "\"lang\":NaN"))
        .rejected("wrong escape", s -> s.replaced("\"lang\":\"en\"", "\"lang\":\"\\x41\""))
        .rejected("cut escape", s -> s.replaced("\"lang\":\"en\"", "\"lang\":\"\\u12\""))
        .either("array around it", s -> Draft.of("[" + s.line() + "]"))
        .either("two objects in one line", s -> Draft.of(s.line() + s.line()))
        .either("two objects and a comma", s -> Draft.of(s.line() + "," + s.line()))
        .either("spaces around it", s -> Draft.of("   " + s.line() + "\t "))
        .either("carriage return at the end", s -> Draft.of(s.line() + "\r"))
        .either("carriage return within", s -> s.replaced("{\"data\":", "{\r\"data\":"))
        .either("line separator in a text", s -> s.data(t -> t.put("text", "a\u2028b")));
  }

  private static void bytes(Kinds kinds) {
    kinds
        .rejected("raw control character in a text", s -> s.bytesInText(1))
        .rejected("raw tab in a text", s -> s.bytesInText('\t'))
        .rejected("raw NUL in a text", s -> s.bytesInText(0))
        .either("NULs behind it", s -> Draft.of(s.line() + "\0\0\0"))
        .either("bytes that are no UTF-8", s -> s.bytesInText(0xff, 0xfe))
        .either("half a character of UTF-8", s -> s.bytesInText(0xf0, 0x9f, 0x98))
        .either("overlong UTF-8", s -> s.bytesInText(0xc0, 0xaf))
        .either("surrogates in UTF-8", s -> s.bytesInText(0xed, 0xa0, 0xbd))
        .either(
            "Latin-1",
            s -> Draft.of(s.line().replace("text\":\"", "text\":\"é ").getBytes(ISO_8859_1)))
        .either("UTF-16, low byte first", s -> s.encoded(UTF_16LE))
        .either("UTF-16, high byte first", s -> s.encoded(UTF_16BE))
        .either("byte-order mark in front", s -> Draft.of("\ufeff" + s.line()))
        .either("byte-order mark within", s -> s.replaced("{\"data\":", "{\ufeff\"data\":"))
        .either(
            "first half of a surrogate pair", s -> s.replaced("lang\":\"en", "lang\":\"\\ud83d"))
        .either(
            "second half of a surrogate pair", s -> s.replaced("lang\":\"en", "lang\":\"\\ude00"))
        .either(
            "surrogate pair the wrong way round",
            s -> s.replaced("lang\":\"en", "lang\":\"\\ude00\\ud83d"))
        .either(
            "half a surrogate pair in the text",
            s -> s.replaced("\"text\":\"", "\"text\":\"\\ud83d "))
        .either("escaped NUL in the text", s -> s.replaced("\"text\":\"", "\"text\":\"\\u0000 "));
  }

  private static void depth(Kinds kinds) {
    kinds
        .rejected("only opening braces", s -> Draft.of(s.id() + "{\"a\":".repeat(2_000)))
        .either("member nested 900 deep", s -> s.twice("x", nested(900)))
        .either("member nested 2,000 deep", s -> s.twice("x", nested(2_000)))
        .add(
            "member nested 200,000 deep",
            Proof.EITHER,
            Kinds.FEW,
            s -> s.twice("x", nested(200_000)))
        .either("number of 2,000 digits", s -> s.twice("x", "1".repeat(2_000)))
        .either("name of 60,000 letters", s -> s.twice("x".repeat(60_000), "1"))
        .add(
            "line of 5 MB",
            Proof.EITHER,
            Kinds.FEW,
            s -> s.twice("x", "\"" + "x".repeat(5 << 20) + "\""));
  }

  private static String nested(int depth) {
    return "[".repeat(depth) + "]".repeat(depth);
  }

  private static String chopped(String line) {
    return line.substring(0, line.length() - 1);
  }
}
