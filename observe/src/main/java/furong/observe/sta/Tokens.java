package furong.observe.sta;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts the text of an expression into words, literals and marks; the reader of {@link
 * FilterParser}.
 */
final class Tokens {

  enum Kind {
    WORD,
    TEXT,
    NUMBER,
    TIME,
    DATE,
    CLOCK,
    SHAPE,
    DURATION,
    MARK,
    END
  }

  /** {@code text} of a literal is its content, quotes resolved. */
  record Token(Kind kind, String text, int at) {

    boolean is(String mark) {
      return kind == Kind.MARK && text.equals(mark);
    }

    boolean isWord(String word) {
      return kind == Kind.WORD && text.equals(word);
    }
  }

  private final String option;
  private final String source;
  private int at;

  private Tokens(String option, String source) {
    this.option = option;
    this.source = source;
  }

  static List<Token> of(String option, String source) {
    Tokens tokens = new Tokens(option, source);
    List<Token> all = new ArrayList<>();
    Token token;
    do {
      token = tokens.next();
      all.add(token);
    } while (token.kind() != Kind.END);
    return all;
  }

  private Token next() {
    while (at < source.length() && Character.isWhitespace(source.charAt(at))) {
      at++;
    }
    int start = at;
    if (at == source.length()) {
      return new Token(Kind.END, "", start);
    }
    char c = source.charAt(at);
    if (c == '\'') {
      return new Token(Kind.TEXT, quoted(), start);
    }
    if (c == '(' || c == ')' || c == ',') {
      at++;
      return new Token(Kind.MARK, String.valueOf(c), start);
    }
    if (Character.isDigit(c) || c == '-' || c == '+') {
      return numberOrTime(start);
    }
    if (Character.isLetter(c) || c == '_' || c == '@') {
      return word(start);
    }
    throw fault(start, "'" + c + "' does not belong here");
  }

  private Token word(int start) {
    while (at < source.length() && isWordPart(source.charAt(at))) {
      at++;
    }
    String word = source.substring(start, at);
    if (at < source.length() && source.charAt(at) == '\'') {
      if (word.equals("geography") || word.equals("geometry")) {
        return new Token(Kind.SHAPE, quoted(), start);
      }
      if (word.equals("duration")) {
        return new Token(Kind.DURATION, quoted(), start);
      }
    }
    return new Token(Kind.WORD, word, start);
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c)
        || c == '_'
        || c == '/'
        || c == '.'
        || c == '@'
        || c == '-'
        || c == ':'
        || c == '$';
  }

  private Token numberOrTime(int start) {
    while (at < source.length() && isLiteralPart(source.charAt(at))) {
      at++;
    }
    String text = source.substring(start, at);
    boolean digit = Character.isDigit(text.charAt(0));
    if (digit && text.length() >= 10 && text.charAt(4) == '-') {
      return new Token(text.length() == 10 ? Kind.DATE : Kind.TIME, text, start);
    }
    boolean clock = digit && text.length() >= 5 && text.charAt(2) == ':';
    return new Token(clock ? Kind.CLOCK : Kind.NUMBER, text, start);
  }

  private static boolean isLiteralPart(char c) {
    return Character.isLetterOrDigit(c) || c == '-' || c == '+' || c == '.' || c == ':' || c == '/';
  }

  private String quoted() {
    int start = at;
    StringBuilder text = new StringBuilder();
    at++;
    while (at < source.length()) {
      char c = source.charAt(at++);
      if (c != '\'') {
        text.append(c);
      } else if (at < source.length() && source.charAt(at) == '\'') {
        text.append('\'');
        at++;
      } else {
        return text.toString();
      }
    }
    throw fault(start, "this text does not end");
  }

  private QueryFault fault(int position, String message) {
    return new QueryFault("query.syntax", option, position, message);
  }
}
