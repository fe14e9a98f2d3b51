package furong.city;

import furong.base.DivisionLevel;
import furong.base.Text;

/**
 * Who answers for something somewhere: the operations centre of a county, the command room of a
 * street, a department.
 *
 * @param id stable: {@code <duty>-<division>}, such as {@code street-office-510104017}
 * @param level of the division that it serves
 * @param division code of the division that it serves
 * @param duty what it answers for, in one word that procedures name: {@code operations}, {@code
 *     street-office}, {@code community}, {@code ecology} ...
 */
public record Organisation(
    String id, Text name, DivisionLevel level, String division, String duty) {

  public static Organisation of(String duty, Text name, Division division) {
    return new Organisation(
        duty + "-" + division.code(), name, division.level(), division.code(), duty);
  }
}
