/**
 * The city's plan: what was promised, how far it is, and the month in which that is looked at
 * (每月调度). The plan itself is data of the city ({@link furong.plan.PlanReader}); what people
 * promise, report and decide is kept beside it.
 */
@NullMarked
package furong.plan;

import org.jspecify.annotations.NullMarked;
