package furong.serve.live;

import furong.base.DivisionCode;
import java.util.function.Supplier;

/**
 * One change on its way to the browsers.
 *
 * @param id increasing
 * @param name {@code alert}, {@code case}, {@code vital}, {@code calm}, {@code inbox}, {@code
 *     warning}
 * @param division that it lies in; empty when it concerns everybody
 * @param exact true when it concerns that division alone and not those above it (a vital sign is
 *     told for each level by itself)
 * @param text the document, written once for all clients
 */
record LiveEvent(long id, String name, String division, boolean exact, Supplier<String> text) {

  String json() {
    return text.get();
  }

  boolean concerns(String wanted) {
    return division.isEmpty()
        || (exact ? division.equals(wanted) : division.startsWith(DivisionCode.stem(wanted)));
  }
}
