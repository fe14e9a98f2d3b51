package furong.serve.city;

import furong.base.Text;
import java.util.List;

/** Which scenes this city runs, for the city's page. */
@FunctionalInterface
public interface InstalledPacks {

  /**
   * @param status draft, trial or proven
   */
  record PackLine(String id, Text title, String version, String status) {}

  List<PackLine> list();
}
