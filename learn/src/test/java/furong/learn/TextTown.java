package furong.learn;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A town whose people speak of six kinds of matters, each in its own words among words that say
 * nothing, some in English, one report in twenty put under a wrong kind. Always the same by its
 * seed.
 */
final class TextTown {

  static final Map<String, List<String>> SAY =
      new TreeMap<>(
          Map.of(
              "event-0113",
              List.of("路面有个大坑", "道路塌陷", "柏油开裂坑洼", "车轮压进坑里", "pothole in the road"),
              "part-0102",
              List.of("井盖不见了", "窨井盖松动", "下水道盖子翘起来", "污水井盖响", "manhole cover missing"),
              "event-0304",
              List.of("工地扬尘很大", "渣土车洒泥", "施工没有盖网", "灰尘满天", "dust from the building site"),
              "part-0137",
              List.of("路灯不亮", "灯杆歪了", "晚上一片漆黑", "路灯一直闪", "street light is out"),
              "event-0410",
              List.of("占道摆摊", "烧烤摊油烟", "小贩堵住人行道", "摊位乱摆", "vendors block the sidewalk"),
              "event-0110",
              List.of("垃圾没人清", "垃圾桶满了", "绿化带里有垃圾袋", "生活垃圾堆着发臭", "garbage not collected")));

  private static final List<String> BEFORE =
      List.of("您好，", "我家门口", "菜市场旁边", "学校外面", "昨天晚上开始", "请问", "Hello, ", "");
  private static final List<String> AFTER =
      List.of("，请尽快处理", "，已经三天了", "，老人容易摔倒", "，谢谢", "，反映多次没人管", ", please fix it", "");

  private TextTown() {}

  static List<Told> told(int cases, long seed) {
    Random random = new Random(seed);
    List<String> kinds = List.copyOf(SAY.keySet());
    List<Told> told = new ArrayList<>();
    for (int i = 0; i < cases; i++) {
      String kind = kinds.get(random.nextInt(kinds.size()));
      String words =
          pick(BEFORE, random)
              + pick(SAY.getOrDefault(kind, List.of()), random)
              + pick(AFTER, random)
              + (random.nextBoolean() ? pick(AFTER, random) : "");
      boolean slip = random.nextInt(20) == 0;
      told.add(new Told("CJ-" + i, slip ? kinds.get(random.nextInt(kinds.size())) : kind, words));
    }
    return told;
  }

  private static String pick(List<String> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }
}
