alter table message add column brief_sealed bytea;
comment on column message.brief_sealed is 'The text as it leaves the house by SMS or WeChat, with names shortened to fit. Null: the text itself.';
