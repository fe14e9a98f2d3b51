package furong.pack;

import furong.base.Text;
import java.util.List;

/**
 * A figure that people report, because no data feed gives it. It stands in one form only, so that
 * it is asked once; formulas of every pack may use it.
 *
 * <pre>{@code
 * - name: homes-gas
 *   title: {zh: 存在燃气安全隐患的住宅数量, en: Homes with gas hazards}
 *   unit: "{home}"
 *   whole: true
 *   at_most: homes
 * }</pre>
 *
 * @param id {@code <pack>.<name>}
 * @param meaning what is counted and what is not
 * @param unit UCUM code
 * @param whole only whole numbers
 * @param sums a division above has the sum of those below; otherwise it is asked at one level only
 *     and stands there alone
 * @param low parameter: lowest value; empty for none
 * @param high parameter: highest value; empty for none
 * @param jump parameter: share by which it may differ from a year before without a note; empty when
 *     every change goes
 * @param parts ids of figures of the same form that it must be the sum of; empty for none
 * @param atMost id of a figure of the same form that it cannot exceed; empty for none
 */
public record FigureDef(
    String id,
    Text title,
    Text meaning,
    String unit,
    boolean whole,
    boolean sums,
    String low,
    String high,
    String jump,
    List<String> parts,
    String atMost,
    Place place) {

  public FigureDef {
    parts = List.copyOf(parts);
  }
}
