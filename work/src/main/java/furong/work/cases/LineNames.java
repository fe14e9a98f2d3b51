package furong.work.cases;

import furong.base.Text;
import furong.cases.Category;
import furong.cases.CityCases;
import furong.city.CityProfile;
import furong.city.Division;
import furong.city.Organisation;
import furong.evaluation.CaseEvaluation.By;

/** What people call the lines of an evaluation; a key that is no longer known names itself. */
record LineNames(CityProfile city, CityCases rules) {

  Text of(By by, String key) {
    Text itself = Text.of(key, key);
    return switch (by) {
      case ORGANISATION -> city.findOrganisation(key).map(Organisation::name).orElse(itself);
      case CATEGORY -> rules.categories().find(key).map(Category::title).orElse(itself);
      case COUNTY, STREET, COMMUNITY ->
          city.divisions().find(city.currentCode(key)).map(Division::name).orElse(itself);
    };
  }
}
