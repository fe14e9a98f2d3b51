package furong.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The names within a state as bytes: written out at the first time, by number after that. A million
 * datastreams have some hundred properties and some thousand divisions, and reading them back gives
 * one text for each. Belongs to one writing or one reading.
 */
final class Words {

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> words = new ArrayList<>();

  void write(DataOutput out, String word) throws IOException {
    Integer number = numbers.get(word);
    if (number == null) {
      out.writeInt(numbers.size());
      out.writeUTF(word);
      numbers.put(word, numbers.size());
    } else {
      out.writeInt(number);
    }
  }

  /**
   * @throws IOException when the bytes end early or are not of {@link #write}
   */
  String read(DataInput in) throws IOException {
    int number = in.readInt();
    if (number == words.size()) {
      words.add(in.readUTF().intern());
    } else if (number < 0 || number > words.size()) {
      throw new IOException("word " + number + " of " + words.size());
    }
    return words.get(number);
  }
}
