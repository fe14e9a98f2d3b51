package furong.indicators;

import furong.observe.DatastreamInfo;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Port: what a datastream is and which datastreams measure the same thing. */
public interface DatastreamDirectory {

  /** Those that are known and not deleted. */
  Map<Long, DatastreamInfo> find(Collection<Long> datastreams);

  /** Every datastream of these things, whatever it measures. */
  List<DatastreamInfo> ofThings(Collection<Long> things);
}
