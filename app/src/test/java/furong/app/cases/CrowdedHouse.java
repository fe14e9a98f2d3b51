package furong.app.cases;

import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;

/** The {@link CaseHouse} with the gate that the real one has at its doors. */
@Configuration(proxyBeanMethods = false)
@Import(CaseHouse.class)
@ComponentScan(
    basePackages = "furong.work",
    useDefaultFilters = false,
    includeFilters = @Filter(type = FilterType.REGEX, pattern = "furong\\.work\\.CrowdedDoors"))
class CrowdedHouse {}
