-- Two who invite the same address, or move the same doctor, in one moment: the second is told, by the name of the rule.
alter index invitations_open rename to invitations__invited_already;
alter index doctor_transfers_open rename to doctor_transfers__transfer_planned;
