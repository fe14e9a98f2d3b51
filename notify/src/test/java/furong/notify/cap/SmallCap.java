package furong.notify.cap;

import furong.base.Notice;
import furong.base.Result;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Small CAP messages for tests: a rainstorm warning over a square of latitude and longitude. */
final class SmallCap {

  private SmallCap() {}

  static byte[] warning(String identifier, String msgType, String references, String square) {
    return message(
        identifier,
        msgType,
        references,
        """
        <info><language>zh-CN</language><category>Met</category><event>暴雨</event>
        <urgency>Immediate</urgency><severity>Severe</severity><certainty>Likely</certainty>
        <eventCode><valueName>GB</valueName><value>11B03</value></eventCode>
        <expires>2026-03-02T20:00:00+08:00</expires><senderName>芙蓉市气象台</senderName>
        <headline>芙蓉市气象台发布暴雨橙色预警</headline><description>3 小时 50 毫米</description>
        <area><areaDesc>西部</areaDesc><polygon>%s</polygon></area></info>\
        """
            .formatted(square));
  }

  static byte[] message(String identifier, String msgType, String references, String info) {
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>%s</identifier>
    <sender>weather@furong</sender><sent>2026-03-02T10:00:00+08:00</sent>
    <status>Actual</status><msgType>%s</msgType><scope>Public</scope>
    <references>%s</references>%s</alert>\
    """
        .formatted(identifier, msgType, references, info)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** One that names a place by its code and draws none. */
  static byte[] naming(String identifier, String geocode) {
    return instead(
        identifier,
        "<geocode><valueName>GB/T 2260</valueName><value>" + geocode + "</value></geocode>");
  }

  /** One whose place is a circle: a point and kilometres. */
  static byte[] circle(String identifier, String circle) {
    return instead(identifier, "<circle>" + circle + "</circle>");
  }

  private static byte[] instead(String identifier, String place) {
    String text =
        new String(
            warning(identifier, "Alert", "", square(40, 110, 41, 111)), StandardCharsets.UTF_8);
    return text.replaceAll("<polygon>.*</polygon>", place).getBytes(StandardCharsets.UTF_8);
  }

  /** A closed square in CAP's order: latitude first. */
  static String square(double south, double west, double north, double east) {
    return "%s,%s %s,%s %s,%s %s,%s %s,%s"
        .formatted(south, west, south, east, north, east, north, west, south, west);
  }

  static List<String> codes(Result<?> result) {
    return result instanceof Result.Refused<?>(var why, List<Notice> notices)
        ? notices.stream().map(Notice::code).distinct().toList()
        : List.of();
  }
}
