package furong.cases;

import furong.base.Text;

/**
 * A kind of matter (部件/事件 小类, GB/T 30428.2).
 *
 * @param code {@code part-0106} or {@code event-0110}: 大类 and 小类, two digits each
 * @param group title of the 大类
 */
public record Category(String code, Text title, Text group) {}
