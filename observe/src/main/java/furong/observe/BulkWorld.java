package furong.observe;

import java.util.List;
import java.util.Optional;

/**
 * A small world of which figures are computed: its history is read in bulk, its datastreams are
 * found by id and thing. Whatever else one could ask of a catalogue and a history is refused: a
 * figure that asks for single observations would take days over a city.
 */
public abstract class BulkWorld implements Catalogue, History {

  @Override
  public Optional<ObservingThing> thing(long id) {
    throw notAsked();
  }

  @Override
  public List<ObservingThing> things() {
    throw notAsked();
  }

  @Override
  public List<DatastreamInfo> datastreams(String property, String division) {
    throw notAsked();
  }

  @Override
  public String unit(long datastream) {
    throw notAsked();
  }

  /** It never changes. */
  @Override
  public long version() {
    return 0;
  }

  @Override
  public List<Observation> read(Query query) {
    throw notAsked();
  }

  @Override
  public long count(long datastream, long fromMs, long toMs) {
    throw notAsked();
  }

  @Override
  public Optional<Observation> find(long observationId) {
    throw notAsked();
  }

  @Override
  public Optional<Observation> latest(long datastream) {
    throw notAsked();
  }

  @Override
  public Optional<Extent> extent(long datastream) {
    throw notAsked();
  }

  protected static UnsupportedOperationException notAsked() {
    return new UnsupportedOperationException("figures read in bulk");
  }
}
