-- 0024 which files of watched folders wait for an answer of the seller

create table waiting_files (folder text not null, name text not null, primary key (folder, name));
