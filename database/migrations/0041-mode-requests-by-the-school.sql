-- A department's request for another training mode goes to its school, which files it with the province.
alter table training_mode_request
  add column province_code text constraint training_mode_request_province references province (code),
  add column filed_by bigint constraint training_mode_request_filed_by references account (id);
update training_mode_request r
  set province_code = s.province_code,
      filed_by = case when exists (select from account a where a.id = r.account_id and a.kind <> 'department') then r.account_id end
  from school s where s.id = r.school_id;
create index training_mode_request_of_province on training_mode_request (province_code, created_at desc, id desc)
  where province_code is not null;
comment on column training_mode_request.province_code is 'The province with which the school has filed it; null as long as it is the school''s own matter.';
comment on column training_mode_request.filed_by is 'Who filed it for the school.';
