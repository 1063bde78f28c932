-- Those that are certified, whatever they have handed in since: the latest first.
create index employer_certified on employer (updated_at desc, id desc) where certified_sealed is not null;
