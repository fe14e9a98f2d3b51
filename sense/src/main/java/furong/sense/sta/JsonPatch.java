package furong.sense.sta;

import furong.base.Result.Refusal;
import furong.serve.Problems;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON Patch, RFC 6902: a list of add, remove, replace, move, copy and test, done in order, all or
 * none.
 *
 * <pre>{@code
 * [{"op": "replace", "path": "/properties/owner", "value": "parks"}]
 * }</pre>
 */
final class JsonPatch {

  private JsonNode document;

  private JsonPatch(JsonNode document) {
    this.document = document.deepCopy();
  }

  /**
   * @throws Problems.ProblemException 400 when an operation cannot be done, 409 when a test fails
   */
  static JsonNode apply(JsonNode patch, JsonNode document) {
    if (!patch.isArray()) {
      throw refuse(0, "a JSON Patch is an array of operations");
    }
    JsonPatch work = new JsonPatch(document);
    for (int i = 0; i < patch.size(); i++) {
      work.step(i, patch.get(i));
    }
    return work.document;
  }

  private void step(int i, JsonNode operation) {
    JsonPointer path = pointer(i, operation, "path");
    switch (operation.path("op").asString("")) {
      case "add" -> add(i, path, value(i, operation));
      case "remove" -> remove(i, path);
      case "replace" -> {
        remove(i, path);
        add(i, path, value(i, operation));
      }
      case "move" -> {
        JsonPointer from = pointer(i, operation, "from");
        if (path.toString().startsWith(from + "/")) {
          throw refuse(i, "a value cannot move into itself");
        }
        add(i, path, remove(i, from));
      }
      case "copy" -> add(i, path, at(i, pointer(i, operation, "from")).deepCopy());
      case "test" -> {
        if (!at(i, path).equals(JsonPatch::byValue, value(i, operation))) {
          throw Problems.refuse(
              Refusal.CONFLICT, "patch.test", "operation " + i + ": " + path + " is another value");
        }
      }
      default -> throw refuse(i, "op is one of add, remove, replace, move, copy and test");
    }
  }

  /** Numbers are the same when their values are (section 4.6): 1 and 1.0. */
  private static int byValue(JsonNode a, JsonNode b) {
    boolean same =
        a.isNumber() && b.isNumber()
            ? a.decimalValue().compareTo(b.decimalValue()) == 0
            : a.equals(b);
    return same ? 0 : 1;
  }

  private void add(int i, JsonPointer path, JsonNode value) {
    if (path.matches()) {
      document = value;
      return;
    }
    JsonNode parent = at(i, path.head());
    String name = path.last().getMatchingProperty();
    switch (parent) {
      case ObjectNode object -> object.set(name, value);
      case ArrayNode array ->
          array.insert(name.equals("-") ? array.size() : index(i, name, array.size()), value);
      default -> throw refuse(i, path + " lies inside something that has no members");
    }
  }

  private JsonNode remove(int i, JsonPointer path) {
    JsonNode old = at(i, path);
    if (path.matches()) {
      return old;
    }
    String name = path.last().getMatchingProperty();
    switch (at(i, path.head())) {
      case ObjectNode object -> object.remove(name);
      case ArrayNode array -> array.remove(index(i, name, array.size() - 1));
      default -> throw refuse(i, path + " lies inside something that has no members");
    }
    return old;
  }

  private static int index(int i, String name, int most) {
    boolean number = name.matches("0|[1-9]\\d{0,8}");
    int index = number ? Integer.parseInt(name) : -1;
    if (index < 0 || index > most) {
      throw refuse(i, name + " is no place of this array");
    }
    return index;
  }

  private JsonNode at(int i, JsonPointer path) {
    JsonNode found = document.at(path);
    if (found.isMissingNode()) {
      throw refuse(i, "there is nothing at " + path);
    }
    return found;
  }

  private static JsonNode value(int i, JsonNode operation) {
    JsonNode value = operation.path("value");
    if (value.isMissingNode()) {
      throw refuse(i, "it needs its value");
    }
    return value;
  }

  private static JsonPointer pointer(int i, JsonNode operation, String name) {
    try {
      return JsonPointer.compile(operation.path(name).asString(" "));
    } catch (IllegalArgumentException e) {
      throw refuse(i, name + " is no JSON pointer such as /properties/owner");
    }
  }

  private static RuntimeException refuse(int i, String message) {
    return Problems.refuse(Refusal.INVALID, "patch.operation", "operation " + i + ": " + message);
  }
}
