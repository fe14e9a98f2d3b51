-- Figures are written anew in their place. A tenth of each page is left free, so that a newer one
-- finds room beside the older and no index need be told; it holds for pages written from now on.
alter table formula_value set (fillfactor = 90);
alter table indicator_value set (fillfactor = 90);
alter table case_sum set (fillfactor = 70);
alter table case_counted set (fillfactor = 90);
