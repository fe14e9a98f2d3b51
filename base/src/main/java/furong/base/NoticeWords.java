package furong.base;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * What the codes of notices say in Chinese: {@code case.version} is 案件已被他人办理，请看过最新情况再办. General
 * sentences without the numbers of the case; codes that only machines meet have none.
 */
final class NoticeWords {

  private static final Map<String, String> WORDS = read();

  private NoticeWords() {}

  static Optional<String> of(String code) {
    return Optional.ofNullable(WORDS.get(code));
  }

  private static Map<String, String> read() {
    Properties all = new Properties();
    try (var in = NoticeWords.class.getResourceAsStream("notices.zh.properties")) {
      all.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all.stringPropertyNames().stream()
        .collect(Collectors.toUnmodifiableMap(code -> code, all::getProperty));
  }
}
