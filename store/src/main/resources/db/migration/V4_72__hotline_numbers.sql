-- A work order of the hotline is asked for by its number alone, whichever door its table came by.
create index citizen_report_hotline on citizen_report (external_id) where source = 'HOTLINE' and external_id <> '';
