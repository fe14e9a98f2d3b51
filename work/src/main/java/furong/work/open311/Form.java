package furong.work.open311;

import furong.base.Result.Refusal;
import furong.serve.Problems;

/** The two forms of an answer, named by the ending of the address. */
enum Form {
  XML,
  JSON;

  static Form of(String ending) {
    return switch (ending) {
      case "xml" -> XML;
      case "json" -> JSON;
      default ->
          throw Problems.refuse(Refusal.INVALID, "format", "The address ends in .xml or .json");
    };
  }

  /** For errors: what the address seems to ask for; XML, which everybody must read, otherwise. */
  static Form guess(String path) {
    return path.endsWith(".json") ? JSON : XML;
  }
}
