package furong.detect;

import furong.detect.RuleBook.Watched;
import furong.observe.DatastreamInfo;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One datastream that observes a property: how to read its numbers and where they go. What came
 * last stands in {@link ShardState#memories}. 90 bytes.
 */
final class StreamState {

  static final int UNHEARD = -1;

  final long id;
  final long thing;
  final String property;
  final double factor;
  final double offset;
  final String division;
  final boolean simulated;
  final double lng;
  final double lat;

  /** Its row; {@link #UNHEARD} until there is something to remember. */
  int memory = UNHEARD;

  // of the rule book at hand, not kept
  @Nullable Watched watched;
  Vitals.@Nullable Cell cell;
  @Nullable ThingState owner;
  @Nullable Series series;

  StreamState(
      long id,
      long thing,
      String property,
      double factor,
      double offset,
      String division,
      boolean simulated,
      double lng,
      double lat) {
    this.id = id;
    this.thing = thing;
    // a million datastreams have some hundred properties and some thousand divisions
    this.property = property.intern();
    this.factor = factor;
    this.offset = offset;
    this.division = division.intern();
    this.simulated = simulated;
    this.lng = lng;
    this.lat = lat;
  }

  /** The id of a place of a MultiDatastream as a datastream of its own. */
  static long partId(long datastream, int place) {
    return ~(datastream * DatastreamInfo.MOST_PLACES + place);
  }

  boolean isPart() {
    return id < 0;
  }

  /** The MultiDatastream that it is a place of. */
  long whole() {
    return ~id / DatastreamInfo.MOST_PLACES;
  }

  int place() {
    return (int) (~id % DatastreamInfo.MOST_PLACES);
  }

  void encode(DataOutput out, Words words, LongPages memories) throws IOException {
    out.writeLong(id);
    out.writeLong(thing);
    words.write(out, property);
    out.writeDouble(factor);
    out.writeDouble(offset);
    words.write(out, division);
    out.writeBoolean(simulated);
    out.writeDouble(lng);
    out.writeDouble(lat);
    out.writeBoolean(memory != UNHEARD);
    if (memory != UNHEARD) {
      StreamMemory.encode(memories.page(memory), memories.at(memory), out);
    }
  }

  static StreamState decode(DataInput in, Words words, LongPages memories) throws IOException {
    StreamState stream =
        new StreamState(
            in.readLong(),
            in.readLong(),
            words.read(in),
            in.readDouble(),
            in.readDouble(),
            words.read(in),
            in.readBoolean(),
            in.readDouble(),
            in.readDouble());
    if (in.readBoolean()) {
      int row = memories.take();
      StreamMemory.decode(memories.page(row), memories.at(row), in);
      stream.memory = row;
    }
    return stream;
  }
}
