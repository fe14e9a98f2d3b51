package furong.reported;

import static org.assertj.core.api.Assertions.assertThat;

import furong.pack.FormDef;
import furong.pack.IndicatorDef;
import furong.pack.IndicatorDef.Direction;
import furong.pack.PackBook;
import furong.pack.PackFiles;
import furong.pack.PackReader;
import furong.reported.Checkup.Dimension;
import furong.reported.Checkup.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The pack of the health check held against the names of the 61 basic indicators of 2023. */
class StandardCheckupTest {

  private static final String NAMES =
      """
      # housing 10
      存在使用安全隐患的住宅数量
      存在燃气安全隐患的住宅数量
      存在楼道安全隐患的住宅数量
      存在围护安全隐患的住宅数量
      住宅性能不达标的住宅数量
      存在管线管道破损的住宅数量
      入户水质水量不达标的住宅数量
      需要进行适老化改造的住宅数量
      需要进行节能改造的住宅数量
      需要进行数字化改造的住宅数量
      # community 11
      未达标配建的养老服务设施数量
      未达标配建的婴幼儿照护服务设施数量
      未达标配建的幼儿园数量
      小学学位缺口数
      停车泊位缺口数
      新能源汽车充电桩缺口数
      未达标配建的公共活动场地数量
      不达标的步行道长度
      未实施生活垃圾分类的小区数量
      未实施物业管理的小区数量
      需要进行智慧化改造的小区数量
      # block 10
      中学服务半径覆盖率
      未达标配建的多功能运动场地数量
      未达标配建的文化活动中心数量
      公园绿化活动场地服务半径覆盖率
      存在乱拉空中线路问题的道路数量
      存在乱停乱放车辆问题的道路数量
      窨井盖缺失、移位、损坏的数量
      需要更新改造的老旧商业街区数量
      需要进行更新改造的老旧厂区数量
      需要进行更新改造的老旧街区数量
      # city 30
      城市生活污水集中收集率
      城市水体返黑返臭事件数
      绿道服务半径覆盖率
      人均体育场地面积
      人均公共文化设施面积
      未达标配建的妇幼保健机构数量
      城市道路网密度
      新建建筑中绿色建筑占比
      当年各类保护对象增加数量
      历史文化街区、历史建筑挂牌建档率
      历史建筑空置率
      历史文化资源遭受破坏的负面事件数
      擅自拆除历史文化街区内建筑物、构筑物的数量
      保障性租赁住房覆盖率
      城市高峰期机动车平均速度
      轨道站点周边覆盖通勤比例
      城市生产安全事故数
      严重易涝积水点数量
      城市排水防涝应急抢险能力
      应急供水保障率
      老旧燃气管网改造完成率
      城市地下管廊的道路占比
      城市消防站服务半径覆盖率
      安全距离不达标的加油加气加氢站数量
      人均避难场所有效避难面积
      城市市政管网管线智能化监测管理率
      建筑施工危险性较大的分部分项工程安全监测覆盖率
      高层建筑智能化火灾监测覆盖率
      城市信息模型(CIM)基础平台建设三维数据覆盖率
      城市运行管理服务平台覆盖率
      """;

  /** No public source gives how these are computed, so nobody is asked and nothing is shown. */
  private static final Set<String> NOT_ESTABLISHED =
      Set.of(
          "health-check.middle-school-cover",
          "health-check.rental-cover",
          "health-check.peak-speed",
          "health-check.drainage-rescue",
          "health-check.water-reserve",
          "health-check.fire-cover",
          "health-check.platform-cover");

  private static final PackFiles FILES = PackFiles.read(FormulaVectorTest.packs());
  private static final PackBook BOOK = PackReader.read(FILES).orThrow();
  private static final Checkup CHECKUP = Checkup.read(BOOK).orElseThrow();

  private static Map<String, List<String>> names() {
    Map<String, List<String>> names = new LinkedHashMap<>();
    List<String> of = new ArrayList<>();
    for (String line : NAMES.strip().lines().map(String::strip).toList()) {
      if (line.startsWith("# ")) {
        of = new ArrayList<>();
        names.put(line.split(" ")[1], of);
      } else {
        of.add(line);
      }
    }
    return names;
  }

  private static List<Item> items() {
    return CHECKUP.dimensions().stream().flatMap(d -> d.items().stream()).toList();
  }

  @Test
  void itsFourDimensionsNameEachOfTheSixtyOneIndicatorsInTheirOrder() {
    Map<String, List<String>> ours = new LinkedHashMap<>();
    for (Dimension d : CHECKUP.dimensions()) {
      ours.put(d.id(), d.items().stream().map(i -> plain(i.indicator())).toList());
    }
    assertThat(ours).isEqualTo(names());
    assertThat(ours.values().stream().map(List::size)).containsExactly(10, 11, 10, 30);
    assertThat(items().stream().map(i -> i.indicator().id()).distinct()).hasSize(61);
  }

  private static String plain(IndicatorDef def) {
    return def.title().zh().replace('（', '(').replace('）', ')');
  }

  @Test
  void eachIsAFormulaOverReportedFiguresOrSaysThatNoneIsEstablished() {
    assertThat(items().stream().map(Item::indicator).filter(i -> i.computed() == null))
        .extracting(IndicatorDef::id)
        .containsExactlyInAnyOrderElementsOf(NOT_ESTABLISHED);
    assertThat(items().stream().map(Item::indicator).filter(i -> i.computed() == null))
        .allSatisfy(i -> assertThat(i.formula().zh()).isEqualTo("尚未确定"));
  }

  @Test
  void everyDimensionHasTheFormThatAsksItAndEveryTextIsInBothLanguages() {
    for (Dimension d : CHECKUP.dimensions()) {
      FormDef form = BOOK.findForm(d.form()).orElseThrow();
      assertThat(form.cycle()).isEqualTo(FormDef.Cycle.YEAR);
      assertThat(form.figures()).allSatisfy(f -> assertThat(f.title().en()).isNotBlank());
      assertThat(d.title().en()).isNotEqualTo(d.title().zh());
    }
    assertThat(items())
        .allSatisfy(i -> assertThat(i.indicator().title().en()).matches("[\\x20-\\x7e]+"));
  }

  /** Every one is asked to be mended, so more of it is worse. */
  @Test
  void whatCountsProblemsIsBetterTheFewerThereAre() {
    assertThat(items().stream().filter(Item::problems))
        .isNotEmpty()
        .allSatisfy(i -> assertThat(i.indicator().direction()).isEqualTo(Direction.LESS_IS_BETTER));
  }
}
