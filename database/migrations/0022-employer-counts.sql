-- How many of an employer's cases stand where is read from the index alone: the largest employers have tens of thousands.
create index destination_case_employer_states on destination_case (employer_id, flow, state) where employer_id is not null;
