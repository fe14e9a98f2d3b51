package furong.flow;

import furong.base.WorkCalendar;
import furong.detect.Detector;
import furong.detect.Effects;
import furong.detect.RuleBook;
import furong.detect.ShardState;
import furong.observe.LogRecord;
import furong.pack.PackFiles;
import furong.pack.PackReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rules of the packs, by {@link Detector}. */
public final class DetectorJudge implements Judge {

  private static final Logger LOG = LoggerFactory.getLogger(DetectorJudge.class);

  /** Bytes to begin with when a state is written; some thousand sensors. */
  private static final int ROOM = 1 << 16;

  private final Detector detector;
  private final Map<Integer, ShardState> states = new TreeMap<>();

  DetectorJudge(Detector detector) {
    this.detector = detector;
  }

  /** The packs as texts, so that they travel with the job to machines that have no such folder. */
  public static Source of(PackFiles packs, WorkCalendar calendar) {
    String name = packs.name();
    TreeMap<String, String> texts = new TreeMap<>(packs.texts());
    return () ->
        new DetectorJudge(
            new Detector(
                RuleBook.of(PackReader.read(new PackFiles(name, texts)).orThrow(), calendar)));
  }

  @Override
  public void apply(int shard, LogRecord entry, Effects out) {
    detector.apply(shard, states.computeIfAbsent(shard, s -> new ShardState()), entry, out);
  }

  @Override
  public byte[] save(int shard) {
    @Nullable ShardState state = states.get(shard);
    if (state == null) {
      return new byte[0];
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(ROOM);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      state.encode(out);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail to write", e);
    }
    return bytes.toByteArray();
  }

  /**
   * A state of another version fails the job: {@code StreamSupervisor} then begins at the beginning
   * of the log.
   */
  @Override
  public void restore(int shard, byte[] state) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(state))) {
      states.put(shard, ShardState.decode(in));
    } catch (IOException e) {
      LOG.error("the state of shard {} is of another version", shard);
      throw new UncheckedIOException("state of shard " + shard, e);
    }
  }
}
