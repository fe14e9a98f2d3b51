package furong.notify.cap;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One CAP message (the {@code alert} element), read and found lawful.
 *
 * @param version {@code 1.1} or {@code 1.2}
 * @param texts the elements that stand at most once, by name: {@code identifier}, {@code sender},
 *     {@code status} ...; {@code references} stands in {@code references}
 */
public record CapMessage(
    String version,
    Map<String, String> texts,
    OffsetDateTime sent,
    List<String> codes,
    List<CapRef> references,
    List<CapInfo> infos) {

  public CapMessage {
    texts = Map.copyOf(texts);
    codes = List.copyOf(codes);
    references = List.copyOf(references);
    infos = List.copyOf(infos);
  }

  /** The element's text; empty when it is not there. */
  public String text(String element) {
    return texts.getOrDefault(element, "");
  }

  public CapRef ref() {
    return CapRef.of(text("sender"), text("identifier"), sent);
  }

  /** The one in Chinese, else the first. */
  public Optional<CapInfo> info() {
    return infos.stream()
        .filter(i -> i.text("language").startsWith("zh"))
        .findFirst()
        .or(() -> infos.stream().findFirst());
  }
}
