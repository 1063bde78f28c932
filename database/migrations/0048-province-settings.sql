alter table province
  add column registry_name text not null default '',
  add column registry_url text not null default '',
  add column settings_version integer not null default 1;
comment on column province.registry_name is 'Where graduates have what came from the employment registry corrected, for schools that name no place themselves; empty: the built-in name.';
